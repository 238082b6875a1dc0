import { type Day, isWithin, plusDays, weekdayOf } from "../../model/day.ts";
import type { Minutes } from "../../model/time.ts";
import type { Zone } from "../../model/zone.ts";
import { DAY_NAMES } from "../read/day-names.ts";
import { type DayFlaw, type DayText, germanDay, readDayText } from "../read/day-text.ts";
import { type CellFormat, MOMENT, readMomentText } from "../read/moment-text.ts";
import type { Row } from "../read/table.ts";
import { type Finding, type Reading, report, reportAlike } from "./reading.ts";

type CellScope = Pick<Finding, "cellOnly" | "field">;

interface DayScope extends Pick<CellScope, "cellOnly"> {
	/** What is written is the evening before the collection. */
	readonly dayAfter?: boolean | undefined;
	/** What to do about a text that is no day, where no recipe has a say. */
	readonly remedy?: string | undefined;
}

/** Reads days and tells what is none, or lies outside what the file may speak of. Each text is looked at once. */
export function dayReader(reading: Reading, format: CellFormat, { dayAfter = false, remedy, ...scope }: DayScope = {}) {
	const seen = new Map<string, DayText | DayFlaw>();
	const tellTime = timeTeller(reading, dayAfter);
	const padding = paddingOf(reading);
	return (row: Row, text: string, field: string): Day | undefined => {
		const read = seen.get(text) ?? readCell(text, format, reading.zone);
		seen.set(text, read);
		if ("flaw" in read) {
			const other = remedy !== undefined && read.flaw === "unread" ? { remedy } : {};
			const found = { ...flawFinding(text, format, read, reading.zone), ...other, field, ...scope };
			// Days that are written otherwise than the recipe says have that one cause; a 31st of February is alone with it.
			const isOther = read.flaw === "unread" && format !== MOMENT && shapeOf(text) !== shapeOf(format);
			if (isOther) reportAlike(reading, row, `${field} ${shapeOf(text)}`, (lines) => withLines(found, lines));
			else report(reading, row, found);
			return undefined;
		}
		padding.take(row, field, text);
		if (read.time !== undefined) tellTime(row, field, text, read.time);
		const day = dayAfter ? plusDays(read.day, 1) : read.day;
		return inPeriod(reading, row, day, { field, ...scope }) ? day : undefined;
	};
}

/** "99.99.9999": how a day is written, whatever day it is. */
function shapeOf(text: string): string {
	return text.replace(/[\dDMY]/gu, "9").replace(/\p{L}+/gu, "a");
}

/** Names the lines, before the full stop. */
function withLines(found: Finding, lines: string): Finding {
	return { ...found, what: found.what.replace(/\.$/u, ` (${lines}).`) };
}

/** A moment has a time by its nature: only an evening is told of it. */
function readCell(text: string, format: CellFormat, zone: Zone): DayText | DayFlaw {
	if (format !== MOMENT) return readDayText(text, format);
	const read = readMomentText(text, zone);
	if (!read) return { flaw: "unread" };
	return { day: read.day, time: (read.time ?? 0) >= EVENING ? read.time : undefined };
}

function flawFinding(text: string, format: CellFormat, found: DayFlaw, zone: Zone): Finding {
	if (found.flaw === "weekday") return wrongWeekday(text, found.day, found.named);
	if (found.flaw === "moment")
		return {
			code: "bad_day",
			what: `«${text}» ist ein Zeitpunkt in einer anderen Zeitzone; hier kann schon der nächste Tag sein.`,
			remedy: 'Im Rezept "format": "moment" angeben, oder in der Datei den Tag der Abfuhr eintragen.',
		};
	return { code: "bad_day", ...unreadDay(text, format, zone) };
}

function unreadDay(text: string, format: CellFormat, zone: Zone): Pick<Finding, "what" | "remedy"> {
	if (format === MOMENT)
		return {
			what: `«${text}» ist kein Zeitpunkt wie 2026-01-04T23:00:00Z.`,
			remedy: 'Sind es Tage, im Rezept unter "format" angeben, wie sie geschrieben sind.',
		};
	if (text.length > "YYYY-MM-DD".length && readMomentText(text, zone))
		return {
			what: `«${text}» ist kein Tag im Format ${format}, sondern ein Zeitpunkt.`,
			remedy: 'Im Rezept "format": "moment" angeben.',
		};
	return {
		what: text === "" ? "Wo ein Tag stehen muss, ist die Zelle leer." : `«${text}» ist kein Tag im Format ${format}.`,
		remedy: 'Den Tag in der Datei berichtigen (oder das Format im Rezept mit "format" angeben).',
	};
}

