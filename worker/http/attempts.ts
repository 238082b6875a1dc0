import { clientOf } from "./client.ts";
import { Counts } from "./counts.ts";

const WINDOW = 60_000;

/** Failed attempts to come in within a minute: from one client, and where nobody names the clients from all. */
const MOST = { one: 20, all: 300 } as const;

/** Against guessing: whoever fails too often waits. Who succeeds is not counted; counts are in memory only. */
export class Attempts {
	readonly #elapsed: () => number;
	readonly #header: string | undefined;
	readonly #failures: Counts;
	/** Those who wait. */
	readonly #barred = new Set<string>();
	#startedAt = Number.NEGATIVE_INFINITY;

	/** `header`: in which a trusted proxy names the client. */
	constructor(elapsed: () => number, header: string | undefined, luck: () => number = Math.random) {
		this.#elapsed = elapsed;
		this.#header = header;
		this.#failures = new Counts(luck);
	}

	/** Seconds that this client has to wait; 0: it may try. */
	wait(headers: Headers): number {
		const now = this.#elapsed();
		if (now - this.#startedAt >= WINDOW) {
			this.#startedAt = now;
			this.#failures.clear();
			this.#barred.clear();
		}
		return this.#barred.has(this.#client(headers)) ? Math.ceil((WINDOW - (now - this.#startedAt)) / 1000) : 0;
	}

	noteFailure(headers: Headers): void {
		const client = this.#client(headers);
		const most = this.#header === undefined ? MOST.all : MOST.one;
		if (this.#failures.add(client) >= most) this.#barred.add(client);
	}

	#client(headers: Headers): string {
		return this.#header === undefined ? "" : clientOf(headers.get(this.#header) ?? undefined);
	}
}
