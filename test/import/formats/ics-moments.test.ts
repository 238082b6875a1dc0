import fc from "fast-check";
import { expect, test } from "vitest";
import { readIcs } from "../../../data/import/read/ics.ts";
import { zoneNamed } from "../../../data/import/read/ics-zone.ts";
import { occurrencesOf } from "../../../data/import/steps/occurrences.ts";
import type { Day } from "../../../data/model/day.ts";
import type { Zone } from "../../../data/model/zone.ts";

// Series in any zone, written in any way, against instants that are counted here with Intl alone.

const TOWNS = ["Europe/Berlin", "Europe/Zurich", "Atlantic/Azores", "Pacific/Auckland"];

/** How a zone may be called; the last two stand in the file. None of them turns its clock at 00, or from 04 on. */
const ZONES = {
	"Europe/Berlin": ["W. Europe Standard Time", '"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien"', "Eigene"],
	"Europe/London": ["GMT Standard Time", "/freeassociation.sourceforge.net/Europe/London", "Ours"],
	"America/New_York": ["Eastern Standard Time", "/mozilla.org/20050126_1/America/New_York", "Our own"],
	"America/Los_Angeles": ["Pacific Standard Time", '"(UTC-08:00) Pacific Time (US & Canada)"'],
	"Asia/Kolkata": ["India Standard Time", "(UTC+05:30) Chennai\\, Kolkata\\, Mumbai\\, New Delhi"],
	"Pacific/Auckland": ["New Zealand Standard Time", '"(UTC+12:00) Auckland, Wellington"'],
	"Etc/UTC": ["UTC", "tzone://Microsoft/Utc", "Z"],
} as const;

function definition(name: string, standard: string, summer: string, onset: string, end: string): string[] {
	const part = (kind: string, from: string, to: string, rule: string, at: string) => [
		`BEGIN:${kind}`,
		`DTSTART:16010101T${at}`,
		`TZOFFSETFROM:${from}`,
		`TZOFFSETTO:${to}`,
		`RRULE:FREQ=YEARLY;${rule}`,
		`END:${kind}`,
	];
	const [atOnset, atEnd] = name === "Ours" ? ["010000", "020000"] : ["020000", name === "Eigene" ? "030000" : "020000"];
	return [
		"BEGIN:VTIMEZONE",
		`TZID:${name}`,
		...part("STANDARD", summer, standard, end, atEnd),
		...part("DAYLIGHT", standard, summer, onset, atOnset),
		"END:VTIMEZONE",
	];
}

const EUROPE = ["BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"] as const;
const DEFINITIONS = [
	...definition("Eigene", "+0100", "+0200", ...EUROPE),
	...definition("Ours", "+0000", "+0100", ...EUROPE),
	...definition("Our own", "-0500", "-0400", "BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11"),
];

const DAY_LONG = 24 * 3_600_000;

/** What a clock in the zone shows, as `YYYY-MM-DD HH:MM:SS`. */
const formats = new Map<string, Intl.DateTimeFormat>();
function shown(zone: string, instant: number): string {
	const known =
		formats.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
	formats.set(zone, known);
	return known.format(instant);
}

/** The instant at which the clock shows that: by trying the offsets that there are. */
function instantOf(zone: string, civil: number): number {
	const wanted = new Date(civil).toISOString().slice(0, 19).replace("T", " ");
	for (let quarters = -56; quarters <= 56; quarters++) {
		const instant = civil - quarters * 15 * 60_000;
		if (shown(zone, instant) === wanted) return instant;
	}
	throw new Error(`${wanted} is no time in ${zone}`);
}

const basic = (civil: number) => new Date(civil).toISOString().slice(0, 19).replace(/[-:]/gu, "");
const inUtc = (instant: number) => `${basic(instant)}Z`;

interface Series {
	readonly town: string;
	readonly zone: keyof typeof ZONES;
	readonly name: string;
	readonly start: number;
	readonly rule: "weekly" | "fortnightly" | "monthly" | "daily";
	readonly count: number;
	readonly end: "count" | "until-utc" | "until-day" | "until-local";
	readonly byDay: boolean;
	readonly out: number;
	readonly outAs: "utc" | "local" | "day";
	readonly moved: number;
	readonly movedAs: "utc" | "local" | "day";
	readonly movedBy: number;
}

