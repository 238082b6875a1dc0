import type { Problem } from "../../model/problem.ts";
import type { Acknowledged } from "../known.ts";
import { fitsGlob, linesInclude } from "../known.ts";
import { type CutCell, emptyPieces, holesOf, isHoled } from "../read/empty-pieces.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import { type Row, type Table, tidy } from "../read/table.ts";
import type { Usage } from "../usage.ts";
import { columnsNamed } from "./table-columns.ts";

/** What a recipe does with the rows of a file before a step sees them. All columns are there. */

type Values = string | readonly string[];

export interface Reshaping {
	readonly leaveOut: readonly {
		readonly lines: string;
		readonly because: string;
		readonly file?: string | undefined;
	}[];
	readonly down: readonly string[];
	readonly readAs: Readonly<Record<string, Readonly<Record<string, Values | null>>>>;
	readonly several: Readonly<Record<string, string>>;
	readonly fill: Readonly<Record<string, readonly string[]>>;
	readonly only: Readonly<Record<string, Values>>;
	readonly not: Readonly<Record<string, Values>>;
}

export interface Reshaped {
	readonly rows: readonly Row[];
	/** How many rows the recipe leaves out. */
	readonly leftOut: number;
	readonly problems: readonly Problem[];
}

/** Columns that the reshaping names, of which each must be there. */
export function reshapedColumns({ down, readAs, several, fill, only, not }: Reshaping): Set<string> {
	return new Set([...down, ...[readAs, several, fill, only, not].flatMap((each) => Object.keys(each))]);
}

/** Lines that the recipe leaves out with a reason; each reason is told, as an acknowledged finding is. */
export function linesLeftOut(
	given: { readonly file: string; readonly lines: readonly number[] },
	{ leaveOut }: Pick<Reshaping, "leaveOut">,
	usage: Usage,
): { lines: ReadonlySet<number>; acknowledged: Acknowledged[] } {
	const found = leaveOut.flatMap(({ lines, because, file = "*" }, at) => {
		const left = fitsGlob(file, given.file) ? given.lines.filter((line) => linesInclude(lines, line)) : [];
		if (left.length === 0) return [];
		usage.use("leaveOut", String(at));
		return [{ left, because }];
	});
	return {
		lines: new Set(found.flatMap(({ left }) => left)),
		acknowledged: found.map(({ left, because }) => ({ problem: leftOutLines(given.file, left), because })),
	};
}

function leftOutLines(file: string, lines: readonly number[]): Problem {
	return {
		level: "warning",
		code: "left_out",
		where: { file, line: lines[0] },
		what: `Das Rezept lässt aus: ${linesInWords(lines)}.`,
		remedy: 'Zählen sie doch, den Eintrag unter "leaveOut" löschen.',
	};
}

/** `down`, then each cell's values by `readAs`, `fill` and `several`, then `only` and `not`. */
export function reshape(table: Table, given: Reshaping, usage: Usage, most: number): Reshaped {
	const carried = new Set<number>();
	const filled = down(table, given.down, usage, carried);
	const read = expand({ ...table, rows: filled }, given, usage, most);
	const kept = filtered({ ...table, rows: read.rows }, given, usage);
	const holes = holesInLists({ ...table, rows: filled }, given);
	const problems = [
		...(carried.size === 0 ? [] : [carriedOverBlank(table.file, [...carried])]),
		...emptyPieces(table.file, holes),
	];
	return { rows: kept, leftOut: read.leftOut + read.rows.length - kept.length, problems };
}

function carriedOverBlank(file: string, lines: readonly number[]): Problem {
	return {
		level: "warning",
		code: "down_over_blank",
		where: { file, line: lines[0] },
		what: `Nach einer leeren Zeile gilt hier weiter, was über ihr steht ("down"; ${linesInWords(lines)}).`,
		remedy: "Gehört die Zeile nicht mehr dazu, in der Datei ergänzen, was dort fehlt; sonst mit known bestätigen.",
	};
}

