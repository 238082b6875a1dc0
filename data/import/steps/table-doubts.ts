import type { Problem } from "../../model/problem.ts";
import { fitsGlob } from "../known.ts";
import { GAP } from "../read/cells.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import { type Row, type Table, type TableRead, tidy } from "../read/table.ts";
import type { Shape } from "../recipe/recipe.ts";

/** What speaks against a table of cells as it was read: separators, names, lengths of rows, cells without a value. */
export function doubtedTable(table: Table, step: Shape): TableRead {
	const used = usedColumns(step, table);
	const other = step.sheet === undefined ? otherSeparator(table, step, used) : undefined;
	if (other) return { table: { ...table, rows: [] }, problems: [other] };
	const { rows, problems } = withoutHeaders(table);
	const names = table.header.map(withoutGap);
	const whole = { ...table, header: names.every((name) => name === "") ? [] : names, rows };
	const doubts = step.sheet === undefined ? unevenRows(whole, used) : [];
	const told = [...problems, ...emptyHeader(whole), ...namedTwice(whole, used), ...doubts];
	const filled = step.sheet === undefined ? { table: whole, problems: [] } : withoutGaps(whole, step, used);
	return { table: filled.table, problems: [...told, ...filled.problems] };
}

interface Used {
	readonly names: ReadonlySet<string>;
	readonly numbers: ReadonlySet<number>;
}

/** Fields of a step in which no column stands. */
const NO_COLUMNS = new Set(
	"as file encoding separator header lines period sheet tree text named map services format none because open split ignore plan".split(
		" ",
	),
);

/** Every name and number by which the recipe may mean a column. */
function usedColumns(step: Shape, { header }: Table): Used {
	const said = [...leavesOf(step)];
	const texts = said.filter((each) => typeof each === "string").flatMap((each) => namesIn(each, header));
	return { names: new Set(texts), numbers: new Set(said.filter((each) => typeof each === "number")) };
}

/** Keys too: columns are keys of `several` and `fill`. */
function* leavesOf(value: unknown): Generator<unknown> {
	if (typeof value !== "object" || value === null) yield value;
	else
		for (const [key, each] of Object.entries(value).filter(([name]) => !NO_COLUMNS.has(name))) {
			yield key;
			yield* leavesOf(each);
		}
}

/** A name, what a pattern such as `TERMIN*` stands for, and what stands in braces: `"{Tag} {}"`. */
function namesIn(value: string, header: readonly string[]): string[] {
	const inBraces = [...value.matchAll(/\{([^{}]+)\}/gu)].map(([, name = ""]) => name);
	return value.includes("*") ? header.filter((name) => fitsGlob(value, name)) : [value, ...inBraces];
}

function isUsed({ names, numbers }: Used, { header }: Table, at: number): boolean {
	return numbers.has(at + 1) || names.has(header[at] ?? "");
}

const SEPARATORS = [";", ",", "\t", "|"];

/** All in one column, and none of the columns that the recipe names: the separator is another one. */
function otherSeparator({ file, header, headerLine, rows }: Table, step: Shape, used: Used): Problem | undefined {
	const [name = ""] = header;
	if (header.length !== 1 || used.names.has(name) || used.numbers.has(1)) return undefined;
	// of a name, tabulators are blanks by now
	const first = `${name}${rows[0]?.cells[0] ?? ""}`;
	const other = SEPARATORS.find(
		(each) => each !== (step.separator ?? ";") && (each === "\t" ? first : name).includes(each),
	);
	if (!other || rows.some(({ cells }) => cells.length > 1)) return undefined;
	const shown = other === "\t" ? "ein Tabulator" : `«${other}»`;
	return {
		level: "problem",
		code: "wrong_separator",
		where: { file, line: headerLine },
		what: `Zwischen den Spalten steht ${shown}, nicht «${step.separator ?? ";"}»: alles stünde in einer einzigen Spalte.`,
		remedy: `Im Rezept "separator": ${JSON.stringify(other)} angeben.`,
	};
}

