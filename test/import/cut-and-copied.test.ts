import { describe, expect, test } from "vitest";
import { importOne } from "./hostile/one-file.ts";
import { workbook } from "./hostile/workbook.ts";

// What a cut, a break, a copy or a lost digit leaves behind is told with its line, although each of it can be read.

const ALL = { districts: "Alle" };
const DATES = { as: "dates", service: "rest", date: "Datum" };

const told = async (code: string, step: object, file: string, content: string | Uint8Array, recipe: object = ALL) => {
	const { problems, warnings } = await importOne(step, file, content, recipe);
	return [...problems, ...warnings].flatMap((each) => (each.code === code ? [each.where.line] : []));
};

describe("a line of days", () => {
	const days = [
		"05.01.2026, 19.01.2026, 02.02.2026",
		"06.01.2026, 20.01.2026, 03.02.2026",
		"07.01.2026, 21.01.2026, 04.02.2026",
	];
	const step = {
		...DATES,
		date: "t",
		round: "Bezirk",
		text: { patterns: [{ keep: "Bezirk {Bezirk}" }, { row: "{t:day}", split: ", " }] },
	};
	const text = (...more: string[]) => [...days.flatMap((line, at) => [`Bezirk ${at + 1}`, line]), ...more].join("\n");

	test("that stands under a second heading too, below its own", async () => {
		expect(await told("line_again", step, "d.txt", text(days[0] ?? ""))).toEqual([7]);
		const short = text("Bezirk 4", "08.01.2026", days[0] ?? "");
		expect(await told("line_again", step, "d.txt", short)).toEqual([9]);
	});

	test("is no copy where both headings have nothing else, or where each has several", async () => {
		expect(await told("line_again", step, "d.txt", text("Bezirk 4", days[0] ?? ""))).toEqual([]);
		const each = ["1", "2", "3"].flatMap((bezirk) => [`Bezirk ${bezirk}`, ...days]).join("\n");
		expect(await told("line_again", step, "d.txt", each)).toEqual([]);
	});
});

describe("a table", () => {
	const rows = Array.from({ length: 12 }, (_, at) => `${String(at + 1).padStart(2, "0")}.02.2026;x${at}`);
	const table = (of: readonly string[]) => `Datum;Nr\n${of.join("\n")}`;
	const whole = table(rows);

	test("whose last row is cut behind all that is read", async () => {
		expect(await told("cut_row", DATES, "d.csv", whole.replace(/;x11$/u, ""))).toEqual([13]);
		expect(await told("cut_row", DATES, "d.csv", whole)).toEqual([]);
		const wide = table(rows.map((row) => `${row};y`)).replace("Nr", "Nr;Korrigiert");
		expect(await told("cut_row", DATES, "d.csv", wide.replace("x4;", ""))).toEqual([6]);
		expect(
			await told("cut_row", DATES, "d.csv", table(rows.map((row, at) => (at % 3 ? row : row.slice(0, 10))))),
		).toEqual([]);
	});

	test("with a day that has lost a digit", async () => {
		expect(await told("single_digit", DATES, "d.csv", table([...rows, "1.03.2026;x"]))).toEqual([14]);
		const iso = { ...DATES, format: "YYYY-MM-DD" };
		const days = rows.map((row) => `2026-02-${row.slice(0, 2)};x`);
		expect(await told("single_digit", iso, "d.csv", table([...days, "2026-03-1;x"]))).toEqual([14]);
	});

	test("without zeros before its days has lost none", async () => {
		const bare = rows.map((row) => row.replace(/^0/u, ""));
		expect(await told("single_digit", DATES, "d.csv", table(bare))).toEqual([]);
		expect(await told("single_digit", DATES, "d.csv", whole)).toEqual([]);
	});

	test("with a day beyond the names of a sheet's columns", async () => {
		const cells = [["Datum"], ["05.01.2026"], ["12.01.2026", "14.01.2026"]];
		expect(await told("unread_day", { ...DATES, sheet: 1 }, "d.xlsx", workbook(cells))).toEqual([3]);
	});
});

describe("a list of streets", () => {
	const step = { as: "streets", street: "Straße", rounds: [{ services: ["rest"], column: "Bezirk" }] };
	const names = Array.from({ length: 60 }, (_, at) => `"Weg ${"abcdefghij"[at % 10]}${"klmnop"[at % 6]}";A`);
	const list = (...more: string[]) => ["Straße;Bezirk", ...more, ...names].join("\n");

	test("with a name that is broken over two lines", async () => {
		expect(await told("broken_cell", step, "s.csv", list('"Ahorn\nweg";A'))).toEqual([2]);
		expect(await told("broken_cell", step, "s.csv", list(...names.map((name) => name.replace(" ", "\n"))))).toEqual([]);
	});

	test("with the rest of a name that was cut", async () => {
		expect(await told("stray_quote", step, "s.csv", list('hornweg";A'))).toEqual([2]);
		expect(await told("stray_quote", step, "s.csv", list('"Haus ""Sonne""";A'))).toEqual([]);
	});

	test.each(["Ahornweg 14-täglich", "Ahornweg wöchentlich", "Ahornweg (entfällt)", "Ahornweg alle 2 Wochen"])(
		"with «%s»",
		async (name) => {
			expect(await told("rhythm_in_street", step, "s.csv", list(`${name};A`))).toEqual([2]);
		},
	);

	test.each(["Straße des 17. Juni", "Q 7", "Geradeweg", "Wochenendweg", "Täglichsbecker Straße"])(
		"where «%s» is one",
		async (name) => {
			expect(await told("rhythm_in_street", step, "s.csv", list(`${name};A`))).toEqual([]);
		},
	);

	test("with a side that begins at what means its end", async () => {
		const numbers = { even: ["gv", "gb"], odd: ["uv", "ub"], open: [9998, 9999] };
		const csv = (odd: string) => `Straße;gv;gb;uv;ub;Bezirk\nAhornweg;2;9998;${odd};9999;A\n`;
		expect(await told("bad_range", { ...step, numbers }, "s.csv", csv("9998"), {})).toEqual([2]);
		expect(await told("bad_range", { ...step, numbers }, "s.csv", csv("1"), {})).toEqual([]);
	});
});
