import { describe, expect, test } from "vitest";
import { importOne } from "./hostile/one-file.ts";

// What says of an entry that it does not count, of a list that there is another, and of a file that it is another one.

const ALL = { districts: "Alle" };
const TREE = {
	as: "dates",
	service: "rest",
	date: "d",
	format: "YYYY-MM-DD",
	tree: { rows: "t/*", columns: { d: "date" } },
};
const DAYS = ["2026-01-06", "2026-01-13", "2026-01-20", "2026-01-27", "2026-02-03", "2026-02-10"];

const found = async (step: object, file: string, content: string, recipe: object = ALL) => {
	const { problems, warnings } = await importOne(step, file, content, recipe);
	return [...problems, ...warnings]
		.filter(({ code }) => /^(?:unread_|other_year|days_as_weeks)/u.test(code))
		.map(({ code, where: { line } }) => [code, ...(line ? [line] : [])].join(" "));
};

/** JSON, an entry a line: the first on line 3. */
const entries = (fields: (at: number) => object, more: object = {}) =>
	`{\n"t": [\n${DAYS.map((date, at) => JSON.stringify({ date, ...fields(at) })).join(",\n")}\n]${Object.entries(more)
		.map(([key, value]) => `,\n${JSON.stringify(key)}: ${JSON.stringify(value)}`)
		.join("")}\n}\n`;

describe("a flag that nothing reads", () => {
	test.each([
		["deleted", true],
		["isDeleted", 1],
		["hidden", "ja"],
		["gelöscht", "x"],
	])("«%s» in one entry only", async (name, value) => {
		expect(
			await found(
				TREE,
				"d.json",
				entries((at) => (at === 2 ? { [name]: value } : {})),
			),
		).toEqual(["unread_change 5"]);
	});

	test.each([
		["deleted", true, false],
		["active", false, true],
		["is_valid", "0", "1"],
		["gueltig", "nein", "ja"],
		["status", 2, 1],
	])("«%s»: another value in one entry", async (name, odd, usual) => {
		expect(
			await found(
				TREE,
				"d.json",
				entries((at) => ({ [name]: at === 4 ? odd : usual })),
			),
		).toEqual(["unread_change 7"]);
	});

	test.each([
		["active", [true, true, true, true, true, true]],
		["deleted", [false, false, false, false, false, false]],
		["status", ["a", "b", "a", "b", "a", "b"]],
		["tonne", [1, 2, 1, 1, 1, 1]],
	])("«%s» says nothing where it is the same, half, or no flag", async (name, values) => {
		expect(
			await found(
				TREE,
				"d.json",
				entries((at) => ({ [name]: values[at] })),
			),
		).toEqual([]);
	});

	test("in a column of a table", async () => {
		const rows = ["Datum;Aktiv", "06.01.2026;1", "13.01.2026;1", "20.01.2026;0", "27.01.2026;1"];
		expect(await found({ as: "dates", service: "rest", date: "Datum" }, "d.csv", rows.join("\n"))).toEqual([
			"unread_change 4",
		]);
	});
});

describe("days in a list of their own", () => {
	test.each([
		["exceptions", ["2026-01-13"]],
		["nachtrag", [{ datum: "2026-03-03" }]],
		["weitere", { tour: [{ am: "03.03.2026" }] }],
	])("«%s» beside the rows", async (name, value) => {
		expect(
			await found(
				TREE,
				"d.json",
				entries(() => ({}), { [name]: value }),
			),
		).toEqual(["unread_day 10"]);
	});

	test.each([
		["stand", "2025-12-01"],
		["generatedAt", "2025-12-01"],
		["gültig", { von: "2026-01-01", bis: "2026-12-31" }],
	])("«%s» is no list", async (name, value) => {
		expect(
			await found(
				TREE,
				"d.json",
				entries(() => ({}), { [name]: value }),
			),
		).toEqual([]);
	});
});

test("a column of other kinds of waste, where all rows are one service", async () => {
	const rows = ["Datum;Art", "06.01.2026;Restmüll", "13.01.2026;Restmüll", "20.01.2026;Papier"];
	const step = { as: "dates", service: "rest", date: "Datum" };
	expect(await found(step, "d.csv", rows.join("\n"))).toEqual(["unread_service 4"]);
	expect(await found({ ...step, only: { Art: "Rest*" } }, "d.csv", rows.join("\n"))).toEqual([]);
	const sizes = rows.map((row) => row.replace("Papier", "Rest 120 l"));
	expect(await found(step, "d.csv", sizes.join("\n"))).toEqual([]);
});

test.each(["2025.csv", "abfuhr_2025.csv", "Kalender 2027 neu.csv", "source/Plan-2025.csv"])(
	"%s has the dates of 2026 only",
	async (file) => {
		const step = { as: "dates", service: "rest", date: "Datum" };
		expect(await found(step, file, "Datum\n06.01.2026\n13.01.2026\n")).toEqual(["other_year"]);
	},
);

test.each(["2026.csv", "export-2025-11-20.csv", "20251120.csv", "plan_2025_26.csv", "plan_2025-2026.csv", "12025.csv"])(
	"%s may have the dates of 2026",
	async (file) => {
		const step = { as: "dates", service: "rest", date: "Datum" };
		expect(await found(step, file, "Datum\n06.01.2026\n13.01.2026\n")).toEqual([]);
	},
);

describe("a rhythm", () => {
	const step = { as: "rhythms", service: "rest", round: "Tour", first: "Erster", weeks: "Wochen" };
	const rows = (...cells: readonly string[]) =>
		["Tour;Erster;Wochen;Bemerkung", ...cells.map((cell, at) => `${at};0${at + 5}.01.2026;${cell}`)].join("\n");
	const districts = { districts: "Tour {round}" };

	test("of fourteen weeks means days in most lists; it is one finding", async () => {
		expect(await found(step, "r.csv", rows("14;", "2;", "14;"), districts)).toEqual(["days_as_weeks 2"]);
		expect(await found(step, "r.csv", rows("4;", "13;", "26;"), districts)).toEqual([]);
	});

	test.each(["nur April bis Oktober", "Winterpause", "nur im Sommer", "Dez. bis Feb. pausiert"])(
		"beside which stands «%s»",
		async (words) => {
			expect(await found(step, "r.csv", rows("2;", `2;${words}`), districts)).toEqual(["unread_change 3"]);
		},
	);

	test.each(["nur nach Anmeldung", "Mai 2026 neu", "ab 240 l"])(
		"beside which stands «%s»: no season",
		async (words) => {
			expect(await found(step, "r.csv", rows("2;", `2;${words}`), districts)).toEqual([]);
		},
	);
});
