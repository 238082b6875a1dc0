import type { Problem } from "../../model/problem.ts";
import type { Acknowledged } from "../known.ts";
import { CELL_END } from "../read/cells.ts";
import { readHtml } from "../read/html-lines.ts";
import { type Row, readTable, type TableRead, tableOf } from "../read/table.ts";
import { linesOfText, tableOfText } from "../read/text-rows.ts";
import type { Shape, TableStep } from "../recipe/recipe.ts";
import type { Usage } from "../usage.ts";
import { changeAround, rowsAbove } from "./around.ts";
import { withName } from "./file-name.ts";
import { joined } from "./join.ts";
import { otherShape } from "./other-shape.ts";
import { linesLeftOut, reshape, reshapedColumns } from "./reshape.ts";
import { columnsNotThere } from "./table-columns.ts";
import { doubtedTable } from "./table-doubts.ts";
import { type TreeTable, tableOfTree } from "./tree-table.ts";

/** Whatever shape a file has, it becomes rows with named cells and the line of each. */

type JoinStep = NonNullable<TableStep["join"]>;

/** More rows than the largest city has: a file beyond it is a mistake or an attack. */
export const MOST_ROWS = 400_000;

export interface ShapeRead extends TreeTable {
	/** How many rows the recipe leaves out: `leaveOut`, `only`, `not`, `readAs` with null. */
	readonly leftOut: number;
	readonly acknowledged: readonly Acknowledged[];
	/** The file that it is joined with. */
	readonly other?: TreeTable | undefined;
}

export interface ShapeContext {
	readonly usage: Usage;
	/** The text of the file that the step is joined with; `undefined`: it is not there, and that was told. */
	readonly textOf: (join: JoinStep) => string | undefined;
}

export function readShape(text: string, file: string, step: TableStep, context: ShapeContext): ShapeRead {
	const { usage } = context;
	const { table, problems, unread = 0, tree } = byShape(text, file, step, usage);
	const { lines, acknowledged } = linesLeftOut({ file, lines: [...linesOf(table, problems)] }, step, usage);
	const told = problems.filter(({ where: { line } }) => line === undefined || !lines.has(line));
	const left = lines.size === 0 ? table : { ...table, rows: table.rows.filter(({ line }) => !lines.has(line)) };
	const whole = widened({ table: left, problems: told }, step, context);
	const missing = columnsNotThere(whole.table, reshapedColumns(step));
	const { rows, leftOut, problems: doubts } = reshape(whole.table, step, usage, MOST_ROWS);
	const around = step.as === "shifts" ? [] : changeAround(table);
	const found = [
		...whole.problems,
		...around,
		...rowsAbove(table),
		...doubts,
		...(whole.table.rows.length > 0 ? missing : []),
	];
	const passed = problems.filter(
		({ code, where: { line } }) => code === "unread_line" && line && lines.has(line),
	).length;
	const all = { leftOut: leftOut + lines.size, acknowledged, unread: unread - passed, tree, other: whole.other };
	const inherited = [...(whole.table.inherited ?? []), ...step.down];
	if (rows.length <= MOST_ROWS) return { table: { ...whole.table, inherited, rows }, problems: found, ...all };
	return { table: { ...whole.table, rows: [] }, problems: [...found, tooManyRows(file)], ...all };
}

/** Lines that hold a row, or that nothing could be made of. */
function linesOf({ rows }: TableRead["table"], problems: readonly Problem[]): Set<number> {
	const unread = problems.flatMap(({ code, where: { line } }) => (code === "unread_line" && line ? [line] : []));
	return new Set([...rows.map(({ line }) => line), ...unread]);
}

interface Widened extends TableRead {
	readonly other?: TreeTable | undefined;
}

/** With the columns that the file's name and another file bring. */
function widened({ table, problems }: TableRead, step: TableStep, { usage, textOf }: ShapeContext): Widened {
	const named = step.named === undefined ? { table, problems: [] } : withName(table, step.named);
	const found = [...problems, ...named.problems];
	const text = step.join && textOf(step.join);
	if (!step.join || text === undefined) return { table: named.table, problems: found };
	const other = byShape(text, step.join.file, step.join, usage);
	const both = joined(named.table, other.table, step.join);
	return { table: both.table, problems: [...found, ...other.problems, ...both.problems], other };
}

function byShape(text: string, file: string, step: Shape, usage: Usage): TreeTable {
	const { lines, header = 1, separator = ";" } = step;
	if (step.tree) return tableOfTree(text, file, step.tree, usage);
	if (step.text) return readText(text, file, step.text, "as" in step && step.as === "shifts");
	if (step.sheet !== undefined) return doubtedTable(tableOf(rowsOfSheet(text), file, { header, ...lines }), step);
	const other = otherShape(text, file);
	if (other) return { table: { file, header: [], headerLine: 0, rows: [] }, problems: [other] };
	const { table, problems } = readTable(text, file, { separator, header, ...lines });
	return problems.length > 0 ? { table, problems } : doubtedTable(table, step);
}

/** Of empty rows that follow each other one is kept: a sheet may have a million. */
function rowsOfSheet(text: string): Row[] {
	const rows = text.split("\n");
	return rows.flatMap((row, at) =>
		row === "" && (at === 0 || rows[at - 1] === "") ? [] : [{ line: at + 1, cells: row.split(CELL_END) }],
	);
}

function readText(
	text: string,
	file: string,
	{ html, patterns }: NonNullable<TableStep["text"]>,
	isOfMoves: boolean,
): TableRead {
	const page = html ? readHtml(text, file) : { lines: linesOfText(text), problems: [] };
	const lines = page.lines;
	// A list of moves speaks of moves.
	const problems = page.problems.filter(({ code }) => !isOfMoves || code !== "unread_change");
	const read = tableOfText(lines, file, patterns, isOfMoves ? () => false : undefined);
	return { table: read.table, problems: [...problems, ...read.problems], unread: read.unread };
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