/** An empty cell of these columns is the one above it. `carried` takes the lines that have it from above an empty row. */
function down(table: Table, columns: readonly string[], usage: Usage, carried: Set<number>): readonly Row[] {
	if (columns.length === 0) return table.rows;
	const places = columns.flatMap((column) => columnsNamed(table, column).map((at) => ({ column, at })));
	const above = new Map<number, string>();
	return table.rows.map(({ line, cells }) => {
		const whole = [...cells];
		for (const { column, at } of places) {
			const before = above.get(at);
			if (tidy(whole[at] ?? "") !== "") above.set(at, whole[at] ?? "");
			else if (before !== undefined) {
				putCell(whole, at, before);
				if (table.afterBlank?.has(line)) carried.add(line);
				usage.use("down", column);
			}
		}
		return { line, cells: whole };
	});
}

/** Lines of cells with several values, of which one is empty. */
function holesInLists(table: Table, { several, readAs }: Reshaping): number[] {
	const lists = Object.entries(several).flatMap(([column, separator]) =>
		columnsNamed(table, column).map((at) => ({ at, separator, literal: readAs[column] ?? {} })),
	);
	const lines = lists.flatMap(({ at, separator, literal }) => {
		const cut = table.rows.flatMap(({ line, cells }): CutCell[] => {
			const cell = cells[at] ?? "";
			const isList = cell.includes(separator) && !Object.hasOwn(literal, tidy(cell));
			return isList ? [{ line, isHoled: isHoled(cell, separator) }] : [];
		});
		return holesOf(cut);
	});
	return [...new Set(lines)];
}

/** A cell with several values makes several rows of the same line; an empty cell may stand for all. */
function expand(table: Table, given: Reshaping, usage: Usage, most: number): Omit<Reshaped, "problems"> {
	const columns = new Set([given.readAs, given.several, given.fill].flatMap((each) => Object.keys(each)));
	let [rows, leftOut] = [table.rows, 0];
	for (const column of columns) {
		for (const at of columnsNamed(table, column)) {
			if (rows.length > most) return { rows, leftOut };
			const next = rows.map((row) => valuesOf(tidy(row.cells[at] ?? ""), column, given, usage));
			leftOut += next.filter((values) => values === null).length;
			rows = rows.flatMap((row, nth) => (next[nth] ?? []).map((value) => withCell(row, at, value)));
		}
	}
	return { rows, leftOut };
}

/** Never an empty list; `null` where the recipe says that the row does not count. */
function valuesOf(cell: string, column: string, { readAs, fill, several }: Reshaping, usage: Usage) {
	const literal = Object.hasOwn(readAs[column] ?? {}, cell) ? readAs[column]?.[cell] : undefined;
	if (literal !== undefined) {
		usage.use(`readAs.${column}`, cell);
		return literal === null ? null : [literal].flat();
	}
	const separator = several[column];
	const pieces = separator === undefined ? [cell] : cell.split(separator).map((piece) => piece.trim());
	if (pieces.length > 1) usage.use("several", column);
	const values = pieces.filter((piece) => piece !== "");
	if (values.length > 0) return values;
	const all = fill[column];
	if (all) usage.use("fill", column);
	return all ?? [""];
}

function withCell({ line, cells }: Row, at: number, value: string): Row {
	if (cells[at] === value) return { line, cells };
	const whole = [...cells];
	putCell(whole, at, value);
	return { line, cells: whole };
}

/** A row may end before its column. */
function putCell(cells: string[], at: number, value: string): void {
	while (cells.length < at) cells.push("");
	cells[at] = value;
}

function filtered(table: Table, { only, not }: Reshaping, usage: Usage): readonly Row[] {
	const keeps = conditionsOf(table, only);
	const drops = conditionsOf(table, not);
	if (keeps.length + drops.length === 0) return table.rows;
	return table.rows.filter((row) => {
		const dropped = drops.filter((each) => meets(row, each, "not", usage));
		const missed = keeps.filter((each) => !meets(row, each, "only", usage));
		for (const { column } of missed) usage.use("only", column);
		return dropped.length + missed.length === 0;
	});
}

interface Condition {
	readonly column: string;
	readonly at: number;
	readonly values: readonly string[];
}

function conditionsOf(table: Table, given: Readonly<Record<string, Values>>): Condition[] {
	return Object.entries(given).flatMap(([column, values]) =>
		columnsNamed(table, column).map((at) => ({ column, at, values: [values].flat() })),
	);
}

function meets({ cells }: Row, { column, at, values }: Condition, field: "only" | "not", usage: Usage): boolean {
	const cell = tidy(cells[at] ?? "");
	const met = values.find((value) => fitsGlob(value, cell));
	if (met !== undefined) usage.use(`${field}.${column}`, met);
	return met !== undefined;
}
