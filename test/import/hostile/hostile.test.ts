import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { matchPattern, parsePattern } from "../../../data/import/read/pattern.ts";
import { MOST_STEPS } from "../../../data/import/read/recurrence.ts";
import { MOST_ROWS } from "../../../data/import/steps/tables.ts";
import { makeProblemLine } from "../../../data/model/problem.ts";
import { run } from "../command.ts";
import { codesOf, importOne, townOfOneStep } from "./one-file.ts";
import { bomb, workbook } from "./workbook.ts";

// Files that are wrong on purpose: a named problem or plain text, with the work bounded.

const DATES = { as: "dates", service: "rest", date: "Datum", format: "YYYY-MM-DD", round: "Tour" };
const BY_DISTRICT = { districts: "Bezirk {round}" };
const FEED = { as: "calendar", summaries: { Restmüll: "rest" }, street: "Feed" };

function feed(...lines: string[]): string {
	return ["BEGIN:VCALENDAR", "BEGIN:VEVENT", ...lines, "SUMMARY:Restmüll", "END:VEVENT", "END:VCALENDAR", ""].join(
		"\r\n",
	);
}

test("200,000 rows", async () => {
	const rows = Array.from(
		{ length: 200_000 },
		(_, at) => `2026-${String(1 + (at % 12)).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")};${at % 50}`,
	);
	const imported = await importOne(DATES, "d.csv", `Datum;Tour\n${rows.join("\n")}`, BY_DISTRICT);
	expect(imported.problems).toEqual([]);
	expect(imported.rows.get("d.csv")).toEqual({ held: 200_000, read: 200_000 });
	expect(imported.dataset.rounds.length).toBe(50);
	// what is wrong in each of them is told a bounded number of times
	expect(imported.warnings.length).toBeLessThan(2_000);
});

test("200,000 rows, 300 columns wide lines and long ones, in a process of its own: at most 300 MB", async () => {
	const home = mkdtempSync(join(tmpdir(), "tonnentag-"));
	const folder = join(home, "grossstadt");
	mkdirSync(folder);
	const rows = Array.from(
		{ length: 200_000 },
		(_, at) => `2026-${String(1 + (at % 12)).padStart(2, "0")}-${String(1 + (at % 28)).padStart(2, "0")};${at % 50}`,
	);
	const wide = [`2026-03-05;7;${"1;".repeat(300)}`, `x${"y".repeat(65_536)};8`];
	writeFileSync(join(folder, "d.csv"), `Datum;Tour\n${[...rows, ...wide].join("\n")}`);
	const town = townOfOneStep({ ...DATES, file: "d.csv" }, BY_DISTRICT);
	writeFileSync(join(folder, "town.json"), JSON.stringify(town));
	const { code, peakMegabytes } = await run("import", folder, "--json");
	rmSync(home, { recursive: true });
	expect(code).toBe(1);
	console.log(`200,002 rows: ${Math.round(peakMegabytes)} MB`);
	expect(peakMegabytes).toBeLessThan(300);
});

test("more rows than any town has: refused before they are read", async () => {
	const cell = Array.from({ length: 700 }, (_, at) => at).join(",");
	const rows = Array.from({ length: 1_000 }, () => `2026-01-01;${cell}`);
	const imported = await importOne(
		{ ...DATES, several: { Tour: "," } },
		"d.csv",
		`Datum;Tour\n${rows.join("\n")}`,
		BY_DISTRICT,
	);
	expect(MOST_ROWS).toBe(400_000);
	expect(codesOf(imported)).toContain("too_many_rows");
	expect(imported.rows.get("d.csv")?.held).toBe(0);
});

test("lines of 64 kB and 300 columns", async () => {
	const long = "x".repeat(65_536);
	const wide = Array.from({ length: 300 }, (_, at) => `S${at}`);
	const header = ["Datum", "Tour", ...wide].join(";");
	const imported = await importOne(
		DATES,
		"d.csv",
		`${header}\n2026-01-05;1;${wide.map(() => "1").join(";")}\n${long};2\n`,
		BY_DISTRICT,
	);
	expect(codesOf(imported)).toEqual(["bad_day"]);
	expect(imported.rows.get("d.csv")).toEqual({ held: 2, read: 1 });
	for (const problem of imported.problems) expect(makeProblemLine(problem).length).toBeLessThan(1_000);
});

