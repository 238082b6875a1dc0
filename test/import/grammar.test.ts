import { expect, test } from "vitest";
import type { Imported } from "../../data/import/import-town.ts";
import { told } from "./cases/shared-case.ts";
import { importBoth, importOne } from "./hostile/one-file.ts";

// What a recipe can say of files as strangers' towns have them.

const BY_DISTRICT = { districts: "Bezirk {round}" };
const DATES = { as: "dates", service: "rest", date: "Datum", round: "Tour" };

/** "round day", sorted. */
function days({ dataset }: Imported): string[] {
	return dataset.rounds.flatMap(({ name, dates }) => dates.map(({ day }) => `${name} ${day}`)).sort();
}

function hints({ warnings }: Imported): string[] {
	return warnings.filter(({ code }) => code === "no_effect").map(({ where }) => where.field ?? "");
}

async function daysOf(step: object, text: string): Promise<string[]> {
	const imported = await importOne({ ...DATES, ...step }, "d.csv", text, BY_DISTRICT);
	expect(imported.problems).toEqual([]);
	expect(hints(imported)).toEqual([]);
	return days(imported);
}

test("a round of several columns: dates, rhythms, rules, columns and tokens", async () => {
	const round = "{Buchstabe}{Nummer}";
	expect(await daysOf({ round }, "Datum;Buchstabe;Nummer\n05.01.2026;A;1\n06.01.2026;B;2\n")).toEqual([
		"A1 2026-01-05",
		"B2 2026-01-06",
	]);
	const rhythm = { as: "rhythms", service: "rest", round, first: "Ab", weeks: "Wochen", date: undefined };
	const rhythmic = await daysOf(rhythm, "Ab;Wochen;Buchstabe;Nummer\n05.01.2026;26;A;1\n");
	expect(rhythmic).toEqual(["A1 2026-01-05", "A1 2026-07-06"]);
	const rule = { as: "rules", service: "rest", round, rule: "Regel", date: undefined };
	expect((await daysOf(rule, "Regel;Buchstabe;Nummer\n1. Montag im Monat;A;1\n"))[0]).toBe("A1 2026-01-05");
	const columns = [{ column: "Rest", services: ["rest"], round: "{Ort} {}" }];
	const wide = { as: "date-columns", columns, service: undefined, date: undefined, round: undefined };
	expect(await daysOf(wide, "Ort;Rest\nNord;05.01.2026\n")).toEqual(["Nord Rest 2026-01-05"]);
	const map = [{ token: "R{round}", services: ["rest"], round: "{Ort} {round}" }];
	const tokens = { as: "day-tokens", tokens: ["Was"], map, service: undefined, round: undefined };
	expect(await daysOf(tokens, "Datum;Ort;Was\n05.01.2026;Nord;R1 R2\n")).toEqual([
		"Nord 1 2026-01-05",
		"Nord 2 2026-01-05",
	]);
});

test("a part of the round that is missing, and a placeholder that no column fills, are told", async () => {
	const part = await importOne(
		{ ...DATES, round: "{Buchstabe}{Nummer}" },
		"d.csv",
		"Datum;Buchstabe;Nummer\n05.01.2026;A;1\n06.01.2026;B;\n",
		BY_DISTRICT,
	);
	expect(told(part.problems)).toEqual(["d.csv:3 missing_round"]);
	const typo = await importOne({ ...DATES, round: "{Tuor}" }, "d.csv", "Datum;Tour\n05.01.2026;1\n", BY_DISTRICT);
	expect(told(typo.problems)).toContain("d.csv:1 unknown_column");
	const streets = {
		as: "streets",
		street: "Straße",
		rounds: [{ services: ["rest"], column: "Rest", round: "{Tga} {}" }],
	};
	const other = await importOne(streets, "d.csv", "Straße;Rest;Tag\nRing;1;Mo\n");
	expect(told(other.problems)).toContain("d.csv:1 unknown_column");
});

