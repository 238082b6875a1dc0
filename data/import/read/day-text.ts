import { type Day, makeDay, parseDay } from "../../model/day.ts";

/** How a file writes its days. The letters are those of the recipe. */
export const DAY_FORMATS = [
	"DD.MM.YYYY",
	"DD.MM.YY",
	"YYYY-MM-DD",
	"YYYYMMDD",
	"DD/MM/YYYY",
	"MM/DD/YYYY",
	"DD. Monat YYYY",
] as const;
export type DayFormat = (typeof DAY_FORMATS)[number];

const GERMAN = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})$/;
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/;
const NAMED = /^(\d{1,2})\.?\s?(\p{L}{3,9})\.?\s?(\d{4})$/u;

/** A weekday before or after the day ("Di 06.01.2026", "06.01.2026 (Di)") is read over. */
const WEEKDAY = /^\(?(?:mo|di|mi|do|fr|sa|so)[a-zäöü]*\.?\)?,?\s+|\s*\(?(?:mo|di|mi|do|fr|sa|so)[a-zäöü]*\.?\)?$/giu;

/** By their first three letters, as Germans and Austrians write them. */
const MONTHS: Readonly<Record<string, number>> = {
	jan: 1,
	jän: 1,
	feb: 2,
	mär: 3,
	mae: 3,
	mrz: 3,
	apr: 4,
	mai: 5,
	jun: 6,
	jul: 7,
	aug: 8,
	sep: 9,
	okt: 10,
	nov: 11,
	dez: 12,
};

/** `Januar`, `Jänner`, `Mrz.`, `3`. */
export function monthNamed(text: string): number | undefined {
	if (/^\d{1,2}$/.test(text)) return Number(text) >= 1 && Number(text) <= 12 ? Number(text) : undefined;
	return /^\p{L}{3,9}\.?$/u.test(text) ? MONTHS[text.slice(0, 3).toLowerCase()] : undefined;
}

/** `undefined` for what is no day: `31.02.2026` too. A day written YYYY-MM-DD is one whatever the format: workbooks give it so. */
export function parseDayText(text: string, format: DayFormat): Day | undefined {
	const bare = text.replace(/^'|'$/g, "").replace(WEEKDAY, "").trim();
	return parseDay(bare) ?? parseAs(bare, format);
}

function parseAs(bare: string, format: DayFormat): Day | undefined {
	switch (format) {
		case "DD.MM.YYYY":
		case "DD.MM.YY":
			return fromParts(GERMAN.exec(bare), 3, 2, 1);
		case "YYYY-MM-DD":
			return fromParts(ISO.exec(bare), 1, 2, 3);
		case "YYYYMMDD":
			return fromParts(COMPACT.exec(bare), 1, 2, 3);
		case "DD/MM/YYYY":
			return fromParts(SLASHED.exec(bare), 3, 2, 1);
		case "MM/DD/YYYY":
			return fromParts(SLASHED.exec(bare), 3, 1, 2);
		case "DD. Monat YYYY":
			return fromParts(NAMED.exec(bare), 3, 2, 1);
	}
}

function fromParts(match: RegExpExecArray | null, year: number, month: number, day: number): Day | undefined {
	if (!match) return undefined;
	const given = Number(match[year]);
	return makeDay(given < 100 ? 2000 + given : given, monthNamed(match[month] ?? "") ?? 0, Number(match[day]));
}

/** What stands between the parts of a day that a file keeps in several columns. */
export function dayJoiner(format: DayFormat): string {
	if (format === "YYYYMMDD") return "";
	if (format === "YYYY-MM-DD") return "-";
	return format.includes("/") ? "/" : format === "DD. Monat YYYY" ? " " : ".";
}
