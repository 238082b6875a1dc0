import type { Instant } from "../../data/model/zone.ts";

/** An alarm that is so late does not come by itself, in milliseconds. */
const LATE = 5000;

/**
 * What the slices of this isolate wait for, beside their own tables: when a disk refuses to write, the
 * object that met it is gone, and the platform tries its alarm again after twice as long each time.
 */
export class Wakeups {
	readonly #expected = new Map<string, Instant>();
	readonly #closing = new Set<string>();
	/** When this isolate began. */
	readonly bornAt: Instant;

	constructor(bornAt: Instant) {
		this.bornAt = bornAt;
	}

	/** The slice with this id wakes up at a moment of the machine's time; whatever it expected before is void. */
	expect(id: string, at: Instant): void {
		this.#expected.set(id, at);
	}

	expectBy(id: string, at: Instant): void {
		this.expect(id, Math.min(this.#expected.get(id) ?? at, at));
	}

	forget(id: string): void {
		this.#expected.delete(id);
	}

	/** Its object is to be closed once it has nothing to do. */
	close(id: string): void {
		this.#closing.add(id);
	}

	overdue(now: Instant): string[] {
		return [...this.#expected].filter(([, at]) => at <= now - LATE).map(([id]) => id);
	}

	takeClosing(): string[] {
		const ids = [...this.#closing];
		this.#closing.clear();
		return ids;
	}
}