const PLACES = "Datum;Tour;Ort;Art\n05.01.2026;1;Nord;Rest\n06.01.2026;2;Süd;Rest\n07.01.2026;3;Nord;Markt am See\n";

test.each([
	["only", { only: { Ort: "Nord" }, not: { Art: "Markt*" } }, ["1 2026-01-05"]],
	["only a list", { only: { Ort: ["Nord", "Süd"], Art: "Rest" } }, ["1 2026-01-05", "2 2026-01-06"]],
	["not", { not: { Ort: "Süd" } }, ["1 2026-01-05", "3 2026-01-07"]],
])("rows by the values of their columns: %s", async (_, step, expected) => {
	const imported = await importOne({ ...DATES, ...step }, "d.csv", PLACES, BY_DISTRICT);
	expect(imported.problems).toEqual([]);
	expect(days(imported)).toEqual(expected);
	expect(imported.rows.get("d.csv")).toEqual({ held: 3, read: expected.length, leftOut: 3 - expected.length });
});

test("a filter that keeps everything, nothing, or names what is not there, is told", async () => {
	const found = async (step: object) => {
		const { problems, warnings } = await importOne({ ...DATES, ...step }, "d.csv", PLACES, BY_DISTRICT);
		return told([...problems, ...warnings]).filter((each) => /no_effect|nothing_kept|unknown_column/.test(each));
	};
	expect(await found({ only: { Ort: ["Nord", "Süd"] } })).toEqual(["town.json no_effect"]);
	expect(await found({ not: { Ort: "West" } })).toEqual(["town.json no_effect"]);
	expect(await found({ only: { Ort: "West" } })).toContain("town.json nothing_kept");
	expect(await found({ only: { Orte: "Nord" } })).toEqual(["d.csv:1 unknown_column"]);
});

test("lines that do not count are named with their reason in each report", async () => {
	const text = "Datum;Tour\n05.01.2026;1\nBezirk Süd;\n12.01.2026;1\n19.01.2026;1\n";
	const leaveOut = [{ lines: "3,5-9", because: "Überschrift, und ein Entwurf" }];
	const imported = await importOne({ ...DATES, leaveOut }, "d.csv", text, BY_DISTRICT);
	expect(imported.problems).toEqual([]);
	expect(days(imported)).toEqual(["1 2026-01-05", "1 2026-01-12"]);
	expect(imported.acknowledged).toEqual([
		{
			because: leaveOut[0]?.because,
			problem: expect.objectContaining({ code: "left_out", what: expect.stringContaining("3 und 5") }),
		},
	]);
	const gone = await importOne({ ...DATES, leaveOut: [{ lines: "40", because: "fort" }] }, "d.csv", text, BY_DISTRICT);
	expect(hints(gone)).toEqual(["recipe.read.0.leaveOut"]);
});

test("a literal cell means what the recipe says: a text, several, or nothing", async () => {
	const readAs = {
		Datum: { "Hl. Drei Könige": "07.01.2026", "siehe Aushang": null },
		Tour: { "1 u. 2": ["1", "2"] },
	};
	const text = "Datum;Tour\nHl. Drei Könige;1\nsiehe Aushang;1\n12.01.2026;1 u. 2\n";
	expect(await daysOf({ readAs }, text)).toEqual(["1 2026-01-07", "1 2026-01-12", "2 2026-01-12"]);
	const imported = await importOne(
		{ ...DATES, readAs: { Tour: { "1 und 2": "1" } } },
		"d.csv",
		"Datum;Tour\n05.01.2026;1\n",
		BY_DISTRICT,
	);
	expect(hints(imported)).toEqual(["recipe.read.0.readAs.Tour"]);
});

test("columns without a header have numbers in several, fill, down and readAs", async () => {
	const step = { header: 0, date: 1, round: 2, several: { 2: "," }, down: ["1"] };
	expect(await daysOf(step, "05.01.2026;1,2\n;3\n")).toEqual(["1 2026-01-05", "2 2026-01-05", "3 2026-01-05"]);
});

