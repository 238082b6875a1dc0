import { OPEN } from "../recipe/open-questions.ts";
import { type Answer, answer, entry, type Question } from "./questions.ts";

/** What an event says of where and when. */
export interface Seen {
	readonly summary: string;
	readonly location: string;
	/** DTSTART as it stands in the file. */
	readonly start: string;
	/** What else is said of it, by property. */
	readonly details: Readonly<Record<string, string>>;
}

interface CalendarSeen {
	readonly seen: readonly Seen[];
	/** X-WR-CALNAME */
	readonly title: string;
	readonly name: string;
	readonly pattern: string | undefined;
	/** Wording to service. */
	readonly summaries: Readonly<Record<string, string>>;
}

interface GuessedAddress {
	readonly fields: { readonly street?: string; readonly stops?: readonly string[] };
	readonly questions: readonly Question[];
}

/** For whom a calendar is, and what of it stops at places instead of coming to the house. */
export function guessAddress(calendar: CalendarSeen): GuessedAddress {
	const stopping = stoppingServices(calendar);
	const stops = stopping.length > 0 ? [stopQuestion(calendar.name, stopping)] : [];
	const fields = stopping.length > 0 ? { stops: [OPEN] } : {};
	if (calendar.pattern?.startsWith("{street}")) return { fields: { street: "{street}", ...fields }, questions: stops };
	return { fields: { street: OPEN, ...fields }, questions: [streetQuestion(calendar), ...stops] };
}

/** Services whose events tell several places, or several times of day: a van, most likely. */
function stoppingServices({ seen, summaries }: CalendarSeen): string[] {
	const wordings = Object.entries(summaries).filter(([wording, service]) => {
		const own = seen.filter(({ summary }) => summary.includes(wording));
		const places = new Set(own.map(({ location }) => location).filter(Boolean));
		const times = new Set(own.flatMap(({ start }) => /T(\d{4})/u.exec(start)?.[1] ?? []));
		return service !== OPEN && (places.size > 1 || times.size > 2 || /mobil|annahme|standort/iu.test(wording));
	});
	return [...new Set(wordings.map(([, service]) => service))];
}

function stopQuestion(file: string, services: readonly string[]): Question {
	const now = `"stops": ["${OPEN}"]`;
	return {
		ask: `Kommt ${services.join(", ")} zum Haus, oder hält ein Fahrzeug an Orten?`,
		because: `In ${file} sieht es nach Orten oder Uhrzeiten aus, zu denen man etwas bringt (LOCATION).`,
		answers: [
			answer("Es hält an Orten, zu denen man etwas bringt", now, entry("stops", services)),
			answer("Es kommt zum Haus", now, entry("stops", [])),
		],
	};
}

function streetQuestion({ seen, title, name }: CalendarSeen): Question {
	const now = entry("street", OPEN);
	const locations = [...new Set(seen.map(({ location }) => location))].filter(Boolean);
	const named = [...new Set([title, locations.length === 1 ? (locations[0] ?? "") : ""].map(withoutNumber))].filter(
		Boolean,
	);
	const answers: Answer[] = [
		...named.map((each) => answer(`Für alle in «${each}»`, now, entry("street", each))),
		answer("Für die ganze Gemeinde", now, entry("street", "Ganze Gemeinde")),
		answer("Für die Bezirke eines Straßenverzeichnisses: die Zeile löschen und rounds angeben", now, '"rounds": ["1"]'),
	];
	if (locations.length > 1 && !locations.some((each) => /\d/u.test(each)))
		answers.push(
			answer("Jeder Termin für die Straße, die bei ihm steht (LOCATION)", now, entry("street", "{location}")),
		);
	return { ask: `Für wen gilt ${name}?`, because: becauseOf(locations, title), answers };
}

function becauseOf(locations: readonly string[], title: string): string {
	const private_ = [title, ...locations].some(hasNumber);
	const warning = private_
		? " Sie nennt eine Hausanschrift: die Nummer gehört nicht in den Namen, und die Datei vor dem Einchecken prüfen."
		: "";
	const seen =
		locations.length > 1
			? `Die Termine nennen ${locations.length} Orte.`
			: "Die Datei ist wohl der Kalender einer Adresse oder eines Bezirks.";
	return `${seen} Verschiedene Dateien brauchen verschiedene Namen, sonst werden sie eins.${warning}`;
}

/** «Brabantstraße 1, 52070 Aachen» without what tells a household. */
function withoutNumber(address: string): string {
	return address
		.replace(/\b\d{1,4}\s?[a-z]?\b(?!\d)/giu, "")
		.replace(/\s+,/gu, ",")
		.replace(/\s{2,}/gu, " ")
		.replace(/^[\s,]+|[\s,]+$/gu, "");
}

function hasNumber(address: string): boolean {
	return /\p{L}\.?\s\d{1,4}\s?[a-z]?\b/iu.test(address);
}
