import { type Day, daysBetween, plusDays } from "../../model/day.ts";
import type { Row } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import { dayReader } from "./day-reader.ts";
import { cellAt, columnsOf, type Reading, report, reportAlike, roundReader, serviceReader } from "./reading.ts";
import { takeRuled } from "./ruled.ts";
import { WeekdayColumns } from "./weekday-columns.ts";

/** "Every second week from this day on, from here to there": one row per round and season. */
export function readRhythms(reading: Reading, step: ReaderOf<"rhythms">): void {
	const columns = columnsOf(reading, { first: step.first, weeks: step.weeks }, { from: step.from, to: step.to });
	const roundOf = roundReader(reading, step.round);
	const serviceOf = serviceReader(reading, step.service);
	if (!columns || !roundOf || !serviceOf) return;
	const { first, weeks, from, to } = columns;
	const readDay = dayReader(reading, step.format);
	const beside = new WeekdayColumns(reading, [first, weeks, from ?? first, to ?? first], {
		dayAfter: false,
		isPlan: true,
	});
	for (const row of reading.table.rows) {
		const services = serviceOf(row);
		const start = readDay(row, cellAt(row, first), String(step.first));
		const every = readWeeks(reading, row, cellAt(row, weeks));
		const begins = limit(cellAt(row, from), reading.period.from, (text) => readDay(row, text, String(step.from)));
		const ends = limit(cellAt(row, to), reading.period.to, (text) => readDay(row, text, String(step.to)));
		const round = services && roundOf(row);
		if (!services || round === undefined || !start || !every || !begins || !ends) continue;
		const days = rhythm(start, every, begins, ends);
		beside.take(row, start);
		if (days.length === 0) rhythmWithoutDays(reading, row, begins, ends);
		takeRuled(reading, row, { services, round, within: { from: begins, to: ends } }, days);
	}
	beside.report();
}

function rhythmWithoutDays(reading: Reading, row: Row, from: Day, to: Day): void {
	report(reading, row, {
		code: "rhythm_without_days",
		what: `Von ${from} bis ${to} hat dieser Rhythmus keinen einzigen Tag.`,
		remedy: "Anfang und Ende prüfen; eine Saison über Neujahr als zwei Zeilen schreiben.",
	});
}

function limit(text: string, otherwise: Day, read: (text: string) => Day | undefined): Day | undefined {
	return text === "" ? otherwise : read(text);
}

function readWeeks(reading: Reading, row: Row, text: string): number | undefined {
	const weeks = Number(text);
	if (Number.isInteger(weeks) && weeks >= 1 && weeks <= 53) {
		if (weeks % 7 === 0) tellDays(reading, row, weeks);
		return weeks;
	}
	report(reading, row, {
		code: "bad_rhythm",
		what: text === "" ? "Der Abstand in Wochen fehlt." : `«${text}» ist kein Abstand in Wochen.`,
		remedy: "Eine Zahl von 1 bis 53 eintragen: 2 heißt jede zweite Woche.",
	});
	return undefined;
}

/** Seven, fourteen and twenty-eight are days in most lists. */
function tellDays(reading: Reading, row: Row, weeks: number): void {
	reportAlike(reading, row, `days_as_weeks ${weeks}`, (lines) => ({
		level: "warning",
		code: "days_as_weeks",
		what: `«${weeks}» heißt hier: alle ${weeks} Wochen (${lines}).`,
		remedy: `Sind Tage gemeint, ${weeks / 7} eintragen, in der Datei oder im Rezept mit "readAs"; sonst mit known bestätigen.`,
	}));
}

/** Every `weeks` weeks, in step with `start`, within the two days. */
export function rhythm(start: Day, weeks: number, from: Day, to: Day): Day[] {
	const step = weeks * 7;
	const away = daysBetween(start, from);
	const days: Day[] = [];
	for (let day = plusDays(start, Math.ceil(away / step) * step); day <= to; day = plusDays(day, step)) days.push(day);
	return days;
}
