import { type Day, monthOf, weekdayOf, yearOf } from "../../model/day.ts";
import { monthNamed, weekdayNamed } from "../read/day-names.ts";
import { dayJoiner, germanDay, partsOf } from "../read/day-text.ts";
import { type CellFormat, MOMENT } from "../read/moment-text.ts";
import type { Row } from "../read/table.ts";
import type { Column } from "../recipe/recipe.ts";
import { dayReader, noWeekday, wrongWeekday } from "./day-reader.ts";
import { all, cellAt, columnIndex, leaveOut, optionalIndex, type Reading, report } from "./reading.ts";
import { WeekdayColumns } from "./weekday-columns.ts";

export interface DateColumns {
	readonly date: Column | readonly Column[];
	readonly format: CellFormat;
	readonly none: readonly string[];
	readonly dayAfter: boolean;
	readonly firstMonth?: number | undefined;
	readonly weekday?: Column | undefined;
}

export interface DateReader {
	readonly dayOf: (row: Row) => Day | undefined;
	/** The row counts; `key` tells apart lists that stand one below the other: service and round, or street. */
	readonly listed: (row: Row, day: Day, key: string) => void;
	/** After the last row: tells where a list ran over New Year. */
	readonly end: () => void;
}

/** The day of a row, in one column or put together from several. `undefined`: a column is missing, and that was told. */
export function dateReader(reading: Reading, given: DateColumns): DateReader | undefined {
	const { date, format, none, dayAfter } = given;
	const columns = all([date].flat().map((column) => columnIndex(reading, column)));
	const weekday = optionalIndex(reading, given.weekday);
	if (!columns || weekday === null) return undefined;
	const readDay = dayReader(reading, format, { dayAfter });
	const turns = new YearTurns(reading, given);
	const beside = new WeekdayColumns(reading, weekday === undefined ? columns : [...columns, weekday], { dayAfter });
	const dayOf = (row: Row): Day | undefined => {
		const cells = columns.map((at) => cellAt(row, at));
		const cell = cells.length === 1 ? (cells[0] ?? "") : joined(cells, given);
		if (none.includes(cell)) return nothing(reading, row, cell);
		const day = readDay(row, cell, String(date));
		if (day && weekday !== undefined) checkWeekday(reading, row, cellAt(row, weekday), day, dayAfter);
		if (day) beside.take(row, day);
		return day;
	};
	const end = () => {
		turns.report();
		beside.report();
	};
	return { dayOf, listed: (row, at, key) => turns.take(row, at, key), end };
}

function nothing(reading: Reading, row: Row, cell: string): undefined {
	reading.usage.use("none", cell);
	leaveOut(reading, row);
}

function joined(cells: readonly string[], { format, firstMonth }: DateColumns): string {
	if (format === MOMENT) return cells.join(" ");
	const { year, month } = partsOf(format);
	const given = cells[year] ?? "";
	const turned =
		firstMonth === undefined
			? given
			: yearOfMonth(given, monthNamed(cells[month]?.replace(/\.$/u, "") ?? ""), firstMonth);
	return cells
		.with(year, turned)
		.map((part) => part.replace(/\.$/u, ""))
		.join(dayJoiner(format));
}

/** `2026`, or `2026/27` and `2026/2027` of two years: a month before the first one is of the later. */
function yearOfMonth(year: string, month: number | undefined, firstMonth: number): string {
	const first = /^(\d{4})(?:\s?[/–-]\s?(?:\d{2}|\d{4}))?$/u.exec(year)?.[1];
	if (first === undefined || month === undefined) return year;
	return String(Number(first) + (month < firstMonth ? 1 : 0));
}

/** A cell that is no weekday says nothing of the day; a weekday of another day is a problem. */
function checkWeekday(reading: Reading, row: Row, cell: string, day: Day, dayAfter: boolean): void {
	const named = weekdayNamed(cell.replace(/[(),]/gu, "").trim());
	const written = dayAfter ? ((weekdayOf(day) + 5) % 7) + 1 : weekdayOf(day);
	if (cell === "" || named === written) return;
	if (named === undefined) report(reading, row, noWeekday(cell));
	else report(reading, row, wrongWeekday(`${cell} ${germanDay(day)}`, day, named));
}

