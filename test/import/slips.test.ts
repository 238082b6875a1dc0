import { describe, expect, test } from "vitest";
import { importBoth, importFiles, importOne } from "./hostile/one-file.ts";

// One sign too few or another one: the file still reads, and what comes out was hardly meant. That is told at its line.

const ALL = { districts: "Alle" };
const DATES = { as: "dates", service: "rest", date: "Datum" };

async function told(step: object, file: string, content: string, recipe: object = ALL): Promise<string[]> {
	const { problems, warnings } = await importOne(step, file, content, recipe);
	return [...problems, ...warnings].map(({ code, where }) => `${code} ${where.line}`);
}

describe("values of JSON", () => {
	const step = {
		...DATES,
		date: "Tag",
		format: "YYYY-MM-DD",
		round: "Tour",
		tree: { rows: "*", columns: { Tag: "d", Tour: "r" } },
	};
	const json = (values: readonly unknown[]) =>
		JSON.stringify(
			["05", "12", "19", "26"].flatMap((day, at) => [
				{ d: `2026-01-${day}`, r: "Nord" },
				{ d: `2026-01-${day}`, r: values[at] ?? "Nord" },
			]),
			undefined,
			1,
		);
	const of = async (values: readonly unknown[], more: object = { districts: "Tour {round}" }) =>
		(await told(step, "d.json", json(values), more)).filter((each) => each.startsWith("odd_type"));

	test("a number, true or false among texts", async () => {
		for (const odd of [0, 7, true, false]) expect(await of(["Nord", odd])).toEqual(["odd_type 16"]);
		expect(await of(["Nord", null])).toEqual([]);
		expect(await of(["Nord", "0"])).toEqual([]);
	});

	test("a text among numbers; where both are many, neither is odd", async () => {
		const numbers = JSON.parse(json([])).map((each: object, at: number) => ({ ...each, r: at === 3 ? "1" : 1 }));
		expect(
			(await told(step, "d.json", JSON.stringify(numbers, undefined, 1), { districts: "Tour {round}" })).filter(
				(each) => each.startsWith("odd_type"),
			),
		).toEqual(["odd_type 16"]);
		expect(await of([1, 1, 1, 1])).toEqual([]);
	});
});

describe("«N - Ende» where ranges are of one side", () => {
	const step = {
		as: "streets",
		street: "Straße",
		numbers: { inStreet: true, equalEnds: "one-side" },
		rounds: [{ services: ["rest"], column: "Tour" }],
	};
	const plan = "Datum;Tour\n05.01.2026;A\n06.01.2026;B\n12.01.2026;A\n13.01.2026;B\n";
	const parts = async (...rows: string[]) => {
		const { problems, warnings, dataset } = await importBoth(
			{ ...step, file: "s.csv" },
			`Straße;Tour\n${rows.join("\n")}\n`,
			{ ...DATES, round: "Tour", file: "d.csv" },
			plan,
		);
		const sides = dataset.streets.flatMap(({ places }) =>
			places.flatMap(({ part, assignments }) =>
				part.kind === "numbers"
					? part.numbers.ranges.map(({ side, from }) => `${side} ${from.number} ${assignments[0]?.round.name}`)
					: [],
			),
		);
		return { sides, told: [...problems, ...warnings].map(({ code, where }) => `${code} ${where.line}`) };
	};

	test("is one side beside another row that has the other", async () => {
		const { sides, told: found } = await parts("Am Ring 1 - 15;A", "Am Ring 17 - Ende;B", "Am Ring 2 - Ende;A");
		expect(sides).toEqual(["odd 1 A", "even 2 A", "odd 17 B"]);
		expect(found).toEqual([]);
	});

	test("alone it is both, and told", async () => {
		const { sides, told: found } = await parts("Am Ring 1 - 21;A", "Am Ring 2 - 22;A", "Am Ring 23 - Ende;B");
		expect(sides).toEqual(["both 1 A", "both 23 B"]);
		expect(found).toEqual(["open_end 4"]);
	});

	test("numbers before the name, and words in which numbers stand", async () => {
		expect((await parts("2 Am Ring;A", "Weg;B")).told).toContain("number_in_street 2");
		const words = { ...step, numbers: { wording: "Nr", otherwise: "words" } };
		const found = await importBoth(
			{ ...words, file: "s.csv" },
			"Straße;Nr;Tour\nAm Ring;1-15;A\nAm Ring;gerade bis Hof 7;B\n",
			{ ...DATES, round: "Tour", file: "d.csv" },
			plan,
		);
		expect(found.warnings.map(({ code, where }) => `${code} ${where.line}`)).toContain("words_among_numbers 3");
	});
});

test("a tour that stands once and that no street has", async () => {
	const days = Array.from(
		{ length: 12 },
		(_, at) => `${String(at + 5).padStart(2, "0")}.01.2026;${at === 7 ? "l" : "1"}`,
	);
	const { warnings } = await importBoth(
		{ as: "streets", street: "Straße", rounds: [{ services: ["rest"], column: "Tour" }], file: "s.csv" },
		"Straße;Tour\nAm Ring;1\n",
		{ ...DATES, round: "Tour", file: "d.csv" },
		`Datum;Tour\n${days.join("\n")}\n`,
	);
	expect(warnings.map(({ code, where }) => `${code} ${where.line}`)).toContain("rare_round 9");
});

