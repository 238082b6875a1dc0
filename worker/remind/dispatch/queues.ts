import type { Instant } from "../../../data/model/zone.ts";
import { touches } from "../change-count.ts";
import { type Errand, readErrands } from "./payload.ts";

/** Errands held in memory per host. */
const PAGE = 60;
/** The ledger is asked so often for hosts that had nothing to do, in milliseconds. */
const STALE_AFTER = 500;

interface Queue {
	/** The next one last. */
	readonly errands: Errand[];
	readonly touches: number;
}

/** What the ledger holds as due, host by host. What was read before a household changed its mind is read again. */
export class Queues {
	readonly #sql: SqlStorage;
	readonly #queues = new Map<string, Queue>();
	/** Ids that were begun, while the ledger still shows them as due. */
	readonly #begun = new Set<number>();
	readonly #mostBegun: number;
	#staleAt = Number.NEGATIVE_INFINITY;

	/** `mostBegun`: never more errands at once are begun and not yet released. */
	constructor(sql: SqlStorage, mostBegun: number) {
		this.#sql = sql;
		this.#mostBegun = mostBegun;
	}

	/** The ledger says by now what became of these. */
	release(errands: readonly { readonly id: number }[]): void {
		for (const { id } of errands) this.#begun.delete(id);
	}

	/** Turns go round: the host that was served last comes last. */
	hosts(now: Instant, elapsed: number): string[] {
		if (this.#queues.size === 0 || this.#staleAt < elapsed) {
			this.#staleAt = elapsed + STALE_AFTER;
			const query = "SELECT DISTINCT host FROM errand WHERE state = 'due' AND due <= ?";
			for (const { host } of this.#sql.exec<{ host: string }>(query, now).toArray())
				if (!this.#queues.has(host)) this.#fill(host, now);
		}
		return [...this.#queues.keys()];
	}

	take(host: string, now: Instant): Errand | undefined {
		if (this.#queues.get(host)?.touches !== touches(this.#sql)) this.#fill(host, now);
		const queue = this.#queues.get(host);
		this.#queues.delete(host);
		const errand = queue?.errands.pop();
		if (!queue || !errand) return undefined;
		this.#begun.add(errand.id);
		if (queue.errands.length > 0) this.#queues.set(host, queue);
		else this.#fill(host, now);
		return errand;
	}

	#fill(host: string, now: Instant): void {
		const errands = readErrands(this.#sql, host, now, PAGE + this.#mostBegun)
			.filter(({ id }) => !this.#begun.has(id))
			.slice(0, PAGE)
			.reverse();
		if (errands.length > 0) this.#queues.set(host, { errands, touches: touches(this.#sql) });
		else this.#queues.delete(host);
	}
}
