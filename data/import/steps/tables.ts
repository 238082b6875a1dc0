import type { Problem } from "../../model/problem.ts";
import { CELL_END } from "../read/cells.ts";
import { readHtml } from "../read/html-lines.ts";
import { readJsonTree } from "../read/json-tree.ts";
import { matchPattern, parsePattern } from "../read/pattern.ts";
import { type Row, readTable, type Table, type TableRead, tableOf, tidy } from "../read/table.ts";
import { linesOfText, tableOfText } from "../read/text-rows.ts";
import { rowsOfTree } from "../read/tree.ts";
import { readXmlTree } from "../read/xml-tree.ts";
import type { TableStep } from "../recipe/recipe.ts";
import { doubtedTable } from "./table-doubts.ts";

/** Whatever shape a file has, it becomes rows with named cells and the line of each. */

/** More rows than the largest city has: a file beyond it is a mistake or an attack. */
export const MOST_ROWS = 400_000;

export function readShape(text: string, file: string, step: TableStep): TableRead {
	const read = byShape(text, file, step);
	const named = withName(read.table, step.named);
	const whole = expand(down(named, step.down), step);
	const problems = [...read.problems, ...columnsNotThere(named, step)];
	if (whole.rows.length <= MOST_ROWS) return { table: whole, problems };
	return { table: { ...whole, rows: [] }, problems: [...problems, tooManyRows(file)] };
}

function byShape(text: string, file: string, step: TableStep): TableRead {
	const { lines, header, separator } = step;
	if (step.tree) return readTree(text, file, step.tree);
	if (step.text) return readText(text, file, step.text);
	if (step.sheet !== undefined) return doubtedTable(tableOf(rowsOfSheet(text), file, { header, ...lines }), step);
	if (/^\s{0,100}<(?:!doctype html|html)/iu.test(text.slice(0, 200))) return webPage(file);
	const { table, problems } = readTable(text, file, { separator, header, ...lines });
	return problems.length > 0 ? { table, problems } : doubtedTable(table, step);
}

/** Rows without any text are left out at once: a sheet may have a million. */
function rowsOfSheet(text: string): Row[] {
	return text.split("\n").flatMap((row, at) => (row === "" ? [] : [{ line: at + 1, cells: row.split(CELL_END) }]));
}

function readText(text: string, file: string, { html, patterns }: NonNullable<TableStep["text"]>): TableRead {
	const { lines, problems } = html ? readHtml(text, file) : { lines: linesOfText(text), problems: [] };
	const read = tableOfText(lines, file, patterns);
	return { table: read.table, problems: [...problems, ...read.problems] };
}

function webPage(file: string): TableRead {
	const problem: Problem = {
		level: "problem",
		code: "web_page",
		where: { file, line: 1 },
		what: "Die Datei ist eine Webseite, keine Tabelle: vielleicht eine Meldung des Servers statt der Datei.",
		remedy: 'Die Datei noch einmal herunterladen; ist die Seite gemeint, im Rezept "text" mit "html": true angeben.',
	};
	return { table: { file, header: [], headerLine: 0, rows: [] }, problems: [problem] };
}

function readTree(text: string, file: string, { rows, columns }: NonNullable<TableStep["tree"]>): TableRead {
	const names = Object.keys(columns);
	const empty: Table = { file, header: names, headerLine: 1, rows: [] };
	const read = text.trimStart().startsWith("<") ? readXmlTree(text) : readJsonTree(text);
	if (!("root" in read)) return { table: empty, problems: [badTree(file, read.line, read.deep)] };
	const twice = "twice" in read && read.twice ? [namedTwice(file, read.twice)] : [];
	return { table: { ...empty, rows: rowsOfTree(read.root, rows, Object.values(columns)) }, problems: twice };
}

