import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_FORMATS, type DayFormat, parseDayText, readDayText } from "../../../data/import/read/day-text.ts";
import { codesOf, importOne } from "../hostile/one-file.ts";

test.each<[string, DayFormat, string | undefined]>([
	["1/5/26", "M/D/YY", "2026-01-05"],
	["1/5/2026", "M/D/YYYY", "2026-01-05"],
	["5/1/26", "D/M/YY", "2026-01-05"],
	["5.1.26", "D.M.YY", "2026-01-05"],
	["05-01-2026", "DD-MM-YYYY", "2026-01-05"],
	["2026/01/05", "YYYY/MM/DD", "2026-01-05"],
	["2026.01.05", "YYYY.MM.DD", "2026-01-05"],
	["5. Jan. 2026", "DD. Monat YYYY", "2026-01-05"],
	["5 January 2026", "DD. Monat YYYY", "2026-01-05"],
	["5. Jänner 2026", "DD. Monat YYYY", "2026-01-05"],
	["3. Mrz 2026", "DD. Monat YYYY", "2026-03-03"],
	["3. Ma\u0308rz 2026", "DD. Monat YYYY", "2026-03-03"],
	["31. Oct 2026", "DD. Monat YYYY", "2026-10-31"],
	["January 5th, 2026", "Monat DD, YYYY", "2026-01-05"],
	["5. Märchen 2026", "DD. Monat YYYY", undefined],
	["5. Julian 2026", "DD. Monat YYYY", undefined],
	["30.02.2026", "DD.MM.YYYY", undefined],
	["29.02.2027", "DD.MM.YYYY", undefined],
	["13/13/2026", "MM/DD/YYYY", undefined],
	["05.01.0026", "DD.MM.YYYY", "0026-01-05"],
	["05.01.226", "DD.MM.YYYY", undefined],
	["05.01.2026 06:00", "DD.MM.YYYY", "2026-01-05"],
	["05.01.2026, 6:30 Uhr", "DD.MM.YYYY", "2026-01-05"],
	["2026-01-05T06:00:00", "YYYY-MM-DD", "2026-01-05"],
	["2026-01-05T00:00:00.000Z", "YYYY-MM-DD", "2026-01-05"],
	["2026-01-04T23:00:00Z", "YYYY-MM-DD", undefined],
	["2026-01-05T06:00:00+01:00", "YYYY-MM-DD", undefined],
	["05.01.2026 25:00", "DD.MM.YYYY", undefined],
	["05. 01.26", "DD.MM.YY", "2026-01-05"],
	["Mo, 05.01.2026", "DD.MM.YYYY", "2026-01-05"],
	["Montag, den 05.01.2026", "DD.MM.YYYY", "2026-01-05"],
	["05.01.2026 (Mo.)", "DD.MM.YYYY", "2026-01-05"],
	["Mon 2026-01-05", "YYYY-MM-DD", "2026-01-05"],
	["Mo 5. Januar 2026", "DD. Monat YYYY", "2026-01-05"],
	["Di, 05.01.2026", "DD.MM.YYYY", undefined],
	["05.01.2026 Sonntag", "DD.MM.YYYY", undefined],
	["Morgen 05.01.2026", "DD.MM.YYYY", undefined],
	["Sondertermin 05.01.2026", "DD.MM.YYYY", undefined],
	["ab 05.01.2026", "DD.MM.YYYY", undefined],
	["05.01.2026 entfällt", "DD.MM.YYYY", undefined],
])("«%s» as %s", (text, format, day) => expect(parseDayText(text, format)).toBe(day));

const WEEKDAYS = [
	["Sonntag", "So", "Sun."],
	["Montag", "Mo.", "Mon"],
	["Dienstag", "Di", "Tue"],
	["Mittwoch", "Mi.", "Wednesday"],
	["Donnerstag", "Do", "Thu"],
	["Freitag", "Fr.", "Fri"],
	["Sonnabend", "Sa", "Sat"],
];

test("a weekday beside a day: read when it is right, told with both when it is another", () => {
	const instant = fc.integer({ min: Date.UTC(2020, 0, 1) / 86_400_000, max: Date.UTC(2035, 11, 31) / 86_400_000 });
	const place = fc.constantFrom(
		(day: string, name: string) => `${name} ${day}`,
		(day: string, name: string) => `${name}, ${day}`,
		(day: string, name: string) => `(${name}) ${day}`,
		(day: string, name: string) => `${day} ${name}`,
		(day: string, name: string) => `${day} (${name})`,
	);
	fc.assert(
		fc.property(
			instant,
			fc.integer({ min: 0, max: 6 }),
			fc.integer({ min: 0, max: 2 }),
			place,
			(days, weekday, form, write) => {
				const date = new Date(days * 86_400_000);
				const iso = date.toISOString().slice(0, 10);
				const text = write(iso.split("-").reverse().join("."), WEEKDAYS[weekday]?.[form] ?? "");
				const right = date.getUTCDay() === weekday;
				expect([text, readDayText(text, "DD.MM.YYYY")]).toEqual([
					text,
					right ? { day: iso, time: undefined } : { flaw: "weekday", day: iso, named: weekday || 7 },
				]);
			},
		),
		{ numRuns: 300 },
	);
});