test("a row that ends before a column with several values, or holds only what stands between them", async () => {
	const step = { ...DATES, several: { Tour: "," } };
	const imported = await importOne(
		step,
		"d.csv",
		"Datum;Tour\n05.01.2026;1,2\n06.01.2026\n07.01.2026;,\n",
		BY_DISTRICT,
	);
	expect(told(imported.problems)).toContain("d.csv:3 missing_round");
	expect(imported.problems.map(({ what }) => what).join()).toContain("Zeilen 3 und 4");
});

const PLAN = { ...DATES, file: "plan.csv", round: "Name" };
const NAMES = { file: "namen.csv", separator: ",", on: { Nr: "Id" }, columns: ["Name"] };

async function joined(names: string, plan = "Datum;Nr\n05.01.2026;1\n06.01.2026;2\n", join: object = NAMES) {
	const other = { ...DATES, file: "namen.csv", separator: ",", round: "Id", date: "Tag" };
	const both = await importBoth({ ...PLAN, join }, plan, { ...other, not: { Id: "*" } }, names, BY_DISTRICT);
	const mine = ({ where }: { where: { field?: string | undefined } }) => !where.field?.startsWith("recipe.read.1");
	return { ...both, problems: both.problems.filter(mine), warnings: both.warnings.filter(mine) };
}

test("names in another file, by a key that both have", async () => {
	const imported = await joined("Id,Name,Tag\n1,Nord,\n2,Süd,\n");
	expect(imported.problems).toEqual([]);
	expect(days(imported)).toEqual(["Nord 2026-01-05", "Süd 2026-01-06"]);
});

test("or by position", async () => {
	const join = { file: "namen.csv", separator: ",", on: "position", columns: ["Name"] };
	const imported = await joined("Id,Name,Tag\n7,Nord,\n8,Süd,\n", undefined, join);
	expect(imported.problems).toEqual([]);
	expect(days(imported)).toEqual(["Nord 2026-01-05", "Süd 2026-01-06"]);
	const short = await joined("Id,Name,Tag\n7,Nord,\n", undefined, join);
	expect(told(short.problems)).toContain("plan.csv join_length");
});

test.each([
	["a key that is not there", "Id,Name,Tag\n1,Nord,\n3,Süd,\n", ["plan.csv:3 join_missing", "namen.csv:3 join_unused"]],
	["a key with two names", "Id,Name,Tag\n1,Nord,\n2,Süd,\n2,West,\n", ["namen.csv:3 join_twice"]],
	["a column that is not there", "Id,Nahme,Tag\n1,Nord,\n2,Süd,\n", ["namen.csv:1 unknown_column"]],
])("what does not join is told: %s", async (_, names, expected) => {
	const { problems, warnings } = await joined(names);
	const found = told([...problems, ...warnings]).filter((each) => /join_|unknown_column/.test(each));
	expect(found).toEqual(expected);
});

test("the file's name fits what the recipe says of it, or is told", async () => {
	const step = { ...DATES, round: "Ort", named: "plan {Ort} {jahr:number}.csv" };
	const text = "Datum;Tour\n05.01.2026;1\n";
	expect(days(await importOne(step, "plan Nord 2026.csv", text, BY_DISTRICT))).toEqual(["Nord 2026-01-05"]);
	expect(days(await importOne(step, "in/plan Nord 2026.csv", text, BY_DISTRICT))).toEqual(["Nord 2026-01-05"]);
	const other = await importOne(step, "Plan_Nord.csv", text, BY_DISTRICT);
	expect(told(other.problems)).toContain("Plan_Nord.csv name_does_not_fit");
});

const JSON_DATES = { as: "dates", service: "rest", date: "tag", round: "tour", format: "YYYY-MM-DD" };