interface Written {
	readonly day: Day;
	readonly row: Row;
	readonly key: string;
}

/**
 * A list whose year stands above it, and that goes from December to January: the year no longer holds, and
 * no line says so. Told at the first line that goes back, once a heading.
 */
class YearTurns {
	readonly #reading: Reading;
	readonly #step: DateColumns;
	readonly #byHeading = new Map<string, Written[]>();
	readonly #year: number | undefined;

	constructor(reading: Reading, step: DateColumns) {
		this.#reading = reading;
		this.#step = step;
		this.#year = inheritedYear(reading, step);
	}

	/** \`key\` tells apart what may stand one list below the other: service and round. */
	take(row: Row, day: Day, key: string): void {
		if (this.#year === undefined) return;
		const heading = cellAt(row, this.#year);
		const list = this.#byHeading.get(heading) ?? [];
		this.#byHeading.set(heading, list);
		list.push({ day, row, key });
	}

	report(): void {
		for (const list of this.#byHeading.values()) {
			const turns = [...Map.groupBy(list, ({ key }) => key).values()].map(onlyTurn);
			const turn = turns.find((each) => each !== undefined) ?? turnOfAll(list);
			if (turn) report(this.#reading, turn.at.row, goesBack(turn.first, turn.at, this.#step));
		}
	}
}

/** The column of the year, where a heading, the file's name or the row above says it. */
function inheritedYear(reading: Reading, { date, format, firstMonth }: DateColumns): number | undefined {
	if (firstMonth !== undefined || !Array.isArray(date) || format === MOMENT) return undefined;
	const column: Column = date[partsOf(format).year];
	const name = typeof column === "number" ? reading.table.header[column - 1] : column;
	const at = name === undefined ? -1 : reading.table.header.indexOf(name);
	return at >= 0 && reading.table.inherited?.includes(name ?? "") ? at : undefined;
}

interface Turn {
	readonly first: Written;
	readonly at: Written;
}

const HALF_A_YEAR = 6;

/** A page with twelve columns of months, read line by line, steps back at each line. */
const LONGEST_LINE = 12;

/** The first step back by more than half a year, where the list goes on for longer than a line of a page. */
function onlyTurn(list: readonly Written[]): Turn | undefined {
	const back = list.filter((each, at) => at > 0 && monthsBack(list[at - 1] ?? each, each) >= HALF_A_YEAR);
	const [at] = back;
	const [first] = list;
	const isTurn = back.length === 1 || list.length > (back.length + 1) * LONGEST_LINE;
	return at && first && isTurn ? { first, at } : undefined;
}

/** Of all services together: two lists one below the other are no turn, they speak of the same months. */
function turnOfAll(list: readonly Written[]): Turn | undefined {
	const turn = onlyTurn(list);
	if (!turn) return undefined;
	const split = list.indexOf(turn.at);
	const [before, after] = [list.slice(0, split), list.slice(split)].map((part) => part.map(({ day }) => day).sort());
	return (after?.at(-1) ?? "") < (before?.[0] ?? "") ? turn : undefined;
}

function monthsBack(before: Written, { day }: Written): number {
	return yearOf(before.day) === yearOf(day) ? monthOf(before.day) - monthOf(day) : 0;
}

function goesBack(first: Written, { day }: Written, { dayAfter }: DateColumns) {
	const month = monthOf(first.day);
	return {
		code: "year_turn",
		what: `Die Liste beginnt mit dem ${germanDay(first.day)} und springt hier zurück auf den ${germanDay(day)}; das Jahr steht nur darüber${dayAfter ? " (der Abend davor)" : ""}.`,
		remedy: `Geht sie über Neujahr, im Rezept an diesem Schritt "firstMonth": ${month} angeben (frühere Monate zählen dann zum nächsten Jahr); stimmt das Jahr überall, "firstMonth": 1.`,
	};
}
