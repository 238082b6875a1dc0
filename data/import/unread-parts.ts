import type { Said } from "./beside.ts";
import type { Table } from "./read/table.ts";

/** What columns that nobody reads say of parts of a street, or instead of the column that is read. */

const PART =
	/(?<!\p{L})(?:un)?gerade[nr]?(?!\p{L})(?! (?:kw|woche|kalenderwoche))|haus-?n(?:r|ummer)|(?<!\p{L})(?:nur )?nr\.? ?\d|^(?:nur|ab|bis) \d{1,3} ?[a-z]?$/iu;
const NUMBERED = /^(?:haus-?)?(?:nr|nummer)n?\b|^h(?:s|aus)?-?nr|hausnummer|^(?:von|bis)$/iu;
const NUMBER = /^\d{1,4} ?[a-z]?$/iu;
const MOST_SAID = 200;

export function partsSaid({ header, rows }: Table, at: number): Said[] {
	const isNumbered = NUMBERED.test(header[at] ?? "");
	return rows
		.map(({ line, cells }) => ({ line, text: (cells[at] ?? "").trim() }))
		.filter(({ text }) => (isNumbered && NUMBER.test(text)) || PART.test(text.slice(0, 100)))
		.slice(0, MOST_SAID);
}

/** «Bezirk neu» and «Bezirk 2027» beside «Bezirk». */
const EDITION =
	/[\s_(-]*(?:(?:ab )?(?<!\d)\d{4}(?!\d)|(?<!\p{L})(?:neu(?:e[rs]?)?|alt(?:e[rs]?)?|new|old)(?!\p{L}))[\s_)-]*/giu;

export function othersSaid({ header, rows }: Table, at: number, used: ReadonlySet<number>): Said[] {
	const name = plainName(header[at]);
	const read = header.findIndex((each, nth) => used.has(nth) && name !== "" && plainName(each) === name);
	if (read < 0) return [];
	return rows
		.map(({ line, cells }) => ({ line, text: (cells[at] ?? "").trim(), other: (cells[read] ?? "").trim() }))
		.filter(({ text, other }) => text !== "" && text !== other)
		.map(({ line, text }) => ({ line, text }))
		.slice(0, MOST_SAID);
}

function plainName(name = ""): string {
	return name.replace(EDITION, " ").trim().toLowerCase();
}
