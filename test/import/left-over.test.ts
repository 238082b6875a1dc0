import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { TownFolder } from "../../data/import/command/town-folder.ts";
import { emptyDraft } from "../../data/import/draft.ts";
import { guessTown } from "../../data/import/guess/guess.ts";
import { plain } from "../../data/import/read/plain.ts";
import { readRows } from "../../data/import/steps/read-rows.ts";
import { accept } from "../../data/import/steps/reading.ts";
import { Usage } from "../../data/import/usage.ts";
import { parseDay } from "../../data/model/day.ts";
import { parseZone } from "../../data/model/zone.ts";
import { sent, TEXTS, TOWN, told } from "./words/broad-town.ts";

// What stands in a file or a recipe and does nothing is told.

type Town = typeof TOWN;

async function imported(texts: Readonly<Record<string, string>>, edit: (town: Town) => void = () => undefined) {
	const town = structuredClone(TOWN);
	edit(town);
	const { findings, imported: result } = await told(sent({ ...TEXTS, ...texts }, JSON.stringify(town)));
	const of = (code: string) =>
		findings.filter((each) => each.code === code).map(({ where, what }) => `${where.line ?? where.field}: ${what}`);
	return { of, dataset: result?.dataset, rows: result?.rows };
}

const text = (file: string) => TEXTS[file] ?? "";

describe("renamed", () => {
	test("a new name that no street has", async () => {
		const { of } = await imported({}, ({ recipe }) => {
			recipe.renamed = { "Alte Gasse": "Neue Gase", Waldweg: "Ahornweg" };
		});
		expect(of("idle_rename")).toEqual(["recipe.renamed: So heißt keine Straße der Dateien: «Neue Gase»."]);
	});

	test("an old name that the last dataset does not have; done once, it may stay", async () => {
		const before = (await imported({})).dataset;
		const town = structuredClone(TOWN);
		town.recipe.renamed = { Ahornweeg: "Eschenweg", Birkenweg: "Birkenallee" };
		const files = {
			...TEXTS,
			"strassen.csv": text("strassen.csv").replace("Ahornweg", "Eschenweg").replace("Birkenweg", "Birkenallee"),
		};
		const next = await told(sent(files, JSON.stringify(town)), before);
		const of = (found: typeof next) =>
			found.findings.filter(({ code }) => code === "idle_rename").map(({ what }) => what);
		expect(of(next)).toEqual(["So hieß keine Straße des letzten Standes: «Ahornweeg»."]);
		expect(of(await told(sent(files, JSON.stringify(town)), next.imported?.dataset))).toEqual([]);
	});
});

describe("period", () => {
	test("outside the plan", async () => {
		const { of } = await imported({}, ({ recipe }) =>
			Object.assign(recipe.read[0] ?? {}, { period: { from: "2025-01-01", to: "2025-12-31" } }),
		);
		expect(of("idle_period")).toEqual([
			"recipe.read.0.period: Die Tage vom Mi 1.1.2025 bis Mi 31.12.2025 liegen ganz außerhalb des Plans (Do 1.1.2026 bis Do 31.12.2026).",
		]);
	});
});

describe("columns of days", () => {
	const wide = text("papier.csv")
		.split("\n")
		.map((line, at) => (line === "" ? "" : `${line};${at === 0 ? "C" : `${10 + at}.${10 + (at % 3)}.2026`};01.12.2025`))
		.join("\n")
		.replace("C;01.12.2025", "C;Stand");

	test("one that no step names; a day of printing is none", async () => {
		const { of } = await imported({ "papier.csv": wide });
		expect(of("unread_column")).toEqual(["1: Diese Spalte enthält Tage, und kein Schritt liest sie: «C»."]);
	});

	test("one that a second step names", async () => {
		const { of } = await imported({ "papier.csv": wide }, ({ recipe }) =>
			recipe.read.push({ as: "date-columns", file: "papier.csv", columns: [{ column: "C", services: ["id-papier"] }] }),
		);
		expect(of("unread_column")).toEqual([]);
	});
});

