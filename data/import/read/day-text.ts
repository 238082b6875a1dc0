import { type Day, makeDay, parseDay, weekdayOf } from "../../model/day.ts";
import { type Minutes, parseTime } from "../../model/time.ts";
import { monthNamed, weekdayNamed } from "./day-names.ts";

/** How a file writes its days. The letters are those of the recipe; leading zeros may be missing in each. */
export const DAY_FORMATS = [
	"DD.MM.YYYY",
	"DD.MM.YY",
	"YYYY-MM-DD",
	"YYYYMMDD",
	"DD/MM/YYYY",
	"MM/DD/YYYY",
	"DD. Monat YYYY",
	"D.M.YYYY",
	"D.M.YY",
	"DD-MM-YYYY",
	"DD-MM-YY",
	"DD/MM/YY",
	"D/M/YYYY",
	"D/M/YY",
	"MM/DD/YY",
	"M/D/YYYY",
	"M/D/YY",
	"YYYY/MM/DD",
	"YYYY.MM.DD",
	"Monat DD, YYYY",
] as const;
export type DayFormat = (typeof DAY_FORMATS)[number];

/** A day as a text says it, with a time other than midnight that stands after it. */
export interface DayText {
	readonly day: Day;
	readonly time?: Minutes | undefined;
}

/** `weekday`: the one beside the day is that of another day. `moment`: an instant of another zone, whose day here may be another. */
export type DayFlaw =
	| { readonly flaw: "unread" | "moment" }
	| { readonly flaw: "weekday"; readonly day: Day; readonly named: number };

const UNREAD: DayFlaw = { flaw: "unread" };
const LONGEST = 80;

/** `undefined` for what is no day: `31.02.2026`, and `Mo, 06.01.2026`, which is a Tuesday. */
export function parseDayText(text: string, format: DayFormat): Day | undefined {
	const read = readDayText(text, format);
	return "flaw" in read ? undefined : read.day;
}

/**
 * A day in a format, with a weekday before or after it and a time after it ("Di, 06.01.2026 06:00 Uhr").
 * A day written YYYY-MM-DD is one whatever the format: workbooks give it so.
 */
export function readDayText(text: string, format: DayFormat): DayText | DayFlaw {
	if (text.length > LONGEST) return UNREAD;
	const { bare, weekday } = withoutWeekday(text.normalize("NFC").replace(/^'|'$/gu, "").trim());
	const read = weekday === null ? undefined : readBare(bare, format);
	if (!read) return UNREAD;
	if (weekday && weekday !== weekdayOf(read.day)) return { flaw: "weekday", day: read.day, named: weekday };
	return read.moved ? { flaw: "moment" } : { day: read.day, time: read.time };
}

interface BareDay extends DayText {
	readonly moved: boolean;
}

function readBare(text: string, format: DayFormat): BareDay | undefined {
	const whole = parseDay(text) ?? parseAs(text, format);
	if (whole) return { day: whole, moved: false };
	const { written, time, moved } = withoutTime(text);
	const day = parseDay(written) ?? parseAs(written, format);
	return day && { day, time: time || undefined, moved };
}

const BEFORE = /^\(?(\p{L}{2,10})(?:\.(?=\d)|\.?\)?(?:,\s?|\s))(?:de[nrm]\s)?(?=.*\d)/u;
const AFTER = /(?<=[\d,])(?:,\s?|\s)?\(?(\p{L}{2,10})\.?\)?$/u;

/** `null`: a word stands there that is no weekday. A month before the day is not taken for one. */
function withoutWeekday(text: string): { bare: string; weekday: number | undefined | null } {
	const before = BEFORE.exec(text);
	if (before && monthNamed(before[1] ?? "") === undefined) {
		return { bare: text.slice(before[0].length).trim(), weekday: weekdayNamed(before[1] ?? "") ?? null };
	}
	const after = AFTER.exec(text);
	if (!after || /^(?:Uhr|Z|h)$/iu.test(after[1] ?? "")) return { bare: text, weekday: undefined };
	return { bare: text.slice(0, after.index).trim(), weekday: weekdayNamed(after[1] ?? "") ?? null };
}