const series: fc.Arbitrary<Series> = fc
	.record({
		town: fc.constantFrom(...TOWNS),
		zone: fc.constantFrom(...(Object.keys(ZONES) as (keyof typeof ZONES)[])),
		nth: fc.nat(9),
		day: fc.integer({ min: Date.UTC(2025, 11, 1) / DAY_LONG, max: Date.UTC(2026, 9, 1) / DAY_LONG }),
		hour: fc.constantFrom(0, 4, 6, 7, 11, 12, 13, 19, 22, 23),
		minute: fc.constantFrom(0, 30, 59),
		rule: fc.constantFrom("weekly", "fortnightly", "monthly", "daily"),
		count: fc.integer({ min: 1, max: 14 }),
		end: fc.constantFrom("count", "until-utc", "until-day", "until-local"),
		byDay: fc.boolean(),
		out: fc.nat(16),
		outAs: fc.constantFrom("utc", "local", "day"),
		moved: fc.nat(16),
		movedAs: fc.constantFrom("utc", "local", "day"),
		movedBy: fc.integer({ min: -2, max: 3 }),
	})
	.map(({ nth, day, hour, minute, ...rest }) => {
		const names = [rest.zone, ...ZONES[rest.zone]];
		return {
			...rest,
			name: names[nth % names.length] ?? rest.zone,
			start: day * DAY_LONG + (hour * 60 + minute) * 60_000,
		} as Series;
	})
	// months without that day are another matter
	.filter(({ start, rule }) => rule !== "monthly" || new Date(start).getUTCDate() <= 28);

/** The clocks of the series, by adding days and months to a number. */
function civilsOf({ start, rule, count }: Series): number[] {
	const step = { daily: 1, weekly: 7, fortnightly: 14, monthly: 0 }[rule];
	return Array.from({ length: count }, (_, at) => {
		const date = new Date(start + at * step * DAY_LONG);
		if (rule === "monthly") date.setUTCMonth(date.getUTCMonth() + at);
		return date.getTime();
	});
}

const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

function ruleOf(given: Series, last: number): string {
	const { start, rule, byDay, count, end, zone } = given;
	const weekday = WEEKDAYS[new Date(start).getUTCDay()];
	const parts = {
		daily: "FREQ=DAILY",
		weekly: `FREQ=WEEKLY${byDay ? `;BYDAY=${weekday}` : ""}`,
		fortnightly: `FREQ=WEEKLY;INTERVAL=2${byDay ? `;BYDAY=${weekday}` : ""}`,
		monthly: `FREQ=MONTHLY${byDay ? `;BYMONTHDAY=${new Date(start).getUTCDate()}` : ""}`,
	}[rule];
	const until = {
		count: `COUNT=${count}`,
		"until-utc": `UNTIL=${inUtc(instantOf(zone, last))}`,
		"until-day": `UNTIL=${basic(last).slice(0, 8)}`,
		"until-local": `UNTIL=${basic(last)}`,
	}[end];
	return `RRULE:${parts};${until}`;
}

function calendarOf(given: Series): { text: string; days: string[] } {
	const { town, zone, name, start, out, outAs, moved, movedAs, movedBy } = given;
	const civils = civilsOf(given);
	const written = (property: string, civil: number, as: Series["outAs"]) =>
		({
			utc: `${property}:${inUtc(instantOf(zone, civil))}`,
			local: `${property};TZID=${name}:${basic(civil)}`,
			day: `${property};VALUE=DATE:${basic(civil).slice(0, 8)}`,
		})[as];
	const gone = civils[out];
	const from = moved === out ? undefined : civils[moved];
	const to = from === undefined ? undefined : from + movedBy * DAY_LONG;
	const stays = civils.filter((civil) => civil !== gone && civil !== from);
	const days = [...stays, ...(to === undefined ? [] : [to])].map((civil) =>
		shown(town, instantOf(zone, civil)).slice(0, 10),
	);
	const text = [
		"BEGIN:VCALENDAR",
		...DEFINITIONS,
		"BEGIN:VEVENT",
		"UID:a",
		`DTSTART;TZID=${name}:${basic(start)}`,
		ruleOf(given, civils.at(-1) ?? start),
		...(gone === undefined ? [] : [written("EXDATE", gone, outAs)]),
		"END:VEVENT",
		...(from === undefined || to === undefined
			? []
			: [
					"BEGIN:VEVENT",
					"UID:a",
					written("RECURRENCE-ID", from, movedAs),
					written("DTSTART", to, "utc"),
					"END:VEVENT",
				]),
		"END:VCALENDAR",
	].join("\r\n");
	return { text, days: [...new Set(days)].sort() };
}

