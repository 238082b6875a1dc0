const SLOTS = 1 << 16;
const MOST = 65_535;

/**
 * How often each of any number of names came, in a fixed amount of memory: each has a slot in two rows, and the
 * smaller count holds. A flood of names fills no table that others would have to do without (count-min sketch).
 */
export class Counts {
	readonly #rows = [new Uint16Array(SLOTS), new Uint16Array(SLOTS)] as const;
	readonly #seeds: readonly [number, number];

	/** `luck` from 0 to 1: so that nobody can choose a name for another's slot. */
	constructor(luck: () => number) {
		this.#seeds = [Math.floor(luck() * 2 ** 32), Math.floor(luck() * 2 ** 32)];
	}

	/** Counts one more, and answers how many there were. */
	add(name: string): number {
		const [one, other] = this.#seeds.map((seed) => slotOf(name, seed));
		const [first, second] = this.#rows;
		const count = Math.min(first[one ?? 0] ?? 0, second[other ?? 0] ?? 0) + 1;
		if (count > MOST) return count;
		first[one ?? 0] = Math.max(first[one ?? 0] ?? 0, count);
		second[other ?? 0] = Math.max(second[other ?? 0] ?? 0, count);
		return count;
	}

	clear(): void {
		for (const row of this.#rows) row.fill(0);
	}
}

/** FNV-1a from a seed. */
function slotOf(name: string, seed: number): number {
	let hash = seed ^ 0x811c9dc5;
	for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
	return (hash ^ (hash >>> 16)) & (SLOTS - 1);
}