/** What the file's name says stands in every row. */
function withName(table: Table, named: string | undefined): Table {
	const pattern = named === undefined ? undefined : parsePattern(named);
	if (!pattern) return table;
	const values =
		matchPattern(
			pattern,
			table.file.slice(Math.max(table.file.lastIndexOf("/"), table.file.lastIndexOf(" > ") + 2) + 1),
		) ?? {};
	const names = pattern.holes.map(({ name }) => name);
	const width = Math.max(table.header.length, ...table.rows.slice(0, 1).map(({ cells }) => cells.length));
	const added = names.map((name) => values[name] ?? "");
	const pad = <T>(cells: readonly T[], blank: T) => [
		...cells,
		...Array<T>(Math.max(width - cells.length, 0)).fill(blank),
	];
	return {
		...table,
		inherited: [...(table.inherited ?? []), ...names],
		header: [...pad(table.header, ""), ...names],
		rows: table.rows.map(({ line, cells }) => ({ line, cells: [...pad(cells, ""), ...added] })),
	};
}

/** An empty cell of these columns is the one above it. */
function down(table: Table, columns: readonly string[]): Table {
	const indexes = columns.map((column) => table.header.indexOf(column)).filter((at) => at >= 0);
	if (indexes.length === 0) return table;
	const above = new Map<number, string>();
	const rows = table.rows.map(({ line, cells }) => {
		const whole = [...cells];
		for (const at of indexes) {
			if (tidy(whole[at] ?? "") === "") whole[at] = above.get(at) ?? "";
			else above.set(at, whole[at] ?? "");
		}
		return { line, cells: whole };
	});
	return { ...table, rows, inherited: [...(table.inherited ?? []), ...columns] };
}

/** A cell with several values makes several rows of the same line; an empty cell may stand for all. */
function expand(table: Table, { several, fill }: TableStep): Table {
	const columns = new Set([...Object.keys(several), ...Object.keys(fill)]);
	let rows = table.rows;
	for (const column of columns) {
		const at = table.header.indexOf(column);
		if (at < 0 || rows.length > MOST_ROWS) continue;
		rows = rows.flatMap((row) =>
			valuesOf(row, at, several[column], fill[column]).map((value) => withCell(row, at, value)),
		);
	}
	return { ...table, rows };
}

function valuesOf({ cells }: Row, at: number, separator: string | undefined, all: readonly string[] | undefined) {
	const cell = tidy(cells[at] ?? "");
	if (cell === "") return all ?? [cell];
	const pieces = separator === undefined ? [cell] : cell.split(separator).map((piece) => piece.trim());
	return pieces.filter((piece) => piece !== "");
}

function withCell(row: Row, at: number, value: string): Row {
	const cells = [...row.cells, ...Array<string>(Math.max(at - row.cells.length, 0)).fill("")];
	cells[at] = value;
	return { line: row.line, cells };
}

/** A misspelled column in the recipe would change nothing, and nobody would notice. */
function columnsNotThere({ file, header, headerLine }: Table, { down, several, fill }: TableStep): Problem[] {
	const named = new Set([...down, ...Object.keys(several), ...Object.keys(fill)]);
	return [...named]
		.filter((column) => header.length > 0 && !header.includes(column))
		.map((column) => ({
			level: "problem",
			code: "unknown_column",
			where: { file, line: headerLine },
			what: `Die Spalte «${column}» gibt es nicht. Vorhanden: ${header.filter((name) => name !== "").join(", ") || "keine"}.`,
			remedy: "Unter down, several und fill des Rezepts stehen Spalten, wie die Datei sie nennt.",
		}));
}

function namedTwice(file: string, { line, name }: { readonly line: number; readonly name: string }): Problem {
	return {
		level: "problem",
		code: "name_twice",
		where: { file, line },
		what: `«${name}» steht hier zweimal, wo es einmal stehen darf; welcher Wert gilt, weiß niemand.`,
		remedy: "Die Datei neu exportieren, oder einen der beiden Werte löschen.",
	};
}

function badTree(file: string, line: number, deep: boolean): Problem {
	return {
		level: "problem",
		code: deep ? "too_deep" : "bad_tree",
		where: { file, line },
		what: deep
			? "Die Datei ist tiefer verschachtelt, als ein Kalender es braucht."
			: "Die Datei ist kein vollständiges JSON oder XML.",
		remedy: "Die Datei neu exportieren oder herunterladen; der bisherige Stand bleibt.",
	};
}

function tooManyRows(file: string): Problem {
	return {
		level: "problem",
		code: "too_many_rows",
		where: { file },
		what: `Die Datei hat mehr als ${MOST_ROWS} Zeilen.`,
		remedy: "Nur die Zeilen dieser Gemeinde ablegen.",
	};
}
