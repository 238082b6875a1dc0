import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysOf, parseDay } from "../../data/model/day.ts";
import { type Minutes, makeTime, parseTime } from "../../data/model/time.ts";
import { instantAt, parseZone, wallClock, type Zone } from "../../data/model/zone.ts";

const zone = (name: string): Zone => {
	const parsed = parseZone(name);
	if (!parsed) throw new Error(`${name} is no zone`);
	return parsed;
};
const day = (text: string) => parseDay(text) ?? raise(text);
const time = (text: string) => parseTime(text) ?? raise(text);
const raise = (text: string): never => {
	throw new Error(`${text} cannot be read`);
};

test.each(["Europe/Berlin", "UTC", "America/New_York", "Pacific/Apia"])("%s is a zone", (name) =>
	expect(parseZone(name)).toBe(name),
);

test.each(["Europe/Musterstadt", "", "MEZ2", "Europe/Berlin "])("%j is none", (name) =>
	expect(parseZone(name)).toBeUndefined(),
);

describe("what the wall clock shows", () => {
	test.each([
		// summer time begins on 29 March 2026 and ends on 25 October 2026
		["Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29", "01:59"],
		["Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29", "03:00"],
		["Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25", "02:30"],
		["Europe/Berlin", "2026-10-25T01:30:00Z", "2026-10-25", "02:30"],
		["Europe/Berlin", "2026-10-25T02:00:00Z", "2026-10-25", "03:00"],
		["Europe/Berlin", "2026-07-14T22:00:00Z", "2026-07-15", "00:00"],
		["Europe/Berlin", "2026-12-31T22:59:00Z", "2026-12-31", "23:59"],
		["Europe/Berlin", "2026-12-31T23:00:00Z", "2027-01-01", "00:00"],
		["UTC", "2026-03-29T01:00:00Z", "2026-03-29", "01:00"],
		["America/New_York", "2026-03-08T06:59:00Z", "2026-03-08", "01:59"],
		["America/New_York", "2026-03-08T07:00:00Z", "2026-03-08", "03:00"],
		["Asia/Kathmandu", "2026-01-01T00:00:00Z", "2026-01-01", "05:45"],
		["Australia/Lord_Howe", "2026-04-04T14:45:00Z", "2026-04-05", "01:45"],
		["Pacific/Apia", "2026-06-01T10:59:00Z", "2026-06-01", "23:59"],
	])("%s at %s: %s %s", (name, instant, expectedDay, expectedTime) => {
		const shown = wallClock(zone(name), Date.parse(instant));
		expect(`${shown.day} ${makeTime(shown.time)}`).toBe(`${expectedDay} ${expectedTime}`);
	});
});

describe("the instant of a wall-clock time", () => {
	test.each([
		["an ordinary winter morning", "Europe/Berlin", "2026-01-15", "06:00", "2026-01-15T05:00:00Z"],
		["an ordinary summer morning", "Europe/Berlin", "2026-07-15", "06:00", "2026-07-15T04:00:00Z"],
		["just before the gap", "Europe/Berlin", "2026-03-29", "01:45", "2026-03-29T00:45:00Z"],
		["in the gap: as far on from the jump", "Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:30:00Z"],
		["the first moment of the gap", "Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00:00Z"],
		["just after the gap", "Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00:00Z"],
		["the evening before the gap", "Europe/Berlin", "2026-03-28", "19:00", "2026-03-28T18:00:00Z"],
		["the evening of the gap", "Europe/Berlin", "2026-03-29", "19:00", "2026-03-29T17:00:00Z"],
		["before the overlap", "Europe/Berlin", "2026-10-25", "01:59", "2026-10-24T23:59:00Z"],
		["in the overlap: the first of the two", "Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30:00Z"],
		["after the overlap", "Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T02:00:00Z"],
		["the year after", "Europe/Berlin", "2027-03-28", "02:30", "2027-03-28T01:30:00Z"],
		["the gap in New York", "America/New_York", "2026-03-08", "02:30", "2026-03-08T07:30:00Z"],
		["the overlap in New York", "America/New_York", "2026-11-01", "01:30", "2026-11-01T05:30:00Z"],
		["a gap at midnight", "America/Santiago", "2026-09-06", "00:30", "2026-09-06T04:30:00Z"],
		["half an hour of summer time", "Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45:00Z"],
		["a quarter-hour zone", "Asia/Kathmandu", "2026-05-05", "18:00", "2026-05-05T12:15:00Z"],
		["UTC", "UTC", "2026-03-29", "02:30", "2026-03-29T02:30:00Z"],
	])("%s", (_what, name, text, clock, expected) => {
		expect(new Date(instantAt(zone(name), day(text), time(clock))).toISOString()).toBe(expected.replace("Z", ".000Z"));
	});

	test("back again, at every hour from March to November, but for the gap", () => {
		const berlin = zone("Europe/Berlin");
		const strays: string[] = [];
		for (const each of daysOf({ from: day("2026-03-01"), to: day("2026-11-30") })) {
			for (let minutes = 0; minutes < 1440; minutes += 60) {
				const shown = wallClock(berlin, instantAt(berlin, each, minutes as Minutes));
				if (shown.day !== each || shown.time !== minutes) strays.push(`${each} ${minutes}`);
			}
		}
		expect(strays).toEqual(["2026-03-29 120"]);
	});

	test("later on the wall is never earlier in time", () => {
		const berlin = zone("Europe/Berlin");
		const minutes = fc.integer({ min: 0, max: 1438 });
		const days = fc.constantFrom(...["2026-03-28", "2026-06-15", "2026-10-24", "2026-10-25", "2027-01-01"].map(day));
		fc.assert(
			fc.property(days, minutes, (each, at) => {
				const [one, next] = [instantAt(berlin, each, at as Minutes), instantAt(berlin, each, (at + 1) as Minutes)];
				expect(next).toBeGreaterThan(one);
			}),
		);
	});
});

describe("times", () => {
	test("every minute of a day goes out and comes back", () => {
		for (let minutes = 0; minutes < 1440; minutes++) expect(parseTime(makeTime(minutes as Minutes))).toBe(minutes);
	});

	test.each(["24:00", "6:00", "06:60", "06:0", "0600", " 06:00", "06:00:00", "", "-1:00"])("%j is refused", (text) =>
		expect(parseTime(text)).toBeUndefined(),
	);
});
