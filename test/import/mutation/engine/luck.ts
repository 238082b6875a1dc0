import { makeLuck } from "../../../remind/luck.ts";

/** Drawing that can be had again by its seed. */
export class Luck {
	readonly #next: () => number;

	constructor(seed: number) {
		this.#next = makeLuck(seed);
	}

	/** A whole number from 0 to `limit` - 1. */
	below(limit: number): number {
		return Math.floor(this.#next() * limit);
	}

	pick<T>(list: readonly T[]): T | undefined {
		return list[this.below(list.length)];
	}
}
