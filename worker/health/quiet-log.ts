/** The same line is told again after this, in milliseconds. */
const AGAIN_AFTER = 3_600_000;
const MOST_KNOWN = 500;

interface Line {
	readonly toldAt: number;
	readonly repeated: number;
}

/**
 * A log in which nothing is repeated without end: what was told within the hour is counted, and the count is told
 * with the next one. Another line of the same town in between makes it news again.
 */
export class QuietLog {
	readonly #write: (line: string) => void;
	readonly #elapsed: () => number;
	readonly #lines = new Map<string, Map<string, Line>>();

	constructor(write: (line: string) => void, elapsed: () => number) {
		this.#write = write;
		this.#elapsed = elapsed;
	}

	tell(event: Readonly<Record<string, unknown>>): void {
		const [line, now] = [JSON.stringify(event), this.#elapsed()];
		const known = this.#of(String(event.town ?? ""));
		const last = known.get(line);
		const isFault = event.error !== undefined || event.problem !== undefined;
		if (isFault && last && now - last.toldAt < AGAIN_AFTER) {
			known.set(line, { ...last, repeated: last.repeated + 1 });
			return;
		}
		if (event.town !== undefined || known.size >= MOST_KNOWN) known.clear();
		known.set(line, { toldAt: now, repeated: 0 });
		this.#write(last?.repeated ? JSON.stringify({ ...event, repeated: last.repeated }) : line);
	}

	#of(town: string): Map<string, Line> {
		if (this.#lines.size >= MOST_KNOWN && !this.#lines.has(town)) this.#lines.clear();
		const lines = this.#lines.get(town) ?? new Map<string, Line>();
		this.#lines.set(town, lines);
		return lines;
	}
}
