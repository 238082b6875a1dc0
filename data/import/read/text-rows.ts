import type { Problem } from "../../model/problem.ts";
import { speaksOfChange } from "./change-words.ts";
import { monthNamed } from "./day-names.ts";
import { emptyPieces } from "./empty-pieces.ts";
import { linesInWords } from "./lines-in-words.ts";
import { matchPattern, type Pattern, parsePattern } from "./pattern.ts";
import { type Row, type Table, tidy } from "./table.ts";

/** A line of a text, or of a page as its reader sees it. */
export interface TextLine {
	readonly line: number;
	readonly text: string;
}

/** Headings are kept for the lines below them; rows are what stands there. */
export interface TextPattern {
	readonly keep?: string | undefined;
	readonly skip?: string | undefined;
	readonly row?: string | undefined;
	readonly split?: string | undefined;
	readonly when?: Readonly<Record<string, string>> | undefined;
}

export function linesOfText(text: string): TextLine[] {
	let line = 0;
	const lines: TextLine[] = [];
	for (const raw of text.split("\n")) {
		line++;
		if (raw.trim() !== "") lines.push({ line, text: tidy(raw) });
	}
	return lines;
}

/** One row per line, or piece of a line, that fits a pattern. A line that holds a date and fits none is told. */
export function tableOfText(
	lines: readonly TextLine[],
	file: string,
	patterns: readonly TextPattern[],
	isTelling = speaksOfChange,
) {
	const reader = new TextReader(file, patterns, isTelling);
	for (const line of lines) reader.take(line);
	reader.finish();
	const { names: header, rows, kept: inherited, passed, gaps, daysAsText, bare } = reader;
	const { weekdays } = reader;
	const crowded = crowdedBlocks(reader.cutLines);
	const table: Table = { file, header, headerLine: 1, isNamedByRecipe: true, rows, inherited, weekdays };
	const told = [
		...(passed.length > 0 ? [passedLines(file, passed)] : []),
		...emptyPieces(file, gaps),
		...(bare.length > 0 ? [bareHeadings(file, bare)] : []),
		...(daysAsText.length > 0 ? [dayAsText(file, daysAsText)] : []),
		...linesAgain(file, crowded, reader.cutLines),
		...brokenLines(file, crowded),
	];
	return { table, problems: [...reader.problems, ...told], unread: reader.problems.length + passed.length };
}

interface Heading extends TextLine {
	/** What it says. */
	readonly names: readonly string[];
	/** The line of the heading that follows at once; none at the end of the file. */
	readonly next?: number | undefined;
}

interface CutLine extends TextLine {
	/** The line of the one that it stands below. */
	readonly heading: number;
	readonly pieces: number;
	/** Whether it does not end with a separator. */
	readonly isClosed: boolean;
}

/** Two days may be the same of two services. */
const FEWEST_PIECES = 3;

interface Parsed {
	readonly given: TextPattern;
	readonly pattern: Pattern;
}

class TextReader {
	readonly rows: Row[] = [];
	readonly problems: Problem[] = [];
	readonly names: readonly string[];
	/** Placeholders of rows that a weekday fills. */
	readonly weekdays: readonly string[];
	/** What headings say. */
	readonly kept: readonly string[];
	/** Lines between the rows that fit nothing and hold no date. What stands above and below is the page's own. */
	readonly passed: TextLine[] = [];
	/** Lines in which nothing stands between two separators. */
	readonly gaps: number[] = [];
	/** Days that a pattern took as any text, where another one is for days. */
	readonly daysAsText: TextLine[] = [];
	/** Lines that were cut into several rows. */
	readonly cutLines: CutLine[] = [];
	/** Headings below which nothing stands, with the one that follows. */
	readonly bare: Heading[] = [];
	#heading: Heading | undefined;
	#lastHeading = 0;
	readonly #file: string;
	readonly #patterns: readonly Parsed[];
	readonly #hasDays: boolean;
	/** What must be told wherever it stands. */
	readonly #isTelling: (text: string) => boolean;
	#sinceRow: TextLine[] = [];
	#kept: Readonly<Record<string, string>> = {};