test("any word beside a day that is no weekday: no day, in every format", () => {
	const word = fc
		.stringMatching(/^[a-zäöüß]{2,9}$/u)
		.filter((text) => !/^(?:mo|di|mi|do|fr|sa|so|tu|we|th|su|uhr|de[nrm])/u.test(text));
	fc.assert(
		fc.property(word, fc.constantFrom(...DAY_FORMATS), fc.boolean(), (beside, format, before) => {
			const text = before ? `${beside} 2026-01-06` : `2026-01-06 ${beside}`;
			expect([text, parseDayText(text, format)]).toEqual([text, undefined]);
		}),
		{ numRuns: 300 },
	);
});

const STEP = { as: "dates", service: "rest", date: "Tag" };
const ALL = { districts: "Alle" };

test("the finding names both weekdays", async () => {
	const { problems } = await importOne(STEP, "t.csv", "Tag\nMo, 06.01.2026\n", ALL);
	expect(problems[0]).toMatchObject({ code: "wrong_weekday", where: { line: 2 } });
	expect(problems[0]?.what).toContain("der 06.01.2026 ist ein Dienstag, daneben steht Montag");
});

test("a weekday in a column of its own is checked where the recipe names it", async () => {
	const file = "W;Tag\nDi;06.01.2026\n;13.01.2026\nMi;20.01.2026\nalle;27.01.2026\n";
	const read = await importOne({ ...STEP, weekday: "W" }, "t.csv", file, ALL);
	expect(read.problems.map(({ code, where }) => `${code} ${where.line}`)).toEqual(["wrong_weekday 4", "bad_weekday 5"]);
});

test("the same in a line of text", async () => {
	const step = {
		...STEP,
		weekday: "w",
		date: ["d", "m", "j"],
		text: { patterns: [{ keep: "Plan {j:number}" }, { row: "{w:weekday} {d:number}.{m:number}." }] },
	};
	const read = await importOne(step, "t.txt", "Plan 2026\nDi 06.01.\nDi 14.01.\n", ALL);
	expect(read.problems.map(({ code, where }) => `${code} ${where.line}`)).toEqual(["wrong_weekday 3"]);
});

test("a time beside the day is told once; in the evening it asks for dayAfter, and then the day is the next", async () => {
	const days = (step: object, file: string) => importOne({ ...STEP, ...step }, "t.csv", file, ALL);
	const morning = await days({}, "Tag\n06.01.2026 06:00\n13.01.2026 06:00\n");
	expect(morning.warnings.map(({ code }) => code)).toEqual(["time_beside_day"]);
	const evening = await days({}, "Tag\n06.01.2026 19:00\n13.01.2026 19:00\n");
	expect(evening.warnings.map(({ code }) => code)).toEqual(["evening_before"]);
	const after = await days({ dayAfter: true }, "Tag\nDi 06.01.2026 19:00\n13.01.2026 19:00\n");
	expect([...codesOf(after), ...after.warnings.map(({ code }) => code)]).toEqual([]);
	expect(after.dataset.rounds[0]?.dates.map(({ day }) => day)).toEqual(["2026-01-07", "2026-01-14"]);
});

test.each([
	["date-columns", { as: "date-columns", columns: [{ column: "Tag", services: ["rest"], round: "1" }] }, "Tag\n"],
	[
		"day-tokens",
		{ as: "day-tokens", date: "Tag", tokens: ["T"], map: [{ token: "R", services: ["rest"] }] },
		"Tag;T\n",
	],
	["streets", { as: "streets", street: "S", service: "rest", dates: { columns: ["Tag"], dayAfter: true } }, "Tag;S\n"],
])("dayAfter in %s", async (as, step, header) => {
	const second = as === "streets" ? ";Ring" : ";R";
	const file = `${header}05.01.2026${as === "date-columns" ? "" : second}\n`;
	const whole = as === "streets" ? step : { ...step, dayAfter: true };
	const read = await importOne(whole, "t.csv", file, as === "streets" ? {} : ALL);
	expect(read.problems).toEqual([]);
	expect(read.dataset.rounds[0]?.dates.map(({ day }) => day)).toEqual(["2026-01-06"]);
});

const TURN = {
	...STEP,
	date: ["d", "m", "j"],
	service: { columns: ["was"], map: { Rest: "rest", Papier: null } },
	text: { patterns: [{ keep: "{j:number}" }, { row: "{d:number}.{m:number}. {was}" }] },
};
const list = (...days: string[]) => `2026\n${days.join("\n")}\n`;

test.each([
	["in order", list("05.01. Rest", "07.12. Rest"), []],
	["over New Year", list("07.09. Rest", "07.12. Rest", "04.01. Rest"), ["year_turn 4"]],
	["a whole year twice", list("05.01. Rest", "07.12. Rest", "04.01. Rest", "06.12. Rest"), ["year_turn 4"]],
	["the columns of a page, line by line", list("05.01. Rest", "06.07. Rest", "02.02. Rest", "03.08. Rest"), []],
])("days without a year: %s", async (_, file, told) => {
	const read = await importOne(TURN, "t.txt", file, ALL);
	expect(read.problems.map(({ code, where }) => `${code} ${where.line}`)).toEqual(told);
});
