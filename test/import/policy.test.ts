import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { movesOf } from "../../data/import/compile/policy.ts";
import type { HolidayPolicy, TownFile } from "../../data/import/recipe/recipe.ts";
import { parseTownFile } from "../../data/import/recipe/town-file.ts";
import { isWithin, type Period, parseDay, weekdayOf } from "../../data/model/day.ts";
import { describeTown, published } from "../towns/foreign.ts";

/** A town of which only the state and the coverage matter. */
function townIn(state: string, coverage: { from: string; to: string }, holidays: object[] = []): TownFile {
	const json = JSON.stringify({
		name: "Regelstadt",
		state,
		contact: { name: "Amt", email: "amt@regelstadt.example" },
		putOut: { earliest: "18:00", latest: "06:00" },
		publisher: "Regelstadt",
		coverage,
		services: [{ id: "rest", fraction: "residual", label: "Restmüll" }],
		recipe: { read: [{ as: "rules", file: "r.csv", service: "rest", rule: 1 }], holidays },
	});
	const parsed = parseTownFile(json, "regelstadt");
	if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
	return parsed.value.file;
}

function policyOf(file: TownFile): HolidayPolicy {
	const [policy] = file.recipe.holidays;
	if (!policy) throw new Error("no policy");
	return policy;
}

function period(from: string, to: string): Period {
	const [first, last] = [parseDay(from), parseDay(to)];
	if (!first || !last) throw new Error(`${from} ${to}`);
	return { from: first, to: last };
}

/** `2025-04-14 -> 2025-04-12`, Monday to Friday. */
function movesIn(state: string, from: string, to: string, policy: object): string[] {
	const file = townIn(state, { from, to }, [policy]);
	const within = period(from, to);
	return [...movesOf(policyOf(file), file, within)]
		.filter(([day]) => isWithin(day, within) && weekdayOf(day) < 6)
		.map(([day, move]) => `${day} -> ${move.to}`)
		.sort();
}

/** The pairs of the shared table whose source begins so. */
function pairs(source: string): string[] {
	return readFileSync(published("facts-holiday-shifts", "derived-shifts.tsv"), "utf8")
		.split("\n")
		.map((line) => line.split("\t"))
		.filter((cells) => cells[1]?.startsWith(source))
		.map((cells) => `${cells[4]} -> ${cells[6]}`)
		.sort();
}

const EARLY = "good-friday-and-christmas-earlier";

describeTown("facts-holiday-shifts", () => {
	test.each([
		["Bonn 2015", "NW", "2015-01-01", "2015-12-31", { kind: EARLY, also: ["Rosenmontag"] }],
		["Markt Schwaben 2025", "BY", "2025-01-01", "2025-12-31", { kind: EARLY, also: ["Mariä Himmelfahrt"] }],
		["Markt Schwaben 2026", "BY", "2026-01-01", "2027-01-01", { kind: EARLY, also: ["Mariä Himmelfahrt"] }],
		// a holiday on a Saturday pushes the next week, which the usual policy does not say
		[
			"Markt Schwaben 2024",
			"BY",
			"2024-01-01",
			"2024-12-31",
			{ kind: EARLY, also: ["Mariä Himmelfahrt"], overflow: "push" },
		],
	])("%s: the policy gives exactly the published shifts", (name, state, from, to, policy) => {
		const expected = pairs(name);
		expect(expected.length).toBeGreaterThan(30);
		expect(movesIn(state, from, to, policy)).toEqual(expected);
	});

	test("Kleve 2023 is told apart: no Saturdays, and days that no policy gives", () => {
		const moves = movesIn("NW", "2023-01-01", "2023-12-31", { kind: "later", saturday: false, also: ["Rosenmontag"] });
		const expected = pairs("Kleve 2023");
		expect(moves).toContain("2023-02-24 -> 2023-02-27");
		expect(moves).toContain("2023-05-19 -> 2023-05-22");
		expect(expected.filter((each) => !moves.includes(each))).toContain("2023-04-27 -> 2023-04-26");
	});
});

test.each([
	["later, Saturday work", { kind: "later" }, ["2026-05-14 -> 2026-05-15", "2026-05-15 -> 2026-05-16"]],
	["later, no Saturdays", { kind: "later", saturday: false }, ["2026-05-14 -> 2026-05-15", "2026-05-15 -> 2026-05-18"]],
	["a holiday on which they work", { kind: "later", not: ["Christi Himmelfahrt"] }, []],
	[
		"a day of their own",
		{ kind: "later", not: ["Christi Himmelfahrt"], also: ["2026-05-12 Betriebsausflug"] },
		["2026-05-12 -> 2026-05-13", "2026-05-13 -> 2026-05-14", "2026-05-14 -> 2026-05-15", "2026-05-15 -> 2026-05-16"],
	],
])("the week of 14 May 2026: %s", (_, policy, expected) => {
	expect(movesIn("HE", "2026-05-11", "2026-05-17", policy)).toEqual(expected);
});

test.each("BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH".split(" "))("%s has its public holidays", (state) => {
	const moves = movesIn(state, "2026-01-01", "2026-12-31", { kind: "later" });
	expect(moves).toContain("2026-04-03 -> 2026-04-04");
	const first = moves.includes("2026-06-04 -> 2026-06-05");
	expect(first, "Fronleichnam").toBe(["BW", "BY", "HE", "NW", "RP", "SL"].includes(state));
});
