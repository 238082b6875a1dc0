import { describe, expect, test } from "vitest";
import { comingReminders, onlyAhead } from "../../../data/model/coming.ts";
import type { NextTold, PlaceDay, ServerState, WantedPlace } from "../../../web/device/reminder-state.ts";
import { keptPromises, missedOf } from "../../../web/remind/missed.ts";
import { nextAt, wishOf } from "../../../web/remind/next-reminder.ts";
import { inventedTown } from "../../worker/invented-town.ts";

const town = inventedTown();
const wanted: WantedPlace = { id: "home", place: "p-ahorn", name: "Zuhause", remind: [{ when: "eve", time: "19:00" }] };
const at = (text: string) => Date.parse(`${text}:00+01:00`);
const SLOT = at("2026-11-30T19:00");
const promise: NextTold = { at: new Date(SLOT).toISOString(), id: "home", place: "p-ahorn", day: "2026-12-01" };
const never = () => false;

describe("a reminder that should have come and did not", () => {
	const missed = (
		now: string,
		told: Partial<ServerState>,
		more: { shown?: number; isOut?: typeof never; wants?: WantedPlace[] } = {},
	) =>
		missedOf(
			[promise],
			more.wants ?? [wanted],
			town,
			{ told: { next: [], ...told }, shown: more.shown, isOut: more.isOut ?? never },
			at(now),
		);
	const delivered = (text: string) => ({ lastDelivered: new Date(at(text)).toISOString() });
	const AFTER = "2026-12-01T06:01";

	test("is told once nothing can come any more, with where it was lost", () => {
		expect(missed(AFTER, {})).toEqual({ at: SLOT, isUnsent: true });
		expect(missed(AFTER, delivered("2026-11-24T19:00"))).toEqual({ at: SLOT, isUnsent: true });
		expect(missed(AFTER, delivered("2026-11-30T19:00"), { shown: at("2026-11-24T19:00") })).toEqual({
			at: SLOT,
			isUnsent: false,
		});
	});

	test("is no false alarm: late, shown, unknown, outside, unwanted, moved, paused", () => {
		expect(missed("2026-12-01T05:59", {})).toBeUndefined();
		const came = delivered("2026-11-30T19:00");
		expect(missed(AFTER, came, { shown: SLOT })).toBeUndefined();
		// A device whose clock is ten minutes behind.
		expect(missed(AFTER, came, { shown: at("2026-11-30T18:50") })).toBeUndefined();
		expect(missed(AFTER, came)).toBeUndefined();
		expect(missed(AFTER, {}, { isOut: () => true })).toBeUndefined();
		expect(missed(AFTER, {}, { wants: [] })).toBeUndefined();
		expect(missed(AFTER, {}, { wants: [{ ...wanted, services: ["schadstoff"] }] })).toBeUndefined();
		expect(missed(AFTER, {}, { wants: [{ ...wanted, pausedUntil: "2026-12-02" }] })).toBeUndefined();
	});

	test("what was promised is kept until its day is over, what a new answer says of the days ahead counts", () => {
		const later = { ...promise, at: new Date(at("2026-12-04T19:00")).toISOString(), day: "2026-12-05" };
		expect(keptPromises([promise, later], { next: [] }, at("2026-11-30T20:00"))).toEqual([promise]);
		expect(keptPromises([promise], { next: [later] }, at("2026-11-30T18:00"))).toEqual([later]);
	});
});

describe("the next reminder on the card", () => {
	const home = { wanted, schedule: town };
	const next = (now: string, told?: readonly NextTold[], isOut: (day: PlaceDay) => boolean = never) =>
		nextAt(home, told, isOut, at(now));

	test("is what the server said, as long as it is ahead", () => {
		const postponed = { ...promise, at: new Date(at("2026-11-30T20:10")).toISOString() };
		expect(next("2026-11-30T19:30", [postponed])).toBe(at("2026-11-30T20:10"));
		expect(next("2026-11-30T18:00", [promise])).toBe(SLOT);
		// A page that was left open over it.
		expect(next("2026-11-30T19:01", [promise])).toBe(at("2026-12-04T19:00"));
	});

	test("is the one after for what stands outside, at once and without a network", () => {
		const isOut = (asked: PlaceDay) => asked.day === "2026-12-01";
		expect(next("2026-11-30T18:10", [promise], isOut)).toBe(at("2026-12-04T19:00"));
		expect(next("2026-11-30T18:10", undefined, isOut)).toBe(at("2026-12-04T19:00"));
	});

	test("is none after the plan's end, and where nothing of what is wanted comes", () => {
		expect(next("2027-12-31T12:00")).toBeUndefined();
		expect(nextAt({ wanted: { ...wanted, services: ["gone"] }, schedule: town }, [], never, SLOT)).toBeUndefined();
		expect(nextAt({ wanted: { ...wanted, place: "gone" }, schedule: town }, [], never, SLOT)).toBeUndefined();
	});

	test("is by the same rule as the server's, on every hour of a week", () => {
		for (let now = at("2026-11-29T00:00"); now < at("2026-12-06T00:00"); now += 3_600_000) {
			const place = town.streets[0]?.places[0];
			if (!place) throw new Error("the fixture is wrong");
			const told = comingReminders(town, place, wishOf(wanted), now, 5, onlyAhead(now));
			const iso = told.map((each) => ({ ...each, at: new Date(each.at).toISOString() }));
			expect(nextAt(home, iso, never, now)).toBe(nextAt(home, undefined, never, now));
		}
	});
});
