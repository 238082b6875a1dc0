import ICAL from "ical.js";
import { type Day, dayOfMonth, makeDay, monthOf, NO_DAY_AFTER, weekdayOf, yearOf } from "../../model/day.ts";

/**
 * RRULE expanded by ical.js, with the work bounded: a feed comes from outside. Rules count civil days,
 * in the zone that their series is written in; what instants those are, the series itself knows.
 */
export interface RuleRange {
	readonly start: Day;
	readonly last: Day;
	/** Steps left for the whole file. */
	readonly budget: number;
	/** What an UNTIL says of the days of this series; default: the day as it is written. */
	readonly until?: ((text: string, timeFrom: TimeFrom) => Until | undefined) | undefined;
}

export interface Until {
	readonly day: Day;
	/** On that day itself the series is too late. */
	readonly isOver: boolean;
}

export interface Expanded {
	/** In order. The start is among them only when the rule gives it. */
	readonly days: readonly Day[];
	readonly steps: number;
	/** A day that only the hour of UNTIL takes out. */
	readonly cut: Day | undefined;
	readonly timeFrom: TimeFrom;
}

/** Minutes since midnight at which the days of the rule begin, given those of the start: BYHOUR, BYMINUTE. */
type TimeFrom = (start: number) => number;

export type Expansion = Expanded | { readonly flaw: RecurrenceFlaw };

export type RecurrenceFlaw = "unreadable" | "too-often" | "endless";

/** More steps than any calendar of collections needs: fifty years of days. */
export const MOST_STEPS = 18_500;
const LARGEST_INTERVAL = 1_000;
const DAILY_OR_RARER = new Set(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
const OFTENER = new Set(["HOURLY", "MINUTELY", "SECONDLY"]);
/** The list of BYSETPOS, BYDAY and so on: each value multiplies the work. */
const MOST_VALUES = 64;

type Parts = ReadonlyMap<string, string>;

/** The days of a rule from its start to `last`, or to its own end. */
export function expandRule(rule: string, range: RuleRange): Expansion {
	const parts = partsOf(rule);
	const flaw = parts ? flawOf(parts) : "unreadable";
	if (!parts || flaw) return { flaw: flaw ?? "unreadable" };
	const text = parts.get("UNTIL");
	const until = text === undefined ? undefined : (range.until ?? untilDay)(text, timeFrom(parts));
	if (text !== undefined && !until) return { flaw: "unreadable" };
	try {
		return expandTo(parts, until, range);
	} catch {
		// ical.js throws where a rule can never come true.
		return { flaw: "unreadable" };
	}
}

function expandTo(parts: Parts, until: Until | undefined, { start, last, budget }: RuleRange): Expansion {
	const end = until && until.day < last ? until.day : last;
	const walked = walk(ruleUntil(parts, end), start, end, Math.min(budget, MOST_STEPS));
	if ("flaw" in walked) return walked;
	// The start is the calendar's own word, whether the rule gives it or not.
	if (!walked.days.every((day) => day === start || fits(parts, day, start))) return { flaw: "unreadable" };
	const given = [...new Set(walked.days)].filter((day) => day !== start || fits(parts, day, start));
	const cut = until?.isOver && given.at(-1) === until.day ? until.day : undefined;
	return { days: cut ? given.slice(0, -1) : given, steps: walked.steps, cut, timeFrom: timeFrom(parts) };
}

function untilDay(text: string): Until | undefined {
	const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})(?:T\d{6}Z?)?$/.exec(text) ?? [];
	const day = makeDay(Number(year), Number(month), Number(date));
	return day && { day, isOver: false };
}

