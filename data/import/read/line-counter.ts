/** Lines of rising offsets, in one pass over the text, however long its lines are. */
export class LineCounter {
	#line = 1;
	/** The line end that comes next; -1 for none. */
	#end: number;
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
		this.#end = text.indexOf("\n");
	}

	/** The line, from 1, on which a character stands. Offsets must not go back. */
	lineAt(offset: number): number {
		while (this.#end >= 0 && this.#end < offset) {
			this.#line++;
			this.#end = this.#text.indexOf("\n", this.#end + 1);
		}
		return this.#line;
	}
}
