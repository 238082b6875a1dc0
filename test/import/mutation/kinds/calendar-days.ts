import type { Kind } from "../engine/mutation.ts";
import { drawn, ended, event, meant, onDays, PLAIN, START, startOf, uidOf, withSequence, withStart } from "./events.ts";
import { type DaySpan, moved } from "./spans.ts";

function movedBy(choices: readonly { days?: number; months?: number; years?: number }[]): Kind {
	return event((text, { luck }) => {
		const by = luck.pick(choices) ?? {};
		return onDays(text, (span) => moved(span, by));
	}, "read");
}

const startOnly = event((text, { luck }) => {
	const days = luck.pick([1, -1, 2, 7, 31, -365]) ?? 1;
	return onDays(text, (span) => moved(span, { days }), /^(DTSTART[^:\r\n]*):(\d{8})(T\d{6}Z?)?/gmu);
}, "read");

const endOnly = event((text, { luck }) => {
	const days = luck.pick([1, -1, -2, 3, 14]) ?? 1;
	return onDays(text, (span) => moved(span, { days }), /^(DTEND[^:\r\n]*):(\d{8})(T\d{6}Z?)?/gmu);
}, "read");

const impossible = event((text, { luck }) => {
	const none =
		luck.pick(["20250230", "20251301", "20250001", "20250132", "20250100", "00000101", "2025", "", "morgen"]) ?? "";
	return text.replace(START, (_, name: string) => `${name}:${none}`);
}, "read");

