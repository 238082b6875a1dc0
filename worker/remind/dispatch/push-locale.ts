import type { Collection } from "../../../data/model/collection.ts";
import { type Day, dayOfMonth, monthOf, yearOf } from "../../../data/model/day.ts";
import { directionOf, LANGUAGES, type Language, parseLanguage, regionOf } from "../../../data/model/language.ts";
import { type Minutes, makeTime } from "../../../data/model/time.ts";
import { PHRASES, type Phrases } from "./push-texts.ts";

/** What a push says to one household: its sentences, and what a browser must know to show them. */
export interface PushWords extends Phrases {
	/** The language in which it is really said. */
	readonly lang: Language;
	readonly dir: "ltr" | "rtl";
	/** `Dienstag, 1. Dezember`, as the language writes it; workerd knows all of them. */
	readonly dayName: (day: Day) => string;
}

const made = new Map<Language, PushWords>();

/** German for a language that we have no words in: it stands on the bins. */
export function pushWords(asked: string): PushWords {
	const lang = parseLanguage(asked) ?? LANGUAGES[0];
	const known = made.get(lang);
	if (known) return known;
	const days = new Intl.DateTimeFormat(regionOf(lang), {
		weekday: "long",
		day: "numeric",
		month: "long",
		timeZone: "UTC",
	});
	const dayName = (day: Day) => days.format(Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day)));
	const words: PushWords = { ...PHRASES[lang], lang, dir: directionOf(lang), dayName };
	made.set(lang, words);
	return words;
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
