import { expect, test } from "vitest";
import type { Imported } from "../../data/import/import-town.ts";
import { told } from "./cases/shared-case.ts";
import { importOne } from "./hostile/one-file.ts";

// What stands in a file is read, left out by the recipe's word, or told.

const BY_DISTRICT = { districts: "Bezirk {round}" };
const DATES = { as: "dates", service: "rest", date: "Datum", round: "Tour" };
const MAPPED = { ...DATES, service: { columns: ["Art"], map: { Rest: "rest", Markt: null } } };

function hints({ warnings }: Imported): string[] {
	return warnings.map(({ code, where }) => `${where.field ?? where.file} ${code}`);
}

test("a row without its round is no row for the whole town", async () => {
	const imported = await importOne(DATES, "d.csv", "Datum;Tour\n05.01.2026;1\n12.01.2026;\n19.01.2026;\n", BY_DISTRICT);
	expect(told(imported.problems)).toEqual(["d.csv:3 missing_round"]);
	expect(imported.problems[0]?.what).toContain("Zeilen 3 und 4");
	expect(imported.rows.get("d.csv")).toEqual({ held: 3, read: 1 });
});

test("dates of a street without a name are none of an empty street", async () => {
	const imported = await importOne(
		{ as: "dates", service: "rest", date: "Datum", street: "Straße" },
		"d.csv",
		"Datum;Straße\n05.01.2026;Ring\n12.01.2026;\n",
	);
	expect(told(imported.problems)).toEqual(["d.csv:3 missing_street"]);
});

test("a season that never comes is told", async () => {
	const imported = await importOne(
		{ as: "rhythms", service: "rest", round: "Tour", first: "Erster", weeks: "Wochen", from: "Von", to: "Bis" },
		"d.csv",
		"Tour;Erster;Wochen;Von;Bis\n1;05.01.2026;2;;\n2;05.01.2026;2;01.11.2026;01.03.2026\n",
		BY_DISTRICT,
	);
	expect(told(imported.problems)).toEqual(["d.csv:3 rhythm_without_days"]);
});

test("hours without a place are told; a place may stand without hours", async () => {
	const stops = { ...DATES, at: { place: "Ort", from: "Von", until: "Bis" } };
	const file = (row: string) => `Datum;Tour;Ort;Von;Bis\n05.01.2026;1;Markt;;\n12.01.2026;1;${row}\n`;
	const placed = await importOne(stops, "d.csv", file("Markt;9 Uhr;10.30"), BY_DISTRICT);
	expect(placed.problems).toEqual([]);
	expect(placed.dataset.rounds[0]?.dates.map(({ at }) => at)).toEqual([
		[{ place: "Markt" }],
		[{ place: "Markt", from: 540, until: 630 }],
	]);
	const lost = await importOne(stops, "d.csv", file(";9 Uhr;"), BY_DISTRICT);
	expect(told(lost.problems)).toEqual(["d.csv:3 stop_without_place"]);
});

test("what is left out by the recipe's word is counted beside what was read", async () => {
	const text = "Datum;Tour;Art\n05.01.2026;1;Rest\n06.01.2026;1;Markt\n07.01.2026;1;Markt\n";
	const imported = await importOne(MAPPED, "d.csv", text, BY_DISTRICT);
	expect(imported.problems).toEqual([]);
	expect(imported.rows.get("d.csv")).toEqual({ held: 3, read: 1, leftOut: 2 });
});

test("who acknowledges a finding of several rows names each of them", async () => {
	const text = "Datum;Tour;Art\n05.01.2026;1;Rest\n06.01.2026;1;Fest\n07.01.2026;1;Fest\n";
	const acknowledged = (lines: string) => ({
		...BY_DISTRICT,
		known: [{ where: `d.csv:${lines}`, code: "unmapped_service", because: "ein Fest" }],
	});
	const half = await importOne(MAPPED, "d.csv", text, acknowledged("3"));
	expect(told(half.problems)).toEqual(["d.csv:3 unmapped_service"]);
	const whole = await importOne(MAPPED, "d.csv", text, acknowledged("3-4"));
	expect([whole.problems, whole.rows.get("d.csv")]).toEqual([[], { held: 3, read: 1 }]);
});

