import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type Day,
	dayOfMonth,
	daysBetween,
	daysOf,
	isWithin,
	makeDay,
	monthOf,
	overlaps,
	parseDay,
	plusDays,
	weekdayOf,
	weekOf,
	yearOf,
} from "../../data/model/day.ts";

/**
 * An independent calendar: days since 1970-01-01, by Howard Hinnant's
 * `days_from_civil` and its inverse. Whole numbers only, no `Date` anywhere.
 */
function serialOf(year: number, month: number, day: number): number {
	const shifted = month <= 2 ? year - 1 : year;
	const era = Math.floor(shifted / 400);
	const yearOfEra = shifted - era * 400;
	const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
	const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
	return era * 146_097 + dayOfEra - 719_468;
}

function civilOf(serial: number): string {
	const shifted = serial + 719_468;
	const era = Math.floor(shifted / 146_097);
	const dayOfEra = shifted - era * 146_097;
	const yearOfEra = Math.floor(
		(dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
	);
	const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
	const from = Math.floor((5 * dayOfYear + 2) / 153);
	const day = dayOfYear - Math.floor((153 * from + 2) / 5) + 1;
	const month = from < 10 ? from + 3 : from - 9;
	const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
	const pad = (part: number, width: number) => String(part).padStart(width, "0");
	return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** 1970-01-01 was a Thursday. */
function weekdayOfSerial(serial: number): number {
	return ((((serial + 3) % 7) + 7) % 7) + 1;
}

function isoWeekOf(serial: number): number {
	const thursday = serial - weekdayOfSerial(serial) + 4;
	const year = Number(civilOf(thursday).slice(0, 4));
	return Math.floor((thursday - serialOf(year, 1, 1)) / 7) + 1;
}

const FIRST = serialOf(1900, 1, 1);
const LAST = serialOf(2199, 12, 31);
const anySerial = fc.integer({ min: FIRST, max: LAST });
const day = (text: string) => {
	const parsed = parseDay(text);
	if (!parsed) throw new Error(`${text} is no day`);
	return parsed;
};

test("the independent calendar itself: known days", () => {
	expect(serialOf(1970, 1, 1)).toBe(0);
	expect(serialOf(2000, 3, 1)).toBe(11_017);
	expect(civilOf(serialOf(2026, 11, 22))).toBe("2026-11-22");
	expect(weekdayOfSerial(serialOf(2026, 11, 22))).toBe(7);
});

describe("against an independent calendar, 1900 to 2199", () => {
	test("every day from 1970 to 2070: parts, weekday and ISO week", () => {
		const wrong: string[] = [];
		for (let serial = 0; serial < serialOf(2071, 1, 1); serial++) {
			const text = civilOf(serial);
			const parsed = parseDay(text);
			const parts = text.split("-").map(Number);
			const right =
				parsed === text &&
				[yearOf(parsed), monthOf(parsed), dayOfMonth(parsed)].every((part, at) => part === parts[at]) &&
				weekdayOf(parsed) === weekdayOfSerial(serial) &&
				weekOf(parsed) === isoWeekOf(serial);
			if (!right) wrong.push(text);
		}
		expect(wrong).toEqual([]);
	});

	test("adding days and counting days between", () => {
		fc.assert(
			fc.property(anySerial, anySerial, (from, to) => {
				const [one, other] = [day(civilOf(from)), day(civilOf(to))];
				expect(plusDays(one, to - from)).toBe(other);
				expect(daysBetween(one, other)).toBe(to - from);
				expect(one < other).toBe(from < to);
			}),
			{ numRuns: 2000 },
		);
	});

	test("one day on, and back, over every change of offset of four years", () => {
		for (let serial = serialOf(2024, 1, 1); serial < serialOf(2028, 1, 1); serial++) {
			const here = day(civilOf(serial));
			expect(plusDays(here, 1)).toBe(civilOf(serial + 1));
			expect(plusDays(here, -1)).toBe(civilOf(serial - 1));
			expect(daysBetween(here, plusDays(here, 1))).toBe(1);
		}
	});

	test("makeDay and parseDay accept exactly the days that exist", () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1900, max: 2199 }),
				fc.integer({ min: 0, max: 13 }),
				fc.integer({ min: 0, max: 32 }),
				(year, month, date) => {
					const exists =
						month >= 1 &&
						month <= 12 &&
						date >= 1 &&
						civilOf(serialOf(year, month, date)).endsWith(
							`-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`,
						);
					expect(makeDay(year, month, date) !== undefined).toBe(exists);
				},
			),
			{ numRuns: 3000 },
		);
	});
});

describe("what is no day", () => {
	test.each([
		"2026-02-30",
		"2026-02-29",
		"2025-02-29",
		"1900-02-29",
		"2026-04-31",
		"2026-13-01",
		"2026-00-10",
		"2026-01-00",
		"2026-1-1",
		"26-01-01",
		"20260101",
		"01.01.2026",
		" 2026-01-01",
		"2026-01-01 ",
		"2026-01-01T00:00:00",
		"2026-01-01\n",
		"２０２６-01-01",
		"",
	])("%j is refused", (text) => expect(parseDay(text)).toBeUndefined());

	test.each(["2024-02-29", "2000-02-29", "2028-02-29", "2026-12-31", "0001-01-01", "9999-12-31"])(
		"%s is a day",
		(text) => expect(parseDay(text)).toBe(text),
	);
});

describe("ISO weeks around New Year", () => {
	test.each([
		["2025-12-29", 1],
		["2026-01-01", 1],
		["2026-12-27", 52],
		["2026-12-28", 53],
		["2026-12-31", 53],
		["2027-01-03", 53],
		["2027-01-04", 1],
		["2024-12-30", 1],
		["2021-01-03", 53],
		["2023-01-01", 52],
	])("%s is in week %i", (text, week) => expect(weekOf(day(text))).toBe(week));

	test("2026 has 53 weeks, 2025 and 2027 have 52", () => {
		const weeks = (year: number) =>
			new Set(daysOf({ from: day(`${year}-01-04`), to: day(`${year}-12-28`) }).map(weekOf)).size;
		expect([2025, 2026, 2027].map(weeks)).toEqual([52, 53, 52]);
	});
});

describe("periods", () => {
	const period = (from: string, to: string) => ({ from: day(from), to: day(to) });

	test("both ends are in it", () => {
		const year = period("2026-01-01", "2026-12-31");
		expect(
			["2025-12-31", "2026-01-01", "2026-06-15", "2026-12-31", "2027-01-01"].map((text) => isWithin(day(text), year)),
		).toEqual([false, true, true, true, false]);
	});

	test.each([
		[period("2026-01-01", "2026-01-31"), period("2026-01-31", "2026-02-28"), true],
		[period("2026-01-01", "2026-01-31"), period("2026-02-01", "2026-02-28"), false],
		[period("2026-01-01", "2026-12-31"), period("2026-05-01", "2026-05-01"), true],
	])("%o and %o overlap: %s", (one, other, expected) => {
		expect(overlaps(one, other)).toBe(expected);
		expect(overlaps(other, one)).toBe(expected);
	});

	test("every day once, in order, over the hour that Europe and America leave out and repeat", () => {
		const days = daysOf(period("2026-01-01", "2027-12-31"));
		expect(days).toHaveLength(730);
		expect(new Set(days).size).toBe(730);
		expect(days).toEqual([...days].sort());
		for (const text of ["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01", "2027-03-28"])
			expect(days).toContain(text);
	});

	test("from after to: no day", () => expect(daysOf(period("2026-02-02", "2026-02-01"))).toEqual([] satisfies Day[]));
});
