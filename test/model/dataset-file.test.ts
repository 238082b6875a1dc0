import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeDataset, parseDataset } from "../../data/model/dataset-file.ts";
import { datasets } from "./some.ts";

const MUSTERSTADT = readFileSync(new URL("../../data/towns/musterstadt/dataset.json", import.meta.url), "utf8");

/** A small lawful file, as a value to spoil. */
const small = () => ({
	format: 1,
	town: {
		id: "kleinstadt",
		name: "Kleinstadt",
		state: "HE",
		zone: "Europe/Berlin",
		languages: ["de"],
		contact: { name: "Amt", email: "amt@kleinstadt.example" },
		putOut: { earliest: "18:00", latest: "06:00" },
		cutoff: "12:00",
		publisher: "Kleinstadt",
	},
	coverage: { from: "2026-01-01", to: "2026-12-31" },
	editions: ["2026-01-01T00:00:00Z"],
	sources: ["touren.csv"],
	services: [{ id: "rest", fraction: "residual", label: "Restmüll", form: "bin", usual: true, letter: "R" }],
	rounds: [
		{
			service: "rest",
			dates: ["2026-01-05", { planned: "2026-01-12", day: "2026-01-13", moved: "0:4" }],
			lines: "0:2 +1",
		},
	],
	streets: [{ id: "weg", name: "Weg", places: [{ id: "abc123", rounds: [0], lines: "0:9" }] }],
	retired: { places: {}, services: [] },
});

type Small = ReturnType<typeof small>;

/** The small file with one thing changed, by its path. */
function spoiled(path: string, value: unknown): Small {
	const file = small();
	const keys = path.split(".");
	const last = keys.pop() ?? "";
	const parent = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], file);
	if (value === undefined) delete (parent as Record<string, unknown>)[last];
	else (parent as Record<string, unknown>)[last] = value;
	return file;
}

function fieldsOf(file: unknown): (string | undefined)[] {
	const parsed = parseDataset(typeof file === "string" ? file : JSON.stringify(file), "x/dataset.json");
	return parsed.ok ? [] : parsed.problems.map(({ where }) => where.field);
}

function read(json: string) {
	const parsed = parseDataset(json);
	if (!parsed.ok) throw new Error(parsed.problems.map(({ where, what }) => `${where.field}: ${what}`).join("\n"));
	return parsed.value;
}

describe("out and in again", () => {
	test("any dataset comes back as it was, and is written the same", () => {
		fc.assert(
			fc.property(datasets, (dataset) => {
				const json = makeDataset(dataset);
				const back = read(json);
				expect(back).toEqual(dataset);
				expect(makeDataset(back)).toBe(json);
				// Assignments point at the rounds of the dataset, not at copies of them.
				for (const { places } of back.streets)
					for (const { assignments } of places)
						for (const { round } of assignments) expect(back.rounds.includes(round)).toBe(true);
			}),
			{ numRuns: 300 },
		);
	});

	test("Musterstadt, byte for byte", () => expect(makeDataset(read(MUSTERSTADT))).toBe(MUSTERSTADT));

	test("one line per service, round and street, so that a change reads as a diff", () => {
		const lines = MUSTERSTADT.split("\n");
		const { services, rounds, streets } = read(MUSTERSTADT);
		const count = (start: string) => lines.filter((line) => line.startsWith(start)).length;
		expect(count('{"id":"')).toBe(services.length + streets.length);
		expect(count('{"service":"')).toBe(rounds.length);
	});

	test("the small file is lawful", () => expect(fieldsOf(small())).toEqual([]));
});

describe("what is wrong is told with its path", () => {
	test.each<[string, unknown, string?]>([
		["format", 2],
		["format", "1"],
		["town.id", "api"],
		["town.id", "Klein Stadt"],
		["town.zone", "Europe/Kleinstadt"],
		["town.putOut.latest", "24:00"],
		["town.languages", []],
		["coverage.to", "2026-02-30"],
		["editions", []],
		["services.0.fraction", "junk"],
		["services.0.form", "bag"],
		["services.0.lid", "red"],
		["services.0.label", ""],
		["rounds.0.service", "bio"],
		["rounds.0.lines", "0:2"],
		["rounds.0.lines", "1:2 +1"],
		["rounds.0.lines", "0:x"],
		["rounds.0.dates.1.moved", "7:1"],
		["rounds.0.dates.1.edition", 3],
		["services.0.edition", 1],
		["town.edition", 1],
		["streets.0.places", []],
		["streets.0.places.0.rounds", [1]],
		["streets.0.places.0.rounds", [-1], "streets.0.places.0.rounds.0"],
		["streets.0.places.0.lines", "0:9 +1"],
		["streets.0.places.0.lines", "4:9"],
		["streets.0.places.0.numbers", "evens"],
		["streets.0.places.0.editions", [1]],
		["streets.0.places.0.editions", [0, 0]],
		["streets.0.places.0.id", "../x"],
		["retired.services", ["Ü"], "retired.services.0"],
		["retired.services", [{ id: "bio" }], "retired.services.0"],
		["town", undefined],
		["streets", undefined],
	])("%s: %j", (path, value, field = path) => expect(fieldsOf(spoiled(path, value))).toEqual([field]));

	test("a date that is neither a day nor a lawful object", () => {
		for (const date of ["2026-02-30", 7, null, { planned: "2026-02-30" }]) {
			const [field] = fieldsOf(spoiled("rounds.0.dates", [date, "2026-01-12"]));
			expect(field).toMatch(/^rounds\.0\.dates\.0/);
		}
	});

	test("everything at once", () => {
		const file = small();
		file.town.zone = "Mars/Base";
		file.coverage.from = "gestern";
		file.rounds[0] = { service: "rest", dates: ["2026-01-05"], lines: "nichts" };
		expect(fieldsOf(file)).toEqual(["town.zone", "coverage.from", "rounds.0.lines"]);
	});

	test("all broken references at once", () => {
		const file = small();
		file.rounds[0] = { service: "bio", dates: ["2026-01-05"], lines: "8:2" };
		file.streets[0]?.places.push({ id: "abc124", rounds: [5, 0], lines: "0:9" });
		expect(fieldsOf(file)).toEqual([
			"rounds.0.service",
			"rounds.0.lines",
			"streets.0.places.1.rounds",
			"streets.0.places.1.lines",
		]);
	});

	test.each(["", "{", "[]", "null", "7", '"x"', "{}"])("%j is no dataset", (json) => {
		const parsed = parseDataset(json, "x/dataset.json");
		expect(parsed.ok).toBe(false);
		if (!parsed.ok)
			for (const { code, where } of parsed.problems)
				expect([code, where.file]).toEqual(["broken_dataset", "x/dataset.json"]);
	});
});
