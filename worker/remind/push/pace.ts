/** How quickly public push services are approached, in requests a second. `TONNENTAG_PACE`, as "10-1500". */
export interface PaceBounds {
	readonly from: number;
	readonly to: number;
}

export const PACE: PaceBounds = { from: 10, to: 1500 };

/** `undefined` for what is no such pair of whole numbers from 1 on, the second not below the first. */
export function parsePace(text: string): PaceBounds | undefined {
	const [, from, to] = /^(\d{1,6})-(\d{1,6})$/u.exec(text) ?? [];
	const bounds = { from: Number(from), to: Number(to) };
	return bounds.from >= 1 && bounds.to >= bounds.from ? bounds : undefined;
}

/** While nobody has objected yet the rate doubles within this time, in milliseconds. */
const DOUBLING = 10_000;
/** Once somebody has, it grows by this share of the upper bound a second. */
const GROWTH = 0.01;
/** All requests that were under way object to the same rate: it is halved once for them. Milliseconds. */
const ONE_OBJECTION = 2_000;
/** What was learned of a service is old after this, in milliseconds. */
const FORGETTING = 3_600_000;
/** So long may be made up for after a pause, in seconds: no burst after it. */
const BURST = 0.1;

/**
 * The rate at which one push service is asked. It finds it by itself: rising until the
 * service says 429 or slows, halved then, as TCP finds its own (slow start and congestion
 * avoidance, RFC 5681). It belongs to the service, so it lives on between runs.
 */
export class Pace {
	readonly #bounds: PaceBounds;
	#rate: number;
	/** Requests that may be made at once. */
	#tokens = 1;
	#at: number | undefined;
	#objectedAt = Number.NEGATIVE_INFINITY;
	/** Nobody has objected yet. */
	#isSearching = true;

	constructor(bounds: PaceBounds) {
		this.#bounds = bounds;
		this.#rate = bounds.from;
	}

	/** Requests a second. */
	get rate(): number {
		return this.#rate;
	}

	/** Milliseconds until the next request may be made; 0: now. `elapsed`: milliseconds that only ever grow. */
	wait(elapsed: number): number {
		this.#refill(elapsed);
		return this.#tokens >= 1 ? 0 : Math.ceil(((1 - this.#tokens) / this.#rate) * 1000);
	}

	take(elapsed: number): void {
		this.#refill(elapsed);
		this.#tokens--;
	}

	/** Too many requests, or answers that take long. */
	object(elapsed: number): void {
		if (elapsed - this.#objectedAt < ONE_OBJECTION) return;
		this.#objectedAt = elapsed;
		this.#isSearching = false;
		this.#rate = Math.max(this.#rate / 2, this.#bounds.from);
	}

	/** Only time in which requests were made says that the service bears the rate. */
	#refill(elapsed: number): void {
		const passed = elapsed - (this.#at ?? elapsed);
		this.#at = elapsed;
		if (passed > FORGETTING) this.#startAnew();
		const isBusy = this.#tokens < 1;
		if (isBusy) this.#grow(Math.min(passed, ONE_OBJECTION));
		this.#tokens = Math.min(this.#tokens + (passed / 1000) * this.#rate, Math.max(this.#rate * BURST, 1));
	}

	#grow(passed: number): void {
		const next = this.#isSearching
			? this.#rate * 2 ** (passed / DOUBLING)
			: this.#rate + (passed / 1000) * GROWTH * this.#bounds.to;
		this.#rate = Math.min(next, this.#bounds.to);
	}

	#startAnew(): void {
		this.#rate = Math.max(this.#rate / 2, this.#bounds.from);
		this.#isSearching = true;
	}
}