describe("a calendar leaves out", () => {
	const two = text("laub.ics")
		.replace("SUMMARY:Flohmarkt", "SUMMARY:Laub\nLOCATION:Nord")
		.replace("SUMMARY:Laub\nEND", "SUMMARY:Laub\nLOCATION:Süd\nEND");
	const days = async (fields: object) => {
		const { dataset, rows, of } = await imported({ "laub.ics": two }, ({ recipe }) =>
			Object.assign(recipe.read[8] ?? {}, { summaries: { Laub: "id-laub" } }, fields),
		);
		const leaves = dataset?.rounds.flatMap(({ service, dates }) => (service === "id-laub" ? dates.length : []));
		return { leaves, rows: rows?.get("laub.ics"), idle: of("no_effect") };
	};

	test("by property, by line and reason", async () => {
		const left = { held: 2, read: 1, leftOut: 1 };
		expect(await days({})).toEqual({ leaves: [6], rows: { held: 2, read: 2 }, idle: [] });
		expect(await days({ only: { LOCATION: ["Nord*"] } })).toEqual({ leaves: [1], rows: left, idle: [] });
		expect(await days({ not: { LOCATION: "Nord" } })).toEqual({ leaves: [5], rows: left, idle: [] });
		expect(await days({ leaveOut: [{ lines: "3", because: "fällt aus" }] })).toEqual({
			leaves: [1],
			rows: left,
			idle: [],
		});
	});

	test("what leaves nothing out is told", async () => {
		expect((await days({ not: { LOCATION: "West" }, leaveOut: [{ lines: "99", because: "x" }] })).idle).toEqual([
			"recipe.read.8.not.LOCATION: Das steht in keinem Termin: «West».",
			"recipe.read.8.leaveOut: Diese Zeilen gibt es nicht: «99».",
		]);
	});

	test("a literal value of a pattern means several", async () => {
		const zones = two.replaceAll("SUMMARY:Laub", "SUMMARY:Laub Zone 1 u. 2");
		const { dataset } = await imported({ "laub.ics": zones }, ({ recipe }) => {
			Object.assign(recipe.read[8] ?? {}, {
				summaries: { Laub: "id-laub" },
				patterns: ["{what} Zone {round}"],
				readAs: { round: { "1 u. 2": ["1", "2"] } },
				street: "Zone {round}",
			});
		});
		expect(dataset?.streets.map(({ name }) => name).filter((name) => name.startsWith("Zone"))).toEqual([
			"Zone 1",
			"Zone 2",
		]);
	});
});

describe("an answer in pages", () => {
	const entries = JSON.parse(text("glas.json")).termine;
	test.each([
		[
			{ total: 20_000, termine: entries },
			["2: Die Datei ist vielleicht nur ein Teil: «total» nennt 20000 Einträge, gelesen sind 3 Zeilen."],
		],
		[
			{ termine: entries, links: { next: "?page=2" } },
			["17: Die Datei ist vielleicht nur ein Teil: «next» nennt eine weitere Seite, gelesen sind 3 Zeilen."],
		],
		[{ meta: { count: 3, next: null, hasMore: false }, termine: entries }, []],
	])("%#", async (answer, expected) => {
		const { of } = await imported({ "glas.json": JSON.stringify(answer, undefined, "\t") });
		expect(of("paged_answer")).toEqual(expected);
	});
});

