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
import { monthNamed, parseDayText } from "./day-text.ts";

/** When a round is collected, as towns write it: "Mittwoch in geraden Wochen, April bis Oktober". */
export type Rule = { readonly weekday: number; readonly season?: Season | undefined } & (
	| { readonly kind: "weeks"; readonly every: number; readonly first?: Day | undefined }
	| { readonly kind: "parity"; readonly even: boolean }
	/** -1 is the last. */
	| { readonly kind: "nth"; readonly nth: readonly number[] }
);

/** Months from 1, both included; October to March goes over New Year. */
export interface Season {
	readonly from: number;
	readonly to: number;
}

/** "jeden 2. Mittwoch": every other one, or the second of each month? Nobody can tell. */
export type RuleFlaw = "unread" | "ambiguous" | "no-start";

const WEEKDAYS = ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"];
const ENGLISH = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const ORDINALS: Readonly<Record<string, number>> = {
	erste: 1,
	zweite: 2,
	dritte: 3,
	vierte: 4,
	fünfte: 5,
	letzte: -1,
	first: 1,
	second: 2,
	third: 3,
	fourth: 4,
	last: -1,
	other: 2,
};
const LONGEST = 200;

export function parseRule(text: string): Rule | RuleFlaw {
	const words = wordsOf(text);
	const weekdays = words.map(weekdayNamed).filter((weekday) => weekday !== undefined);
	const [weekday] = weekdays;
	if (weekday === undefined || new Set(weekdays).size !== 1 || text.length > LONGEST) return "unread";
	const season = seasonOf(words);
	const base = { weekday, ...(season && { season }) };
	if (words.some((word) => /^(?:un)?gerade|^even$|^odd$/u.test(word))) return parity(words, base);
	const nth = words.map(ordinal).filter((number) => number !== undefined);
	if (words.some((word) => /^monat|^month/u.test(word))) {
		return nth.length > 0 ? { kind: "nth", nth: [...new Set(nth)].sort((a, b) => a - b), ...base } : "unread";
	}
	return weeks(words, nth, base);
}

function wordsOf(text: string): string[] {
	return text
		.toLowerCase()
		.replaceAll(",", " ")
		.split(/\s+/u)
		.filter((word) => word !== "");
}

function parity(words: readonly string[], base: { weekday: number; season?: Season }): Rule | RuleFlaw {
	const even = words.some((word) => /^gerade|^even$/u.test(word));
	const odd = words.some((word) => /^ungerade|^odd$/u.test(word));
	return even === odd ? "unread" : { kind: "parity", even, ...base };
}

/** `jeden`, `wöchentlich`, `14-täglich`, `alle 4 Wochen`, `jeden 2. … ab 07.01.2026`. */
function weeks(
	words: readonly string[],
	nth: readonly number[],
	base: { weekday: number; season?: Season },
): Rule | RuleFlaw {
	const first = words.map((word) => parseDayText(word, "DD.MM.YYYY")).find((day) => day !== undefined);
	const every =
		everyWeeks(words) ??
		nth[0] ??
		(words.some((word) => /^jede|^wöchentlich|s$|^every$|^weekly$/u.test(word)) ? 1 : undefined);
	if (every === undefined && words.length > 1) return "unread";
	if (nth.length > 0 && everyWeeks(words) === undefined && !first) return "ambiguous";
	if (every !== undefined && (every < 1 || every > 53)) return "unread";
	return { kind: "weeks", every: every ?? 1, ...(first && { first }), ...base };
}

function everyWeeks(words: readonly string[]): number | undefined {
	if (words.some((word) => /^(?:14-?t[äa]g|vierzehntäg|zweiwöch|2-?w[öo]ch)/u.test(word))) return 2;
	const counted = words.map((word) => /^(\d{1,2})-?w[öo]ch/u.exec(word)?.[1]).find((count) => count !== undefined);
	if (counted !== undefined) return Number(counted);
	const at = words.findIndex((word) => /^wochen?$|^weeks?$/u.test(word));
	return at > 0 && /^\d{1,2}$/u.test(words[at - 1] ?? "") ? Number(words[at - 1]) : undefined;
}

function weekdayNamed(word: string): number | undefined {
	const bare = word.replace(/[.:]$/u, "");
	const at = WEEKDAYS.findIndex((name) => bare === name || bare === `${name}s` || bare === name.slice(0, 2));
	const english = ENGLISH.findIndex((name) => bare === name || bare === `${name}s`);
	const found = at >= 0 ? at : english;
	return bare === "sonnabend" ? 6 : found < 0 ? undefined : found + 1;
}

function ordinal(word: string): number | undefined {
	const digits = /^([1-5])(?:\.|st|nd|rd|th)$/u.exec(word)?.[1];
	return digits === undefined ? (ORDINALS[word.replace(/[nrs]$/u, "")] ?? ORDINALS[word]) : Number(digits);
}

/** `April bis Oktober`, `Mai-September`. */
function seasonOf(words: readonly string[]): Season | undefined {
	const months = words
		.flatMap((word) => word.split(/[-–]/u))
		.map((word) => (/\d/u.test(word) ? undefined : monthNamed(word)));
	const [from, to] = months.filter((month) => month !== undefined);
	return from === undefined || to === undefined ? undefined : { from, to };
}

const MONTH_NAMES = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" ");
const DAY_NAMES = "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split(" ");

/** In the words that `parseRule` reads. */
export function makeRule(rule: Rule): string {
	const day = DAY_NAMES[rule.weekday - 1] ?? "";
	const season = rule.season ? `, ${MONTH_NAMES[rule.season.from - 1]} bis ${MONTH_NAMES[rule.season.to - 1]}` : "";
	return `${coreWords(rule, day)}${season}`;
}

function coreWords(rule: Rule, day: string): string {
	if (rule.kind === "parity") return `${day} in ${rule.even ? "geraden" : "ungeraden"} Wochen`;
	if (rule.kind === "nth")
		return `${rule.nth.map((nth) => (nth === -1 ? "letzter" : `${nth}.`)).join(" und ")} ${day} im Monat`;
	const first = rule.first ? ` ab ${rule.first.split("-").reverse().join(".")}` : "";
	return `${rule.every === 1 ? "jede Woche" : `alle ${rule.every} Wochen`} ${day}${first}`;
}

/** Its days in a period. `start` is a day of the rhythm where the rule itself names none. */
export function daysOfRule(rule: Rule, period: Period, start: Day | undefined): Day[] | RuleFlaw {
	const first = rule.kind === "weeks" ? (rule.first ?? start) : undefined;
	if (rule.kind === "weeks" && rule.every > 1 && !first) return "no-start";
	const begins = rule.kind === "weeks" && rule.first && rule.first > period.from ? rule.first : period.from;
	const days = daysOf({ from: begins, to: period.to }).filter(
		(day) => weekdayOf(day) === rule.weekday && inSeason(day, rule.season),
	);
	if (rule.kind === "parity") return days.filter((day) => (weekOf(day) % 2 === 0) === rule.even);
	if (rule.kind === "nth") return days.filter((day) => isNth(day, rule.nth));
	return first ? days.filter((day) => weeksBetween(first, day) % rule.every === 0) : days;
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

function inSeason(day: Day, season: Season | undefined): boolean {
	if (!season) return true;
	const month = monthOf(day);
	return season.from <= season.to
		? season.from <= month && month <= season.to
		: month >= season.from || month <= season.to;
}
