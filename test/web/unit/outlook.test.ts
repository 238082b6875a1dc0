import { describe, expect, test } from "vitest";
import { disruptionsOf, nextPickup, outlookOf, weeksOf } from "../../../web/household/outlook.ts";
import { putOutWords } from "../../../web/words/put-out-words.ts";
import { at, day, plain, town } from "./small-town.ts";

function outlook(moment: string) {
	const [place] = plain.places;
	if (!place) throw new Error("no place");
	return outlookOf(town, { place, services: town.services }, at(moment));
}

describe("the next pickup", () => {
	test("is of all bins that go out on that day", () => {
		const next = nextPickup(outlook("2026-11-30 19:00"));
		expect(next?.day).toBe("2026-12-01");
		expect(next?.collections.map(({ service }) => service.id)).toEqual(["rest", "schadstoff"]);
	});

	test("stays today until the town's cut-off, not a minute longer", () => {
		expect(nextPickup(outlook("2026-12-01 11:59"))?.day).toBe("2026-12-01");
		expect(nextPickup(outlook("2026-12-01 12:00"))?.day).toBe("2026-12-05");
	});

	test("is never a day on which everything is cancelled", () => {
		expect(nextPickup(outlook("2026-12-09 08:00"))?.day).toBe("2026-12-15");
	});

	test("is nothing beyond what is published", () => {
		const after = outlook("2026-12-31 08:00");
		expect(nextPickup(after)).toBeUndefined();
		expect(after.lastDay).toBe("2026-12-31");
	});

	test("of each service, the soonest first", () => {
		const { nextOf } = outlook("2026-12-01 13:00");
		expect(nextOf.map(({ service, collection }) => [service.id, collection?.day])).toEqual([
			["papier", "2026-12-05"],
			["rest", "2026-12-15"],
			["schadstoff", undefined],
		]);
	});
});

describe("the coming weeks", () => {
	test("are told from Monday on; weeks without a pickup are left out", () => {
		const { pickups, today } = outlook("2026-11-30 08:00");
		const weeks = weeksOf(pickups, today);
		expect(weeks.map(({ period, weeksAhead }) => [period.from, weeksAhead])).toEqual([
			["2026-11-30", 0],
			["2026-12-07", 1],
			["2026-12-14", 2],
		]);
	});
});

describe("what is different this week", () => {
	test("a moved day is told before the old day and until the new one", () => {
		expect(disruptionsOf(outlook("2026-12-03 08:00"), 7).moved.map(({ day }) => day)).toEqual(["2026-12-05"]);
		expect(disruptionsOf(outlook("2026-12-05 08:00"), 7).moved).toHaveLength(1);
		expect(disruptionsOf(outlook("2026-11-20 08:00"), 7).moved).toHaveLength(0);
	});

	test("a cancelled day is told", () => {
		expect(disruptionsOf(outlook("2026-12-10 08:00"), 7).cancelled.map(({ planned }) => planned)).toEqual([
			"2026-12-11",
		]);
	});
});

describe("the put-out window in words", () => {
	const cases: readonly (readonly [string, string])[] = [
		["2026-11-20 08:00", "Am Vorabend ab 18 Uhr rausstellen, spätestens um 6 Uhr am Morgen."],
		["2026-11-28 08:00", "Montag ab 18 Uhr rausstellen, spätestens Dienstag um 6 Uhr."],
		["2026-11-30 17:59", "Heute ab 18 Uhr rausstellen, spätestens morgen um 6 Uhr."],
		["2026-11-30 18:00", "Jetzt rausstellen, spätestens morgen um 6 Uhr."],
		["2026-12-01 05:59", "Jetzt rausstellen, spätestens um 6 Uhr."],
		["2026-12-01 06:00", "Sollte seit 6 Uhr draußen stehen."],
	];

	test.each(cases)("%s: %s", (moment, words) => {
		expect(putOutWords(town.town.putOut, day("2026-12-01"), at(moment)).replaceAll("\u00a0", " ")).toBe(words);
	});
});
