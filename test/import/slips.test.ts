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

describe("a row that slipped in among the lines of the header", () => {
	const days = ["05", "12", "19"].map((day) => `${day}.01.2026;Restmüll;Nord`);
	const step = { ...DATES, date: "Datum", lines: { from: 3 } };

	test("is named, wherever it stands between the names of the columns and the first line", async () => {
		const csv = ["Datum;Art;Bezirk", "26.01.2026;Restmüll;Nord", ...days].join("\n");
		expect(await told(step, "d.csv", csv)).toContain("row_above_lines 2");
		expect(await told({ ...step, lines: { from: 4 } }, "d.csv", csv.replace("\n", "\n(Tag);(Art);(Ort)\n"))).toContain(
			"row_above_lines 3",
		);
	});

	test("is none where it says what the columns are", async () => {
		const csv = ["Datum;Art;Bezirk", "TT.MM.JJJJ;Fraktion;Nord/Süd", ...days].join("\n");
		expect((await told(step, "d.csv", csv)).filter((each) => each.startsWith("row_above"))).toEqual([]);
	});
});

describe("a part of a file", () => {
	const page = { ...DATES, date: "t", text: { html: true, patterns: [{ row: "{t:day} Restmüll" }] } };

	test.each([
		["</td><td>05.01.2026 Restmüll<br>12.01.2026 Restmüll</td>", ["part_of_page 1"]],
		["<html><body><p>05.01.2026 Restmüll<br>12.01.2026 Restmüll", ["part_of_page 1"]],
		["<html><body><p>05.01.2026 Restmüll<br>12.01.2026 Restmüll</body></html>", []],
		["<html><body><p>05.01.2026 Restmüll<br>12.01.2026 Restmüll</html>", []],
		["<html><body><p>05.01.2026 Restmüll<br>12.01.2026 Restmüll</body>", []],
		["<body><ul><li>05.01.2026 Restmüll<li>12.01.2026 Restmüll</body>", ["part_of_page 1"]],
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

describe("the name of a street", () => {
	const step = { as: "streets", street: "Straße", rounds: [{ services: ["rest"], column: "Tour" }], file: "s.csv" };
	const plan = "Datum;Tour\n05.01.2026;A\n12.01.2026;A\n";
	const of = async (names: readonly string[], numbers?: object) => {
		const list = `Straße;Tour\n${names.map((name) => `${name};A`).join("\n")}\n`;
		const { problems, warnings } = await importBoth(
			{ ...step, numbers },
			list,
			{ ...DATES, round: "Tour", file: "d.csv" },
			plan,
		);
		return [...problems, ...warnings]
			.filter(({ where }) => where.file === "s.csv")
			.map(({ code, where }) => `${code} ${where.line}`);
	};
	const OTHERS = ["Ahornweg", "Birkenweg", "An der Bahn", "Hof 3", "Str. des 17. Juni", "St.-Georg-Str."];

	test.each([
		["Ring|", "sign_in_street"],
		["Ring *", "sign_in_street"],
		["Ring -", "sign_in_street"],
		["Ring siehe Ahornweg", "reference_in_street"],
		["Ring s. Ahornweg", "reference_in_street"],
		["enweg", "fragment_of_street"],
		["Ring 14-täglich", "rhythm_in_street"],
		["S\\u00fcdring", "garbled_text"],
		["S%C3%BCdring", "garbled_text"],
		["S=C3=BCdring", "garbled_text"],
		["<b>Ring</b>", "sign_in_street"],
	])("«%s» is told", async (name, code) => {
		expect(await of([...OTHERS, name])).toContain(`${code} 8`);
	});

	test.each([
		[OTHERS],
		[["an der Bahn", "am Hof", "im Winkel", "Ring"]],
		[["ahornweg", "birkenweg", "ring"]],
		[["Straße d. Friedens", "Weg (am Hof)", "Prof.-Dr.-Koch-Str.", "Platz & Hof", "O'Brien-Ring", "A/B-Weg"]],
	])("%s are names", async (names) => {
		expect(await of(names)).toEqual([]);
	});

	test("with numbers in it: what stands before them, and a letter in the place of a digit", async () => {
		const inStreet = { inStreet: true };
		for (const name of ["Ring von Hausnr. l-81", "Ring S - 25Z", "Ring - 25Z", "Ring I-81"])
			expect(await of([...OTHERS.slice(0, 3), name], inStreet)).toContain("number_in_street 5");
		for (const name of ["Ring von Hausnr. 1-81", "Ring - 1-25", "Ring – gerade 2-10", "Ring 7-25Z"])
			expect(await of([...OTHERS.slice(0, 3), name], inStreet)).toEqual([]);
	});

	test("a reference is told in lists of dates and in calendars as well", async () => {
		const dates = { ...DATES, street: "Straße", file: "d.csv" };
		expect(await told(dates, "d.csv", "Datum;Straße\n05.01.2026;Ring s. Hof\n12.01.2026;Ring s. Hof\n", {})).toContain(
			"reference_in_street 2",
		);
	});
});

test("half a number, and an exception that is the end", async () => {
	const step = {
		as: "streets",
		street: "Straße",
		numbers: { wording: "Nr" },
		rounds: [{ services: ["rest"], column: "Tour" }],
		file: "s.csv",
	};
	const of = async (wording: string) => {
		const dates = { ...DATES, round: "Tour", file: "d.csv" };
		const { warnings } = await importBoth(
			step,
			`Straße;Nr;Tour\nRing;${wording};A\n`,
			dates,
			"Datum;Tour\n05.01.2026;A\n",
		);
		return warnings.map(({ code }) => code).filter((code) => code === "doubtful_numbers");
	};
	for (const wording of ["2,5-24", "18-30 außer 30", "18-30 ohne 18", "18-30 ungerade"])
		expect(await of(wording)).toHaveLength(1);
	for (const wording of ["2, 6-24", "3,5-9", "7,9", "18-30 außer 24", "ungerade ohne 1", "1-10 gerade", "ab 3 ohne 3a"])
		expect(await of(wording)).toEqual([]);
});

test("a list that goes on in the next line without a separator, where each heading has one line", async () => {
	const patterns = [{ keep: "{Was}:" }, { row: "{t:day}", split: "," }];
	const service = { columns: ["Was"], map: { Rest: "rest", Bio: null, Papier: null } };
	const step = { as: "dates", date: "t", service, text: { patterns } };
	const of = async (rest: string) =>
		(
			await told(step, "d.txt", `Rest:\n${rest}\nBio:\n07.01.2026, 14.01.2026\nPapier:\n08.01.2026, 15.01.2026\n`)
		).filter((each) => each.startsWith("broken_line"));
	expect(await of("05.01.2026, 12.01.2026\n19.01.2026, 26.01.2026")).toEqual(["broken_line 2"]);
	expect(await of("05.01.2026, 12.01.2026")).toEqual([]);
});

test("a tag that swallows text", async () => {
	const page = { ...DATES, date: "t", text: { html: true, patterns: [{ row: "{t:day} Restmüll" }] } };
	const of = (line: string) => told(page, "d.html", `<p>05.01.2026 Restmüll<br>\n${line}\n12.01.2026 Restmüll</p>`);
	for (const line of ["<nob\u20ac\u20acmüll<b>x</b>", "<b 19.01.2026 Restmüll<br>", "<b 19.01.2026 Restmüll>"])
		expect(await of(line)).toContain("broken_tag 2");
	for (const line of ['<img alt="<b>" src="a.1.2.png">', "<o:p></o:p>", "<x-y a=1.2>", '<b title="bis 19.01.2026">'])
		expect(await of(line)).not.toContain("broken_tag 2");
});

test("a hole in the dates of a row is told at the row, with its street", async () => {
	const days = ["05", "12", "19", "26"]
		.flatMap((day) => [`${day}.01.2026`, `${day}.02.2026`])
		.sort((one, other) => one.slice(3).localeCompare(other.slice(3)));
	const step = { as: "streets", street: "Straße", service: "rest", dates: { columns: "T*", format: "DD.MM.YYYY" } };
	const header = days.map((_, at) => `T${at}`).join(";");
	const row = (name: string, without = -1) => `${name};${days.map((day, at) => (at === without ? "" : day)).join(";")}`;
	const { warnings } = await importOne(step, "s.csv", `Straße;${header}\n${row("Ring")}\n${row("Weg", 2)}\n`);
	const found = warnings.filter(({ code }) => code === "missing_date");
	expect(found.map(({ where, what }) => `${where.file}:${where.line} ${what}`)).toEqual([
		expect.stringMatching(/^s\.csv:3 «Restmüll» in Weg: zwischen/u),
	]);
});
