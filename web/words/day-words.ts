import { msg, str } from "@lit/localize";
import { type Day, dayOfMonth, daysBetween, monthOf, yearOf } from "../../data/model/day.ts";
import { type Language, regionOf } from "../../data/model/language.ts";
import { currentLanguage } from "./page-language.ts";

const FORMATS = {
	/** Dienstag */
	weekday: { weekday: "long" },
	/** Di */
	weekdayShort: { weekday: "short" },
	/** 1. Dezember */
	date: { day: "numeric", month: "long" },
	/** 1.12. */
	dateShort: { day: "numeric", month: "numeric" },
	/** 1. Dezember 2026 */
	dateWithYear: { day: "numeric", month: "long", year: "numeric" },
	/** Dienstag, 1. Dezember */
	full: { weekday: "long", day: "numeric", month: "long" },
	/** Dezember 2026 */
	month: { month: "long", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DayFormat = keyof typeof FORMATS;

const made = new Map<string, Intl.DateTimeFormat>();

export function dayWords(day: Day, format: DayFormat): string {
	return formatFor(format).format(instantOf(day));
}

/** `Freitag, 4. Dezember 2026`, whatever the page speaks: for messages to the town. */
export function germanDay(day: Day): string {
	const format = new Intl.DateTimeFormat("de", { ...FORMATS.full, year: "numeric", timeZone: "UTC" });
	return format.format(instantOf(day));
}

/** "Heute", "Morgen", "In 3 Tagen". */
export function distanceWords(today: Day, day: Day): string {
	const days = daysBetween(today, day);
	if (days <= 0) return msg("Heute", { desc: "headline and list: collection is today" });
	if (days === 1) return msg("Morgen", { desc: "headline and list: collection is tomorrow" });
	return begun(relativeFor(currentLanguage()).format(days, "day"));
}

/** `Intl` knows the plurals of each language: "in 3 Tagen", "за 3 дні". */
function relativeFor(language: Language): Intl.RelativeTimeFormat {
	return new Intl.RelativeTimeFormat(regionOf(language), { numeric: "always" });
}

function begun(words: string): string {
	return words.charAt(0).toLocaleUpperCase(currentLanguage()) + words.slice(1);
}

/** "Morgen, Freitag": with the comma of the language. */
export function withCommas(...[first = "", ...others]: readonly string[]): string {
	return others.reduce((distance, day) => msg(str`${distance}, ${day}`), first);
}

/** A day inside a sentence: "heute", "morgen", "Freitag, 4. Dezember". */
export function dayInSentence(today: Day, day: Day): string {
	const days = daysBetween(today, day);
	if (days === 0) return msg("heute", { desc: "inside a sentence" });
	if (days === 1) return msg("morgen", { desc: "inside a sentence" });
	return dayWords(day, "full");
}

/** `Fr 4.12.` / `Fri 4 Dec` */
export function shortDay(day: Day): string {
	return `${dayWords(day, "weekdayShort")} ${dayWords(day, "dateShort")}`;
}

/** Only `Intl` is given an instant, and is told that it is in UTC: the zone of the device has no say. */
function instantOf(day: Day): number {
	return Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day));
}

function formatFor(format: DayFormat): Intl.DateTimeFormat {
	const language = currentLanguage();
	const key = `${language} ${format}`;
	const known = made.get(key);
	if (known) return known;
	const fresh = new Intl.DateTimeFormat(regionOf(language), { ...inWords(language, format), timeZone: "UTC" });
	made.set(key, fresh);
	return fresh;
}

/** 4/12 is April to some and December to others: outside German a short date names its month. */
function inWords(language: string, format: DayFormat): Intl.DateTimeFormatOptions {
	if (format === "dateShort" && language !== "de") return { day: "numeric", month: "short" };
	return FORMATS[format];
}