test("what several steps see in one file is told once", async () => {
	const file = "d.csv";
	const csv = "Datum;Art;Ort\n05.01.2026;x;y\n12.01.2026;x;y\n19.01.2026;x;y\n26.01.2026;x";
	const { warnings } = await importFiles(
		[
			{ ...DATES, file },
			{ ...DATES, file },
		],
		new Map([[file, csv]]),
		ALL,
	);
	expect(warnings.filter(({ code }) => code === "cut_row")).toHaveLength(1);
});

describe("a part of a file", () => {
	const page = { ...DATES, date: "t", text: { html: true, patterns: [{ row: "{t:day} Restmüll" }] } };

	test.each([
		["</td><td>05.01.2026 Restmüll<br>12.01.2026 Restmüll</td>", ["part_of_page 1"]],
		["<html><body><p>05.01.2026 Restmüll<br>12.01.2026 Restmüll", ["part_of_page 1"]],
		["<html><body><p>05.01.2026 Restmüll<br>12.01.2026 Restmüll</body></html>", []],
		["<p>05.01.2026 Restmüll<br>12.01.2026 Restmüll", []],
	])("of a page: %s", async (html, found) => {
		expect(await told(page, "d.html", html)).toEqual(found);
	});

	test("of a table: its last row, however few there are, or an empty line where the names should stand", async () => {
		expect(await told(DATES, "d.csv", "Datum;Art;Ort\n05.01.2026;x;y\n12.01.2026;x")).toEqual(["cut_row 3"]);
		expect(await told({ ...DATES, date: 1 }, "d.csv", "\n05.01.2026;x\n12.01.2026;y\n")).toEqual(["empty_header 1"]);
		expect(await told({ ...DATES, date: 1, header: 0 }, "d.csv", "05.01.2026;x\n12.01.2026;y\n")).toEqual([]);
	});
});

test("the end of a side that is of the other", async () => {
	const step = {
		as: "streets",
		street: "S",
		numbers: { even: ["ga", "gb"], odd: ["ua", "ub"], open: [9999] },
		dates: { columns: ["T"] },
		service: "rest",
	};
	const row = (numbers: string) => `S;ga;gb;ua;ub;T\nAm Ring;${numbers};05.01.2026\n`;
	expect(await told(step, "s.csv", row("2;20;2;9999"), {})).toContain("doubtful_numbers 2");
	expect(await told(step, "s.csv", row("2;2O;1;9999"), {})).toContain("doubtful_numbers 2");
	expect(await told(step, "s.csv", row("2;20;1;9999"), {})).not.toContain("doubtful_numbers 2");
});

describe("an empty piece of a list", () => {
	const YEAR = ["05", "12", "19", "26"].map((day) => `${day}.01.2026`);
	const service = { columns: ["Was"], map: { Rest: "rest", Bio: null } };

	test("of a column with several values, but not where the file is written so", async () => {
		const step = { as: "dates", date: "Datum", service, several: { Was: "," } };
		const rows = (...cells: string[]) => `Datum;Was\n${cells.map((cell, at) => `${YEAR[at]};${cell}`).join("\n")}\n`;
		const holes = async (...cells: string[]) =>
			(await told(step, "d.csv", rows(...cells))).filter((each) => each.startsWith("empty_piece"));
		expect(await holes("Rest, Bio", ", Rest", "Rest, Bio", "Rest")).toEqual(["empty_piece 3"]);
		expect(await holes("Rest, Bio", "Rest, Bio", "Rest, , Bio", "Rest")).toEqual(["empty_piece 4"]);
		expect(await holes("Rest, Bio", "Rest", "Rest, Bio", "Rest,")).toEqual(["empty_piece 5"]);
		expect(await holes("Rest,", "Rest, Bio,", "Rest, Bio", "Rest,")).toEqual([]);
		expect(await holes("Rest, Bio", "Rest", "", "Rest")).toEqual([]);
	});

	test("of tokens", async () => {
		const map = [{ token: "R", services: ["rest"] }];
		const step = { as: "day-tokens", date: 1, tokens: [2], split: "+", map, ignore: ["B"], header: 0 };
		const rows = (cell: string) => YEAR.map((day, at) => `${day};${at === 2 ? cell : "R+B"}`).join("\n");
		expect(await told(step, "d.csv", rows("R"))).toEqual([]);
		expect(await told(step, "d.csv", rows("R+"))).toEqual(["empty_piece 3"]);
	});

	test("of the wording of an event, and of its rounds", async () => {
		const step = {
			as: "calendar",
			patterns: ["{what} Zone {round}"],
			split: ["/"],
			summaries: { Rest: "rest", Bio: null },
			several: { round: "+" },
			street: "Zone {round}",
		};
		const calendar = (wording: string) =>
			["BEGIN:VCALENDAR", "VERSION:2.0"]
				.concat(
					YEAR.flatMap((day, at) => [
						"BEGIN:VEVENT",
						`UID:${at}`,
						`DTSTART;VALUE=DATE:${day.split(".").reverse().join("")}`,
						`SUMMARY:${at === 1 ? wording : "Rest/Bio Zone A+B"}`,
						"END:VEVENT",
					]),
					"END:VCALENDAR",
				)
				.join("\r\n");
		const found = async (wording: string) => (await importOne(step, "d.ics", calendar(wording))).warnings;
		expect((await found("Rest/Bio Zone A+B")).map(({ code }) => code)).toEqual([]);
		for (const wording of ["Rest/ Zone A+B", "Rest/Bio Zone A+"])
			expect((await found(wording)).map(({ code, where }) => `${code} ${where.line}`)).toContain("empty_piece 8");
	});
});
