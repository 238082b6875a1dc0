import type { Instant } from "../../../data/model/zone.ts";
import { touches } from "../change-count.ts";
import { type Delivery, readBundle, readDeliveries } from "../ledger/deliveries.ts";

/** Deliveries held in memory per host. */
const PAGE = 60;
/** The ledger is asked so often for hosts that had nothing to do, in milliseconds. */
const STALE_AFTER = 500;

interface Queue {
	/** The next one last. */
	readonly deliveries: Delivery[];
	readonly touches: number;
}

/** What the ledger holds as due, host by host. What was read before a household changed its mind is read again. */
export class Queues {
	readonly #sql: SqlStorage;
	readonly #queues = new Map<string, Queue>();
	/** Ids that were begun, while the ledger still shows them as due. */
	readonly #begun = new Set<number>();
	#staleAt = Number.NEGATIVE_INFINITY;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
	}

	/** The ledger says by now what became of these. */
	release(deliveries: readonly { readonly id: number }[]): void {
		for (const { id } of deliveries) this.#begun.delete(id);
	}

	/** Turns go round: the host that was served last comes last. */
	hosts(now: Instant, elapsed: number): string[] {
		if (this.#queues.size === 0 || this.#staleAt < elapsed) {
			this.#staleAt = elapsed + STALE_AFTER;
			const query = "SELECT DISTINCT host FROM delivery WHERE state = 'due' AND due <= ?";
			for (const { host } of this.#sql.exec<{ host: string }>(query, now).toArray())
				if (!this.#queues.has(host)) this.#fill(host, now);
		}
		return [...this.#queues.keys()];
	}

	/** What goes out in one push: a delivery, or all of a bundle. */
	take(host: string, now: Instant): readonly Delivery[] | undefined {
		if (this.#queues.get(host)?.touches !== touches(this.#sql)) this.#fill(host, now);
		const queue = this.#queues.get(host);
		this.#queues.delete(host);
		const delivery = queue?.deliveries.pop();
		if (!queue || !delivery) return undefined;
		const bundle = readBundle(this.#sql, delivery, now).filter(({ id }) => !this.#begun.has(id));
		for (const { id } of bundle) this.#begun.add(id);
		const deliveries = bundle.length > 1 ? queue.deliveries.filter(({ id }) => !this.#begun.has(id)) : queue.deliveries;
		if (deliveries.length > 0) this.#queues.set(host, { ...queue, deliveries });
		else this.#fill(host, now);
		return bundle;
	}

	#fill(host: string, now: Instant): void {
		const deliveries = readDeliveries(this.#sql, host, now, PAGE + this.#begun.size)
			.filter(({ id }) => !this.#begun.has(id))
			.slice(0, PAGE)
			.reverse();
		if (deliveries.length > 0) this.#queues.set(host, { deliveries, touches: touches(this.#sql) });
		else this.#queues.delete(host);
	}
}
