import type { Instant } from "../../data/model/zone.ts";
import { type Errand, readErrand } from "./errand.ts";

/** Errands whose ids are held in memory per host. */
const PAGE = 120;
/** Rows that this run has begun and the ledger still shows as due, at most. */
const WITHHELD = 64;
/** The ledger is asked so often for hosts that had nothing to do, in milliseconds. */
const STALE_AFTER = 500;

/** What the ledger holds as due, host by host. Each errand is read at the moment at which it is taken: it may have been withdrawn. */
export class Queues {
	readonly #sql: SqlStorage;
	readonly #queues = new Map<string, number[]>();
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
		const queue = this.#queues.get(host) ?? [];
		this.#queues.delete(host);
		let found: Errand | undefined;
		for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
			found = readErrand(this.#sql, id, now);
			if (found) break;
		}
		if (found) this.#begun.add(found.id);
		if (queue.length > 0) this.#queues.set(host, queue);
		else this.#fill(host, now);
		return found;
	}

	#fill(host: string, now: Instant): void {
		const query = "SELECT id FROM errand WHERE state = 'due' AND host = ? AND due <= ? ORDER BY due, id LIMIT ?";
		const page = this.#sql
			.exec<{ id: number }>(query, host, now, PAGE + WITHHELD)
			.toArray()
			.map(({ id }) => id)
			.filter((id) => !this.#begun.has(id))
			.slice(0, PAGE);
		if (page.length > 0) this.#queues.set(host, page);
	}
}
