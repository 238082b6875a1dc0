import { clientOf } from "./client.ts";

/** A wave is under way while pushes follow each other within this; milliseconds. */
const WAVE = 2000;

/** While one is: milliseconds of a known client's time, and of all together, that a plain request takes up. */
const PACE = { one: 20, all: 8 } as const;
/** So much may be asked at once before turns are waited for, in milliseconds of it. */
const BURST = 1500;
/** Whoever would have to wait longer is refused, after as long a rest as a refusal is worth. */
const LONGEST_WAIT = 3000;
const REST = 1000;
/** So many wait at once; what comes beside them is refused at once. */
const MOST_WAITING = 2000;
const MOST_CLIENTS = 20_000;

/** What asks more of the one thread than a file or a list does. */
const COSTLY =
	/^\/(?:metrics|healthz|feed|abfallnavi|api\/(?:subscriptions|calendar[^/]*|towns\/[^/]+\/(?:streets|places)))(?:\/|$)/u;
const COST = 5;

interface Turn {
	/** Milliseconds to wait before the request is answered. */
	readonly wait: number;
	readonly isRefused: boolean;
}

/**
 * One thread answers requests and sends reminders. While it sends, each client's requests take turns, so that one
 * who asks without end leaves the wave its pace. Without a proxy's header all are one client.
 */
export class Turns {
	readonly #elapsed: () => number;
	readonly #header: string | undefined;
	readonly #pace: number;
	/** When the next turn of a client comes. */
	readonly #next = new Map<string, number>();
	#sentAt = Number.NEGATIVE_INFINITY;
	#waiting = 0;

	constructor(elapsed: () => number, header: string | undefined) {
		this.#elapsed = elapsed;
		this.#header = header;
		this.#pace = header === undefined ? PACE.all : PACE.one;
	}

	/** To be called with each push. */
	noteSent(): void {
		this.#sentAt = this.#elapsed();
	}

	/** Waits for the turn of a request, by `pause`; false: it is refused. */
	async take({ url, headers }: Request, pause: (milliseconds: number) => Promise<unknown>): Promise<boolean> {
		const client = this.#header === undefined ? "" : clientOf(headers.get(this.#header) ?? undefined);
		const { wait, isRefused } = this.#turnOf(client, new URL(url).pathname);
		if (wait > 0) {
			this.#waiting++;
			await pause(wait);
			this.#waiting--;
		}
		return !isRefused;
	}

	#turnOf(client: string, path: string): Turn {
		const now = this.#elapsed();
		if (now - this.#sentAt > WAVE) {
			this.#next.clear();
			return { wait: 0, isRefused: false };
		}
		if (this.#waiting >= MOST_WAITING) return { wait: 0, isRefused: true };
		if (this.#next.size >= MOST_CLIENTS) this.#next.clear();
		const its = Math.max(this.#next.get(client) ?? 0, now - BURST);
		if (its - now > LONGEST_WAIT) return { wait: REST, isRefused: true };
		this.#next.set(client, its + this.#pace * (COSTLY.test(path) ? COST : 1));
		return { wait: Math.max(its - now, 0), isRefused: false };
	}
}
