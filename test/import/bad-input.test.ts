import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ran, run, runMany } from "./command.ts";
import { EMPTY_CALENDAR, findingsIn, SmallTown } from "./small-town.ts";

interface Case {
	readonly title: string;
	readonly spoil: (town: SmallTown) => void;
	/** "file:line [field]: code" of every problem. */
	readonly expected: readonly string[];
	/** Words that the message must hold: what was read, and what to do. */
	readonly says: readonly string[];
}

const latin1 = (text: string) => Buffer.from(text, "latin1");
const step = (town: SmallTown, at: number) => town.town.recipe.read[at] ?? {};

const CASES: readonly Case[] = [
	{
		title: "a column that is not there",
		spoil: (town) => town.rewrite("strassen.csv", 1, "Straße;Nummern;Restmüll;Bio"),
		expected: ["strassen.csv:1: unknown_column"],
		says: ["«Rest»", "«Straße», «Nummern», «Restmüll», «Bio»", "Kopfzeile"],
	},
	{
		title: "a column number beyond the table",
		spoil: (town) => {
			step(town, 2).date = 3;
		},
		expected: ["garten.csv:1: unknown_column"],
		says: ["Nr. 3", "eine Spalte"],
	},
	{
		title: "a file that is not there",
		spoil: (town) => town.remove("garten.csv"),
		expected: ["garten.csv: missing_file"],
		says: ["in den Ordner der Gemeinde legen"],
	},
	{
		title: "cp1252 where the recipe says UTF-8",
		spoil: (town) => town.write("strassen.csv", latin1("Straße;Nummern;Rest;Bio\nAhornweg;;1;A\n")),
		expected: ["strassen.csv:1: wrong_encoding"],
		says: ['"encoding": "windows-1252"'],
	},
	{
		title: "cp1252, and the line of its first umlaut",
		spoil: (town) => {
			step(town, 1).round = 2;
			town.write(
				"touren.csv",
				latin1("Leistung;Bezirk;Erster Termin;Wochen;Von;Bis\nBio;A;07.01.2026;2;;\nRestmüll;1;05.01.2026;2;;\n"),
			);
		},
		expected: ["touren.csv:3: wrong_encoding"],
		says: ["in UTF-8 kein Zeichen"],
	},
	{
		title: "UTF-8 where the recipe says cp1252",
		spoil: (town) => {
			step(town, 0).encoding = "windows-1252";
		},
		expected: ["strassen.csv: wrong_encoding"],
		says: ['"encoding": "utf-8"'],
	},
	{
		title: "a quote that is not closed",
		spoil: (town) => town.rewrite("strassen.csv", 6, '"Lange Straße;;1;B'),
		expected: ["strassen.csv:6: unclosed_quote"],
		says: ["nicht geschlossen", "schließen oder entfernen"],
	},
	{
		title: "the 31st of February",
		spoil: (town) => town.rewrite("garten.csv", 3, "31.02.2026"),
		expected: ["garten.csv:3 [Datum]: bad_day"],
		says: ["«31.02.2026»", "berichtigen"],
	},
	{
		title: "a day in another format",
		spoil: (town) => town.rewrite("garten.csv", 2, "16/03/2026"),
		expected: ["garten.csv:2 [Datum]: bad_day"],
		says: ["«16/03/2026»", "DD.MM.YYYY"],
	},
	{
		title: "a date after the coverage",
		spoil: (town) => town.rewrite("garten.csv", 3, "19.10.2026", "04.01.2027"),
		expected: ["garten.csv:4 [Datum]: outside_coverage"],
		says: ["Mo 4.1.2027", "Do 1.1.2026 bis Do 31.12.2026", '"coverage"'],
	},
	{
		title: "a date before the coverage, in a calendar",
		spoil: (town) => town.write("gelb.ics", town.read("gelb.ics").replace("DATE:20260122", "DATE:20251231")),
		expected: ["gelb.ics:10 [DTSTART]: outside_coverage"],
		says: ["Mi 31.12.2025"],
	},
	{
		title: "two rounds for one part of a street and one service",
		spoil: (town) => town.rewrite("strassen.csv", 5, "Hauptstraße;14 - Ende;2;A"),
		expected: ["strassen.csv:5: two_rounds"],
		says: ["Hauptstraße", "strassen.csv:4", "«Restmüll» (rest)"],
	},
	{
		title: "a street named twice with other rounds",
		spoil: (town) => town.rewrite("strassen.csv", 9, "Weg zum See;;2;B", "WEG ZUM SEE;;1;B"),
		expected: ["strassen.csv:10: two_rounds"],
		says: ["strassen.csv:9"],
	},
	{
		title: "a shift of a day on which nothing is collected",
		spoil: (town) =>
			town.rewrite(
				"verschiebungen.csv",
				2,
				"06.04.2026;07.04.2026;Ostermontag",
				"01.05.2026;02.05.2026;Tag der Arbeit",
			),
		expected: ["verschiebungen.csv:3: shift_without_collection"],
		says: ["Fr 1.5.2026", "berichtigen"],
	},
	{
		title: "two shifts of one day to two days",
		spoil: (town) =>
			town.rewrite("verschiebungen.csv", 2, "06.04.2026;07.04.2026;Ostermontag", "06.04.2026;08.04.2026;Ostermontag"),
		expected: ["verschiebungen.csv:3: two_shifts"],
		says: ["Di 7.4.2026", "Mi 8.4.2026", "verschiebungen.csv:2"],
	},
	{
		title: "a shift onto a public holiday",
		spoil: (town) => town.rewrite("verschiebungen.csv", 2, "06.04.2026;03.04.2026;Ostermontag"),
		expected: ["verschiebungen.csv:2: shift_to_holiday"],
		says: ["Karfreitag", "2026-04-03"],
	},
	{
		title: "a shift by more than a week",
		spoil: (town) => town.rewrite("verschiebungen.csv", 2, "06.04.2026;14.04.2026;Ostermontag"),
		expected: ["verschiebungen.csv:2: shift_too_far"],
		says: ["8 Tage"],
	},
	{
		title: "a calendar without events",
		spoil: (town) => town.write("gelb.ics", EMPTY_CALENDAR),
		expected: ["gelb.ics:1: empty_calendar"],
		says: ["keinen einzigen Termin", "neu exportieren"],
	},
	{
		title: "a calendar of no bytes",
		spoil: (town) => town.write("gelb.ics", ""),
		expected: ["gelb.ics:1: bad_calendar"],
		says: ["kein lesbarer Kalender"],
	},
	{
		title: "a web page where a calendar should be",
		spoil: (town) => town.write("gelb.ics", "<!doctype html><title>Wartung</title>"),
		expected: ["gelb.ics:1: bad_calendar"],
		says: ["kein lesbarer Kalender"],
	},
	{
		title: "a kind of waste in a calendar that the recipe does not know",
		spoil: (town) => town.write("gelb.ics", town.read("gelb.ics").replace("SUMMARY:Gelber Sack", "SUMMARY:Altkleider")),
		expected: ["gelb.ics:4 [SUMMARY]: unmapped_service"],
		says: ["«Altkleider»", '"summaries"'],
	},
	{
		title: "a table with a header and nothing else",
		spoil: (town) => town.write("garten.csv", ["Datum"]),
		expected: ["garten.csv:1: empty_file"],
		says: [],
	},
	{
		title: "a rhythm that is no number of weeks",
		spoil: (town) => town.rewrite("touren.csv", 2, "Restmüll;1;05.01.2026;14-tägig;;"),
		expected: ["touren.csv:2: bad_rhythm"],
		says: ["«14-tägig»"],
	},
	{
		title: "a district without dates",
		spoil: (town) => town.rewrite("strassen.csv", 3, "Birkenweg;;3;A"),
		expected: ["strassen.csv:3: round_without_dates"],
		says: ["Birkenweg", "Tour «3»"],
	},
	{
		title: "house numbers that cannot be read",
		spoil: (town) => town.rewrite("strassen.csv", 5, "Hauptstraße;16 bis Brücke 3;2;B"),
		expected: ["strassen.csv:5: unread_numbers"],
		says: ["«16 bis Brücke 3»", "gerade 2-28"],
	},
	{
		title: "a row without a street",
		spoil: (town) => town.rewrite("strassen.csv", 2, ";;1;A"),
		expected: ["strassen.csv:2 [Straße]: missing_street"],
		says: ["known"],
	},
	{
		title: "a wording that no service belongs to",
		spoil: (town) => town.rewrite("touren.csv", 5, "Bio;B;14.01.2026;2;;", "Papier;B;14.01.2026;2;;"),
		expected: ["touren.csv:6: unmapped_service"],
		says: ["«Papier»", '"map"'],
	},
	{
		title: "an unknown field in town.json",
		spoil: (town) => {
			step(town, 2).datum = "Datum";
		},
		expected: ["town.json [recipe.read.2.datum]: unknown_field"],
		says: ["datum", "data/README.md"],
	},
	{
		title: "a field of town.json that is missing and one that is wrong, both at once",
		spoil: (town) => {
			Object.assign(town.town, { publisher: undefined, state: "Hessen" });
		},
		expected: ["town.json [state]: bad_field", "town.json [publisher]: bad_field"],
		says: ["Kürzel eines Landes wie HE", 'Das Feld "publisher" fehlt.'],
	},
	{
		title: "what the law asks for, wrongly filled in",
		spoil: (town) => {
			Object.assign(town.town, {
				legal: { address: ["Rathaus"], enforcement: { name: "Stelle", url: "www.land.example", fax: "1" } },
			});
		},
		expected: [
			"town.json [legal.address]: bad_field",
			"town.json [legal.enforcement.url]: bad_field",
			"town.json [legal.enforcement.fax]: unknown_field",
		],
		says: ["keine Zeile mit Straße", "ist keine Adresse mit https://"],
	},
	{
		title: "pages that may frame it, named by more or less than their origin, and a switch that is none",
		spoil: (town) => {
			const pages = ["https://www.stadt.example/abfall", "www.stadt.example", "https://a.example; script-src *"];
			Object.assign(town.town, { frameAncestors: [...pages, "https://www.stadt.example:8443"], abfallnavi: "nein" });
		},
		expected: [
			"town.json [abfallnavi]: bad_field",
			"town.json [frameAncestors.0]: bad_field",
			"town.json [frameAncestors.1]: bad_field",
			"town.json [frameAncestors.2]: bad_field",
		],
		says: ["ist keine Adresse ohne Pfad wie https://www.musterstadt.de"],
	},
	{
		title: "an accent that nobody can read on white",
		spoil: (town) => {
			Object.assign(town.town, { look: { accent: "#ffcc00", arms: "../wappen.svg" } });
		},
		expected: ["town.json [look.accent]: bad_field", "town.json [look.arms]: bad_field"],
		says: ["4.5:1", "kein Name einer Datei"],
	},
	{
		title: "a coat of arms that is not there",
		spoil: (town) => {
			Object.assign(town.town, { look: { arms: "wappen.svg" } });
		},
		expected: ["town.json [look.arms]: missing_arms"],
		says: ["wappen.svg", "look.arms"],
	},
	{
		title: "a coat of arms that is no picture",
		spoil: (town) => {
			Object.assign(town.town, { look: { arms: "wappen.png" } });
			town.write("wappen.png", "kein Bild");
		},
		expected: ["town.json [look.arms]: bad_arms"],
		says: ["weder SVG noch PNG"],
	},
	{
		title: "a service that the town does not have",
		spoil: (town) => {
			step(town, 2).service = "gruen";
			step(town, 3).summaries = { "Gelber Sack": "sack" };
		},
		expected: ["town.json [recipe.read.2]: unknown_service", "town.json [recipe.read.3]: unknown_service"],
		says: ["«gruen»", "«sack»"],
	},
	{
		title: "town.json that is no JSON, with the line",
		spoil: (town) => town.write("town.json", '{\n\t"name": "Kleinstadt",\n\t"state": "HE"\n\t"publisher": "x"\n}\n'),
		expected: ["town.json:4: bad_json"],
		says: ["Kommas"],
	},
	{
		title: "a list of streets cut to half",
		spoil: (town) => town.write("strassen.csv", town.read("strassen.csv").split("\n").slice(0, 5)),
		expected: ["dataset.json: great_loss"],
		says: ["unvollständig", "--accept-loss"],
	},
	{
		title: "changes.csv: an unknown service, a day that is none, a day without collection",
		spoil: (town) =>
			town.write("changes.csv", [
				"service;round;from;to;reason",
				"papier;;2026-01-05;2026-01-06;Streik",
				"rest;;2026-02-30;2026-03-02;Streik",
				"rest;1;2026-01-06;2026-01-07;Streik",
			]),
		expected: [
			"changes.csv:2 [service]: unknown_service",
			"changes.csv:3 [from]: bad_day",
			"changes.csv:4: shift_without_collection",
		],
		says: ["Restmüll (rest), Bio (bio), Garten (garten), Gelber Sack (gelb)"],
	},
	{
		title: "changes.csv without its columns",
		spoil: (town) => town.write("changes.csv", ["service;from;to", "rest;2026-01-05;2026-01-06"]),
		expected: ["changes.csv:1: unknown_column"],
		says: ["«round»", "«reason»"],
	},
];

