import {
	type Day,
	dayOfMonth,
	daysBetween,
	daysOf,
	monthOf,
	type Period,
	plusDays,
	weekdayOf,
	weekOf,
} from "../../model/day.ts";
import { DAY_NAMES, MONTH_NAMES } from "./day-names.ts";
import { germanDay } from "./day-text.ts";
import { monthsOf, type RuleParts, readPhrases, type Season, startMonthOf } from "./rule-phrases.ts";

/** When a round is collected, as towns write it: "Mittwoch in geraden Wochen, April bis Oktober". */
export type Rule = {
	readonly weekday: number;
	/** Only in these months, from 1. */
	readonly months?: readonly number[] | undefined;
	readonly season?: Season | undefined;
	/** First and last day that count; the first is also the step of a rhythm. */
	readonly from?: Day | undefined;
	readonly to?: Day | undefined;
} & (
	| { readonly kind: "weeks"; readonly every: number }
	| { readonly kind: "parity"; readonly even: boolean }
	/** -1 is the last. */
	| { readonly kind: "nth"; readonly nth: readonly number[] }
);

/**
 * `unread`: `rest` is what nothing reads. `ambiguous`: "jeden 2. Mittwoch" is every other one, or the second of
 * each month. `contrary`: two rhythms in one rule. `no-start`, `other-start`: the first week or month is missing,
 * or the start lies behind the weekday of its week, so that nobody knows which week is meant.
 */
export interface RuleFlaw {
	readonly flaw: "unread" | "ambiguous" | "contrary" | "no-weekday" | "no-rhythm" | "no-start" | "other-start";
	readonly rest?: string | undefined;
}

const LONGEST = 200;

/** `start` is a day of the rhythm from elsewhere, for "every second month". Every word is read, or the rule is refused. */
export function parseRule(text: string, start?: Day): Rule | RuleFlaw {
	if (text.length > LONGEST) return { flaw: "unread" };
	const parts = readPhrases(text);
	if ("rest" in parts) return { flaw: "unread", rest: parts.rest };
	const { weekday, season, from, to } = parts;
	if (weekday === undefined) return { flaw: "no-weekday" };
	const months = monthsOfParts(parts, start);
	const core = coreOf(parts);
	if (months !== undefined && "flaw" in months) return months;
	if ("flaw" in core) return core;
	if ((months && season) || (from && to && to < from)) return { flaw: "contrary" };
	return {
		...core,
		weekday,
		...(months && { months }),
		...(season && { season }),
		...(from && { from }),
		...(to && { to }),
	};
}

type Core =
	| { readonly kind: "weeks"; readonly every: number }
	| { readonly kind: "parity"; readonly even: boolean }
	| { readonly kind: "nth"; readonly nth: readonly number[] };

function coreOf(parts: RuleParts): Core | RuleFlaw {
	const { even, weeks, nth } = parts;
	if ([even, weeks, nth].filter((each) => each !== undefined).length > 1) return { flaw: "contrary" };
	if (nth) return nthOf(parts, nth);
	if (parts.monthly || parts.months !== undefined) return { flaw: "no-rhythm" };
	if (even !== undefined) return { kind: "parity", even };
	return { kind: "weeks", every: weeks ?? 1 };
}

/** The second Friday of the month; "jeden 2. Freitag ab 09.01.2026" is a rhythm of weeks. */
function nthOf(parts: RuleParts, nth: readonly number[]): Core | RuleFlaw {
	const [only = 0, second] = nth;
	const ofMonth = parts.monthly || parts.months !== undefined || second !== undefined || only === -1;
	if (ofMonth || (parts.ofMonths && !parts.each)) return { kind: "nth", nth };
	return parts.each && parts.from ? { kind: "weeks", every: only } : { flaw: "ambiguous" };
}

