import type { Collection } from "../../data/model/collection.ts";
import { type Day, weekdayOf } from "../../data/model/day.ts";
import { type Minutes, makeTime } from "../../data/model/time.ts";

/** What a push says, in the languages it can say it in; the page and the service worker say more. */
export interface PushWords {
	readonly tomorrow: (what: string) => string;
	readonly today: (what: string) => string;
	readonly eveBody: (until: string) => string;
	readonly morningBody: (until: string) => string;
	readonly changed: (what: string, day: string) => string;
	readonly cancelled: (what: string) => string;
	readonly added: (what: string) => string;
	readonly takeIn: string;
	readonly chooseTitle: string;
	readonly chooseBody: (town: string) => string;
	readonly endTitle: string;
	readonly endBody: (day: string) => string;
	readonly testTitle: string;
	readonly testBody: string;
	readonly done: string;
	readonly later: string;
	readonly dayName: (day: Day) => string;
}

const GERMAN_DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const ENGLISH_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

function named(names: readonly string[]) {
	return (day: Day) => `${names[weekdayOf(day) - 1]}, ${Number(day.slice(8))}.${Number(day.slice(5, 7))}.`;
}

const german: PushWords = {
	tomorrow: (what) => `Morgen: ${what}`,
	today: (what) => `Heute: ${what}`,
	eveBody: (until) => `Bitte bis ${until} Uhr rausstellen`,
	morningBody: (until) => `Noch bis ${until} Uhr rausstellen`,
	changed: (what, day) => `Geändert: ${what} erst am ${day}`,
	cancelled: (what) => `Fällt aus: ${what}`,
	added: (what) => `Zusätzlich: ${what}`,
	takeIn: "Bitte Tonne wieder hereinholen.",
	chooseTitle: "Bitte Adresse neu wählen",
	chooseBody: (town) => `${town} hat Ihre Straße neu aufgeteilt. Bis Sie neu wählen, kommen keine Erinnerungen.`,
	endTitle: "Die neuen Termine fehlen noch",
	endBody: (day) => `Bekannt sind Termine bis ${day}. Sobald neue da sind, geht es von selbst weiter.`,
	testTitle: "Probe: So kommt die Erinnerung",
	testBody: "Erinnerungen kommen auf diesem Gerät an.",
	done: "Steht draußen",
	later: "Später",
	dayName: named(GERMAN_DAYS),
};

const english: PushWords = {
	tomorrow: (what) => `Tomorrow: ${what}`,
	today: (what) => `Today: ${what}`,
	eveBody: (until) => `Please put out by ${until}`,
	morningBody: (until) => `Put out by ${until} at the latest`,
	changed: (what, day) => `Changed: ${what} on ${day}`,
	cancelled: (what) => `Cancelled: ${what}`,
	added: (what) => `In addition: ${what}`,
	takeIn: "Please take the bin back in.",
	chooseTitle: "Please choose your address again",
	chooseBody: (town) => `${town} has divided your street anew. No reminders will come until you choose again.`,
	endTitle: "The new dates are not out yet",
	endBody: (day) => `Dates are known until ${day}. Once there are new ones, reminders go on by themselves.`,
	testTitle: "Test: this is how the reminder comes",
	testBody: "Reminders reach this device.",
	done: "It is out",
	later: "Later",
	dayName: named(ENGLISH_DAYS),
};

/** German unless English is asked for: the labels are German in any case. */
export function pushWords(lang: string): PushWords {
	return lang.startsWith("en") ? english : german;
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
