import { expect, test } from "vitest";
import { keptHolidays } from "../../data/import/compile/kept-holidays.ts";
import type { Round } from "../../data/model/collection.ts";
import { type Day, parseDay } from "../../data/model/day.ts";
import { inventedTown, planned, rounds } from "../worker/invented-town.ts";

const YEAR = { from: day("2026-01-01"), to: day("2026-12-31") };

function day(text: string): Day {
	const parsed = parseDay(text);
	if (!parsed) throw new Error(text);
	return parsed;
}

function kept(state: string, ...reasons: string[]): Map<Day, string> {
	const round: Round = { ...rounds.rest, dates: reasons.map((reason) => planned("2026-08-17", { reason })) };
	return new Map(keptHolidays({ state }, YEAR, [round]).map((each) => [each.day, each.name]));
}

test("public holidays of the state are kept, whatever the town says", () => {
	const days = kept("HE");
	expect(days.get(day("2026-04-03"))).toBe("Karfreitag");
	expect(days.get(day("2026-06-04"))).toBe("Fronleichnam");
	expect(days.has(day("2026-08-15"))).toBe(false);
});

test.each([
	["BY", "Mariä Himmelfahrt", ["2026-08-15"]],
	["HE", "Rosenmontag (vorgezogen)", ["2026-02-16"]],
	["HE", "Warnstreik", []],
	["HE", "Rosenmontagszug", []],
])("in %s «%s» adds %j", (state, reason, days) => {
	const added = [...kept(state, reason).keys()].filter((each) => !kept(state).has(each));
	expect(added).toEqual(days);
});

test("each day once, in order, within the coverage", () => {
	const week = { from: day("2026-12-20"), to: day("2027-01-03") };
	const days = keptHolidays({ state: "HE" }, week, inventedTown().rounds).map((each) => each.day);
	expect(days).toEqual(["2026-12-25", "2026-12-26", "2027-01-01"]);
});