/** Files that were joined have their header again: it is no row. */
function withoutHeaders(table: Table): { rows: readonly Row[]; problems: Problem[] } {
	const isHeader = ({ cells }: Row) =>
		table.header.length > 1 &&
		cells.length === table.header.length &&
		cells.every((cell, at) => tidy(cell) === table.header[at]);
	const again = table.rows.filter(isHeader);
	if (again.length === 0) return { rows: table.rows, problems: [] };
	const what = `Die Kopfzeile kommt noch einmal vor (${inWords(again)}); sie ist keine Zeile mit Daten und bleibt weg.`;
	const remedy = "Wurden Dateien aneinandergehängt, ist nichts zu tun; sonst die Datei ansehen.";
	return {
		rows: table.rows.filter((row) => !again.includes(row)),
		problems: [finding(table, again, { level: "warning", code: "header_again", what, remedy })],
	};
}

/** Where names should stand and none does, the file may have lost its beginning. */
function emptyHeader({ file, header, headerLine, rows }: Table): Problem[] {
	if (headerLine === 0 || rows.length === 0 || header.length > 0) return [];
	return [
		{
			level: "warning",
			code: "empty_header",
			where: { file, line: headerLine },
			what: "Die Kopfzeile ist leer: vielleicht fehlt der Anfang der Datei.",
			remedy: 'Mit dem Original vergleichen; steht dort keine Kopfzeile, im Rezept "header": 0 angeben.',
		},
	];
}

/** Of two columns with one name the first would be taken, and nobody would know. */
function namedTwice(table: Table, { names }: Used): Problem[] {
	const { file, header, headerLine } = table;
	const twice = [
		...new Set(header.filter((name, at) => name !== "" && names.has(name) && header.indexOf(name) !== at)),
	];
	return twice.map((name) => {
		const numbers = header.flatMap((each, at) => (each === name ? [at + 1] : []));
		return {
			level: "problem",
			code: "column_twice",
			where: { file, line: headerLine },
			what: `Die Spalte «${name}» gibt es ${numbers.length}-mal (Nr. ${numbers.join(", ")}); welche gemeint ist, weiß niemand.`,
			remedy: "Im Rezept statt des Namens die Nummer der Spalte angeben, oder die Kopfzeile berichtigen.",
		};
	});
}

/** Rows that are longer or shorter than the header says: a separator too many moves all cells behind it. */
function unevenRows(table: Table, used: Used): Problem[] {
	const width = table.header.length || usualWidth(table.rows);
	const reach = Math.max(width, ...used.numbers);
	if (width === 0) return [];
	const long = table.rows.filter(
		({ cells }) => cells.length > reach && cells.slice(reach).some((cell) => tidy(cell) !== ""),
	);
	const lastUsed = Array.from({ length: width }, (_, at) => at).findLast((at) => isUsed(used, table, at)) ?? -1;
	const short = table.rows.filter(({ cells }) => cells.length <= lastUsed);
	const isOdd = short.length > 0 && short.length * 2 < table.rows.length;
	const wide = wideRows(table).filter((row) => !long.includes(row));
	return [
		...longHeader(table),
		...(long.length > 0 ? [longRows(table, long)] : []),
		...(isOdd ? [shortRows(table, short)] : []),
		...(isOdd ? [] : cutRows(table, width)),
		...strayQuotes(table, used),
		...brokenCells(table, used),
		...(wide.length > 0 ? [emptyCellTooMany(table, wide)] : []),
	];
}

/** Where nearly all rows have as many cells as the header names: those with more, even if what is too many is empty. */
function wideRows({ header, rows }: Table): Row[] {
	const width = usualWidth(rows);
	if (width === 0 || (header.length > 0 && header.length !== width)) return [];
	return rows.filter(({ cells }) => cells.length > width);
}

/** Without a header: as many cells as nearly all rows have; 0 where they differ. */
function usualWidth(rows: readonly Row[]): number {
	const widths = Map.groupBy(rows, ({ cells }) => cells.length);
	const usual = [...widths].find(([, same]) => same.length > 4 && same.length > rows.length * 0.8);
	return usual?.[0] ?? 0;
}