test("entries of a map, of none and of ignore that nothing needs are told once per field", async () => {
	const map = { Rest: "rest", Markt: null, Fest: null };
	const step = { ...DATES, service: { columns: ["Art"], map }, none: ["", "entfällt", "n.n."] };
	const text = "Datum;Tour;Art\n05.01.2026;1;Rest\nentfällt;1;Rest\n19.01.2026;1;Rest\n";
	const imported = await importOne(step, "d.csv", text, BY_DISTRICT);
	expect(hints(imported)).toEqual(["recipe.read.0.service.map no_effect", "recipe.read.0.none no_effect"]);
	expect(imported.warnings.map(({ what }) => what)).toEqual([
		expect.stringContaining("«Markt», «Fest»"),
		expect.stringContaining("«n.n.»"),
	]);
	expect(imported.rows.get("d.csv")).toEqual({ held: 3, read: 2, leftOut: 1 });
});

test("tokens that no day has are told", async () => {
	const tokens = [
		{ token: "{round}GREY", services: ["rest"] },
		{ token: "GRAU", services: ["rest"] },
	];
	const step = { as: "day-tokens", header: 0, separator: ";", date: 1, tokens: [2], map: tokens, ignore: ["X", "Y"] };
	const imported = await importOne(step, "d.csv", "05.01.2026;1GREY X\n12.01.2026;1GREY\n", BY_DISTRICT);
	expect(imported.problems).toEqual([]);
	expect(imported.warnings.map(({ what }) => what)).toEqual([
		expect.stringContaining("«GRAU»"),
		expect.stringContaining("«Y»"),
	]);
});

test.each([
	["lines of a tree", { tree: { rows: "*", columns: { Datum: "d", Tour: "t" } }, lines: { from: 2 } }, "lines"],
	["lines of a text", { text: { patterns: [{ row: "{Datum:day} {Tour}" }] }, lines: { from: 2 } }, "lines"],
	["a separator of a text", { text: { patterns: [{ row: "{Datum:day} {Tour}" }] }, separator: "," }, "separator"],
	["a postcode without a street", { postcode: "PLZ" }, "postcode"],
	["a note of dates of a street", { street: "Straße", round: undefined, note: "Info" }, "note"],
])("a field that does nothing where it stands is told: %s", async (_, step, field) => {
	const { problems, warnings } = await importOne({ ...DATES, ...step }, "d.csv", "Datum;Tour\n", BY_DISTRICT);
	const found = [...problems, ...warnings].filter(({ code }) => code === "not_taken");
	expect(found.map(({ where }) => where.field)).toEqual([`recipe.read.0.${field}`]);
});

const PAGE = { ...DATES, round: "zone", text: { patterns: [{ keep: "Zone: {zone}" }, { row: "{Datum:day}" }] } };

test("a heading without its value ends what it said before", async () => {
	const imported = await importOne(PAGE, "d.txt", "Zone: Nord\n05.01.2026\nZone:\n12.01.2026\n", BY_DISTRICT);
	expect(told(imported.problems)).toEqual(["d.txt:4 missing_round"]);
});

test("lines between the rows that fit nothing are told once; what stands around them is the page's own", async () => {
	const lines = ["Willkommen", "Zone: Nord", "05.01.2026", "entfällt", "am dritten", "12.01.2026", "Impressum"];
	const imported = await importOne(PAGE, "d.txt", lines.join("\n"), BY_DISTRICT);
	expect(told(imported.warnings).filter((each) => each.includes("unread"))).toEqual(["d.txt:4 unread_lines"]);
	const worded = await importOne(PAGE, "d.txt", "Zone: Nord\n05.01.2026\n12. Januar, nachmittags\n", BY_DISTRICT);
	expect(told(worded.warnings)).toContain("d.txt:3 unread_lines");
});

test("a name that one entry spells otherwise is told before `fill` makes it mean all", async () => {
	const entry = (name: string) => ({ d: "05.01.2026", [name]: "1" });
	const text = JSON.stringify([...Array.from({ length: 9 }, () => entry("t")), entry("tt")], undefined, 1);
	const step = { ...DATES, tree: { rows: "*", columns: { Datum: "d", Tour: "t" } }, fill: { Tour: ["1", "2"] } };
	const imported = await importOne(step, "d.json", text, BY_DISTRICT);
	expect(told(imported.warnings)).toContain("d.json:40 odd_name");
});

test("tokens behind the last column that the recipe names are told", async () => {
	const step = {
		as: "day-tokens",
		header: 0,
		separator: " ",
		date: 1,
		tokens: [2, 3],
		map: [{ token: "{round}R", services: ["rest"] }],
	};
	const imported = await importOne(step, "d.csv", "05.01.2026 1R 2R\n12.01.2026 1R  2R\n", BY_DISTRICT);
	expect(told(imported.problems)).toContain("d.csv:2 unread_cells");
});
