import { type Day, plusDays, weekdayOf } from "../../model/day.ts";
import { weekdayNamed } from "../read/day-names.ts";
import { germanDay } from "../read/day-text.ts";
import type { Row } from "../read/table.ts";
import { wrongWeekday } from "./day-reader.ts";
import { cellAt, type Reading, report } from "./reading.ts";

/** Fewer rows say nothing of a column, and a cell in twenty may be spoilt. */
const FEWEST_ROWS = 5;
const MOSTLY = 0.95;
/** Where more rows differ, the column speaks of something else: of the usual day of a tour. */
const MOST_WRONG = 0.1;
/** What is told row by row; beyond it the first stands for all. */
const MOST_TOLD = 5;

interface Differing {
	readonly row: Row;
	readonly day: Day;
	readonly named: number;
	readonly cell: string;
}

/**
 * Columns of weekdays that stand beside the days and that no recipe names. Where such a column agrees with nearly
 * all days, a row in which it does not is told: the day or the weekday is a slip.
 */
export class WeekdayColumns {
	readonly #reading: Reading;
	readonly #dayAfter: boolean;
	readonly #columns: readonly { readonly at: number; readonly wrong: Differing[] }[];
	#rows = 0;

	constructor(reading: Reading, dates: readonly number[], dayAfter: boolean) {
		this.#reading = reading;
		this.#dayAfter = dayAfter;
		const { rows, header } = reading.table;
		const width = Math.max(header.length, rows[0]?.cells.length ?? 0);
		const places = rows.length < FEWEST_ROWS ? [] : Array.from({ length: width }, (_, at) => at);
		this.#columns = places
			.filter((at) => !dates.includes(at) && holdsWeekdays(rows, at))
			.map((at) => ({ at, wrong: [] }));
	}

	take(row: Row, day: Day): void {
		if (this.#columns.length === 0) return;
		this.#rows++;
		const written = this.#dayAfter ? plusDays(day, -1) : day;
		for (const { at, wrong } of this.#columns) {
			const cell = cellAt(row, at);
			const named = weekdayIn(cell);
			if (named !== undefined && named !== weekdayOf(written)) wrong.push({ row, day: written, named, cell });
		}
	}

	report(): void {
		for (const { wrong } of this.#columns) {
			if (wrong.length > Math.max(this.#rows * MOST_WRONG, 1)) continue;
			const told = wrong.length > MOST_TOLD ? wrong.slice(0, 1) : wrong;
			for (const differing of told) this.#tell(differing, wrong);
		}
	}

	#tell({ row, day, named, cell }: Differing, wrong: readonly Differing[]): void {
		const found = wrongWeekday(`${cell} ${germanDay(day)}`, day, named);
		const more = wrong.length > MOST_TOLD ? ` So auch in ${wrong.length - 1} weiteren Zeilen.` : "";
		report(this.#reading, row, { ...found, level: "warning", what: `${found.what}${more}` });
	}
}

function holdsWeekdays(rows: readonly Row[], at: number): boolean {
	if (weekdayIn(cellAt(rows[0] ?? { line: 0, cells: [] }, at)) === undefined) return false;
	const cells = rows.map((row) => cellAt(row, at)).filter((cell) => cell !== "");
	const named = cells.filter((cell) => weekdayIn(cell) !== undefined).length;
	return cells.length >= rows.length / 2 && named >= cells.length * MOSTLY;
}

function weekdayIn(cell: string): number | undefined {
	return weekdayNamed(cell.replace(/[(),]/gu, "").trim());
}