/** More names than any row has cells: the first row may have slipped into the header. */
function longHeader({ file, header, headerLine, rows }: Table): Problem[] {
	const widest = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
	const beyond = header.slice(widest).filter((name) => name !== "");
	if (rows.length === 0 || beyond.length === 0) return [];
	return [
		{
			level: "warning",
			code: "long_header",
			where: { file, line: headerLine },
			what: `Die Kopfzeile nennt mehr Spalten, als irgendeine Zeile hat («${beyond.slice(0, 3).join("», «")}»).`,
			remedy: "Prüfen, ob die erste Zeile mit Daten in die Kopfzeile gerutscht ist.",
		},
	];
}

function longRows(table: Table, rows: readonly Row[]): Problem {
	return finding(table, rows, {
		level: "problem",
		code: "long_rows",
		what: `Hier stehen mehr Zellen, als die Tabelle Spalten hat (${inWords(rows)}): von einem Trennzeichen zu viel an stünde alles in der falschen Spalte.`,
		remedy:
			"Das Trennzeichen in der Zelle entfernen oder die Zelle in Anführungszeichen setzen; fehlt nur ein Spaltenname, ihn in der Kopfzeile ergänzen.",
	});
}

function emptyCellTooMany(table: Table, rows: readonly Row[]): Problem {
	return finding(table, rows, {
		level: "warning",
		code: "empty_cell_too_many",
		what: `Hier steht ein Trennzeichen mehr als in den anderen Zeilen (${inWords(rows)}); steht es nicht am Ende, sind die Zellen dahinter verrutscht.`,
		remedy: "Die Zeile mit denen darüber und darunter vergleichen und das überzählige Trennzeichen löschen.",
	});
}

function shortRows(table: Table, rows: readonly Row[]): Problem {
	return finding(table, rows, {
		level: "warning",
		code: "short_rows",
		what: `Hier enden Zeilen, bevor alle Spalten kommen, die das Rezept liest (${inWords(rows)}); was fehlt, gilt als leer.`,
		remedy: "Prüfen, ob die Zeilen abgeschnitten sind; sonst die Trennzeichen bis zum Ende der Zeile setzen.",
	});
}

/** Nearly all rows are whole: one that is not has lost a cell, or the file ends in its midst. */
function cutRows(table: Table, width: number): Problem[] {
	const cut = table.rows.filter(({ cells }) => cells.length < width);
	const isRest = cut.length === 1 && cut[0] === table.rows.at(-1) && table.header.length === width;
	if (cut.length === 0 || table.rows.length < (isRest ? 1 : FEWEST_ROWS) || !isRare(cut, table)) return [];
	return [
		finding(table, cut, {
			level: "warning",
			code: "cut_row",
			what: `Hier stehen weniger Zellen als in allen anderen Zeilen (${inWords(cut)}): vielleicht ist die Datei abgeschnitten, oder es fehlt eine Zelle, und die dahinter sind verrutscht.`,
			remedy: "Die Zeile mit denen darüber und mit dem Original vergleichen und ergänzen, was fehlt.",
		}),
	];
}

const FEWEST_ROWS = 3;

/** A quote that opens or closes nothing is the rest of a cell that was cut. */
function strayQuotes(table: Table, used: Used): Problem[] {
	const isStray = (cell: string) => (cell.startsWith('"') || cell.endsWith('"')) && cell.split('"').length % 2 === 0;
	const rows = rowsWith(table, used, isStray);
	const what = `Hier steht ein einzelnes Anführungszeichen in einer Zelle, die das Rezept liest (${inWords(rows)}): vielleicht fehlt ihr Anfang oder Ende.`;
	const remedy = "Die Zeile mit dem Original vergleichen und die Zelle ergänzen, oder das Anführungszeichen löschen.";
	return rows.length > 0 && isRare(rows, table)
		? [finding(table, rows, { level: "warning", code: "stray_quote", what, remedy })]
		: [];
}

