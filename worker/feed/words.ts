import type { Stop } from "../../data/model/collection.ts";
import { type Day, dayOfMonth, monthOf, weekdayOf } from "../../data/model/day.ts";
import { type Minutes, makeTime } from "../../data/model/time.ts";
import type { PutOut } from "../../data/model/town.ts";

export const FEED_LANGUAGES = ["de", "en"] as const;
export type FeedLanguage = (typeof FEED_LANGUAGES)[number];

/** What the feed says in descriptions. Never in a SUMMARY: other software recognises the waste by it. */
export interface FeedWords {
	/** A first dataset that nobody has confirmed. */
	readonly trial: string;
	readonly putOut: (window: PutOut) => string;
	readonly comesTo: (stops: string) => string;
	readonly moved: (planned: Day, reason: string | undefined) => string;
	readonly tomorrow: (what: string) => string;
	readonly chooseAgain: (town: string, address: string) => string;
	readonly serviceGone: (town: string, what: string, address: string) => string;
	readonly planOver: (town: string, address: string) => string;
}

const GERMAN_WEEKDAYS = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
const ENGLISH_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const german: FeedWords = {
	trial: "Probe: Diese Termine sind noch nicht bestätigt.",
	putOut: ({ earliest, latest }) =>
		`Bis ${germanTime(latest)} rausstellen, frühestens am Vorabend ab ${germanTime(earliest)}.`,
	comesTo: (stops) => `Annahme: ${stops}.`,
	moved: (planned, reason) => `Verschoben (statt ${germanDay(planned)})${reason ? `: ${reason}` : ""}.`,
	tomorrow: (what) => `Morgen: ${what}`,
	chooseAgain: (town, address) =>
		`Die Bezirke in ${town} wurden neu eingeteilt. Bitte die Adresse noch einmal wählen und den Kalender neu abonnieren: ${address}`,
	serviceGone: (town, what, address) =>
		`${town} holt nicht mehr ab, oder nennt anders, was dieser Kalender enthielt: ${what}. Bitte die Tonnen noch einmal wählen und den Kalender neu abonnieren: ${address}`,
	planOver: (town, address) =>
		`${town} hat noch keine weiteren Termine veröffentlicht. Sobald es sie gibt, stehen sie hier von selbst. Bis dahin: ${address}`,
};

const english: FeedWords = {
	trial: "Trial: these dates are not confirmed yet.",
	putOut: ({ earliest, latest }) =>
		`Put out by ${makeTime(latest)}, not before ${makeTime(earliest)} on the day before.`,
	comesTo: (stops) => `Drop-off: ${stops}.`,
	moved: (planned, reason) => `Moved (instead of ${englishDay(planned)})${reason ? `: ${reason}` : ""}.`,
	tomorrow: (what) => `Tomorrow: ${what}`,
	chooseAgain: (town, address) =>
		`The districts in ${town} have changed. Please choose your address again and subscribe to the new calendar: ${address}`,
	serviceGone: (town, what, address) =>
		`${town} no longer collects, or calls by another name, what this calendar held: ${what}. Please choose your bins again and subscribe to the new calendar: ${address}`,
	planOver: (town, address) =>
		`${town} has not published any further dates yet. They will appear here by themselves. Until then: ${address}`,
};

export const FEED_WORDS: Record<FeedLanguage, FeedWords> = { de: german, en: english };

/** What was asked for, else the town's first language that we have words for. */
export function feedLanguage(asked: string | undefined, ofTown: readonly string[]): FeedLanguage {
	for (const tag of [...(asked === undefined ? [] : [asked]), ...ofTown]) {
		const found = FEED_LANGUAGES.find((language) => language === tag.toLowerCase().split("-")[0]);
		if (found) return found;
	}
	return "de";
}

/** Where a van stops, and when: `Marktplatz (14:00–16:00)`. The same in every language. */
export function makeStops(stops: readonly Stop[]): string {
	return stops.map(makeStop).join("; ");
}

function makeStop({ place, from, until }: Stop): string {
	const times = [from, until].map((time) => (time === undefined ? "" : makeTime(time))).join("–");
	return times === "–" ? place : `${place} (${times})`;
}

/** `6:00 Uhr` */
function germanTime(time: Minutes): string {
	return `${makeTime(time).replace(/^0/, "")} Uhr`;
}

/** `Mi, 2.12.` */
function germanDay(day: Day): string {
	return `${GERMAN_WEEKDAYS[weekdayOf(day) - 1]}, ${dayOfMonth(day)}.${monthOf(day)}.`;
}

/** `Wed 2 Dec` */
function englishDay(day: Day): string {
	return `${ENGLISH_WEEKDAYS[weekdayOf(day) - 1]} ${dayOfMonth(day)} ${ENGLISH_MONTHS[monthOf(day) - 1]}`;
}
