import type { Day } from "../../model/day.ts";
import { OPEN } from "../recipe/open-questions.ts";
import { answer, entry, ON_TOP, type Question } from "./questions.ts";

/** What no file of a haulier says about a town: asked, never invented. */

const STATES: readonly (readonly [string, string])[] = [
	["Baden-Württemberg", "BW"],
	["Bayern", "BY"],
	["Berlin", "BE"],
	["Brandenburg", "BB"],
	["Bremen", "HB"],
	["Hamburg", "HH"],
	["Hessen", "HE"],
	["Mecklenburg-Vorpommern", "MV"],
	["Niedersachsen", "NI"],
	["Nordrhein-Westfalen", "NW"],
	["Rheinland-Pfalz", "RP"],
	["Saarland", "SL"],
	["Sachsen", "SN"],
	["Sachsen-Anhalt", "ST"],
	["Schleswig-Holstein", "SH"],
	["Thüringen", "TH"],
];

export const OPEN_FACTS = {
	name: OPEN,
	state: OPEN,
	contact: { name: OPEN, email: OPEN },
	putOut: { earliest: OPEN, latest: OPEN },
	publisher: OPEN,
} as const;

/** `folder`: the town's id, from which its name can often be told. */
export function factQuestions(folder: string): Question[] {
	const name = titleOf(folder);
	return [
		{
			ask: "Wie heißt die Gemeinde?",
			answers: [answer(`Wenn sie «${name}» heißt`, entry("name", OPEN), entry("name", name), ON_TOP)],
		},
		{
			ask: "In welchem Land liegt die Gemeinde?",
			because: "Danach richten sich die Feiertage.",
			answers: [
				...STATES.map(([state, code]) => answer(state, entry("state", OPEN), entry("state", code))),
				answer("Österreich (1 bis 9: das Bundesland)", entry("state", OPEN), '"country": "AT",\n"state": "3"'),
				answer("Schweiz (das Kürzel des Kantons)", entry("state", OPEN), '"country": "CH",\n"state": "ZH"'),
			],
		},
		{
			ask: "Wer beantwortet Fragen zur Abfuhr?",
			because: 'Die Bürger sehen es. Eine Telefonnummer kann als "phone" dazu.',
			answers: [
				answer(
					"Zum Beispiel",
					entry("contact", OPEN_FACTS.contact),
					entry("contact", { name: `Abfallberatung ${name}`, email: "abfallberatung@gemeinde.example" }),
				),
			],
		},
		{
			ask: "Ab wann und bis wann stehen die Tonnen bereit?",
			because: "Es steht in der Abfallsatzung.",
			answers: [
				answer(
					"Wenn am Vortag ab 18 Uhr und am Abfuhrtag bis 6 Uhr",
					entry("putOut", OPEN_FACTS.putOut),
					entry("putOut", { earliest: "18:00", latest: "06:00" }),
				),
			],
		},
		{
			ask: "Wer gibt die Termine heraus?",
			because: "Die Seite nennt es als Quelle.",
			answers: [answer("Zum Beispiel", entry("publisher", OPEN), entry("publisher", name))],
		},
	];
}

function titleOf(folder: string): string {
	return folder
		.split("-")
		.filter((word) => !/^\d+$/u.test(word))
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(" ");
}

/** Beyond so many years a day among them is more likely a slip. */
const MOST_YEARS = 2;

interface GuessedCoverage {
	readonly from: string;
	readonly to: string;
	readonly guessed?: true;
}

/** Whole years, unless the files begin or end in the middle of one; asked where the files are far apart. */
export function coverageOf(days: readonly Day[]): GuessedCoverage {
	const [first, last] = [days[0], days.at(-1)];
	if (!first || !last || yearOf(last) - yearOf(first) > MOST_YEARS) return { from: OPEN, to: OPEN };
	const [begins, ends] = [first.slice(5) < "02-01", last.slice(5) > "11-30"];
	return {
		from: begins ? `${first.slice(0, 4)}-01-01` : first,
		to: ends ? `${last.slice(0, 4)}-12-31` : last,
		guessed: true,
	};
}

function yearOf(day: Day): number {
	return Number(day.slice(0, 4));
}

export function coverageQuestion(days: readonly Day[]): Question[] {
	if (coverageOf(days).from !== OPEN) return [];
	const [first, last] = [days[0], days.at(-1)];
	const seen =
		first && last ? `Die Dateien nennen Tage vom ${first} bis zum ${last}.` : "Die Dateien nennen keine Tage.";
	const year = (last ?? "2027").slice(0, 4);
	return [
		{
			ask: "Für welche Tage gelten die Dateien?",
			because: seen,
			answers: [
				answer(
					"Zum Beispiel",
					entry("coverage", { from: OPEN, to: OPEN }),
					entry("coverage", { from: `${(first ?? year).slice(0, 4)}-01-01`, to: `${year}-12-31` }),
				),
			],
		},
	];
}