describe("rows", () => {
	test("a step that passes over a row: the row is told", () => {
		const draft = emptyDraft();
		const [from, to, zone] = [parseDay("2026-01-01"), parseDay("2026-12-31"), parseZone("Europe/Berlin")];
		if (!from || !to || !zone) throw new Error("no days");
		const table = {
			file: "f.csv",
			header: ["A"],
			headerLine: 1,
			rows: [2, 3, 4].map((line) => ({ line, cells: ["x"] })),
		};
		const period = { from, to };
		readRows({ table, draft, zone, coverage: period, period, usage: new Usage() }, (reading) => {
			for (const row of table.rows) if (row.line !== 3) accept(reading, row);
		});
		expect(draft.problems.map(({ code, where }) => `${code} ${where.line}`)).toEqual(["rows_lost 3"]);
		expect(draft.rows.get("f.csv")).toEqual({ held: 3, read: 2 });
	});

	test("lines of a text that became no row count among those that it holds", async () => {
		const lines = [
			"Jahr 2026",
			"Sa 10.1. Christbaum",
			"nur mit Anmeldung",
			"Sa 17.1. Christbaum",
			"24.1. Christbaum",
			"",
		];
		const { rows } = await imported({ "baum.txt": lines.join("\n") });
		expect(rows?.get("baum.txt")).toEqual({ held: 4, read: 2 });
	});

	test("a series of which every day is taken out", async () => {
		const none = text("laub.ics").replace("COUNT=6", "COUNT=2").replace("20261026", "20261012,20261019");
		const { of } = await imported({ "laub.ics": none });
		expect(of("all_taken_out")).toEqual([
			"3: Von diesem Termin bleibt kein einziger Tag: die Datei nimmt alle aus (Mo 12.10.2026, Mo 19.10.2026).",
		]);
		const { of: ofMoved } = await imported({ "laub.ics": none.replace("20261012,20261019", "20261019") });
		expect(ofMoved("all_taken_out")).toEqual([]);
	});
});

describe("a street without its village", () => {
	test("beside rows that name it: told, with the lines", async () => {
		const { of } = await imported({
			"strassen.csv": text("strassen.csv").replace("Hauptstraße;11111;Nord;16", "Hauptstraße;11111;;16"),
		});
		expect(of("half_named_street")).toEqual([
			"5: Hier fehlt, was andere Zeilen derselben Straße nennen (Ort, Zeile 5): es werden zwei Straßen mit gleichem Namen.",
		]);
	});

	test("where most rows name none, the main village is meant", async () => {
		const { of } = await imported({
			"strassen.csv": text("strassen.csv")
				.replaceAll(";Nord", ";")
				.replaceAll(";Süd;gerade", ";Süd;")
				.replace("Süd;;", ";;")
				.replace("Süd;ungerade", ";gerade"),
		});
		expect(of("half_named_street")).toEqual([]);
	});
});

describe("what no eye sees", () => {
	test.each([
		["1\u00ad9", "1-9"],
		["1\u200b9", "1 9"],
		["Haupt\u00adstraße 1\u00ad\u00ad9", "Hauptstraße 1-9"],
		["Rest\u00admüll", "Restmüll"],
	])("%j joins no digits", (given, read) => {
		expect(plain(given)).toBe(read);
	});
});

const homes: string[] = [];
afterEach(() => {
	for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
});

describe("marks", () => {
	test("a town.json with a mark of byte order is read, its guesses are told, and confirmed", () => {
		const home = mkdtempSync(join(tmpdir(), "tonnentag-"));
		homes.push(home);
		const [first, ...others] = TOWN.services;
		const json = `\ufeff${JSON.stringify({ ...TOWN, services: [{ ...first, guessed: true }, ...others] }, undefined, "\t")}`;
		const place = join(home, "kleinstadt");
		mkdirSync(place);
		writeFileSync(join(place, "town.json"), json);
		const folder = new TownFolder(place);
		const read = folder.readTown();
		expect(read.ok && read.value.file.guesses?.length).toBe(1);
		expect(folder.confirm()).toBe(1);
		expect(readFileSync(join(place, "town.json"), "utf8")).toBe(json.replace(',\n\t\t\t"guessed": true', ""));
	});

	test("a proposal for a calendar that is folded within an umlaut", () => {
		const ics = [
			"BEGIN:VCALENDAR",
			"BEGIN:VEVENT",
			"UID:1",
			"DTSTART;VALUE=DATE:20260112",
			"SUMMARY:Restm\u00fcll",
			"END:VEVENT",
			"END:VCALENDAR",
			"",
		].join("\r\n");
		const bytes = new TextEncoder().encode(ics);
		const at = bytes.indexOf(0xc3) + 1;
		const folded = Uint8Array.from([...bytes.slice(0, at), 13, 10, 32, ...bytes.slice(at)]);
		const { town } = guessTown("kleinstadt", [{ name: "feed.ics", bytes: folded }]);
		expect(JSON.stringify(town)).toContain("Restmüll");
	});
});