function offset(zone: string, day: Date): number {
	const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts(day);
	const [, sign = "+", hours = "0", minutes = "0"] =
		/GMT([+-])(\d\d):(\d\d)/u.exec(parts.find(({ type }) => type === "timeZoneName")?.value ?? "") ?? [];
	return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const stamp = (time: Date) =>
	time
		.toISOString()
		.replace(/[-:]|\.\d+/gu, "")
		.slice(0, 15);

/** The instant at which a clock in Germany shows this hour of the day. */
function instantAt({ year, month, date }: DaySpan, hour: number): Date {
	const naive = new Date(Date.UTC(year, month - 1, date, hour));
	return new Date(naive.getTime() - offset("Europe/Berlin", naive) * 60_000);
}

function inZone(zone: string, instant: Date): string {
	return stamp(new Date(instant.getTime() + offset(zone, instant) * 60_000));
}

/** An hour of the day in Germany, told in another zone: the day stays what it is here. */
const otherZone = event(
	(text, { luck }) => {
		const span = startOf(text);
		if (!span) return undefined;
		const instant = instantAt(span, luck.pick([0, 1, 6, 7, 12, 22, 23]) ?? 6);
		const ways = [
			`DTSTART:${stamp(instant)}Z`,
			...["Europe/Berlin", "Europe/Vienna", "America/New_York", "Asia/Tokyo", "UTC", "Pacific/Auckland"].map(
				(zone) => `DTSTART;TZID=${zone}:${inZone(zone, instant)}`,
			),
			`DTSTART;TZID="Europe/Berlin":${inZone("Europe/Berlin", instant)}`,
			`DTSTART;TZID=W. Europe Standard Time:${inZone("Europe/Berlin", instant)}`,
			`DTSTART;VALUE=DATE-TIME;TZID=Europe/Berlin:${inZone("Europe/Berlin", instant)}`,
			`DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:${inZone("Europe/Berlin", instant)}`,
			`DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien":${inZone("Europe/Berlin", instant)}`,
			`DTSTART:${inZone("Europe/Berlin", instant)}`,
		];
		return withStart(text, luck.pick(ways) ?? "");
	},
	"same",
	PLAIN,
);

/** A zone that nobody knows: the day may be the one before or after. */
const unknownZone = event(
	(text, { luck }) => {
		const span = startOf(text);
		const zone = luck.pick(["Mitteleuropa/Irgendwo", "Customized Time Zone", "tzone://Microsoft/Custom", "GMT+1/Wald"]);
		return span && withStart(text, `DTSTART;TZID=${zone}:${span.make(span.year, span.month, span.date)}T230000`);
	},
	"none",
	PLAIN,
);

/** The same event once more, newer and on another day: before or behind the old one. */
const newer: Kind = (given) => {
	const one = drawn(given, PLAIN);
	if (!one || uidOf(one.text) === undefined) return undefined;
	const fresh = withSequence(
		onDays(one.text, (span) => moved(span, { days: given.luck.pick([1, -1, 3]) ?? 1 })),
		900,
	);
	const pair = [ended(withSequence(one.text, 1)), ended(fresh)];
	return meant(given, one, (given.luck.below(2) === 0 ? pair : pair.toReversed()).join(""), fresh);
};

/** Two versions of the same number that differ. */
const rival: Kind = event(
	(text) => {
		if (uidOf(text) === undefined) return undefined;
		return ended(text) + ended(onDays(text, (span) => moved(span, { days: 2 })));
	},
	"none",
	PLAIN,
);

const cancelled: Kind = (given) => {
	const one = drawn(given, PLAIN);
	if (!one) return undefined;
	const gone = one.text.replace(/^STATUS[^\n]*\n/gmu, "").replace(/END:VEVENT/u, "STATUS:CANCELLED\nEND:VEVENT");
	if (given.luck.below(2) === 0 || uidOf(one.text) === undefined) return meant(given, one, gone, "");
	return meant(given, one, ended(withSequence(one.text, 1)) + ended(withSequence(gone, 2)), "");
};

/** A single event becomes a series of one, by count or by end, in one of many spellings. */
const single = event(
	(text, { luck }) => {
		const span = startOf(text);
		if (!span) return undefined;
		const day = span.make(span.year, span.month, span.date);
		const rule = luck.pick([
			"RRULE:FREQ=WEEKLY;COUNT=1",
			`RRULE:FREQ=WEEKLY;UNTIL=${day}`,
			`RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=${day}T220000Z`,
			`RRULE:FREQ=DAILY;COUNT=1`,
			`RRULE:FREQ=MONTHLY;COUNT=1`,
			`RRULE:FREQ=YEARLY;COUNT=1`,
			"rrule:freq=weekly;count=1",
		]);
		return text.replace(/END:VEVENT/u, `${rule}\nEND:VEVENT`);
	},
	"same",
	PLAIN,
);

const DAY = 86_400_000;

/** Three events become one series: of days that lie evenly apart, or the first with RDATE. */
const series: Kind = (given) => {
	const one = drawn(given, PLAIN);
	const span = one && startOf(one.text);
	if (!one || !span) return undefined;
	const days = [0, 1, 2].map((nth) => moved(span, { days: 14 * nth }));
	// A series that runs out of the coverage is cut in silence, and may be.
	if (days.some(([year]) => year !== span.year)) return undefined;
	const plainly = days.map((day, nth) => ended(onDays(one.text, () => day)).replace(/^UID:.*$/mu, `UID:series-${nth}`));
	const last = new Date(Date.UTC(span.year, span.month - 1, span.date) + 28 * DAY)
		.toISOString()
		.slice(0, 10)
		.replaceAll("-", "");
	const [, second, third] = days.map((day) => span.make(...day));
	const value = /VALUE=DATE(?!-)/u.test(START.exec(one.text)?.[1] ?? "") ? ";VALUE=DATE" : "";
	const time = START.exec(one.text)?.[3] ?? "";
	const rule = given.luck.pick([
		"RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3",
		`RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=${last}${time}`,
		`RRULE:FREQ=DAILY;INTERVAL=14;COUNT=3`,
		`RDATE${value}:${second}${time},${third}${time}`,
		`RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE${value}:${span.make(...moved(span, { days: 7 }))}${time}\nEXDATE${value}:${span.make(...moved(span, { days: 21 }))}${time}`,
	]);
	const put = one.text.replace(/^DTEND[^\n]*\n/mu, "").replace(/END:VEVENT/u, `${rule}\nEND:VEVENT`);
	return meant(given, one, put, plainly.map((text) => text.replace(/^DTEND[^\n]*\n/mu, "")).join(""));
};

/** Rules that no reader should pass over. */
const oddRule = event(
	(text, { luck }) => {
		const rule = luck.pick([
			"RRULE:FREQ=WEEKLY;INTERVAL=0;COUNT=3",
			"RRULE:FREQ=FORTNIGHTLY;COUNT=3",
			"RRULE:alle 14 Tage",
			"RRULE:",
			"RRULE:INTERVAL=2;COUNT=4",
			"RRULE:FREQ=WEEKLY;COUNT=zwei",
			"RRULE:FREQ=WEEKLY;UNTIL=2025-12-31",
		]);
		return text.replace(/END:VEVENT/u, `${rule}\nEND:VEVENT`);
	},
	"none",
	PLAIN,
);

/** Kinds that change when an event is. */
export const CALENDAR_DAYS: Readonly<Record<string, Kind>> = {
	"event moved by days": movedBy([{ days: 1 }, { days: -1 }, { days: 7 }, { days: 3 }]),
	"event moved by a month": movedBy([{ months: 1 }, { months: -1 }]),
	"event moved by a year": movedBy([{ years: 1 }, { years: -1 }, { years: 10 }]),
	"start moved alone": startOnly,
	"end moved alone": endOnly,
	"impossible start": impossible,
	"event in another zone": otherZone,
	"event in an unknown zone": unknownZone,
	"newer version": newer,
	"rival version": rival,
	"event cancelled": cancelled,
	"series of one": single,
	"series of three": series,
	"odd rule": oddRule,
};
