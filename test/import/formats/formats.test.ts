import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readHtml } from "../../../data/import/read/html-lines.ts";
import { makeNumberWording } from "../../../data/import/read/make-number-wording.ts";
import { parseNumberWording, readNumberWording, splitStreet } from "../../../data/import/read/number-wording.ts";
import { daysOfRule, makeRule, parseRule } from "../../../data/import/read/rule.ts";
import { parseDay } from "../../../data/model/day.ts";
import { type HouseNumber, makeNumberSet, type NumberRange, type NumberSet } from "../../../data/model/number.ts";
import { describeTown, linesOf, published } from "../../towns/foreign.ts";
import { codesOf, importOne } from "../hostile/one-file.ts";

const FEED = { as: "calendar", summaries: { Restmüll: "rest" }, street: "Feed" };

function event(...lines: string[]): string[] {
	return ["BEGIN:VEVENT", ...lines, "SUMMARY:Restmüll", "END:VEVENT"];
}

async function daysOf(content: string | Uint8Array, step: object = {}): Promise<string[]> {
	const imported = await importOne({ ...FEED, ...step }, "f.ics", content);
	expect(imported.problems).toEqual([]);
	return imported.dataset.rounds.flatMap(({ dates }) => dates.map(({ day }) => day ?? "cancelled"));
}

const calendar = (end: string, ...lines: string[]) => ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR", ""].join(end);

test.each([
	["VALUE=DATE", "DTSTART;VALUE=DATE:20260105"],
	["a bare date", "DTSTART:20260105"],
	["midnight", "DTSTART:20260105T000000"],
	["floating", "DTSTART:20260105T050000"],
	["VALUE=DATE-TIME", "DTSTART;VALUE=DATE-TIME:20260105T060000"],
	["UTC in the morning", "DTSTART:20260105T060000Z"],
	["UTC of the evening before", "DTSTART:20260104T230000Z"],
	["with a zone", 'DTSTART;TZID="Europe/Berlin":20260105T070000'],
])("a day written as %s", async (_, start) => {
	expect(await daysOf(calendar("\r\n", ...event(start)))).toEqual(["2026-01-05"]);
	expect(await daysOf(calendar("\r\n", ...event(start, "DTEND:20260105T060000Z")))).toEqual(["2026-01-05"]);
});

test.each([
	["LF", "\n"],
	["CRLF", "\r\n"],
	["CR CR LF", "\r\r\n"],
	["CR", "\r"],
])("lines that end with %s", async (_, end) => {
	expect(await daysOf(calendar(end, "", ...event("DTSTART:20260105"), "", ...event("DTSTART:20260112")))).toEqual([
		"2026-01-05",
		"2026-01-12",
	]);
});

test("folded by TAB and by blank, with a byte order mark, in ISO-8859-1 and cp1252", async () => {
	const folded = calendar("\n", "BEGIN:VEVENT", "DTSTART:2026", "\t0105", "SUMM", " ARY:Rest", "\tmüll", "END:VEVENT");
	expect(await daysOf(`\ufeff${folded}`)).toEqual(["2026-01-05"]);
	expect(await daysOf(Buffer.from(folded, "latin1"), { encoding: "iso-8859-1" })).toEqual(["2026-01-05"]);
	expect(await daysOf(Buffer.from(folded, "latin1"), { encoding: "windows-1252" })).toEqual(["2026-01-05"]);
});

test("a moved and a cancelled day of a series keep the day that was planned", async () => {
	const lines = [
		...event("UID:a", "DTSTART;VALUE=DATE:20260105", "RRULE:FREQ=WEEKLY;COUNT=4"),
		...event("UID:a", "RECURRENCE-ID;VALUE=DATE:20260112", "DTSTART;VALUE=DATE:20260113"),
		...event("UID:a", "RECURRENCE-ID;VALUE=DATE:20260119", "DTSTART;VALUE=DATE:20260119", "STATUS:CANCELLED"),
	];
	const imported = await importOne(FEED, "f.ics", calendar("\n", ...lines));
	expect(imported.problems).toEqual([]);
	expect(imported.dataset.rounds[0]?.dates.map(({ planned, day }) => `${planned} ${day}`)).toEqual([
		"2026-01-05 2026-01-05",
		"2026-01-12 2026-01-13",
		"2026-01-19 undefined",
		"2026-01-26 2026-01-26",
	]);
});

test("every date of a feed knows the line of its event", async () => {
	const imported = await importOne(
		FEED,
		"f.ics",
		calendar("\r\r\n", "X-A:1", ...event("DTSTART:20260105"), ...event("DTSTART:20260112")),
	);
	expect(imported.dataset.rounds[0]?.dates.map(({ source }) => source)).toEqual([
		{ file: "f.ics", line: 3 },
		{ file: "f.ics", line: 7 },
	]);
});

