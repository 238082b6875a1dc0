import Papa from "papaparse";
import type { Problem } from "../../model/problem.ts";
import { speaksOfChange } from "./change-words.ts";
import { LineCounter } from "./line-counter.ts";
import { plain } from "./plain.ts";

/** A row as the file holds it. `line` is the line of the file on which it begins, from 1. */
export interface Row {
	readonly line: number;
	readonly cells: readonly string[];
	/** Where its line says nothing, because all stands on one: the path to it. */
	readonly path?: string | undefined;
}

export interface Table {
	readonly file: string;
	/** Names of the columns; empty when the file has no header. */
	readonly header: readonly string[];
	readonly headerLine: number;
	/** No line of the file names the columns: the recipe does. */
	readonly isNamedByRecipe?: true | undefined;
	readonly rows: readonly Row[];
	/** Columns whose cells come from a heading above, from the file's name, or from the row above. */
	readonly inherited?: readonly string[] | undefined;
	/** Columns of a text in which a weekday must stand. */
	readonly weekdays?: readonly string[] | undefined;
	/** Rows above the header or outside the lines that the recipe names, where they speak of a change. */
	readonly around?: readonly Row[] | undefined;
	/** Rows between the header and the first line that the recipe names. */
	readonly above?: readonly Row[] | undefined;
	/** Lines of rows right before which an empty one stands. */
	readonly afterBlank?: ReadonlySet<number> | undefined;
}

export interface TableOptions {
	readonly separator: string;
	/** Line of the header, 0 for none. */
	readonly header: number;
	/** First and last line that hold rows. */
	readonly from?: number | undefined;
	readonly to?: number | undefined;
}

export interface TableRead {
	readonly table: Table;
	readonly problems: readonly Problem[];
	/** What stands in the file and became no row, and was told: lines of a text. */
	readonly unread?: number | undefined;
}

/** Reads separated values. Rows without any text are left out; every row knows its line. */
export function readTable(text: string, file: string, options: TableOptions): TableRead {
	const said = separatorSaid(text);
	if (said !== undefined && said !== options.separator)
		return { table: tableOf([], file, options), problems: [otherSeparatorSaid(file, said, options.separator)] };
	const { rows, problems } = readRows(text, file, options.separator);
	const isFirst = said !== undefined && options.header === 1;
	const held = said === undefined ? rows : rows.slice(1);
	return { table: tableOf(held, file, { ...options, header: isFirst ? 2 : options.header }), problems };
}

/** `sep=;` in the first line: spreadsheet programs read it and show nothing of it. */
function separatorSaid(text: string): string | undefined {
	return /^"?sep=(.)"?(?:\n|$)/iu.exec(text.slice(0, 20))?.[1];
}

function otherSeparatorSaid(file: string, said: string, given: string): Problem {
	return {
		level: "problem",
		code: "wrong_separator",
		where: { file, line: 1 },
		what: `Die erste Zeile der Datei nennt «${said}» als Trennzeichen, das Rezept «${given}».`,
		remedy: `Im Rezept "separator": ${JSON.stringify(said)} angeben.`,
	};
}

/** Finds the header among the rows, and the rows that hold anything. */
export function tableOf(rows: readonly Row[], file: string, options: Omit<TableOptions, "separator">): Table {
	const headerRow = rows.findLast((row) => options.header > 0 && row.line <= options.header);
	const first = options.from ?? (headerRow ? headerRow.line + 1 : 1);
	const last = options.to ?? Number.POSITIVE_INFINITY;
	const isInside = (row: Row) => row !== headerRow && row.line >= first && row.line <= last;
	const held = rows.filter((row) => isInside(row) && hasText(row));
	return {
		file,
		header: headerRow?.cells.map(tidy) ?? [],
		headerLine: headerRow?.line ?? 0,
		rows: held,
		around: rows.filter((row) => row !== headerRow && !isInside(row) && row.cells.some((cell) => speaksOfChange(cell))),
		above: rows.filter(({ line }) => headerRow !== undefined && line > headerRow.line && line < first),
		afterBlank: new Set(rows.flatMap(({ line }, at) => (at > 0 && isBlank(rows[at - 1]) ? [line] : []))),
	};
}

function isBlank(row: Row | undefined): boolean {
	return row !== undefined && !hasText(row);
}

/** Signs of ASCII and no blank: nothing in it to make plain. */
const VISIBLE = /^[!-~]+$/u;

/** Plain text, trimmed: folds every run of white space (line breaks within quotes too) into one blank. */
export function tidy(cell: string): string {
	if (cell === "" || VISIBLE.test(cell)) return cell;
	return plain(cell).replace(/\s+/gu, " ").trim();
}

function hasText({ cells }: Row): boolean {
	return cells.some((cell) => cell.trim() !== "");
}

function readRows(text: string, file: string, separator: string) {
	const rows: Row[] = [];
	const problems: Problem[] = [];
	const lines = new LineCounter(text);
	let start = 0;
	Papa.parse<string[]>(text, {
		delimiter: separator,
		newline: "\n",
		skipEmptyLines: false,
		step: ({ data, errors, meta }) => {
			const line = lines.lineAt(start);
			start = meta.cursor;
			rows.push({ line, cells: data });
			for (const error of errors) if (error.type === "Quotes") problems.push(badQuote(file, line));
		},
	});
	return { rows, problems: problems.slice(0, 1) };
}

function badQuote(file: string, line: number): Problem {
	return {
		level: "problem",
		code: "unclosed_quote",
		where: { file, line },
		what: "Ein Anführungszeichen wird geöffnet und nicht geschlossen; alles danach wäre eine einzige Zelle.",
		remedy: "Das Anführungszeichen in dieser Zeile schließen oder entfernen.",
	};
}