function monthsOfParts(parts: RuleParts, start: Day | undefined): readonly number[] | RuleFlaw | undefined {
	const { only, except, months, startMonth } = parts;
	if (months === undefined && startMonth !== undefined) return { flaw: "no-start" };
	const first = months === undefined ? undefined : startMonthOf(parts, start);
	if (months !== undefined && first === undefined) return { flaw: "no-start" };
	const cycle = months === undefined || first === undefined ? undefined : monthsOf(first, months);
	const sets = [only, cycle].filter((each) => each !== undefined);
	if (sets.length === 0 && !except) return undefined;
	const left = monthsOf(1, 1).filter((month) => sets.every((set) => set.includes(month)) && !except?.includes(month));
	return left.length > 0 ? left : { flaw: "contrary" };
}

/** In words that `parseRule` reads. */
export function makeRule(rule: Rule): string {
	const day = DAY_NAMES[rule.weekday - 1] ?? "";
	const bounds = `${rule.from ? ` ab ${germanDay(rule.from)}` : ""}${rule.to ? ` bis ${germanDay(rule.to)}` : ""}`;
	const months = rule.months ? `, in den Monaten ${rule.months.map((month) => MONTH_NAMES[month - 1]).join(", ")}` : "";
	const season = rule.season ? `, ${yearDay(rule.season.from)} bis ${yearDay(rule.season.to)}` : "";
	return `${coreWords(rule, day)}${bounds}${months}${season}`;
}

function yearDay(monthAndDay: string): string {
	return `${monthAndDay.split("-").reverse().join(".")}.`;
}

function coreWords(rule: Rule, day: string): string {
	if (rule.kind === "parity") return `${day} in ${rule.even ? "geraden" : "ungeraden"} Wochen`;
	if (rule.kind === "nth")
		return `${rule.nth.map((nth) => (nth === -1 ? "letzter" : `${nth}.`)).join(" und ")} ${day} im Monat`;
	return `${rule.every === 1 ? "jede Woche" : `alle ${rule.every} Wochen`} ${day}`;
}

/** Its days in a period. `start` is a day of the rhythm where the rule itself names none. */
export function daysOfRule(rule: Rule, period: Period, start: Day | undefined): Day[] | RuleFlaw {
	const first = rule.from ?? start;
	const flaw = rule.kind === "weeks" && rule.every > 1 ? startFlaw(rule, first, start) : undefined;
	if (flaw) return flaw;
	const from = rule.from && rule.from > period.from ? rule.from : period.from;
	const to = rule.to && rule.to < period.to ? rule.to : period.to;
	const days = daysOf({ from, to }).filter((day) => weekdayOf(day) === rule.weekday && inSeason(day, rule));
	if (rule.kind === "parity") return days.filter((day) => (weekOf(day) % 2 === 0) === rule.even);
	if (rule.kind === "nth") return days.filter((day) => isNth(day, rule.nth));
	return rule.every > 1 && first ? days.filter((day) => weeksBetween(first, day) % rule.every === 0) : days;
}

/** A rhythm of weeks needs one week of its own, and two starts must be of the same rhythm. */
function startFlaw(
	rule: Rule & { kind: "weeks" },
	first: Day | undefined,
	start: Day | undefined,
): RuleFlaw | undefined {
	if (!first) return { flaw: "no-start" };
	const behind = rule.from !== undefined && weekdayOf(rule.from) > rule.weekday;
	const apart = start !== undefined && weeksBetween(first, start) % rule.every !== 0;
	return behind || apart ? { flaw: "other-start" } : undefined;
}

function isNth(day: Day, nth: readonly number[]): boolean {
	const last = monthOf(plusDays(day, 7)) !== monthOf(day);
	return nth.includes(Math.ceil(dayOfMonth(day) / 7)) || (last && nth.includes(-1));
}

/** Weeks from the Monday of one day to the Monday of the other. */
function weeksBetween(one: Day, other: Day): number {
	const monday = (day: Day) => plusDays(day, 1 - weekdayOf(day));
	return Math.round(Math.abs(daysBetween(monday(one), monday(other))) / 7);
}

function inSeason(day: Day, { season, months }: Rule): boolean {
	if (months && !months.includes(monthOf(day))) return false;
	if (!season) return true;
	const at = day.slice(5);
	return season.from <= season.to ? season.from <= at && at <= season.to : at >= season.from || at <= season.to;
}