/** `named` counts from Monday, 1. */
export function wrongWeekday(text: string, day: Day, named: number): Finding {
	return {
		code: "wrong_weekday",
		what: `«${text}»: der ${germanDay(day)} ist ein ${nameOf(weekdayOf(day))}, daneben steht ${nameOf(named)}.`,
		remedy: "Beim Entsorger fragen, ob der Tag oder der Wochentag stimmt, und die Datei berichtigen.",
	};
}

export function noWeekday(cell: string): Finding {
	return {
		code: "bad_weekday",
		what: `«${cell}» ist kein Wochentag.`,
		remedy: 'Die Zelle berichtigen, oder im Rezept unter "weekday" die Spalte mit den Wochentagen nennen.',
	};
}

function nameOf(weekday: number): string {
	return DAY_NAMES[weekday - 1] ?? "";
}

const SINGLE = /(?<!\d)\d(?!\d)/u;
const PADDED = /(?<!\d)0\d(?!\d)/u;
const FEWEST_PADDED = 10;
const MOST_SINGLE = 0.02;

/** Where days are written with two digits, one with a single digit may have lost the other: `1.01.` of `12.01.`. */
function paddingOf(reading: Reading) {
	let [padded, single] = [0, 0];
	const isOdd = () => padded >= FEWEST_PADDED && single <= Math.max(1, padded * MOST_SINGLE);
	return {
		take(row: Row, field: string, text: string): void {
			if (PADDED.test(text)) padded++;
			if (!SINGLE.test(text) || ++single > padded + FEWEST_PADDED) return;
			reportAlike(reading, row, `digit ${field}`, (lines) => (isOdd() ? digitLost(text, field, lines) : undefined));
		},
	};
}

function digitLost(text: string, field: string, lines: string): Finding {
	return {
		level: "warning",
		code: "single_digit",
		field,
		what: `«${text}» hat eine Ziffer weniger als die anderen Tage (${lines}): vielleicht ist eine verloren gegangen.`,
		remedy: "Den Tag mit dem Original vergleichen und mit zwei Ziffern schreiben.",
	};
}

const EVENING = 17 * 60;

/** A time is no part of a day, and in the evening it may mean that the collection is the next morning. Each is told once a column. */
function timeTeller(reading: Reading, dayAfter: boolean) {
	const told = new Set<string>();
	return (row: Row, field: string, text: string, time: Minutes): void => {
		const evening = time >= EVENING;
		const key = `${field}\t${evening}`;
		if (told.has(key) || (evening && dayAfter)) return;
		told.add(key);
		report(reading, row, { ...(evening ? eveningBefore(text) : timeBeside(text)), level: "warning", field });
	};
}

function eveningBefore(text: string): Finding {
	return {
		code: "evening_before",
		what: `«${text}»: neben dem Tag steht ein Abend; vielleicht ist die Abfuhr am Morgen danach.`,
		remedy: 'Ist der Abend davor gemeint, im Rezept an diesem Schritt "dayAfter": true angeben.',
	};
}

function timeBeside(text: string): Finding {
	return {
		code: "time_beside_day",
		what: `«${text}»: die Uhrzeit neben dem Tag wird nicht gezeigt.`,
		remedy: 'Soll sie zu sehen sein, eine Spalte mit ihr im Rezept unter "note" nennen.',
	};
}

function inPeriod(reading: Reading, row: Row, day: Day, scope: CellScope): boolean {
	const { period, coverage } = reading;
	if (isWithin(day, period)) return true;
	const inCoverage = isWithin(day, coverage);
	const edge = inCoverage ? period : coverage;
	const code = inCoverage ? "outside_period" : "outside_coverage";
	// A file of another year is one cause for all of its rows.
	reportAlike(reading, row, `${code} ${scope.field} ${day < edge.from}`, (lines) => ({
		code,
		...scope,
		what: `${day} liegt außerhalb von ${edge.from} bis ${edge.to} (${lines}).`,
		remedy: `Den Tag berichtigen oder in town.json ${inCoverage ? '"period"' : '"coverage"'} anpassen.`,
	}));
	return false;
}