test.each([
	["SECONDLY", "RRULE:FREQ=SECONDLY", "wild_recurrence"],
	["HOURLY", "RRULE:FREQ=HOURLY;COUNT=5", "wild_recurrence"],
	["INTERVAL=0", "RRULE:FREQ=DAILY;INTERVAL=0", "bad_recurrence"],
	["a negative interval", "RRULE:FREQ=DAILY;INTERVAL=-1", "bad_recurrence"],
	[
		"cross products",
		`RRULE:FREQ=YEARLY;BYMONTHDAY=${Array.from({ length: 31 }, (_, at) => at + 1).join(",")};BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYYEARDAY=${Array.from({ length: 100 }, (_, at) => at + 1).join(",")}`,
		"wild_recurrence",
	],
	["BYHOUR lists", "RRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7,8,9", "wild_recurrence"],
	["no rule", "RRULE:;;;", "bad_recurrence"],
	["no days", "RRULE:FREQ=WEEKLY;BYDAY=XX", "bad_recurrence"],
])("a recurrence bomb: %s", async (_, rule, code) => {
	expect(codesOf(await importOne(FEED, "f.ics", feed("DTSTART;VALUE=DATE:20260105", rule)))).toContain(code);
});

test("COUNT=10^9 stops at the end of the coverage", async () => {
	const imported = await importOne(
		FEED,
		"f.ics",
		feed("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=DAILY;COUNT=1000000000"),
	);
	expect(imported.problems).toEqual([]);
	expect(imported.dataset.rounds[0]?.dates.length).toBe(365);
});

test("a series from the year 1 on, and a thousand of them, share one budget", async () => {
	expect(MOST_STEPS).toBeLessThan(20_000);
	const old = await importOne(FEED, "f.ics", feed("DTSTART;VALUE=DATE:00010101", "RRULE:FREQ=DAILY"));
	expect(codesOf(old)).toContain("endless_recurrence");
	const event = [
		"BEGIN:VEVENT",
		"DTSTART;VALUE=DATE:19800101",
		"RRULE:FREQ=DAILY",
		"SUMMARY:Restmüll",
		"END:VEVENT",
	].join("\r\n");
	const many = await importOne(
		FEED,
		"f.ics",
		`BEGIN:VCALENDAR\r\n${Array.from({ length: 1_000 }, () => event).join("\r\n")}\r\nEND:VCALENDAR`,
	);
	expect(codesOf(many)).toContain("endless_recurrence");
});

test("a calendar cut in the middle, one without a beginning, and components nested 100,000 deep", async () => {
	const whole = feed("DTSTART;VALUE=DATE:20260105");
	expect(codesOf(await importOne(FEED, "f.ics", whole.slice(0, 60)))).toContain("cut_calendar");
	expect(codesOf(await importOne(FEED, "f.ics", "Guten Tag"))).toContain("bad_calendar");
	const deep = `BEGIN:VCALENDAR\n${"BEGIN:VALARM\n".repeat(100_000)}${whole}`;
	expect(codesOf(await importOne(FEED, "f.ics", deep))).toContain("cut_calendar");
});

test.each([
	["JSON", "[".repeat(100_000)],
	["objects", '{"a":'.repeat(100_000)],
	["XML", "<a>".repeat(100_000)],
])("%s nested 100,000 deep", async (_, content) => {
	const tree = { rows: "*", columns: { Datum: "date", Tour: "tour" } };
	expect(codesOf(await importOne({ ...DATES, tree }, "t", content, BY_DISTRICT))).toContain("too_deep");
});

test.each([
	["JSON that ends early", '[{"date":"2026-01-05"'],
	["JSON with a comma too many", '[{"date":"2026-01-05"},]'],
	["XML that ends early", "<k><e date='2026-01-05'/>"],
	["XML with a wrong end", "<k><e></k></e>"],
	["an unfinished string", '[{"date":"2026'],
])("%s is named with its line", async (_, content) => {
	const tree = { rows: "*", columns: { Datum: "date", Tour: "tour" } };
	const imported = await importOne({ ...DATES, tree }, "t", content, BY_DISTRICT);
	expect(imported.problems.find(({ code }) => code === "bad_tree")?.where).toEqual({ file: "t", line: 1 });
});

test("entities that would explode stay as they are", async () => {
	const bomb = `<!DOCTYPE x [<!ENTITY a "${"b".repeat(1000)}">]>\n<k><e date="2026-01-05" tour="&a;&a;"/></k>`;
	const tree = { rows: "k/e", columns: { Datum: "@date", Tour: "@tour" } };
	const imported = await importOne({ ...DATES, tree }, "t", bomb, BY_DISTRICT);
	expect(JSON.stringify(imported.problems) + JSON.stringify(imported.dataset.rounds)).not.toContain("bbbb");
});

