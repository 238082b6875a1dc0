import { type Imported, importTown } from "../../data/import/import-town.ts";
import { parseTownFile } from "../../data/import/recipe/town-file.ts";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Problem } from "../../data/model/problem.ts";

/** A small town with two rounds, and offers that a test changes. */

const TOWN = {
	name: "Antragstadt",
	state: "HE",
	contact: { name: "Amt", email: "amt@antragstadt.example" },
	putOut: { earliest: "18:00", latest: "06:00" },
	publisher: "Antragstadt",
	coverage: { from: "2026-01-01", to: "2027-12-31" },
	services: [
		{ id: "rest", fraction: "residual", label: "Restmüll" },
		{ id: "sperr", fraction: "bulky", label: "Sperrmüll", form: "pile" },
	],
	recipe: {
		read: [
			{
				as: "streets",
				file: "strassen.csv",
				street: "Straße",
				rounds: [{ services: ["rest", "sperr"], column: "Bezirk" }],
			},
			{
				as: "rhythms",
				file: "touren.csv",
				service: { columns: ["Leistung"], map: { Rest: "rest", Sperr: "sperr" } },
				round: "Bezirk",
				first: "Erster",
				weeks: "Wochen",
			},
		],
	},
};

const FILES: Readonly<Record<string, string>> = {
	"strassen.csv": "Straße;Bezirk\nAhornweg;1\nBirkenweg;2\n",
	"touren.csv":
		"Leistung;Bezirk;Erster;Wochen\nRest;1;07.01.2026;2\nRest;2;14.01.2026;2\nSperr;1;09.01.2026;4\nSperr;2;16.01.2026;4\n",
};

export const NOW = "2026-11-30T12:00:00Z";

interface More {
	readonly previous?: Dataset | undefined;
	readonly now?: string;
}

export function importWith(requests: unknown, { previous, now = NOW }: More = {}): Imported {
	const parsed = parseTownFile(JSON.stringify({ ...TOWN, requests }), "antragstadt");
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)]));
	return importTown({ ...parsed.value, files, previous, now, acceptLoss: false });
}

/** What is found about the offers, whether the file cannot be read or the rules cannot be meant. */
export function findingsOn(requests: unknown): readonly Problem[] {
	const parsed = parseTownFile(JSON.stringify({ ...TOWN, requests }), "antragstadt");
	if (!parsed.ok) return parsed.problems;
	const { problems, warnings } = importWith(requests);
	return [...problems, ...warnings].filter(({ where }) => where.field?.startsWith("requests"));
}

export type Rules = Record<string, unknown>;

const STATUTE = { name: "Abfallsatzung", section: "§ 14" };
const BASIS = "Art. 6 Abs. 1 Buchst. e DSGVO, § 14 der Abfallsatzung";

/** A lawful offer of each kind, of which nothing is odd. */
export const GOOD = {
	bulky: {
		kind: "bulky",
		id: "sperrmuell",
		label: "Sperrmüll",
		service: "sperr",
		identify: "name",
		items: [
			{ id: "sofa", label: "Sofa", litres: 1500, most: 2, group: "polster" },
			{ id: "kuehl", label: "Kühlgerät", litres: 600, most: 1, cents: 1000 },
		],
		groups: [{ id: "polster", label: "Polster", most: 3 }],
		most: { items: 6, litres: 6000, kg: 70, metres: 2 },
		refused: [{ id: "reifen", label: "Reifen", instead: "Wertstoffhof" }],
		allowance: { per: "household", year: 3 },
		fees: [
			{ upTo: 3000, cents: 0 },
			{ upTo: 6000, cents: 2500 },
			{ when: "beyond", cents: 4000 },
			{ when: "express", cents: 6000, lead: { working: 1, at: "12:00" } },
		],
		pay: "notice",
		days: {
			from: "weekdays",
			districts: { service: "rest", weekdays: { 1: ["Di", "Fr"], 2: ["Mi"] } },
			capacity: 2,
			lead: { working: 5 },
			horizon: 120,
			closed: [{ from: "2026-12-21", to: "2027-01-03", because: "Weihnachtsbäume" }],
		},
		change: { working: 3, at: "12:00" },
		cancel: { working: 1, at: "12:00" },
		refund: { working: 3, at: "12:00" },
		putOut: { earliest: "19:00", latest: "06:00", only: "confirmed" },
		statute: STATUTE,
		basis: BASIS,
	},
	bin: {
		kind: "bin",
		id: "tonne",
		label: "Tonne",
		who: "owner",
		identify: "account",
		sizes: [{ id: "r80", label: "80 l", service: "rest", litres: 80, cents: 3300 }],
		reasons: [{ reason: "damaged", text: "Die Tonne ist beschädigt", cents: 0 }],
		start: { every: "month", lead: { days: 14 } },
		pay: "notice",
		basis: BASIS,
	},
	missed: {
		kind: "missed",
		id: "vergessen",
		label: "Nicht geleert?",
		services: ["rest"],
		window: { from: "16:00", working: 2 },
		statute: STATUTE,
		basis: BASIS,
	},
	dumping: {
		kind: "dumping",
		id: "wild",
		label: "Wilder Müll",
		what: [{ id: "reifen", label: "Reifen" }],
		danger: { text: "Bei Gefahr anrufen", phone: "112" },
		basis: BASIS,
	},
	link: { kind: "link", id: "bescheid", label: "Bescheid", url: "https://www.antragstadt.example/" },
} satisfies Readonly<Record<string, Rules>>;
