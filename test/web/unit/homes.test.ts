import { describe, expect, test } from "vitest";
import type { PlaceId } from "../../../data/model/street.ts";
import { setupAddress } from "../../../web/addresses/shared-setup.ts";
import { homesOf, renamed, settledIn, shownAt, without } from "../../../web/household/homes.ts";
import {
	type Choosing,
	type Home,
	makeHousehold,
	NOBODY,
	parseHousehold,
	type Settled,
} from "../../../web/household/household.ts";
import { answered, questionOf } from "../../../web/household/question.ts";
import { markedDays, monthsIn, periodOf } from "../../../web/month/marked-days.ts";
import { sameDayIn } from "../../../web/month/month-keys.ts";
import { offered, setupIn } from "../../../web/setup/offered-setup.ts";
import { day, paper, plain, residual, split, time, town } from "./small-town.ts";

const OWN: Home = {
	town: town.town.id,
	street: split.id,
	number: "12a",
	place: "haupt-gerade" as PlaceId,
	services: [residual.id],
};
const PARENTS: Home = {
	town: town.town.id,
	street: plain.id,
	place: "ahorn" as PlaceId,
	services: [paper.id],
	name: "Eltern",
};
const BOTH = settledIn([OWN, PARENTS]) as Settled;

describe("several addresses", () => {
	test("come back from the device as they were", () => {
		expect(parseHousehold(makeHousehold(BOTH))).toEqual(BOTH);
	});

	test("what was stored when there could be one only is still read", () => {
		const old = { kind: "settled", ...OWN };
		expect(parseHousehold(old)).toEqual(old);
		expect(homesOf(parseHousehold(old) as Settled)).toEqual([OWN]);
	});

	test("are shown, named and dropped one by one", () => {
		expect(homesOf(shownAt(BOTH, 1) as Settled)).toEqual([PARENTS, OWN]);
		expect(homesOf(renamed(BOTH, 0, "  Zuhause ") as Settled)[0]?.name).toBe("Zuhause");
		expect(homesOf(renamed(BOTH, 1, " ") as Settled)[1]?.name).toBeUndefined();
		expect(homesOf(without(BOTH, 0) as Settled)).toEqual([PARENTS]);
		expect(without(without(BOTH, 0) as Settled, 0)).toEqual({ kind: "none" });
	});

	test("one more stands in front, the others stay; a changed one keeps name and neighbours", () => {
		const chosen = { kind: "choosing", town: town.town.id, street: plain.id, place: "ahorn" as PlaceId } as const;
		const services = { kind: "services", services: [paper.id] } as const;
		const add = (more: Omit<Choosing, "before">) => {
			const asked = answered({ ...more, before: BOTH, adding: true }, services, town) as Choosing;
			return answered(asked, { kind: "remind", isWanted: false }, town) as Settled;
		};
		expect(homesOf(add({ ...chosen, number: "7" })).slice(1)).toEqual([OWN, PARENTS]);
		// What is there already is one: with its name, in front.
		expect(homesOf(add(chosen))).toMatchObject([{ name: "Eltern", place: "ahorn" }, OWN]);
		const changed = answered({ ...chosen, before: shownAt(BOTH, 1) as Settled }, services, town) as Settled;
		expect(changed).toMatchObject({ name: "Eltern", others: [OWN] });
	});
});

describe("a shared set-up", () => {
	const setup = {
		town: town.town.id,
		place: "haupt-gerade" as PlaceId,
		services: [residual.id, paper.id],
		remind: [{ when: "eve" as const, time: time("19:00") }],
	};

	test("comes out as it went in, behind the sign that no server sees", () => {
		const address = setupAddress("https://abfall.example", setup);
		expect(new URL(address).pathname).toBe("/");
		expect(setupIn(new URL(address).hash)).toEqual(setup);
		expect(setupIn(new URL(setupAddress("https://a.example", { ...setup, remind: [] })).hash)?.remind).toEqual([]);
	});

	test("proposes its times and switches nothing on", () => {
		const remind = [{ when: "eve", time: "19:00" }];
		expect(offered(setup, NOBODY)).toMatchObject({ kind: "choosing", shared: setup.services, remind });
		const asked = answered(
			{ ...offered(setup, NOBODY), street: split.id },
			{ kind: "services", services: [paper.id] },
			town,
		);
		expect(questionOf(asked as Choosing, town).kind).toBe("remind");
		const settled = answered(asked as Choosing, { kind: "remind", isWanted: true }, town);
		expect(settled).toMatchObject({ kind: "settled", remind });
		expect(parseHousehold(makeHousehold(settled))).toEqual(settled);
	});

	test("of an address that is known changes it, of another stands beside it", () => {
		const known = offered({ ...setup, place: PARENTS.place }, BOTH);
		expect(known).toMatchObject({ street: PARENTS.street, before: { name: "Eltern", others: [OWN] } });
		expect(known.adding).toBeUndefined();
		expect(offered({ ...setup, place: "anderswo" as PlaceId }, BOTH)).toMatchObject({ before: BOTH, adding: true });
	});

	test.each([
		"",
		"#",
		"#monat",
		"#einrichten=",
		"#einrichten=api/x/y",
		"#einrichten=stadt/<b>/rest",
		"#einrichten=../x/y",
	])("is none: %s", (hash) => {
		expect(setupIn(hash)).toBeUndefined();
	});
});

describe("the calendar sheet", () => {
	test("shades the holidays that the dataset names, and says which", () => {
		const [place] = plain.places;
		if (!place) throw new Error("no place");
		const week = { from: day("2026-03-30"), to: day("2026-04-05") };
		const kept = { ...town, holidays: [{ day: day("2026-04-03"), name: "Karfreitag" }] };
		const marked = markedDays(kept, { place, services: [residual] }, week);
		expect(marked.flatMap(({ day, holiday }) => (holiday === undefined ? [] : [[day, holiday]]))).toEqual([
			["2026-04-03", "Karfreitag"],
		]);
		expect(markedDays(town, { place, services: [residual] }, week).some(({ holiday }) => holiday)).toBe(false);
	});

	test("months of the coverage, and the same day in another month", () => {
		expect(monthsIn({ from: day("2026-11-15"), to: day("2027-02-03") }).map(({ month }) => month)).toEqual([
			11, 12, 1, 2,
		]);
		expect(periodOf({ year: 2028, month: 2 })).toEqual({ from: "2028-02-01", to: "2028-02-29" });
		expect(sameDayIn(day("2027-01-31"), 1)).toBe("2027-02-28");
		expect(sameDayIn(day("2027-01-15"), -1)).toBe("2026-12-15");
	});
});