test("formulas, markup and bidi controls in names are plain text", async () => {
	const names = ['=HYPERLINK("http://böse.example")', "<img src=x onerror=alert(1)>", "\u202egnuaH", "@SUM(A1)"];
	const rows = names.map((name) => `2026-01-05;"${name.replaceAll('"', '""')}"`);
	const imported = await importOne(DATES, "d.csv", `Datum;Tour\n${rows.join("\n")}`, BY_DISTRICT);
	expect(imported.problems).toEqual([]);
	expect(imported.dataset.streets.map(({ name }) => name).sort()).toEqual(names.map((name) => `Bezirk ${name}`).sort());
	for (const warning of imported.warnings) expect(makeProblemLine(warning)).not.toContain("\u202e");
});

test("texts that would make a calendar of megabytes are refused, each once, where they stand", async () => {
	const long = "Bezirk ".repeat(40);
	const rows = [`2026-01-05;${long}`, `2026-02-05;${long}`, "2026-01-06;kurz"];
	const imported = await importOne(DATES, "d.csv", `Datum;Tour\n${rows.join("\n")}`, BY_DISTRICT);
	const found = imported.problems.filter(({ code }) => code === "text_too_long");
	expect(found.map(({ where }) => [where.file, where.line]).at(0)).toEqual(["d.csv", 2]);
	expect(found.length).toBeLessThanOrEqual(2);
	expect(found[0]?.what.length).toBeLessThan(200);
});

test("an archive that unpacks to more than 64 MB is not unpacked", async () => {
	const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
	const step = { ...DATES, tree: { rows: "*", columns: { Datum: "date", Tour: "tour" } } };
	const before = process.memoryUsage().rss;
	const imported = await importArchive(step, new Uint8Array(bomb));
	expect(imported).toContain("bad_archive");
	expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(300);
});

async function importArchive(step: object, bytes: Uint8Array): Promise<string[]> {
	const { unpack } = await import("../../../data/import/unpack.ts");
	const town = { recipe: { read: [{ ...step, file: "a.tar.gz > *.json" }] } } as never;
	const files = await unpack(town, new Map([["a.tar.gz", bytes]]));
	return [...files.values()].flatMap((each) => (each && "code" in each ? [each.code] : []));
}

test("a file that is no workbook", async () => {
	const imported = await importOne({ ...DATES, sheet: 1 }, "b.xlsx", "PK\u0003\u0004 kein Blatt", BY_DISTRICT);
	expect(codesOf(imported)).toContain("bad_workbook");
});

test("cells joined in a workbook hold for every row they cover", async () => {
	const rows = [
		["Datum", "Tour"],
		["2026-01-05", "Nord"],
		["2026-01-19", ""],
		["2026-02-02", ""],
		["2026-01-06", "Süd"],
	];
	const step = { ...DATES, sheet: "Straßen", down: ["Tour"] };
	const imported = await importOne(step, "b.xlsx", workbook(rows, ["B2:B4"]), BY_DISTRICT);
	expect(imported.problems).toEqual([]);
	const days = imported.dataset.rounds.map(({ name, dates }) => `${name}: ${dates.map(({ day }) => day).join(" ")}`);
	expect(days.sort()).toEqual(["Nord: 2026-01-05 2026-01-19 2026-02-02", "Süd: 2026-01-06"]);
});

test("a column that the recipe misspells is named, not passed over", async () => {
	const csv = "Datum;Tour\n2026-01-05;Nord\n";
	for (const options of [{ down: ["Tuor"] }, { fill: { Tuor: ["Nord"] } }, { several: { Tuor: "," } }]) {
		const imported = await importOne({ ...DATES, ...options }, "d.csv", csv, BY_DISTRICT);
		expect(imported.problems.map(({ code, what }) => `${code} ${what}`)).toEqual([
			"unknown_column Die Spalte «Tuor» gibt es nicht. Vorhanden: «Datum», «Tour».",
		]);
	}
});

test.each([
	["big_workbook", 64, false],
	["bad_workbook", 400, true],
])("%s: a workbook that unpacks to %i MB is not unpacked, even if its directory lies: %s", async (code, size, lies) => {
	const bytes = await bomb(size, lies);
	expect(bytes.length).toBeLessThan((size / 100) * 1024 * 1024);
	const before = process.memoryUsage().rss;
	const imported = await importOne({ ...DATES, sheet: 1 }, "b.xlsx", bytes, BY_DISTRICT);
	expect(codesOf(imported)[0]).toBe(code);
	expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(300);
});

test("patterns match in one pass, whatever the text", () => {
	const pattern = parsePattern("{a} {b} {c} {d} {e} {f} {g} {h}!");
	if (!pattern) throw new Error("no pattern");
	const text = "a ".repeat(100_000);
	const began = performance.now();
	expect(matchPattern(pattern, text)).toBeUndefined();
	expect(performance.now() - began).toBeLessThan(200);
	expect(parsePattern("{a}{b}")).toBeUndefined();
	expect(parsePattern("{a:wort}")).toBeUndefined();
	expect(parsePattern("{a")).toBeUndefined();
});
