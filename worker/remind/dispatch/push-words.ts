import type { Collection } from "../../../data/model/collection.ts";
import { type Day, dayOfMonth, monthOf, yearOf } from "../../../data/model/day.ts";
import { type Minutes, makeTime } from "../../../data/model/time.ts";
import { PHRASES, type Phrases, type PushLanguage } from "./phrases.ts";

/** What a push says to one household: its sentences, and what a browser must know to show them. */
export interface PushWords extends Phrases {
	/** The language in which it is really said. */
	readonly lang: PushLanguage;
	readonly dir: "ltr" | "rtl";
	/** `Dienstag, 1. Dezember`, as the language writes it; workerd knows all of them. */
	readonly dayName: (day: Day) => string;
}

/** Digits as they stand on the bins' calendars, days as in Europe. */
const REGIONS: Partial<Record<PushLanguage, string>> = { en: "en-GB", ar: "ar-u-nu-latn-ca-gregory" };

const made = new Map<PushLanguage, PushWords>();

/** German for a language that we have no words in: it stands on the bins. */
export function pushWords(asked: string): PushWords {
	const lang = languageOf(asked);
	const known = made.get(lang);
	if (known) return known;
	const days = new Intl.DateTimeFormat(REGIONS[lang] ?? lang, {
		weekday: "long",
		day: "numeric",
		month: "long",
		timeZone: "UTC",
	});
	const dayName = (day: Day) => days.format(Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day)));
	const words: PushWords = { ...PHRASES[lang], lang, dir: lang === "ar" ? "rtl" : "ltr", dayName };
	made.set(lang, words);
	return words;
}

function languageOf(asked: string): PushLanguage {
	const first = asked.split("-")[0] ?? "";
	return Object.hasOwn(PHRASES, first) ? (first as PushLanguage) : "de";
}

/** "Bioabfall + Papier"; long lists end in a count, so that a notification stays one line. */
export function labelsOf(collections: readonly Pick<Collection, "service">[]): string {
	return joinLabels(collections.map(({ service }) => service.label));
}

const MOST_LABELS = 4;

export function joinLabels(labels: readonly string[]): string {
	const shown = labels.slice(0, MOST_LABELS).map(shorten);
	const more = labels.length - shown.length;
	return shown.join(" + ") + (more > 0 ? ` + ${more}` : "");
}

function shorten(label: string): string {
	return label.length > 60 ? `${label.slice(0, 59)}…` : label;
}

/** `6:00`, as people write it. */
export function clockWords(minutes: Minutes): string {
	return makeTime(minutes).replace(/^0/u, "");
}
