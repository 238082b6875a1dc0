import ICAL from "ical.js";
import { type Day, dayOfMonth, makeDay, monthOf, NO_DAY_AFTER, weekdayOf, yearOf } from "../../model/day.ts";

/** RRULE expanded by ical.js, with the work bounded: a feed comes from outside. */

export type Expansion = { readonly days: readonly Day[]; readonly steps: number } | { readonly flaw: RecurrenceFlaw };

export type RecurrenceFlaw = "unreadable" | "too-often" | "endless";

/** More steps than any calendar of collections needs: fifty years of days. */
export const MOST_STEPS = 18_500;
const LARGEST_INTERVAL = 1_000;
const DAILY_OR_RARER = new Set(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
/** The list of BYSETPOS, BYDAY and so on: each value multiplies the work. */
const MOST_VALUES = 64;

/** The days of a rule from its start to `last`, the start among them. `budget`: steps left for the whole file. */
export function expandRule(rule: string, start: Day, last: Day, budget: number): Expansion {
	const parts = partsOf(rule);
	const flaw = parts ? flawOf(parts) : "unreadable";
	if (!parts || flaw) return { flaw: flaw ?? "unreadable" };
	try {
		const expansion = walk(ruleUntil(parts, last), start, last, Math.min(budget, MOST_STEPS));
		if ("flaw" in expansion) return expansion;
		return expansion.days.slice(1).every((day) => fits(parts, day)) ? expansion : { flaw: "unreadable" };
	} catch {
		// ical.js throws where a rule can never come true.
		return { flaw: "unreadable" };
	}
}

const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/** A wrong date is worse than none: ical.js makes 2 March of a 30 February. The start is the calendar's own word. */
function fits(parts: ReadonlyMap<string, string>, day: Day): boolean {
	const holds = (name: string, test: (value: string) => boolean) => parts.get(name)?.split(",").some(test) ?? true;
	return (
		holds("BYMONTH", (month) => Number(month) === monthOf(day)) &&
		holds("BYMONTHDAY", (date) => Number(date) < 0 || Number(date) === dayOfMonth(day)) &&
		holds("BYDAY", (name) => name.endsWith(WEEKDAYS[weekdayOf(day) - 1] ?? "?"))
	);
}

function partsOf(rule: string): Map<string, string> | undefined {
	const parts = rule
		.trim()
		.toUpperCase()
		.split(";")
		.filter((part) => part !== "")
		.map((part) => part.split("="));
	if (parts.some((part) => part.length !== 2)) return undefined;
	return new Map(parts.map(([name = "", value = ""]) => [name.trim(), value.trim()]));
}

function flawOf(parts: ReadonlyMap<string, string>): RecurrenceFlaw | undefined {
	const interval = Number(parts.get("INTERVAL") ?? 1);
	if (!Number.isInteger(interval) || interval < 1 || interval > LARGEST_INTERVAL) return "unreadable";
	if (["BYHOUR", "BYMINUTE", "BYSECOND"].some((name) => (parts.get(name) ?? "").includes(","))) return "too-often";
	const values = [...parts.values()].reduce((sum, value) => sum + value.split(",").length, 0);
	if (values > MOST_VALUES) return "too-often";
	// ical.js 2.2 gives every week of the year for a yearly rule by week numbers.
	if (parts.has("BYWEEKNO")) return "unreadable";
	if (!parts.has("FREQ")) return "unreadable";
	return DAILY_OR_RARER.has(parts.get("FREQ") ?? "") ? undefined : "too-often";
}

/**
 * Days only: an UNTIL with a time against a DATE start is the day; times within a day do not matter.
 * The end of the coverage is an end for ical.js too, which otherwise may look for ever.
 */
function ruleUntil(parts: ReadonlyMap<string, string>, last: Day): string {
	const limit = last.replaceAll("-", "");
	const until = parts.get("UNTIL")?.slice(0, 8);
	const kept = [...parts].filter(([name]) => !["UNTIL", "BYHOUR", "BYMINUTE", "BYSECOND", "COUNT"].includes(name));
	const count = Number(parts.get("COUNT"));
	return [
		...kept.map(([name, value]) => `${name}=${value}`),
		Number.isInteger(count) && count > 0 && count <= MOST_STEPS
			? `COUNT=${count}`
			: `UNTIL=${until && until < limit ? until : limit}`,
	].join(";");
}

function walk(rule: string, start: Day, last: Day, mostSteps: number): Expansion {
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
