import { expect, test } from "vitest";
import type { Imported } from "../../data/import/import-town.ts";
import { told } from "./cases/shared-case.ts";
import { importFiles, importOne } from "./hostile/one-file.ts";

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

test("every line that fits nothing is named with its number, not only the first", async () => {
	const lines = ["Zone: Nord", "05.01.2026", "entfällt", "12.01.2026", "am dritten", "19.01.2026"];
	const imported = await importOne(PAGE, "d.txt", lines.join("\n"), BY_DISTRICT);
	const [found] = imported.warnings.filter(({ code }) => code === "unread_lines");
	expect(found?.what).toContain("Zeile 3 «entfällt», Zeile 5 «am dritten»");
});

test("a file of dates that are all left out says that no date comes of it", async () => {
	const file = (rows: string) => importOne(MAPPED, "d.csv", `Datum;Tour;Art\n${rows}`, BY_DISTRICT);
	expect(told((await file("05.01.2026;1;Markt\n")).warnings)).toContain("d.csv no_dates");
	expect(told((await file("05.01.2026;1;Markt\n12.01.2026;1;Rest\n")).warnings)).not.toContain("d.csv no_dates");
	expect(told((await file("05.01.2026;1;Marktt\n")).warnings)).not.toContain("d.csv no_dates");
});

test("a plan of a part of the time in which a round has no date at all is told at its list", async () => {
	const half = (nth: number) => ({ from: `2026-0${6 * nth + 1}-01`, to: `2026-${nth === 0 ? "06-30" : "12-31"}` });
	const steps = [0, 1].flatMap((nth) => [
		{
			as: "streets",
			file: `s${nth}.csv`,
			period: half(nth),
			street: "Straße",
			rounds: [{ services: ["rest"], column: "Tour" }],
		},
		{ ...DATES, file: `d${nth}.csv`, period: half(nth) },
	]);
	const toldOf = async (second: string) => {
		const streets = "Straße;Tour\nAm Bach;1\nRing;2\n";
		const dates = "Datum;Tour\n05.01.2026;1\n12.01.2026;2\n";
		const files = {
			"s0.csv": streets,
			"s1.csv": streets,
			"d0.csv": dates,
			"d1.csv": `Datum;Tour\n03.08.2026;1\n${second}`,
		};
		const imported = await importFiles(steps, new Map(Object.entries(files)), {});
		expect(imported.problems).toEqual([]);
		return told(imported.warnings).filter((each) => each.includes("no_dates"));
	};
	expect(await toldOf("10.08.2026;2\n")).toEqual([]);
	expect(await toldOf("")).toEqual(["s1.csv:3 no_dates_in_period"]);
});

test("a street needs a name: the rest of an entry is told, and a word that stays between the name and its numbers", async () => {
	const step = {
		as: "streets",
		street: "Straße",
		numbers: { inStreet: true },
		rounds: [{ services: ["rest"], column: "Tour" }],
	};
	const found = async (street: string) =>
		(await importOne(step, "s.csv", `Straße;Tour\n${street};1\n`)).problems
			.filter(({ where }) => where.line === 2)
			.map(({ code }) => code)
			.filter((code) => code !== "round_without_dates");
	for (const street of ["5-103", "(16-32)", "16", "18-30)"]) expect(await found(street)).toEqual(["nameless_street"]);
	for (const street of ["Ring ca. 2-8", "Ring etwa 2-8", "Am Bach teilweise 1-15"])
		expect(await found(street)).toEqual(["number_in_street"]);
	for (const street of ["Ring 2-8", "Breite straße 2-8", "Lange str. 2-8", "Am Bach (1-15)"])
		expect(await found(street)).toEqual([]);
});

test("a line that is cut at its commas: what is missing between two of them is told", async () => {
	const list = { ...DATES, round: undefined, text: { patterns: [{ row: "{Datum:day}", split: "," }] } };
	const found = async (line: string) =>
		told((await importOne(list, "d.txt", `${line}\n`, { districts: "Ort" })).warnings);
	expect(await found("05.01.2026, 12.01.2026, 19.01.2026")).not.toContain("d.txt:1 empty_piece");
	for (const line of ["05.01.2026, , 19.01.2026", ", 12.01.2026", "05.01.2026, 12.01.2026,"])
		expect(await found(line)).toContain("d.txt:1 empty_piece");
});

