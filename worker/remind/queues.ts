import type { Instant } from "../../data/model/zone.ts";
import { type Errand, readErrands } from "./errand.ts";
import { touches } from "./touch.ts";

/** Errands held in memory per host. */
const PAGE = 60;
/** Rows that this run has begun and the ledger still shows as due, at most. */
const WITHHELD = 64;
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
	/** Ids that this run has begun: the ledger may not say so yet. */
	readonly #begun = new Set<number>();
	#staleAt = Number.NEGATIVE_INFINITY;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
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
		const errands = readErrands(this.#sql, host, now, PAGE + WITHHELD)
			.filter(({ id }) => !this.#begun.has(id))
			.slice(0, PAGE)
			.reverse();
		if (errands.length > 0) this.#queues.set(host, { errands, touches: touches(this.#sql) });
		else this.#queues.delete(host);
	}
}