/** Where cells hold one line, one of two is a line that was broken. */
function brokenCells(table: Table, used: Used): Problem[] {
	const rows = rowsWith(table, used, isBroken);
	const what = `Hier geht eine Zelle, die das Rezept liest, über mehrere Zeilen, anders als sonst (${inWords(rows)}); der Umbruch gilt als Leerzeichen.`;
	const remedy = "Ist ein Wort auseinandergebrochen, den Umbruch löschen; sonst ist nichts zu tun.";
	return rows.length > 0 && isRare(rows, table)
		? [finding(table, rows, { level: "warning", code: "broken_cell", what, remedy })]
		: [];
}

/** Most cells are of one line: they are looked at once. */
function isBroken(cell: string): boolean {
	return (cell.includes("\n") || cell.includes("\r")) && /\S[\r\n]+\S/u.test(cell);
}

function rowsWith(table: Table, used: Used, holds: (cell: string) => boolean): Row[] {
	return table.rows.filter(({ cells }) => cells.some((cell, at) => holds(cell) && isUsed(used, table, at)));
}

function isRare(rows: readonly Row[], table: Table): boolean {
	return rows.length <= Math.max(1, table.rows.length * MOST_RARE);
}

const MOST_RARE = 0.02;

interface GapKind {
	readonly fits: (gap: string) => boolean;
	readonly level: Problem["level"];
	readonly code: string;
	readonly what: string;
	readonly remedy: string;
}

const GAP_KINDS: readonly GapKind[] = [
	{
		fits: (gap) => gap === "",
		level: "warning",
		code: "joined_cells",
		what: "Verbundene Zellen verdecken eine Spalte, die das Rezept liest; was sie verdecken, gilt als leer",
		remedy: 'Gilt der Wert der verbundenen Zelle für alle ihre Zeilen, die Spalte im Rezept unter "down" nennen.',
	},
	{
		fits: (gap) => gap.startsWith("="),
		level: "problem",
		code: "formula_without_value",
		what: "Hier steht eine Formel, deren Ergebnis in der Datei fehlt",
		remedy: "Die Mappe in der Tabellenkalkulation öffnen und speichern: dabei wird gerechnet.",
	},
	{
		fits: () => true,
		level: "problem",
		code: "error_cell",
		what: "Statt eines Wertes steht hier ein Fehler der Tabellenkalkulation",
		remedy: "Die Formel in der Mappe berichtigen, oder den Wert eintippen.",
	},
];

/** Cells without a value of their own count where the recipe reads them; elsewhere they are empty. */
function withoutGaps(table: Table, step: Shape, used: Used): TableRead {
	const gaps: { row: Row; gap: string }[] = [];
	const rows = table.rows.map((row) => {
		if (!row.cells.some((cell) => cell.startsWith(GAP))) return row;
		row.cells.forEach((cell, at) => {
			const isTold = cell.startsWith(GAP) && isUsed(used, table, at);
			if (isTold && (cell !== GAP || !step.down?.includes(table.header[at] ?? "")))
				gaps.push({ row, gap: cell.slice(1) });
		});
		return { line: row.line, cells: row.cells.map((cell) => (cell.startsWith(GAP) ? "" : cell)) };
	});
	const kinds = Map.groupBy(gaps, ({ gap }) => GAP_KINDS.find(({ fits }) => fits(gap)));
	const problems = [...kinds].flatMap(([kind, found]) => (kind ? [gapFinding(table, kind, found)] : []));
	return { table: { ...table, rows }, problems };
}

function gapFinding(table: Table, kind: GapKind, found: readonly { row: Row; gap: string }[]): Problem {
	const rows = found.map(({ row }) => row);
	const shown = found[0]?.gap ? `: «${found[0].gap}»` : "";
	return finding(table, rows, { ...kind, what: `${kind.what}${shown} (${inWords(rows)}).` });
}

function withoutGap(name: string): string {
	return name.startsWith(GAP) ? name.slice(1) : name;
}

function inWords(rows: readonly Row[]): string {
	return linesInWords(rows.map(({ line }) => line));
}

function finding(
	{ file }: Table,
	rows: readonly Row[],
	{ level, code, what, remedy }: Pick<Problem, "level" | "code" | "what" | "remedy">,
): Problem {
	const lines = rows.map(({ line }) => line);
	return { level, code, where: { file, line: lines[0] }, what, remedy, alike: [...new Set(lines)] };
}
