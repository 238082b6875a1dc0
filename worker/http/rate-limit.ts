import type { Context } from "hono";

/** New subscriptions per minute in one isolate, from all clients and from one. */
const FROM_ALL = 30_000;
const FROM_ONE = 30;
const WINDOW = 60_000;
const MOST_CLIENTS = 10_000;
/** No header holds a blank alone. */
const STRANGERS = " ";

/** A first net against floods. Counts are in memory only; no client's address is kept beyond its minute. */
export class RateLimit {
	readonly #elapsed: () => number;
	readonly #header: string | undefined;
	#startedAt = Number.NEGATIVE_INFINITY;
	#all = 0;
	#clients = new Map<string, number>();

	/** `header`: in which a trusted proxy names the client; without it only the limit for all applies. */
	constructor(elapsed: () => number, header: string | undefined) {
		this.#elapsed = elapsed;
		this.#header = header;
	}

	/** Seconds to wait; 0: come in. */
	wait(c: Context): number {
		const now = this.#elapsed();
		if (now - this.#startedAt >= WINDOW) {
			this.#startedAt = now;
			this.#all = 0;
			this.#clients = new Map();
		}
		const client = this.#header === undefined ? undefined : c.req.header(this.#header);
		const isRefused = client === undefined ? false : this.#count(client) > FROM_ONE;
		// Who is refused costs the others nothing.
		if (!isRefused) this.#all++;
		return isRefused || this.#all > FROM_ALL ? Math.ceil((WINDOW - (now - this.#startedAt)) / 1000) : 0;
	}

	/** Clients that are known go on being counted; once there are too many, further ones share one count. */
	#count(client: string): number {
		const name = this.#clients.has(client) || this.#clients.size < MOST_CLIENTS ? client : STRANGERS;
		const count = (this.#clients.get(name) ?? 0) + 1;
		this.#clients.set(name, count);
		return count;
	}
}