test("trees: several values of a path, the row itself, and keys", async () => {
	const tree = { rows: "*/tage/*", columns: { tag: ".", tour: "../../touren/*" } };
	const text = JSON.stringify([{ tage: ["2026-01-05", "2026-01-12"], touren: ["1", "2"] }]);
	const imported = await importOne({ ...JSON_DATES, tree }, "d.json", text, BY_DISTRICT);
	expect([imported.problems, hints(imported)]).toEqual([[], []]);
	expect(days(imported)).toEqual(["1 2026-01-05", "1 2026-01-12", "2 2026-01-05", "2 2026-01-12"]);
	const xml = "<k><t><tag>2026-01-05</tag><zone>A</zone><zone>B</zone></t></k>";
	const zones = { rows: "k/t", columns: { tag: "tag", tour: "zone" } };
	const elements = await importOne({ ...JSON_DATES, tree: zones }, "d.xml", xml, BY_DISTRICT);
	expect(days(elements)).toEqual(["A 2026-01-05", "B 2026-01-05"]);
});

test.each([
	[
		"a path of the rows to nothing",
		{ rows: "termine/*", columns: { tag: "tag", tour: "tour" } },
		"d.json:1 empty_file",
	],
	["a path of a column to nothing", { rows: "*", columns: { tag: "tag", tour: "tuor" } }, "town.json no_effect"],
	["a path that ends at a list", { rows: "*", columns: { tag: "tag", tour: "touren" } }, "d.json:1 no_value"],
])("trees: %s is a problem", async (_, tree, expected) => {
	const text = JSON.stringify([{ tag: "2026-01-05", tour: "1", touren: ["1"] }]);
	const imported = await importOne({ ...JSON_DATES, tree, fill: { tour: ["1"] } }, "d.json", text, BY_DISTRICT);
	expect(told(imported.problems)).toContain(expected);
});

test("trees: entries without what the path goes on to, and entries beside it, are told", async () => {
	const tree = { rows: "*/tage/*", columns: { tag: ".", tour: "../../tour" } };
	const text = JSON.stringify(
		[
			{ tage: ["2026-01-05"], tour: "1" },
			{ tag: ["2026-01-06"], tour: "2" },
		],
		undefined,
		1,
	);
	const imported = await importOne({ ...JSON_DATES, tree }, "d.json", text, BY_DISTRICT);
	expect(told(imported.warnings)).toContain("d.json:8 nothing_below");
	const xml = '<k>\n<t tag="2026-01-05" tour="1"/>\n<T tag="2026-01-06" tour="1"/>\n</k>';
	const rows = { rows: "k/t", columns: { tag: "@tag", tour: "@tour" } };
	const beside = await importOne({ ...JSON_DATES, tree: rows }, "d.xml", xml, BY_DISTRICT);
	expect(told(beside.warnings)).toContain("d.xml:3 unread_entries");
});

test("trees: an entry within another element, and one of another name that has what nearly all have, are told", async () => {
	const rows = { rows: "k/t", columns: { tag: "@tag", tour: "@tour", info: "@info" } };
	const entry = (day: number, more = "") => `<t tag="2026-01-0${day}" tour="1"${more}/>`;
	const told4 = async (fourth: string) => {
		const xml = ["<k>", entry(5, ' info="x"'), entry(6), fourth, entry(8), entry(9), "</k>"].join("\n");
		return told((await importOne({ ...JSON_DATES, tree: rows }, "d.xml", xml, BY_DISTRICT)).warnings);
	};
	expect(await told4(entry(7))).not.toContain("d.xml:4 unread_entries");
	expect(await told4(`<Gruppe>${entry(7)}</Gruppe>`)).toContain("d.xml:4 unread_entries");
	expect(await told4(entry(7).replace("<t", "<Termin"))).toContain("d.xml:4 unread_entries");
	expect(await told4('<Feiertag tag="2026-01-06" name="Heilige Drei Könige"/>')).not.toContain(
		"d.xml:4 unread_entries",
	);
});

test("one wording may be several services", async () => {
	const service = { columns: ["Art"], map: { "Rest und Rest": ["rest"] } };
	expect(await daysOf({ service }, "Datum;Tour;Art\n05.01.2026;1;Rest und Rest\n")).toEqual(["1 2026-01-05"]);
});