/** `06:00`, `T06:00:00`, `, 6.30 Uhr`, `T00:00:00Z`: at the end, behind a day. */
const TIME = /(?:[T\s]|,\s?)(\d{1,2})[:.](\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?(?:Uhr|h))?(Z|[+-]\d{2}:?\d{2})?$/u;

/** A zone beside a time says that the day may be another here; midnight in UTC is the same day all over the continent. */
function withoutTime(text: string): { written: string; time?: Minutes | undefined; moved: boolean } {
	const match = TIME.exec(text);
	const time = match ? parseTime(`${match[1]?.padStart(2, "0")}:${match[2]}`) : undefined;
	if (!match || time === undefined) return { written: text, moved: false };
	const moved = match[3] !== undefined && !(match[3] === "Z" && time === 0);
	return { written: text.slice(0, match.index).trim(), time, moved };
}

type Order = readonly [year: number, month: number, day: number];
const BY_FORM = {
	german: /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{2}|\d{4})\.?$/u,
	slashed: /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})$/u,
	dashed: /^(\d{1,2})-(\d{1,2})-(\d{2}|\d{4})$/u,
	iso: /^(\d{4})-(\d{1,2})-(\d{1,2})$/u,
	slashedYear: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/u,
	dottedYear: /^(\d{4})\.(\d{1,2})\.(\d{1,2})\.?$/u,
	compact: /^(\d{4})(\d{2})(\d{2})$/u,
	named: /^(\d{1,2})\.?\s?(\p{L}{3,9})\.?,?\s?(\d{4})$/u,
	monthFirst: /^(\p{L}{3,9})\.?\s?(\d{1,2})(?:\.|st|nd|rd|th)?,?\s(\d{4})$/u,
} as const satisfies Record<string, RegExp>;

const DAY_FIRST: Order = [3, 2, 1];
const MONTH_FIRST: Order = [3, 1, 2];
const YEAR_FIRST: Order = [1, 2, 3];

function parseAs(bare: string, format: DayFormat): Day | undefined {
	const [form, order] = shapeOf(format);
	const match = BY_FORM[form].exec(bare);
	if (!match) return undefined;
	const [year = "", month = "", day = ""] = order.map((at) => match[at]);
	return makeDay(Number(year.length === 2 ? `20${year}` : year), monthNamed(month) ?? 0, Number(day));
}

function shapeOf(format: DayFormat): readonly [form: keyof typeof BY_FORM, order: Order] {
	if (format === "YYYYMMDD") return ["compact", YEAR_FIRST];
	if (format === "DD. Monat YYYY") return ["named", DAY_FIRST];
	if (format === "Monat DD, YYYY") return ["monthFirst", MONTH_FIRST];
	if (format.startsWith("Y")) return [YEARS_BY_MARK[format.charAt(4)] ?? "iso", YEAR_FIRST];
	if (format.includes(".")) return ["german", DAY_FIRST];
	if (format.includes("-")) return ["dashed", DAY_FIRST];
	return ["slashed", format.startsWith("M") ? MONTH_FIRST : DAY_FIRST];
}

const YEARS_BY_MARK: Readonly<Record<string, keyof typeof BY_FORM>> = {
	"-": "iso",
	"/": "slashedYear",
	".": "dottedYear",
};

/** Where year, month and day stand in a format, from 0: of a day that a file keeps in several columns. */
export function partsOf(format: DayFormat): { year: number; month: number } {
	const [, [year, month]] = shapeOf(format);
	return { year: year - 1, month: month - 1 };
}

/** What stands between the parts of a day that a file keeps in several columns. */
export function dayJoiner(format: DayFormat): string {
	if (format === "YYYYMMDD") return "";
	if (format.includes("Monat")) return " ";
	return /[./-]/u.exec(format)?.[0] ?? ".";
}

/** For findings: `06.01.2026`. */
export function germanDay(day: Day): string {
	return day.split("-").reverse().join(".");
}
