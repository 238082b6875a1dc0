import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Answers, answered, byRecipe, guessed, imported, SHARED, said } from "./shared-files.ts";

// Who answers truly gets what the recipe says that people wrote: every difference lies behind a question or a guess.

interface Town {
	readonly folder: string;
	readonly recipe?: string;
	readonly files?: readonly string[];
	/** So many bytes of each file are enough to see all of its forms. */
	readonly largest?: number;
	readonly answers: Answers;
}

const read = (step: number, path: string) => `recipe>read>${step}>${path}`;

const known = (where: string, ...codes: readonly string[]) =>
	codes.map((code) => ({ where, code, because: "steht so in der Datei" }));

/** What each service is, in their order, and what people call it. */
const named = (...services: readonly (readonly [fraction: string, label: string])[]): Answers =>
	Object.fromEntries(
		services.flatMap(([fraction, label], at) => [
			[`services>${at}>fraction`, fraction],
			[`services>${at}>label`, label],
		]),
	);

const TOWNS: readonly Town[] = [
	{
		folder: "bonn-2015",
		files: ["bonn-abfuhrtermine-2015.derived.csv"],
		largest: 1_500_000,
		answers: {
			"services>0>usual": false,
			"services>1>usual": true,
			"services>6>usual": false,
			"services>5>fraction": "packaging",
			"services>7": { id: "papier", fraction: "paper", label: "Papier und Gelb" },
			[read(0, "service>map>Papier / Gelb|01-monatlich")]: "papier",
			[read(0, "guessed")]: true,
			"recipe>known": known("*.csv", "missing_street", "bad_number"),
		},
	},
	{
		folder: "kleve-2023",
		files: ["abfuhrbezirke2.txt", "abfuhrtermine4.txt"],
		answers: {
			...named(
				["residual", "Graue Tonne"],
				["paper", "Grüne Tonne"],
				["organic", "Braune Tonne"],
				["other", "Rosa Abfuhr"],
				["packaging", "Gelbe Tonne"],
				["other", "Abfuhr nach Sonderbezirk"],
			),
			[read(0, "numbers>equalEnds")]: "both-sides",
			[read(1, "map>0>services")]: [],
			[read(1, "map>1>services")]: [],
		},
	},
	{
		folder: "giessen-2014",
		files: ["streets.csv", "monday.csv", "tuesday.csv"],
		answers: {
			...named(
				["residual", "Restmüll Öko-Gruppe"],
				["residual", "Restmüll"],
				["paper", "Papier"],
				["packaging", "Gelber Sack"],
				["organic", "Bioabfall"],
				["bulky", "Sperrmüll"],
			),
			"services>6": undefined,
			"services>7": undefined,
			...Object.fromEntries([7, 8, 15, 16].map((step) => [read(step, "map>0>services"), []])),
			...Object.fromEntries(
				["rest-2", "papier", "gelb", "abfuhr", "abfuhr-2"].map((id, at) => [
					read(0, `rounds>${at + 1}`),
					{ services: [id], column: at + 3, round: "{8} {}" },
				]),
			),
			[read(0, "everywhere")]: [],
			[read(0, "numbers>equalEnds")]: "one-side",
			[read(0, "numbers>single")]: true,
			"recipe>known": known("*streets.csv", "round_without_dates", "two_rounds"),
		},
	},
	{
		folder: "buende-2016",
		files: ["streets.csv", "Kalender-2016.csv"],
		answers: {
			...named(["residual", "Restmüll (blauer Deckel)"], ["residual", "Restmüll (gelber Deckel)"]),
			"services>3>fraction": "packaging",
			[read(0, "numbers")]: { wording: 3, otherwise: "words" },
			[read(0, "guessed")]: true,
			"recipe>known": known("*streets.csv", "two_rounds"),
		},
	},
	{
		folder: "markt-schwaben-2024-2026",
		recipe: "markt-schwaben-xlsx-2026",
		files: ["Muellabfuhrkalender_2026.macrofree.xlsx"],
		answers: {
			"recipe>read>0": undefined,
			...Object.fromEntries([0, 1, 2, 3].map((round) => [read(1, `rounds>${round}`), undefined])),
			[read(1, "rounds>5")]: { services: ["rest"], column: "Rest", round: "{} (1/u)" },
			[read(1, "rounds>6")]: { services: ["rest"], column: 4, round: "{} (2/u)" },
			[read(1, "rounds>7")]: { services: ["bio"], column: "Bio", round: "{} (1/u)" },
			[read(1, "everywhere")]: ["garten"],
			[read(1, "numbers>equalEnds")]: "both-sides",
			...Object.fromEntries([2, 3, 5].map((step) => [read(step, "guessed"), true])),
			[read(6, "services")]: ["rest", "bio"],
			"recipe>known": known(
				"*.xlsx",
				"missing_street",
				"shift_without_collection",
				"outside_coverage",
				"round_without_dates",
			),
		},
	},
	{
		folder: "aarau-2025-2026",
		answers: {
			"services>1>fraction": "organic",
			"services>3>usual": true,
			[read(0, "service>map>Flohmarkt")]: null,
			[read(0, "service>map>Tag der offenen Tore")]: null,
			[read(1, "service>map>Flohmarkt")]: null,
			[read(1, "service>map>Warenmarkt")]: null,
			"recipe>districts": "Region {round}",
		},
	},
	{
		folder: "api-abfallio-westerwald-2020",
		files: ["widget_export_csv.csv"],
		answers: { "recipe>districts": "Westerwaldkreis" },
	},
	{
		folder: "bisamberg-2011-2013",
		answers: { [read(0, "guessed")]: true, [read(1, "guessed")]: true, "recipe>districts": "Zone {round}" },
	},
	{ folder: "geilenkirchen-2026", answers: { [read(0, "street")]: "Bezirk {round}" } },
	{
		folder: "ics-abfall-lro-2024",
		answers: {
			"services>0>fraction": "residual",
			"services>2>fraction": "paper",
			[read(0, "street")]: "Landkreis Rostock",
		},
	},
	{ folder: "ics-abfallplus-aichwald-2020", answers: { [read(0, "street")]: "Ahornweg, Aichwald" } },
	{
		folder: "ics-awbkoeln-2025",
		files: ["awb-abfuhrtermine.ics"],
		answers: { [read(0, "street")]: "Köln" },
	},
	{
		folder: "ics-awido-putzbrunn-2017-2018",
		answers: {
			"services>5": { id: "sperr", fraction: "bulky", label: "Sperrmüll- und Wertstoffsammlung" },
			[read(0, "summaries>Sperrmüll- und Wertstoffsammlung")]: "sperr",
			[read(0, "street")]: "Tannenstraße",
			[read(0, "stops")]: ["schadstoff"],
		},
	},
	{
		folder: "ics-gips-aschaffenburg-2025",
		answers: { "services>4>fraction": "residual", [read(0, "street")]: "Aschaffenburg" },
	},
	{ folder: "ics-marudot-2024", answers: { "services>1>fraction": "paper", [read(0, "street")]: "Bidingen" } },
	{ folder: "ics-mymuell-2020", answers: {} },
	{ folder: "ics-mymuell-sanddornweg-2025", answers: {} },
	{ folder: "ics-regioit-aachen-2020", files: ["muell.ics"], answers: { [read(0, "street")]: "Brabantstraße" } },
	{
		folder: "ics-rlk-bad-ems-2022",
		answers: { [read(0, "street")]: "{location}", [read(0, "guessed")]: true },
	},
	{ folder: "ics-wetzlar-2020", answers: { [read(0, "street")]: "Uferstraße" } },
	{
		folder: "ics-rrule-sivom-2020",
		answers: {
			"services>0>fraction": "packaging",
			"services>1>fraction": "bulky",
			"services>2>fraction": "residual",
			"services>3>fraction": "organic",
			[read(0, "street")]: "Sivom",
			"coverage>from": "2020-01-01",
		},
	},
	{
		folder: "zurich-openerz-2014-2023",
		files: ["kehricht", "bioabfall", "papier", "karton", "sonderabfall"].map((name) => `zurich_${name}.csv`),
		answers: {
			"coverage>from": "2013-01-01",
			"coverage>to": "2023-12-31",
			"services>3>usual": true,
			"recipe>districts": "PLZ {round}",
		},
	},
	{
		folder: "bremen-2020-2023",
		recipe: "bremen-csv-2020",
		files: ["data.csv"],
		answers: {
			"services>3": { id: "papier", fraction: "paper", label: "Papier" },
			"services>4": { id: "gelb", fraction: "packaging", label: "Gelber Sack" },
			[read(0, "service>map>Papier / Gelber Sack")]: undefined,
			[read(0, "service>map>Papier")]: "papier",
			[read(0, "service>map>Gelber Sack")]: "gelb",
			[read(0, "several")]: { Abfuhrart: " / " },
			"recipe>districts": "Bremen",
		},
	},
	{
		folder: "bremen-2020-2023",
		recipe: "bremen-ics-2020",
		files: ["abfuhr.ics", "test_ics_response.txt"],
		answers: {
			"services>1": { id: "papier", fraction: "paper", label: "Papier" },
			"services>2": { id: "gelb", fraction: "packaging", label: "Gelber Sack" },
			"services>3": { id: "rest", fraction: "residual", label: "Restmüll" },
			"services>4": { id: "bio", fraction: "organic", label: "Bioabfall" },
			[read(0, "summaries>Papier / Gelber Sack")]: ["papier", "gelb"],
			[read(0, "summaries>Bioabfall / Restmüll")]: ["bio", "rest"],
			[read(0, "street")]: "Bremen",
			[read(1, "street")]: "Aachener Straße",
		},
	},
	{
		folder: "ics-birkenfeld-2026",
		answers: {
			"services>3": { id: "bio", fraction: "organic", label: "Bioabfall" },
			"services>4": { id: "rest", fraction: "residual", label: "Restmüll" },
			[read(0, "summaries>Recyclinghof")]: null,
			[read(0, "summaries>Bio- / Restmüll")]: ["bio", "rest"],
			[read(0, "property")]: "DESCRIPTION",
			[read(0, "patterns")]: [
				"Abfuhrart: {what} Gebiet: {street:word} Hinweis: {hinweis}",
				"Abfuhrart: {what} Gebiet: {street:word} Quelle: {quelle}",
			],
			[read(0, "street")]: "{street}",
			[read(0, "guessed")]: true,
		},
	},
	{
		folder: "api-abfallnavi-solingen-2022",
		files: ["beispiel-termine-fuer-hausnummer-data.json"],
		answers: {
			services: [
				{ id: "bio", fraction: "organic", label: "Bioabfall" },
				{ id: "rest", fraction: "residual", label: "Restmüll" },
				{ id: "gelb", fraction: "packaging", label: "Gelbe Tonne" },
				{ id: "baum", fraction: "christmas-tree", label: "Weihnachtsbaum" },
			],
			[read(0, "service>map")]: { "0": "bio", "1": "rest", "3": "gelb", "5": "baum" },
			[read(0, "guessed")]: true,
			"recipe>districts": "Abteiweg",
		},
	},
];

