import { type Day, plusDays, weekdayOf } from "../../model/day.ts";
import { weekdayNamed } from "../read/day-names.ts";
import { germanDay } from "../read/day-text.ts";
import type { Row } from "../read/table.ts";
import { noWeekday, wrongWeekday } from "./day-reader.ts";
import { cellAt, type Reading, report } from "./reading.ts";

/** Fewer cells say nothing of a column, and one of them, or one in twenty, may be spoilt. */
const FEWEST_CELLS = 5;
const MOST_SPOILT = 0.05;
/** Where more rows differ, the column speaks of something else: of the usual day of a tour. */
const MOST_WRONG = 0.1;
/** A column that is called so is meant to be the weekday of the day, however few its rows. */
const CALLED = /^(?:wochentag|wo-?tag|wt|weekday)$/iu;
const MOST_WRONG_CALLED = 1 / 3;
/** What is told row by row; beyond it the first stands for all. */
const MOST_TOLD = 5;

interface Weekdays {
	readonly at: number;
	/** The share of its cells that may be wrong before the column speaks of something else. */
	readonly limit: number;
	readonly wrong: Differing[];
	right: number;
}

interface Options {
	readonly dayAfter: boolean;
	/** The day is one of a plan, not of one week: then the usual weekday must be its own. */
	readonly isPlan?: boolean;
}

interface Differing {
	readonly row: Row;
	readonly day: Day;
	/** Nothing where the cell is no weekday. */
	readonly named: number | undefined;
	readonly cell: string;
}

/**
 * Columns of weekdays that stand beside the days and that no recipe names, be it in every row or only where the day
 * is not the usual one: `(Sa) 04.01.`. Where such a column agrees with nearly all days, a row in which it does not is
 * told: the day or the weekday is a slip. So is a cell that is no weekday at all.
 */
export class WeekdayColumns {
	readonly #reading: Reading;
	readonly #dayAfter: boolean;
	readonly #columns: readonly Weekdays[];
	/** A cell with several services makes several rows of one line. */
	#line = 0;

	constructor(reading: Reading, dates: readonly number[], { dayAfter, isPlan = false }: Options) {
		this.#reading = reading;
		this.#dayAfter = dayAfter;
		const { rows, header, weekdays = [] } = reading.table;
		const width = Math.max(header.length, rows[0]?.cells.length ?? 0);
		this.#columns = Array.from({ length: width }, (_, at) => at)
			.filter((at) => !dates.includes(at))
			.flatMap((at) => {
				const [isMeant, isCalled] = [isPlan || weekdays.includes(header[at] ?? ""), CALLED.test(header[at] ?? "")];
				const limit = isMeant ? 1 : isCalled ? MOST_WRONG_CALLED : MOST_WRONG;
				return holdsWeekdays(rows, at, isMeant || isCalled ? 1 : FEWEST_CELLS)
					? [{ at, limit, wrong: [], right: 0 }]
					: [];
			});
	}

	take(row: Row, day: Day): void {
		if (this.#columns.length === 0 || row.line === this.#line) return;
		this.#line = row.line;
		const written = this.#dayAfter ? plusDays(day, -1) : day;
		for (const column of this.#columns) {
			const cell = cellAt(row, column.at);
			const named = weekdayIn(cell);
			if (named === weekdayOf(written)) column.right++;
			else if (cell !== "") column.wrong.push({ row, day: written, named, cell });
		}
	}

	report(): void {
		for (const { wrong, right, limit } of this.#columns) {
			if (wrong.length > Math.max((wrong.length + right) * limit, 1)) continue;
			const told = wrong.length > MOST_TOLD ? wrong.slice(0, 1) : wrong;
			for (const differing of told) this.#tell(differing, wrong);
		}
	}

	#tell({ row, day, named, cell }: Differing, wrong: readonly Differing[]): void {
		const found = named === undefined ? noWeekday(cell) : wrongWeekday(`${cell} ${germanDay(day)}`, day, named);
		const more = wrong.length > MOST_TOLD ? ` So auch in ${wrong.length - 1} weiteren Zeilen.` : "";
		report(this.#reading, row, { ...found, level: "warning", what: `${found.what}${more}` });
	}
}

/** Most columns are given up after two cells: a table may be wide and long. */
function holdsWeekdays(rows: readonly Row[], at: number, fewest: number): boolean {
	let [held, spoilt] = [0, 0];
	for (const row of rows) {
		const cell = cellAt(row, at);
		if (cell === "") continue;
		held++;
		if (weekdayIn(cell) === undefined) spoilt++;
		if (spoilt > Math.max(rows.length * MOST_SPOILT, 1)) return false;
	}
	return held - spoilt >= fewest - 1 && held > spoilt && spoilt <= Math.max(held * MOST_SPOILT, 1);
}

function weekdayIn(cell: string): number | undefined {
	return weekdayNamed(cell.replace(/[(),]/gu, "").trim());
}