test("a day that is taken as any text, because a heading says so, is told", async () => {
	const patterns = [{ keep: "{Art}:" }, { row: "{Straße}", when: { Art: "Straßen" } }, { row: "{Datum:day}" }];
	const step = {
		...DATES,
		round: undefined,
		service: { columns: ["Art"], map: { Straßen: null, Rest: "rest" } },
		text: { patterns },
	};
	const found = async (second: string) =>
		told((await importOne(step, "d.txt", `Rest:\n05.01.2026\n${second}\n12.01.2026\n`, { districts: "Ort" })).warnings);
	expect(await found("Rest:")).not.toContain("d.txt:4 day_as_text");
	expect(await found("Straßen:")).toContain("d.txt:4 day_as_text");
	expect(await found("Straßen:\nStraße 52")).toContain("d.txt:5 day_as_text");
});

test("text between the entries of XML is told: a tag whose beginning is lost", async () => {
	const step = { ...DATES, tree: { rows: "k/t", columns: { Datum: "@d", Tour: "@t", Info: "info" } } };
	const entry = (day: number) => `<t d="0${day}.01.2026" t="1"><info>x <b>y</b></info></t>`;
	const found = async (second: string) =>
		told((await importOne(step, "d.xml", `<k>\n${entry(5)}\n${second}\n${entry(7)}\n</k>`, BY_DISTRICT)).warnings);
	expect(await found(entry(6))).not.toContain("d.xml:3 stray_text");
	expect(await found('d="06.01.2026" t="1"/>')).toContain("d.xml:3 stray_text");
	expect(await found(`${entry(6)} entfällt`)).toContain("d.xml:3 stray_text");
});

test("columns of dates that are filled from the top: the one row that leaves a hole is told, rows by weeks are none", async () => {
	const columns = ["A", "B", "C"].map((column) => ({ column, services: ["rest"] }));
	const rows = [5, 12, 19, 26].map(
		(day, nth) => `${day}.01.2026;${nth < 3 ? `${day + 1}.01.2026` : ""};${nth < 2 ? `${day + 2}.01.2026` : ""}`,
	);
	const found = async (lines: readonly string[]) => {
		const csv = `A;B;C\n${lines.join("\n")}\n02.02.2026;;\n`;
		const imported = await importOne({ as: "date-columns", columns, format: "D.M.YYYY" }, "d.csv", csv, {
			districts: "Tour {round}",
		});
		return told(imported.warnings).filter((each) => each.includes("hole"));
	};
	expect(await found(rows)).toEqual([]);
	expect(await found(rows.with(1, ";12.01.2026;13.01.2026"))).toEqual(["d.csv:3 hole_in_column"]);
	expect(await found(rows.with(3, ";;26.01.2026"))).toEqual(["d.csv:5 hole_in_column"]);
	expect(await found(["05.01.2026;;", ";06.01.2026;", ";;07.01.2026", "12.01.2026;;"])).toEqual([]);
});

test("a heading below which nothing stands is told with the one that follows", async () => {
	const found = async (...lines: string[]) =>
		(await importOne(PAGE, "d.txt", lines.join("\n"), BY_DISTRICT)).warnings
			.filter(({ code }) => code === "bare_heading")
			.map(({ where, what }) => `${where.line} ${/\((.*)\)/u.exec(what)?.[1]}`);
	expect(await found("Zone: Nord", "05.01.2026", "", "Zone: Süd", "", "12.01.2026")).toEqual([]);
	expect(await found("Zone: Nord", "Zone: Süd", "12.01.2026")).toEqual(["1 Zeilen 1 und 2"]);
	expect(await found("Zone: Nord", "12.01.2026", "Zone: Süd")).toEqual(["3 Zeile 3"]);
	expect(await found("Zone: Nord", "entfällt", "Zone: Süd", "12.01.2026")).toEqual([]);
});