test("an unknown wording, a day that is none and a change of all to come are named", async () => {
	const lines = [
		...event("DTSTART:20260230"),
		["BEGIN:VEVENT", "DTSTART:20260105", "SUMMARY:Flohmarkt", "END:VEVENT"],
		...event("UID:b", "DTSTART:20260105"),
		...event("UID:b", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260105", "DTSTART:20260106"),
	].flat();
	expect(codesOf(await importOne(FEED, "f.ics", calendar("\n", ...lines))).sort()).toEqual([
		"bad_day",
		"unmapped_service",
		"unread_recurrence",
	]);
});

test("a page: entities, lines and cells as its reader sees them", () => {
	const page =
		"<html><head><title>x</title></head>\n<body><script>if (1 < 2) x()</script>\n<!-- 1.1. --><b>Juli\n2026</b><br>04.07.&nbsp;R&uuml;ben<table><tr><td>a</td><td>b</td></tr></table>&#65;&#x42;";
	expect(readHtml(page, "p.html").lines).toEqual([
		{ line: 3, text: "Juli 2026" },
		{ line: 4, text: "04.07. Rüben" },
		{ line: 4, text: "a | b" },
		{ line: 4, text: "AB" },
	]);
});

test("a text: what looks like a date and fits no pattern is told", async () => {
	const step = {
		as: "dates",
		service: "rest",
		date: ["d", "m", "j"],
		text: { patterns: [{ keep: "{monat:month} {j:number}" }, { row: "{d:number}.{m:number}. Rest" }] },
	};
	const imported = await importOne(step, "t.txt", "Plan\nJanuar 2026\n5.1. Rest\n12.1. Papier\n", { districts: "Ort" });
	expect(imported.problems.map(({ code, where }) => `${code} ${where.line}`)).toEqual(["unread_line 4"]);
	expect(imported.dataset.rounds[0]?.dates.map(({ day, source }) => `${day} ${source?.line}`)).toEqual([
		"2026-01-05 3",
	]);
});

const day = (text: string) => {
	const parsed = parseDay(text);
	if (!parsed) throw new Error(text);
	return parsed;
};
const YEAR = { from: day("2026-01-01"), to: day("2026-12-31") };

test.each([
	["jeden Dienstag", 52, "2026-01-06"],
	["dienstags", 52, "2026-01-06"],
	["wöchentlich Di", 52, "2026-01-06"],
	["every Tuesday", 52, "2026-01-06"],
	["alle 2 Wochen Mittwoch ab 07.01.2026", 26, "2026-01-07"],
	["jeden 2. Mittwoch ab 14.01.2026", 26, "2026-01-14"],
	["14-täglich Mi ab 07.01.2026", 26, "2026-01-07"],
	["Mittwoch in geraden Wochen", 26, "2026-01-07"],
	["Mi, ungerade KW", 26, "2026-01-14"],
	["1. und 3. Montag im Monat", 24, "2026-01-05"],
	["letzter Freitag im Monat", 12, "2026-01-30"],
	["every second Friday of the month", 12, "2026-01-09"],
	["jeden Dienstag, April bis Oktober", 30, "2026-04-07"],
	["jeden Dienstag, November bis März", 22, "2026-01-06"],
])("«%s»", (text, count, first) => {
	const rule = parseRule(text);
	if ("flaw" in rule) throw new Error(rule.flaw);
	const days = daysOfRule(rule, YEAR, undefined);
	if ("flaw" in days) throw new Error(days.flaw);
	expect([days.length, days[0]]).toEqual([count, first]);
	expect(parseRule(makeRule(rule))).toEqual(rule);
});

test.each([
	["jeden 2. Mittwoch", "ambiguous"],
	["nach Bedarf", "unread"],
	["Montag oder Dienstag", "unread"],
	["gerade und ungerade Wochen Montag", "unread"],
])("«%s» is %s", (text, flaw) => expect(parseRule(text)).toMatchObject({ flaw }));

test("a rhythm without a start is told, with a start in its own column it is read", async () => {
	const step = { as: "rules", service: "rest", rule: "Regel", first: "Start", round: "Tour" };
	const imported = await importOne(
		step,
		"r.csv",
		"Tour;Regel;Start\n1;alle 2 Wochen Montag;\n2;alle 2 Wochen Montag;05.01.2026\n3;jeden 2. Montag;\n",
		{ districts: "Tour {round}" },
	);
	expect(imported.problems.map(({ code, where }) => `${code} ${where.line}`)).toEqual([
		"bad_rule 2",
		"ambiguous_rule 4",
	]);
	expect(imported.dataset.rounds[0]?.dates.length).toBe(26);
});

test("a policy moves what a rule plans, tells the holiday and its line, and gives way to a published list", async () => {
	const step = { as: "rules", service: "rest", rule: "Regel" };
	const file = "Regel\njeden Freitag\n";
	const policy = { districts: "Ort", holidays: [{ kind: "good-friday-and-christmas-earlier" }] };
	const imported = await importOne(step, "r.csv", file, policy);
	expect(imported.problems).toEqual([]);
	const good = imported.dataset.rounds[0]?.dates.find(({ planned }) => planned === "2026-04-03");
	expect(good).toMatchObject({ day: "2026-04-02", reason: "Karfreitag", moved: { file: "town.json" } });
});

const number = fc.record({ number: fc.integer({ min: 1, max: 400 }), letter: fc.constantFrom("", "", "a", "b", "k") });
const range = fc
	.record({
		side: fc.constantFrom("even" as const, "odd" as const, "both" as const),
		from: number,
		to: fc.option(number),
	})
	.map(({ side, from, to }): NumberRange | undefined => {
		if (to && (to.number < from.number || (to.number === from.number && to.letter < from.letter))) return undefined;
		return { side, from, ...(to && { to }) };
	});
const ORDER = ["both", "even", "odd"];
const set = fc
	.record({
		ranges: fc.array(range, { maxLength: 4 }),
		only: fc.array(number, { maxLength: 3 }),
		not: fc.array(number, { maxLength: 3 }),
	})
	.map(
		({ ranges, only, not }): NumberSet => ({
			ranges: ranges
				.filter((each) => each !== undefined)
				.sort((one, other) => ORDER.indexOf(one.side) - ORDER.indexOf(other.side)),
			only: only as HouseNumber[],
			not: not as HouseNumber[],
		}),
	)
	.filter(({ ranges, only }) => ranges.length + only.length > 0);

test("parse(make(x)) = x for every set of house numbers", () => {
	fc.assert(
		fc.property(set, (given) => {
			const read = parseNumberWording(makeNumberWording(given));
			expect(read && makeNumberSet(read)).toBe(makeNumberSet(given));
		}),
		{ numRuns: 2_000 },
	);
});

describeTown("arnsberg-2023", () => {
	test("every wording of house numbers in the published files is read, or is words", () => {
		const unparsed = wordings().filter(({ wording }) => readNumberWording(wording) === undefined);
		const described = wordings().filter(({ wording }) => readNumberWording(wording)?.kind === "words");
		console.log(
			`| wordings of house numbers | ${wordings().length} | in words | ${described.length} | unparsed | ${unparsed.length} |`,
		);
		expect(unparsed).toEqual([]);
		expect(wordings().length).toBeGreaterThan(1_200);
	});
});

function wordings(): { town: string; wording: string }[] {
	const arnsberg = JSON.parse(readFileSync(published("arnsberg-2023", "streets.json"), "utf8")) as {
		HouseNumbers: { Number: string }[];
	}[];
	const solingen = JSON.parse(
		readFileSync(published("api-abfallnavi-solingen-2022", "beispiel-strassen-data.json"), "utf8"),
	) as { hausNrList?: { nr: string }[] }[];
	const inStreet = (town: string, names: string[]) =>
		names
			.flatMap((name) => splitStreet(name, { single: town === "giessen" }).wording ?? [])
			.map((wording) => ({ town, wording }));
	const all = [
		...arnsberg.flatMap(({ HouseNumbers }) =>
			HouseNumbers.map(({ Number: wording }) => ({ town: "arnsberg", wording })),
		),
		...solingen.flatMap(({ hausNrList = [] }) => hausNrList.map(({ nr: wording }) => ({ town: "solingen", wording }))),
		...linesOf("buende-2016", "streets.csv").map((line) => ({
			town: "buende",
			wording: line.split(",").slice(2).join(",").trim(),
		})),
		...inStreet(
			"giessen",
			linesOf("giessen-2014", "streets.csv").map((line) => line.split('"')[1] ?? ""),
		),
		...inStreet(
			"kleve",
			linesOf("kleve-2023", "abfuhrbezirke2.txt").map((line) => line.split(";")[0] ?? ""),
		),
		...[2024, 2025, 2026].flatMap((year) =>
			inStreet(
				"schwaben",
				linesOf("markt-schwaben-2024-2026", `sheets-${year}/strassenindex.csv`).map((line) => line.split(";")[1] ?? ""),
			),
		),
	];
	return [
		...new Map(
			all.filter(({ wording }) => wording !== "").map((each) => [`${each.town} ${each.wording}`, each]),
		).values(),
	];
}

test("a wording that begins with «von» and names one large number has likely lost its hyphen", async () => {
	const step = {
		as: "streets",
		street: "Straße",
		numbers: { wording: "Nr" },
		rounds: [{ services: ["rest"], column: "Tour" }],
	};
	const imported = await importOne(
		step,
		"s.csv",
		"Straße;Nr;Tour\nAm Ring;von Hausnr. 132;1\nAm Ring;von Hausnr. 133 bis 150;1\nWeg;132;1\n",
	);
	expect(
		imported.warnings.filter(({ code }) => code === "lost_hyphen").map(({ where, what }) => `${where.line} ${what}`),
	).toEqual(["2 «von Hausnr. 132» beginnt mit «von» und nennt nur eine Nummer: vielleicht war 1-32 gemeint."]);
});