function daysIn(text: string, town: string) {
	const { found, flaws } = occurrencesOf(readIcs(text, "f.ics"), {
		zone: town as Zone,
		last: "2027-12-31" as Day,
		zones: {},
	});
	return { days: [...new Set(found.flatMap(({ day }) => day ?? []))].sort(), flaws: flaws.map(({ flaw }) => flaw) };
}

test("a series in any zone: UNTIL, EXDATE, RECURRENCE-ID, BYDAY and BYMONTHDAY, over both turns of summer time", () => {
	fc.assert(
		fc.property(series, (given) => {
			const { text, days } = calendarOf(given);
			expect(daysIn(text, given.town), text).toEqual({ days, flaws: days.length === 0 ? ["all-taken-out"] : [] });
		}),
		{ numRuns: 500 },
	);
});

test("single events, RDATE and periods in any zone", () => {
	fc.assert(
		fc.property(series, (given) => {
			const { zone, name, town } = given;
			const [first = 0, ...others] = civilsOf(given);
			const listed = others.map((civil, at) => (at % 2 === 0 ? basic(civil) : inUtc(instantOf(zone, civil))));
			const period = others.map((civil) => `${inUtc(instantOf(zone, civil))}/PT1H`);
			const days = (civils: readonly number[]) =>
				[...new Set(civils.map((civil) => shown(town, instantOf(zone, civil)).slice(0, 10)))].sort();
			const calendar = (...lines: string[]) =>
				["BEGIN:VCALENDAR", ...DEFINITIONS, "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR"].join("\n");
			const start = `DTSTART;TZID=${name}:${basic(first)}`;
			expect(daysIn(calendar(start), town).days).toEqual(days([first]));
			const more = listed.length > 0 ? [`RDATE;TZID=${name}:${listed.join(",")}`] : [];
			expect(daysIn(calendar(start, ...more), town)).toEqual({ days: days([first, ...others]), flaws: [] });
			const periods = period.length > 0 ? [`RDATE;VALUE=PERIOD:${period.join(",")}`] : [];
			expect(daysIn(calendar(start, ...periods), town)).toEqual({ days: days([first, ...others]), flaws: [] });
		}),
		{ numRuns: 150 },
	);
});

test("a series of DATEs is the same in every town, whatever else the file says of zones", () => {
	fc.assert(
		fc.property(series, (given) => {
			const civils = civilsOf(given);
			const day = (civil: number) => basic(civil).slice(0, 8);
			const text = [
				"BEGIN:VCALENDAR",
				`X-WR-TIMEZONE:${given.zone}`,
				"BEGIN:VEVENT",
				`DTSTART;VALUE=DATE:${day(given.start)}`,
				ruleOf({ ...given, end: "until-day" }, civils.at(-1) ?? 0),
				"END:VEVENT",
				"END:VCALENDAR",
			].join("\n");
			const days = civils.map((civil) => new Date(civil).toISOString().slice(0, 10));
			expect(daysIn(text, given.town)).toEqual({ days, flaws: [] });
		}),
		{ numRuns: 100 },
	);
});

test.each([
	["Europe/Germany"],
	["Customized Time Zone"],
	["(UTC+05:00) Amsterdam, Berlin"],
	["Amsterdam, Kolkata"],
	["UTC+01:00"],
	["(UTC+01:00)"],
	["Berlin Time"],
	["x".repeat(100_000)],
])("a zone that nobody can know: nr. %#", (name) => {
	expect(zoneNamed(name)).toBeUndefined();
	const start = `DTSTART;TZID="${name.slice(0, 60)}":20260105T230000`;
	const text = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", start, "END:VEVENT", "END:VCALENDAR"].join("\n");
	expect(daysIn(text, "Europe/Berlin").flaws).toEqual(["unknown-zone"]);
});