describe.skipIf(!existsSync(SHARED))("new-town, truly answered", () => {
	test.each(TOWNS)("$folder $files: every date as by the recipe that people wrote", async (town) => {
		const { folder, recipe = folder, files, largest, answers } = town;
		const made = await imported(
			folder,
			answered(await guessed(folder, files && [...files], largest), answers),
			largest,
		);
		expect(made.problems).toEqual([]);
		expect(made.dataset.town.confirmed).toBe(false);
		expect(made.warnings.some(({ code }) => code === "guess")).toBe(true);
		const [mine, theirs] = [new Set(said(made.dataset)), new Set(said(await byRecipe(recipe, largest)))];
		const differing = [...mine, ...theirs].filter((each) => !(mine.has(each) && theirs.has(each)));
		expect(differing.slice(0, 5)).toEqual([]);
		expect(mine.size).toBeGreaterThan(2);
	});
});

describe.skipIf(!existsSync(SHARED))("a file that needs a step of its own", () => {
	test("Markt Schwaben's lists of streets and days in one text are asked about", async () => {
		const { town } = await guessed("markt-schwaben-2024-2026", ["2024/Abfallkalender_2024_ID-115.txt"]);
		expect(town).toMatchObject({ recipe: { read: [{ as: "?" }] } });
	});
});
