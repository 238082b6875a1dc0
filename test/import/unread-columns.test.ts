import { describe, expect, test } from "vitest";
import { importOne } from "./hostile/one-file.ts";
import { workbookOf } from "./hostile/workbook.ts";

// What stands beside a date and says something of it is read, or told: nothing a clerk wrote there is lost in silence.

const ALL = { districts: "Alle" };
const DATES = { as: "dates", service: "rest", date: "Datum" };
const LIST = ["Datum", "05.01.2026", "12.01.2026", "19.01.2026"];

/** The list with one more column. */
const beside = (...cells: readonly string[]) => LIST.map((line, at) => `${line};${cells[at] ?? ""}`).join("\n");

const findings = async (step: object, content: string, file = "d.csv") => {
	const { problems, warnings } = await importOne(step, file, content, ALL);
	return [...problems, ...warnings].filter(({ code }) => /^unread_|wrong_weekday/u.test(code));
};

describe("a column that no step reads", () => {
	test.each([
		"entfällt",
		"ENTFÄLLT",
		"fällt aus",
		"verlegt auf Di 13.01.",
		"abgesagt",
		"Ausfall wegen Eis",
		"cancelled",
	])("is told with its line where a cell says «%s»", async (words) => {
		const [found, ...others] = await findings(DATES, beside("Hinweis", "", words));
		expect(others).toEqual([]);
		expect(found).toMatchObject({ code: "unread_change", level: "warning", where: { file: "d.csv", line: 3 } });
		expect(found?.what).toContain("Unter «Hinweis»");
		expect(found?.what).toContain(words);
	});

	test.each([
		["Auch am", "", "13.01.2026"],
		["Datum 2", "06.01.2026", "13.01.2026", "20.01.2026"],
		["Nachtrag", "2026-01-07"],
		["", "", "auch am 14.01.2026"],
	])("is told where it holds days: «%s»", async (...cells) => {
		expect((await findings(DATES, beside(...cells))).map(({ code }) => code)).toEqual(["unread_day"]);
	});

	test("several of them are one finding", async () => {
		const content = LIST.map(
			(line, at) => `${line};${at ? "06.01.2026" : "A"};${at ? `0${at}.02.2026` : "B"};${at ? `1${at}.02.2026` : "C"}`,
		);
		const found = await findings(DATES, content.join("\n"));
		expect(found.map(({ what }) => what)).toEqual([expect.stringContaining("Unter «B», «C» steht ein Tag")]);
	});

	test.each([
		["Stand", "01.12.2025", "01.12.2025", "01.12.2025"],
		["Kürzel", "K1", "K2", "K1"],
		["Hinweis", "", "Fallobst gehört in die Biotonne", ""],
		["Hinweis", "Abfälle", "Müllfall", "Verlegenheit"],
		["KW", "2", "3", "4"],
	])("is passed over where it says nothing of the dates: «%s»", async (...cells) => {
		expect(await findings(DATES, beside(...cells))).toEqual([]);
	});

	test("is read where the recipe names it", async () => {
		expect(await findings({ ...DATES, note: "Hinweis" }, beside("Hinweis", "", "verlegt von Montag"))).toEqual([]);
	});

	test("of a heading that stands twice is told once, as that", async () => {
		const found = await importOne(
			{ as: "date-columns", columns: [{ column: "A", services: ["rest"], round: "x" }] },
			"d.csv",
			"A;A\n05.01.2026;06.01.2026\n",
			ALL,
		);
		expect(found.problems.map(({ code }) => code)).toContain("column_twice");
		expect(found.warnings.map(({ code }) => code)).not.toContain("unread_day");
	});

	test("what a pattern of a text catches and nobody reads is told, too", async () => {
		const step = { ...DATES, date: "t", text: { patterns: [{ row: "{t:day} {was}" }] } };
		expect(await findings(step, "05.01.2026 Restmüll entfällt\n12.01.2026 Restmüll\n", "d.txt")).toMatchObject([
			{ code: "unread_change", where: { line: 1 } },
		]);
	});
});

describe("a weekday that a pattern names", () => {
	const step = {
		as: "dates",
		service: "rest",
		date: ["d", "m", "jahr"],
		text: { patterns: [{ keep: "Jahr {jahr:number}" }, { row: "{w:weekday} {d:number}.{m:number}." }] },
	};

	test.each([1, 2, 3])("must be that of the day, however short the list: %i lines", async (lines) => {
		const rows = ["Mo 06.01.", "Mo 13.01.", "Mo 20.01."].slice(0, lines);
		const found = await findings(step, `Jahr 2026\n${rows.join("\n")}\n`, "d.txt");
		expect(found.map(({ code, where }) => `${code} ${where.line}`)).toEqual(
			rows.map((_, at) => `wrong_weekday ${at + 2}`),
		);
	});

	test("that is right is not told", async () => {
		expect(await findings(step, "Jahr 2026\nDi 06.01.\n", "d.txt")).toEqual([]);
	});
});

describe("a sheet of a workbook that no step reads", () => {
	const plan = LIST.map((line) => [line]);
	const told = async (other: readonly (readonly string[])[], sheet: string | number = "Plan") => {
		const book = workbookOf({ Plan: plan, Hinweise: other });
		const { problems, warnings } = await importOne({ ...DATES, sheet }, "plan.xlsx", book, ALL);
		expect(problems).toEqual([]);
		return warnings.filter(({ code }) => code === "unread_sheet");
	};

	test.each([[["Am 24.12. entfällt die Abfuhr"]], [["Datum"], ["06.07.2026"]], [["", "verschoben"]]])(
		"is named where it says something of days: %j",
		async (...rows) => {
			for (const sheet of ["Plan", 1]) {
				const found = await told(rows, sheet);
				expect(found).toMatchObject([{ level: "warning", where: { file: "plan.xlsx" } }]);
				expect(found[0]?.what).toContain("«Hinweise»");
			}
		},
	);

	test.each([[["Fragen? 0123 456"]], [[]]])("is passed over where it does not: %j", async (...rows) => {
		expect(await told(rows)).toEqual([]);
	});
});
