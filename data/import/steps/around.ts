import type { Problem } from "../../model/problem.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import { type Row, type Table, tidy } from "../read/table.ts";

/** What stands above the names of the columns, or beyond the lines that the recipe names, and speaks of dates. */
export function changeAround({ file, around = [] }: Table): Problem[] {
	const [first] = around;
	if (!first) return [];
	const text = tidy(first.cells.join(" ")).slice(0, 60);
	const lines = linesInWords(around.map(({ line }) => line));
	return [
		{
			level: "warning",
			code: "unread_change",
			where: { file, line: first.line },
			what: `Außerhalb der Zeilen, die gelesen werden, steht etwas, das nach keinem oder einem anderen Termin klingt: «${text}» (${lines}).`,
			remedy:
				"Gilt ein Termin nicht oder an einem anderen Tag, ihn mit changes.csv berichtigen; sonst mit known bestätigen.",
		},
	];
}

/** A header of more lines than this is none. */
const MOST_HEADER_LINES = 5;

/**
 * A row that slipped in among the lines of the header: half of what it holds stands in the same columns of the rows
 * that are read, as no names of columns do.
 */
export function rowsAbove({ file, above = [], rows }: Table): Problem[] {
	if (above.length === 0 || above.length > MOST_HEADER_LINES) return [];
	const values = valuesByColumn(rows);
	const strays = above.filter((row) => isLike(row, values));
	return strays.map(({ line, cells }) => ({
		level: "problem",
		code: "row_above_lines",
		where: { file, line },
		what: `Die Zeile sieht aus wie die, die gelesen werden, steht aber vor ihnen: «${tidy(cells.join(" ")).slice(0, 60)}».`,
		remedy:
			"Gehört sie dazu, in der Datei unter die Überschriften setzen oder lines.from anpassen; sonst mit known bestätigen.",
	}));
}

function valuesByColumn(rows: readonly Row[]): ReadonlySet<string>[] {
	const width = Math.max(0, ...rows.slice(0, 100).map(({ cells }) => cells.length));
	return Array.from({ length: width }, (_, at) => new Set(rows.map(({ cells }) => tidy(cells[at] ?? ""))));
}

function isLike({ cells }: Row, values: readonly ReadonlySet<string>[]): boolean {
	const held = cells.flatMap((cell, at) => (tidy(cell) === "" ? [] : [{ text: tidy(cell), at }]));
	const known = held.filter(({ text, at }) => values[at]?.has(text));
	return held.length >= 2 && known.length * 2 >= held.length;
}
