import type { Problem } from "../model/problem.ts";
import type { Table } from "./read/table.ts";
import { listWords } from "./words.ts";

/** Columns that are full of days and that no step of the recipe reads: a fraction that was forgotten. */

export interface DayColumn {
	readonly file: string;
	readonly at: number;
	readonly name: string;
	readonly line: number;
	isRead: boolean;
}

/** By file, or sheet of it. */
export type DayColumns = Map<string, readonly DayColumn[]>;

/** So many rows tell what a column holds. */
const SAMPLE = 200;
/** A day when something was printed is the same in each row; what is collected comes again and again. */
const FEWEST_DAYS = 4;
const NEARLY_ALL = 0.8;

const DAY =
	/^(?:\p{L}{2,10}[.,]{0,2} ?)?(?:\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4})$/u;

/** The columns of days in a file, or in a sheet of it: looked for once, however many steps read it. */
export function dayColumns(columns: DayColumns, name: string, table: Table): readonly DayColumn[] {
	const known = columns.get(name) ?? daysIn(table);
	columns.set(name, known);
	return known;
}

function daysIn({ file, header, headerLine, rows }: Table): DayColumn[] {
	const sample = rows.slice(0, SAMPLE);
	return header.flatMap((name, at): DayColumn[] => {
		const cells = sample.map(({ cells: all }) => (all[at] ?? "").trim()).filter((cell) => cell !== "");
		const days = cells.filter((cell) => DAY.test(cell));
		const isFull = new Set(days).size >= FEWEST_DAYS && days.length >= cells.length * NEARLY_ALL;
		return isFull ? [{ file, at, name, line: headerLine || 1, isRead: false }] : [];
	});
}

export function markRead(columns: readonly DayColumn[], at: number): void {
	for (const column of columns) if (column.at === at) column.isRead = true;
}

export function unreadColumns(columns: DayColumns): Problem[] {
	return [...columns.values()].flatMap((all) => {
		const left = all.filter(({ isRead }) => !isRead);
		return left[0] ? [unread(left[0].file, left)] : [];
	});
}

function unread(file: string, left: readonly DayColumn[]): Problem {
	const names = left.map(({ at, name }) => (name === "" ? `Nr. ${at + 1}` : name));
	return {
		level: "warning",
		code: "unread_column",
		where: { file, line: left[0]?.line },
		what: `${names.length === 1 ? "Diese Spalte enthält" : "Diese Spalten enthalten"} Tage, und kein Schritt liest sie: ${listWords(names, 12)}.`,
		remedy: "Sind es Termine der Abfuhr, die Spalten im Rezept nennen; sonst ist nichts zu tun.",
	};
}