function timeFrom(parts: Parts): TimeFrom {
	const [hour, minute] = [parts.get("BYHOUR"), parts.get("BYMINUTE")];
	return (start) => Number(hour ?? Math.floor(start / 60)) * 60 + Number(minute ?? start % 60);
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** A wrong date is worse than none: ical.js makes 2 March of a 30 February, and 1 March of a birthday on 29 February. */
function fits(parts: Parts, day: Day, start: Day): boolean {
	const isBare = ![...parts.keys()].some((name) => name.startsWith("BY"));
	const isDated = isBare && /^(?:MONTHLY|YEARLY)$/.test(parts.get("FREQ") ?? "");
	if (isDated && dayOfMonth(day) !== dayOfMonth(start)) return false;
	const holds = (name: string, test: (value: string) => boolean) => parts.get(name)?.split(",").some(test) ?? true;
	return (
		holds("BYMONTH", (month) => Number(month) === monthOf(day)) &&
		holds("BYMONTHDAY", (date) => isDate(Number(date), day)) &&
		holds("BYDAY", (name) => name.endsWith(WEEKDAYS[weekdayOf(day) - 1] ?? "?") && isNth(name, parts, day))
	);
}

function isDate(date: number, day: Day): boolean {
	return date === dayOfMonth(day) || (date < 0 && date === dayOfMonth(day) - daysIn(day) - 1);
}

function daysIn(day: Day): number {
	return new Date(Date.UTC(yearOf(day), monthOf(day), 0)).getUTCDate();
}

/** `1MO`, `-1FR` of a month. Of a year ical.js counts them rightly. */
function isNth(name: string, parts: Parts, day: Day): boolean {
	const nth = Number(name.slice(0, -2));
	const ofMonth = parts.get("FREQ") === "MONTHLY" || parts.has("BYMONTH");
	if (nth === 0 || !ofMonth) return true;
	const date = dayOfMonth(day);
	return nth > 0 ? Math.ceil(date / 7) === nth : Math.ceil((daysIn(day) - date + 1) / 7) === -nth;
}

function partsOf(rule: string): Map<string, string> | undefined {
	const parts = rule
		.trim()
		.toUpperCase()
		.split(";")
		.filter((part) => part.trim() !== "")
		.map((part) => part.split("=").map((side) => side.trim()));
	if (parts.some((part) => part.length !== 2)) return undefined;
	const named = new Map(parts.map(([name = "", value = ""]) => [name, value]));
	return named.size === parts.length ? named : undefined;
}

const NUMBERS = /^[+-]?\d{1,3}(?:,[+-]?\d{1,3})*$/;
const DAY_NAMES = /^(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU))*$/;
/** Every part has to be understood. */
const SHAPES: Readonly<Record<string, RegExp>> = {
	FREQ: /^[A-Z]+$/,
	UNTIL: /^\d{8}(?:T\d{4}(?:\d{2})?Z?)?$/,
	COUNT: /^0*[1-9]\d*$/,
	INTERVAL: /^0*[1-9]\d*$/,
	BYHOUR: NUMBERS,
	BYMINUTE: NUMBERS,
	BYSECOND: NUMBERS,
	BYDAY: DAY_NAMES,
	BYMONTHDAY: NUMBERS,
	BYYEARDAY: NUMBERS,
	BYMONTH: NUMBERS,
	BYSETPOS: NUMBERS,
	WKST: /^(?:MO|TU|WE|TH|FR|SA|SU)$/,
};

function flawOf(parts: Parts): RecurrenceFlaw | undefined {
	const values = [...parts.values()].reduce((sum, value) => sum + value.split(",").length, 0);
	if (values > MOST_VALUES) return "too-often";
	if (OFTENER.has(parts.get("FREQ") ?? "")) return "too-often";
	if (["BYHOUR", "BYMINUTE", "BYSECOND"].some((name) => (parts.get(name) ?? "").includes(","))) return "too-often";
	// Not among them is BYWEEKNO: ical.js 2.2 gives every week of the year for it.
	const isKnown = ([name, value]: [string, string]) => SHAPES[name]?.test(value) ?? name.startsWith("X-");
	if (![...parts].every(isKnown) || !DAILY_OR_RARER.has(parts.get("FREQ") ?? "")) return "unreadable";
	const isNumbered = /\d/.test(parts.get("BYDAY") ?? "");
	if (isNumbered && !/^(?:MONTHLY|YEARLY)$/.test(parts.get("FREQ") ?? "")) return "unreadable";
	return Number(parts.get("INTERVAL") ?? 1) > LARGEST_INTERVAL ? "unreadable" : undefined;
}

const OF_THE_DAY = new Set(["UNTIL", "BYHOUR", "BYMINUTE", "BYSECOND", "COUNT"]);

/** Days only. The end is one for ical.js too, which otherwise may look for ever. */
function ruleUntil(parts: Parts, end: Day): string {
	const kept = [...parts].filter(([name]) => !OF_THE_DAY.has(name) && !name.startsWith("X-"));
	const count = Number(parts.get("COUNT") ?? 0);
	return [
		...kept.map(([name, value]) => `${name}=${value}`),
		count > 0 && count <= MOST_STEPS ? `COUNT=${count}` : `UNTIL=${end.replaceAll("-", "")}`,
	].join(";");
}

function walk(
	rule: string,
	start: Day,
	last: Day,
	mostSteps: number,
): { readonly flaw: "endless" } | { readonly days: readonly Day[]; readonly steps: number } {
	const iterator = ICAL.Recur.fromString(rule).iterator(
		ICAL.Time.fromData({ year: yearOf(start), month: monthOf(start), day: dayOfMonth(start), isDate: true }),
	);
	let steps = 0;
	const lawful = iterator.check_contracting_rules.bind(iterator);
	// The library looks for the next fitting day in a loop that has no end of its own.
	iterator.check_contracting_rules = () => ++steps > mostSteps || dayOf(iterator.last) > last || lawful();
	const days: Day[] = [];
	for (let next = iterator.next(); next; next = iterator.next()) {
		if (++steps > mostSteps) return { flaw: "endless" };
		const day = dayOf(next);
		if (day > last) break;
		days.push(day);
	}
	return steps > mostSteps ? { flaw: "endless" } : { days, steps };
}

function dayOf({ year, month, day }: { year: number; month: number; day: number }): Day {
	return makeDay(year, month, day) ?? NO_DAY_AFTER;
}
