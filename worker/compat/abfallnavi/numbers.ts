/**
 * AbfallNavi's ids are whole numbers from 1 on. They are made of our own ids, so that they stay when a town is
 * imported anew: clients keep them in their settings.
 */
export class Numbers {
	readonly #byNumber = new Map<number, string>();
	readonly #byId = new Map<string, number>();

	/** `below`: numbers are smaller than this. In the order of the ids, so that the same ids get the same numbers. */
	constructor(ids: Iterable<string>, below: number) {
		for (const id of [...new Set(ids)].sort()) {
			let number = hashOf(id, below);
			for (let nth = 1; this.#byNumber.has(number); nth++) number = hashOf(`${id} ${nth}`, below);
			this.#byNumber.set(number, id);
			this.#byId.set(id, number);
		}
	}

	/** 0 is no number of anything. */
	of(id: string): number {
		return this.#byId.get(id) ?? 0;
	}

	idOf(number: number): string | undefined {
		return this.#byNumber.get(number);
	}
}

/** FNV-1a, mixed once more; from 1 on. */
export function hashOf(text: string, below: number): number {
	let hash = 0x811c9dc5;
	for (const octet of new TextEncoder().encode(text)) hash = Math.imul(hash ^ octet, 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
	return (((hash ^ (hash >>> 13)) >>> 0) % (below - 1)) + 1;
}
