import { readHtml } from "../read/html-lines.ts";
import { matchPattern, type Pattern, parsePattern } from "../read/pattern.ts";
import { DATE_LIKE, linesOfText, type TextLine, tableOfText } from "../read/text-rows.ts";
import { readWording } from "./wording.ts";

/** A page or a text of lines: patterns that fit every line with a day in it, and the same lines as a table. */
export interface GuessedText {
	readonly text: { readonly html?: true; readonly patterns: readonly object[] };
	/** `tag` and `was`, so that one guesser of columns serves lines, too. */
	readonly csv: string;
	/** Where the day stands in pieces: the columns that make it up. */
	readonly date?: readonly string[];
}

/** What stands between a day and what is collected on it. */
const BETWEEN = [" | ", ": ", " - ", " "];
const WHOLE = BETWEEN.flatMap((between) => [`{tag:day}${between}{was}`, `{was}${between}{tag:day}`]);
/** Days without a year, below a heading with month and year. */
const BELOW = ["({w:weekday}) {d:number}.{m:number}. {was}", "{w:weekday}, {d:number}.{m:number}. {was}"];
const PIECES = [...BELOW, "{d:number}.{m:number}. {was}"];
const HEADING = "{monat:month} {jahr:number}";

export function guessText(content: string, name: string): GuessedText | undefined {
	const html = /^\s*<(?:!doctype html|html|body|table)/iu.test(content);
	if (!html && /^\s*[[{<]/u.test(content)) return undefined;
	const lines = html ? readHtml(content, name).lines : linesOfText(content);
	const dated = lines.filter(({ text }) => DATE_LIKE.test(text));
	if (dated.length < 3) return undefined;
	const whole = fitting(WHOLE, dated);
	if (whole) return made(lines, name, html, whole);
	const pieces = fitting(PIECES, dated);
	const isHeaded = lines.some(({ text }) => fits(HEADING, text));
	const below = pieces && isHeaded ? made(lines, name, html, pieces, [{ keep: HEADING }]) : undefined;
	return below && { ...below, date: ["d", "m", "jahr"] };
}

/** The fewest patterns, in their order, with which each line fits one. */
function fitting(patterns: readonly string[], lines: readonly TextLine[]): string[] | undefined {
	const used = new Set<string>();
	for (const { text } of lines) {
		const found = patterns.find((pattern) => fits(pattern, text));
		if (found === undefined) return undefined;
		used.add(found);
	}
	return patterns.filter((pattern) => used.has(pattern));
}

function fits(pattern: string, text: string): boolean {
	return matchPattern(parsed(pattern), text) !== undefined;
}

function parsed(pattern: string): Pattern {
	return parsePattern(pattern) ?? { literals: [""], holes: [] };
}

function made(
	lines: readonly TextLine[],
	name: string,
	html: boolean,
	rows: readonly string[],
	before: readonly { readonly keep: string }[] = [],
): GuessedText | undefined {
	const patterns = [...before, ...rows.map((row) => ({ row }))];
	const { table } = tableOfText(lines, name, patterns);
	const cell = (cells: readonly string[], column: string) => cells[table.header.indexOf(column)] ?? "";
	const dayOf = (cells: readonly string[]) =>
		before.length > 0 ? ["d", "m", "jahr"].map((piece) => cell(cells, piece)).join(".") : cell(cells, "tag");
	const wordings = table.rows.map(({ cells }) => cell(cells, "was"));
	if (wordings.filter(namesSome).length < wordings.length / 2) return undefined;
	const csv = table.rows.map(({ cells }) => [dayOf(cells), cell(cells, "was")].map(quoted).join(";"));
	return { text: { ...(html && { html }), patterns }, csv: ["tag;was", ...csv].join("\n") };
}

/** Codes of districts are no wordings: a line of them is read by `day-tokens`. */
function namesSome(wording: string): boolean {
	const { named } = readWording(wording);
	return named.length > 0;
}

function quoted(text: string): string {
	return `"${text.replaceAll('"', '""')}"`;
}
