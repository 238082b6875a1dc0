import { readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { isMoved, makeSources } from "../../data/model/collection.ts";
import {
	cancellationsOf,
	collectionsOf,
	type Dataset,
	findPlace,
	findService,
	findStreet,
	servicesOf,
	successorsOf,
} from "../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../data/model/dataset-file.ts";
import { parseDay } from "../../data/model/day.ts";
import { parseHouseNumber } from "../../data/model/number.ts";
import type { PlaceId } from "../../data/model/street.ts";
import { datasets } from "./some.ts";

const day = (text: string) => {
	const parsed = parseDay(text);
	if (!parsed) throw new Error(`${text} is no day`);
	return parsed;
};

/** Two services, a round with a move, a cancellation and a date beyond the coverage; a place put together from two rows. */
const FILE = {
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
	editions: ["2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"],
	sources: ["strassen.csv", "touren.csv", "changes.csv"],
	services: [
		{ id: "rest", fraction: "residual", label: "Restmüll", form: "bin", usual: true, letter: "R" },
		{ id: "bio", fraction: "organic", label: "Bio", form: "bin", usual: true, letter: "B" },
		{ id: "glas", fraction: "glass", label: "Glas", form: "bin", usual: true, letter: "GL" },
	],
	rounds: [
		{
			service: "bio",
			dates: [
				"2026-01-05",
				{ planned: "2026-01-12", day: "2026-01-14", reason: "Streik", moved: "2:2", edition: 1 },
				{ planned: "2026-01-19", day: null, reason: "Schnee", moved: "2:3" },
				{ planned: "2026-12-30", day: "2027-01-02", moved: "2:4" },
			],
			lines: "1:2 +1 +1 +1",
		},
		{ service: "rest", dates: ["2025-12-29", "2026-01-05", "2026-01-14"] },
	],
	streets: [
		{
			id: "weg",
			name: "Weg",
			places: [
				{ id: "a", numbers: "1-9, 21-29", rows: ["1-9", "21-29"], rounds: [0, 1], lines: "0:2 +0 +2 +0" },
				{ id: "b", numbers: "10-20", rounds: [1], lines: "0:3" },
			],
		},
	],
	retired: {
		places: { old: ["older"], older: ["a", "b"], loop: ["pool"], pool: ["loop"], dead: [], lost: ["nowhere"] },
		services: [],
	},
};

let dataset: Dataset;
beforeAll(() => {
	const parsed = parseDataset(JSON.stringify(FILE));
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	dataset = parsed.value;
});

const place = (id: string) => {
	const found = findPlace(dataset, id);
	if (!found) throw new Error(`no place ${id}`);
	return found.place;
};

const short = (id: string, query = {}) =>
	collectionsOf(dataset, place(id), query).map((each) => `${each.day} ${each.service.id}`);

describe("what is collected at a place", () => {
	test("by day, then in the town's order of services; nothing cancelled, nothing beyond the coverage", () => {
		expect(short("a")).toEqual(["2026-01-05 rest", "2026-01-05 bio", "2026-01-14 rest", "2026-01-14 bio"]);
		expect(short("b")).toEqual(["2026-01-05 rest", "2026-01-14 rest"]);
	});

	test("the period asks for the day people know, not for the plan; both its ends count", () => {
		expect(short("a", { period: { from: day("2026-01-14"), to: day("2026-01-14") } })).toEqual([
			"2026-01-14 rest",
			"2026-01-14 bio",
		]);
		expect(short("a", { period: { from: day("2026-01-12"), to: day("2026-01-13") } })).toEqual([]);
		expect(short("a", { period: { from: day("2027-01-02"), to: day("2027-01-02") } })).toEqual(["2027-01-02 bio"]);
	});

	test("only the services that were asked for", () => {
		expect(short("a", { services: ["bio"] })).toEqual(["2026-01-05 bio", "2026-01-14 bio"]);
		expect(short("a", { services: [] })).toEqual([]);
		expect(short("a", { services: ["glas", "nichts"] })).toEqual([]);
	});

	test("a moved date keeps its plan, its reason and its edition", () => {
		const moved = collectionsOf(dataset, place("a")).filter(isMoved);
		expect(moved).toHaveLength(1);
		expect(moved[0]).toMatchObject({ planned: "2026-01-12", day: "2026-01-14", reason: "Streik", edition: 1 });
	});

	test.each([
		["3", "bio", "touren.csv:2", 2],
		["25", "bio", "touren.csv:2", 4],
		["3", "rest", "strassen.csv:2", 2],
		["25", "rest", "strassen.csv:4", 4],
	])("number %s, %s: the date from %s, assigned by line %i", (number, service, source, line) => {
		const [first] = collectionsOf(dataset, place("a"), {
			services: [service as never],
			number: parseHouseNumber(number),
		});
		expect(first && makeSources(first.sources)).toBe(source);
		expect(first?.sources.assigned).toEqual({ file: "strassen.csv", line });
	});

	test("the source of a moved date names both lines", () => {
		const moved = collectionsOf(dataset, place("a")).find(isMoved);
		expect(moved && makeSources(moved.sources)).toBe("touren.csv:3 > changes.csv:2");
	});

	test("what was cancelled, by the day of the plan", () => {
		const cancelled = cancellationsOf(dataset, place("a"));
		expect(cancelled).toMatchObject([{ planned: "2026-01-19", reason: "Schnee", service: { id: "bio" } }]);
		expect(cancelled[0] && makeSources(cancelled[0].sources)).toBe("touren.csv:4 > changes.csv:3");
		expect(cancellationsOf(dataset, place("b"))).toEqual([]);
		expect(cancellationsOf(dataset, place("a"), { services: ["rest" as never] })).toEqual([]);
	});

	test("every date of every round is either a collection, cancelled or outside", () => {
		fc.assert(
			fc.property(datasets, (some) => {
				const always = { from: day("1900-01-01"), to: day("2999-12-31") };
				for (const { places } of some.streets) {
					for (const each of places) {
						const planned = each.assignments.flatMap(({ round }) =>
							round.dates.map((date) => `${round.service} ${date.planned}`),
						);
						const told = [
							...collectionsOf(some, each, { period: always }),
							...cancellationsOf(some, each, { period: always }),
						];
						expect(told.map((one) => `${one.service.id} ${one.planned}`).sort()).toEqual(planned.sort());
						const listed = collectionsOf(some, each).map((one) => one.day);
						expect(listed).toEqual([...listed].sort());
						expect(listed.every((one) => some.coverage.from <= one && one <= some.coverage.to)).toBe(true);
					}
				}
			}),
			{ numRuns: 100 },
		);
	});
});

describe("finding", () => {
	test("streets, places and services by id; nothing for others", () => {
		expect(findStreet(dataset, "weg")?.name).toBe("Weg");
		expect(findPlace(dataset, "b")?.street.id).toBe("weg");
		expect(findService(dataset, "bio")?.label).toBe("Bio");
		for (const id of ["", "Weg", "old", "constructor", "__proto__"]) {
			expect(findStreet(dataset, id)).toBeUndefined();
			expect(findPlace(dataset, id)).toBeUndefined();
			expect(findService(dataset, id)).toBeUndefined();
		}
	});

	test("the services of a place in the town's order", () => {
		expect(servicesOf(dataset, place("a")).map(({ id }) => id)).toEqual(["rest", "bio"]);
		expect(servicesOf(dataset, place("b")).map(({ id }) => id)).toEqual(["rest"]);
	});

	test.each<[string, string[] | undefined]>([
		["old", ["a", "b"]],
		["older", ["a", "b"]],
		["dead", []],
		["lost", []],
		["loop", []],
		["a", undefined],
		["never", undefined],
	])("the successors of %s: %j", (id, expected) => expect(successorsOf(dataset, id)).toEqual(expected));
});

describe("nothing is changed in place", () => {
	function freeze<T>(value: T): T {
		if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
			Object.freeze(value);
			for (const inner of Object.values(value)) freeze(inner);
			if (value instanceof Map) for (const inner of value.values()) freeze(inner);
		}
		return value;
	}

	test("all questions work on a frozen Musterstadt, and leave it as it was", () => {
		const json = readFileSync(new URL("../../data/towns/musterstadt/dataset.json", import.meta.url), "utf8");
		const parsed = parseDataset(json);
		if (!parsed.ok) throw new Error("Musterstadt cannot be read");
		const frozen = freeze(parsed.value);
		for (const { places } of frozen.streets) {
			for (const each of places) {
				const once = collectionsOf(frozen, each);
				expect(collectionsOf(frozen, each)).toEqual(once);
				cancellationsOf(frozen, each);
				servicesOf(frozen, each);
			}
		}
		expect(successorsOf(frozen, "nobody" as PlaceId)).toBeUndefined();
		expect(makeDataset(frozen)).toBe(json);
	});
});
