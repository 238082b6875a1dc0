import type { Context } from "hono";
import { clientOf } from "./client.ts";
import { Counts } from "./counts.ts";

const WINDOW = 60_000;

/** A minute, from one client: new subscriptions, and whatever else changes one. */
const FROM_ONE = { subscribe: 30, change: 120 } as const;

/** New subscriptions a minute: half for whoever comes, half in equal shares for the towns and push services they are for. */
const FROM_ALL = 30_000;

export type LimitedRoute = keyof typeof FROM_ONE;

/**
 * A first net against floods. Who is refused costs nobody else anything: only what is let in is counted for all.
 * Counts are in memory only; no client's address is kept beyond its minute.
 */
export class RateLimit {
	readonly #elapsed: () => number;
	readonly #header: string | undefined;
	readonly #clients: Record<LimitedRoute, Counts>;
	readonly #shares = new Map<string, number>();
	#startedAt = Number.NEGATIVE_INFINITY;
	#all = 0;

	/** `header`: in which a trusted proxy names the client; without it there are only the shares. */
	constructor(elapsed: () => number, header: string | undefined, luck: () => number = Math.random) {
		this.#elapsed = elapsed;
		this.#header = header;
		this.#clients = { subscribe: new Counts(luck), change: new Counts(luck) };
	}

	/** Seconds that this client has to wait; 0: come in. To be asked before anything is done for it. */
	wait(c: Context, kind: LimitedRoute): number {
		this.#turnOver();
		if (this.#header === undefined) return 0;
		const count = this.#clients[kind].add(clientOf(c.req.header(this.#header)));
		return count > FROM_ONE[kind] ? this.#rest() : 0;
	}

	/** The same of a new subscription that is found lawful. A town and a service always have a share of their own. */
	waitForShare(town: string, host: string): number {
		this.#turnOver();
		const name = `${town} ${host.split(".").slice(-2).join(".")}`;
		const its = this.#shares.get(name) ?? 0;
		const sharers = this.#shares.size + (this.#shares.has(name) ? 0 : 1);
		if (this.#all >= FROM_ALL / 2 && its >= FROM_ALL / 2 / sharers) return this.#rest();
		this.#all++;
		this.#shares.set(name, its + 1);
		return 0;
	}

	#turnOver(): void {
		const now = this.#elapsed();
		if (now - this.#startedAt < WINDOW) return;
		this.#startedAt = now;
		this.#all = 0;
		this.#shares.clear();
		for (const counts of Object.values(this.#clients)) counts.clear();
	}

	#rest(): number {
		return Math.ceil((WINDOW - (this.#elapsed() - this.#startedAt)) / 1000);
	}
}
