/**
 * Which entries of a step's recipe any of its files needed. An entry is named by the field that it
 * stands in, as a path from the step on (`service.map`, `ignore`), and by its own name in it.
 */
export class Usage {
	readonly #used = new Map<string, Set<string>>();

	use(field: string, entry: string): void {
		const entries = this.#used.get(field);
		if (entries) entries.add(entry);
		else this.#used.set(field, new Set([entry]));
	}

	/** Those that nothing ever needed, in the recipe's order. */
	unusedOf(field: string, entries: readonly string[]): string[] {
		const used = this.#used.get(field);
		return used ? entries.filter((entry) => !used.has(entry)) : [...entries];
	}
}