	constructor(file: string, patterns: readonly TextPattern[], isTelling: (text: string) => boolean) {
		this.#file = file;
		this.#isTelling = isTelling;
		this.#patterns = patterns.flatMap((given) => {
			const pattern = parsePattern(given.keep ?? given.skip ?? given.row ?? "");
			return pattern ? [{ given, pattern }] : [];
		});
		const headings = this.#patterns.filter(({ given }) => given.keep !== undefined);
		this.#hasDays = this.#patterns.some(({ given, pattern }) => given.row !== undefined && readsDay(pattern));
		this.kept = headings.flatMap(({ pattern }) => pattern.holes.map(({ name }) => name));
		const holes = this.#patterns.flatMap(({ pattern }) => pattern.holes);
		const ofRows = this.#patterns
			.filter(({ given }) => given.row !== undefined)
			.flatMap(({ pattern }) => pattern.holes);
		this.weekdays = ofRows.filter(({ kind }) => kind === "weekday").map(({ name }) => name);
		this.names = [...new Set(holes.map(({ name }) => name))];
	}

	take(line: TextLine): void {
		const taken = this.#patterns.find((parsed) => this.#isInPlace(parsed) && this.#fits(parsed, line));
		this.#noteHeading(line, taken);
		if (taken) return;
		if (DATE_LIKE.test(line.text)) this.problems.push(unread(this.#file, line));
		else if (namesDay(line.text) || this.#isTelling(line.text)) this.passed.push(line);
		else if (this.rows.length > 0) this.#sinceRow.push(line);
	}

	/** After the last line. */
	finish(): void {
		if (this.#heading && this.rows.length > 0) this.bare.push(this.#heading);
	}

	/** A heading that says what the one right before it said leaves nothing of it. */
	#noteHeading({ line, text }: TextLine, taken: Parsed | undefined): void {
		const before = this.#heading;
		const names = taken?.given.keep === undefined ? [] : taken.pattern.holes.map(({ name }) => name);
		if (before && names.some((name) => before.names.includes(name))) this.bare.push({ ...before, next: line });
		this.#heading = names.length > 0 ? { line, text, names } : undefined;
		if (this.#heading) this.#lastHeading = line;
	}

	#isInPlace({ given }: Parsed): boolean {
		return Object.entries(given.when ?? {}).every(([name, value]) => this.#kept[name] === value);
	}

	#fits({ given, pattern }: Parsed, { line, text }: TextLine): boolean {
		if (given.split !== undefined) return this.#takePieces(pattern, given.split, { line, text });
		const values = matchPattern(pattern, text) ?? (given.keep === undefined ? undefined : ended(pattern, text));
		if (!values) return false;
		if (given.keep !== undefined) this.#kept = { ...this.#kept, ...values };
		else if (given.skip === undefined) this.#push(line, values, pattern);
		return true;
	}

	/** The first piece decides whether the line is meant; then each must fit. */
	#takePieces(pattern: Pattern, separator: string, { line, text }: TextLine): boolean {
		const cut = splitOutside(text, separator);
		const held = cut.filter((piece) => piece !== "");
		const pieces = held.map((piece) => ({ piece, values: matchPattern(pattern, piece) }));
		if (!pieces[0]?.values) return false;
		if (held.length < cut.length) this.gaps.push(line);
		const isClosed = cut.at(-1) !== "";
		this.cutLines.push({ line, text, heading: this.#lastHeading, pieces: held.length, isClosed });
		for (const { piece, values } of pieces) {
			if (values) this.#push(line, values, pattern);
			else this.problems.push(unread(this.#file, { line, text: piece }));
		}
		return true;
	}

	#push(line: number, values: Readonly<Record<string, string>>, { holes }: Pattern): void {
		const day = this.#hasDays && holes.find(({ name, kind }) => kind === "text" && WHOLE_DAY.test(values[name] ?? ""));
		if (day) this.daysAsText.push({ line, text: values[day.name] ?? "" });
		const all = { ...this.#kept, ...values };
		for (const passed of this.#sinceRow) this.passed.push(passed);
		this.#sinceRow = [];
		this.rows.push({ line, cells: this.names.map((name) => all[name] ?? "") });
	}
}

/** A heading without its value: what it said before holds no longer. */
function ended({ literals, holes }: Pattern, text: string): Record<string, string> | undefined {
	const bare = tidy(literals.join(""));
	return bare !== "" && bare === text ? Object.fromEntries(holes.map(({ name }) => [name, ""])) : undefined;
}

const WHOLE_DAY = /^(?:\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{2}|\d{4})?|\d{4}-\d{2}-\d{2})$/u;

function readsDay({ holes }: Pattern): boolean {
	return holes.some(({ kind }) => kind === "day");
}

/** "5. Januar": a day as people write it. */
function namesDay(text: string): boolean {
	return [...text.matchAll(/(?<!\d)\d{1,2}\.?\s?(\p{L}{3,9})/gu)].some(
		([, word = ""]) => monthNamed(word) !== undefined,
	);
}

export const DATE_LIKE = /\d{1,2}\.\s?\d{1,2}\.|\d{4}-\d{2}-\d{2}/u;

/** Cuts at separators that stand in no bracket: `Loderergasse (14, 16), Am Erlberg` is two. */
export function splitOutside(text: string, separator: string): string[] {
	const pieces: string[] = [];
	let [depth, start] = [0, 0];
	for (let at = 0; at < text.length; at++) {
		if (text[at] === "(") depth++;
		else if (text[at] === ")") depth = Math.max(depth - 1, 0);
		else if (depth === 0 && text.startsWith(separator, at)) {
			pieces.push(text.slice(start, at));
			start = at + separator.length;
		}
	}
	return [...pieces, text.slice(start)].map((piece) => piece.trim());
}

function unread(file: string, { line, text }: TextLine): Problem {
	return {
		level: "problem",
		code: "unread_line",
		where: { file, line },
		what: `«${text.slice(0, 60)}» passt zu keinem Muster des Rezepts.`,
		remedy: 'Unter "patterns" ein Muster ergänzen, oder unter "known" bestätigen, dass die Zeile nichts bedeutet.',
	};
}

function bareHeadings(file: string, headings: readonly Heading[]): Problem {
	const [first] = headings;
	const lines = headings.flatMap(({ line, next }) => (next === undefined ? [line] : [line, next]));
	return {
		level: "warning",
		code: "bare_heading",
		where: { file, line: first?.line },
		what: `Unter der Überschrift «${first?.text.slice(0, 40)}» steht nichts, es folgt gleich die nächste oder das Ende (${linesInWords(lines)}).`,
		remedy: "Prüfen, ob die Zeilen darunter fehlen oder unter einer falschen Überschrift stehen.",
	};
}

function dayAsText(file: string, found: readonly TextLine[]): Problem {
	return {
		level: "warning",
		code: "day_as_text",
		where: { file, line: found[0]?.line },
		what: `«${found[0]?.text}» sieht wie ein Termin aus und ist hier keiner, weil eine Überschrift darüber etwas anderes sagt (${linesInWords(found.map(({ line }) => line))}).`,
		remedy: "Prüfen, ob über diesen Zeilen die Überschrift fehlt oder eine falsche steht.",
	};
}

/** Below which headings more than one such line stands, where most have one. */
function crowdedBlocks(lines: readonly CutLine[]): CutLine[][] {
	const blocks = [...Map.groupBy(lines, ({ heading }) => heading).values()];
	const crowded = blocks.filter(({ length }) => length > 1);
	return crowded.length * 2 > blocks.length ? [] : crowded;
}

/** Where each heading has one such line, a second one right below a line without a separator at its end goes on with it. */
function brokenLines(file: string, crowded: readonly CutLine[][]): Problem[] {
	const pairs = crowded.flatMap((block) => block.map((line, at) => ({ line, next: block[at + 1] })));
	return pairs.flatMap(({ line, next }) =>
		next && line.isClosed && next.line === line.line + 1 ? [brokenLine(file, line, next)] : [],
	);
}

function brokenLine(file: string, { line, text }: TextLine, next: TextLine): Problem {
	return {
		level: "warning",
		code: "broken_line",
		where: { file, line },
		what: `Eine Liste geht auf der nächsten Zeile weiter, ohne dass ein Trennzeichen dazwischen steht: «…${text.slice(-20)}» und «${next.text.slice(0, 20)}…» (Zeilen ${line} und ${next.line}).`,
		remedy: "Teilt das Zeilenende einen Eintrag, die beiden Zeilen zusammenfügen; sonst das Trennzeichen ergänzen.",
	};
}

/** A list that stands below a second heading as well is a copy too many. */
function linesAgain(file: string, crowded: readonly CutLine[][], lines: readonly CutLine[]): Problem[] {
	return crowded.flat().flatMap(({ line, text, heading, pieces }) => {
		if (pieces < FEWEST_PIECES) return [];
		const other = lines.find((each) => each.text === text && each.heading !== heading);
		return other ? [lineAgain(file, { line, text }, other.line)] : [];
	});
}

function lineAgain(file: string, { line, text }: TextLine, other: number): Problem {
	return {
		level: "warning",
		code: "line_again",
		where: { file, line },
		what: `Unter dieser Überschrift stehen zwei Listen, und eine («${text.slice(0, 40)}…») steht Wort für Wort auch unter einer anderen (Zeilen ${line} und ${other}).`,
		remedy: "Prüfen, ob die Zeile hier zu viel ist, und sie dann löschen.",
	};
}

const MOST_SHOWN = 6;

function passedLines(file: string, lines: readonly TextLine[]): Problem {
	const shown = lines.slice(0, MOST_SHOWN).map(({ line, text }) => `Zeile ${line} «${text.slice(0, 40)}»`);
	const more = lines.length > MOST_SHOWN ? ` und ${lines.length - MOST_SHOWN} weitere` : "";
	return {
		level: "warning",
		code: "unread_lines",
		where: { file, line: lines[0]?.line },
		what: `Diese Zeilen passen zu keinem Muster und zählen nicht: ${shown.join(", ")}${more}.`,
		remedy: 'Sagen sie etwas, unter "patterns" ein Muster ergänzen; sonst eines mit "skip".',
		alike: lines.map(({ line }) => line),
	};
}