/** What a file that cannot be read leaves behind: told too, after its cause. */
const AFTERMATH = ["round_without_dates", "service_without_dates", "shift_without_collection", "great_loss"];

const towns = CASES.map(() => new SmallTown());
let before = "";
let answers: Ran[];

beforeAll(async () => {
	const lawful = new SmallTown();
	expect((await run("import", lawful.folder)).code).toBe(0);
	before = lawful.read("dataset.json");
	lawful.discard();
	CASES.forEach(({ spoil }, at) => {
		const town = towns[at];
		if (!town) throw new Error("no town");
		town.write("dataset.json", before);
		const saved = town.read("town.json");
		spoil(town);
		if (town.read("town.json") === saved) town.save();
	});
	answers = await runMany(
		"import",
		towns.map(({ folder }) => folder).map((folder) => [folder]),
	);
});

afterAll(() => {
	for (const town of towns) town.discard();
});

describe("bad input is refused with file, line and remedy; the dataset stays as it was", () => {
	test.each(CASES.map((each, at) => ({ ...each, at })))("$title", ({ at, expected, says }) => {
		const { code, stdout } = answers[at] ?? { code: 0, stdout: "" };
		const found = findingsIn(stdout);
		const causes = found.filter(
			(each) => expected.includes(each) || !AFTERMATH.some((aftermath) => each.endsWith(`: ${aftermath}`)),
		);
		expect(causes).toEqual(expected);
		for (const words of says) expect(stdout).toContain(words);
		expect(code).toBe(1);
		expect(towns[at]?.read("dataset.json")).toBe(before);
		expect(["dataset.json.tmp", "dataset.previous.json"].filter((file) => towns[at]?.has(file))).toEqual([]);
	});
});
