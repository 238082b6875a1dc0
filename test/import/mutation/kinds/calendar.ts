import { apply, edited, type Given, type Kind, type Meaning, type Mutation, rewritten } from "../engine/mutation.ts";
import { type DaySpan, daySpans, moved } from "./spans.ts";

interface Event {
	readonly from: number;
	readonly to: number;
	readonly text: string;
}

export function eventsOf(text: string): Event[] {
	return [...text.matchAll(/BEGIN:VEVENT[\s\S]*?END:VEVENT\r*\n?/gu)].map((match) => ({
		from: match.index,
		to: match.index + match[0].length,
		text: match[0],
	}));
}

function drawn(given: Given, wanted = /./u): Event | undefined {
	if (given.file.shape !== "calendar") return undefined;
	return given.luck.pick(eventsOf(given.text).filter(({ text }) => wanted.test(text)));
}

/** One event becomes another text. */
function event(change: (text: string, given: Given) => string | undefined, meaning: Meaning, wanted?: RegExp): Kind {
	return (given) => {
		const one = drawn(given, wanted);
		const put = one && change(one.text, given);
		if (!one || put === undefined || put === one.text) return undefined;
		const idle = meaning === "none" && isIdle(given, one);
		return edited(given, { from: one.from, to: one.to, put }, idle ? "either" : meaning);
	};
}

/** An event that is no collection: the oracle reads the same without it. */
function isIdle({ town, texts, file, text }: Given, { from, to }: Event): boolean {
	const without = new Map([...texts, [file.name, apply(text, { from, to, put: "" })]]);
	const [before, now] = [texts, without].map(town.read);
	return now?.refused.length === 0 && now.said.size === before?.said.size;
}

/** The bytes say it one way, the oracle reads it in a plainer one. */
function meant(given: Given, one: Event, put: string, plainly: string): Mutation {
	const mutation = edited(given, { from: one.from, to: one.to, put }, "same");
	const text = given.text.slice(0, one.from) + plainly + given.text.slice(one.to);
	return { ...mutation, meanings: [{ texts: new Map([...given.texts, [given.file.name, text]]), itself: false }] };
}

const START = /^(DTSTART[^:\r\n]*):(\d{8})(T\d{6}Z?)?/mu;
const WHEN = /^((?:DTSTART|DTEND)[^:\r\n]*):(\d{8})(T\d{6}Z?)?/gmu;

function onDays(text: string, change: (span: DaySpan) => readonly [number, number, number], which = WHEN): string {
	return text.replace(which, (_, name: string, day: string, time = "") => {
		const [span] = daySpans(day);
		return `${name}:${span ? span.make(...change(span)) : day}${time}`;
	});
}

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

/** Plain events of one day: nothing recurs, nothing is replaced. */
const PLAIN = /^(?![\s\S]*(?:RRULE|RECURRENCE-ID|RDATE|EXDATE))[\s\S]*DTSTART/u;

function startOf(text: string): DaySpan | undefined {
	return daySpans(START.exec(text)?.[2] ?? "")[0];
}

/** Without its end, and with its day written in another way. */
function withStart(text: string, start: string): string {
	return text.replace(/^DTEND[^\n]*\n/mu, "").replace(/^DTSTART[^\r\n]*/mu, start);
}

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

const uidOf = (text: string) => /^UID:([^\r\n]*)/mu.exec(text)?.[1];
const withSequence = (text: string, number: number) =>
	text.replace(/^SEQUENCE[^\n]*\n/gmu, "").replace(/END:VEVENT/u, `SEQUENCE:${number}\nEND:VEVENT`);
const ended = (text: string) => (text.endsWith("\n") ? text : `${text}\n`);

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

const FRAME = /^(?:BEGIN|END):[A-Z]+\r*$/gmu;

const frameLost: Kind = (given) => {
	if (given.file.shape !== "calendar") return undefined;
	const line = given.luck.pick([...given.text.matchAll(FRAME)]);
	return line && neighbours(given, line.index, line.index + line[0].length + 1, "");
};

const frameRenamed: Kind = (given) => {
	if (given.file.shape !== "calendar") return undefined;
	const line = given.luck.pick([...given.text.matchAll(FRAME)]);
	const put = line?.[0].replace(
		/:.*/u,
		`:${given.luck.pick(["VTODO", "VJOURNAL", "VEVNT", "EVENT", "X-EVENT", "VCALENDAR"])}`,
	);
	return line && put !== undefined ? neighbours(given, line.index, line.index + line[0].length, put) : undefined;
};

/** What breaks a frame may be told of the event before or behind it. */
function neighbours(given: Given, from: number, to: number, put: string): Mutation {
	const mutation = edited(given, { from, to, put }, "either");
	const events = eventsOf(given.text);
	const before = events.findLast((event) => event.to <= from)?.from ?? 0;
	const behind = events.find((event) => event.from >= to)?.to ?? given.text.length;
	const line = (offset: number) => given.text.slice(0, offset).split("\n").length;
	return { ...mutation, spots: [{ file: given.file.name, lines: [line(before), line(behind)] }] };
}

function property(make: readonly string[], meaning: Meaning): Kind {
	return event((text, { luck }) => text.replace(/END:VEVENT/u, `${luck.pick(make)}\nEND:VEVENT`), meaning);
}

/** What an event may hold beside, without saying anything about the day. */
const beside = property(
	[
		"X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC",
		"TRANSP:TRANSPARENT",
		"BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER;VALUE=DATE-TIME:20010101T060000Z\nDESCRIPTION:x\nEND:VALARM",
		"COMMENT:entfällt nie",
		"CATEGORIES:A,B",
		'ATTENDEE;CN="Müller; Amt: 3":mailto:a@example.org',
	],
	"same",
);

const propertyLost = event((text, { luck }) => {
	const lines = [...text.matchAll(/^(?!BEGIN|END|UID|DTSTAMP)[A-Z-]+[;:][^\n]*\n/gmu)];
	const line = luck.pick(lines);
	return line && text.slice(0, line.index) + text.slice(line.index + line[0].length);
}, "read");

const propertyRenamed = event((text, { luck }) => {
	const lines = [
		...text.matchAll(/^(DTSTART|SUMMARY|DESCRIPTION|LOCATION|RRULE|EXDATE|RDATE|RECURRENCE-ID)(?=[;:])/gmu),
	];
	const line = luck.pick(lines);
	const name = line?.[0] ?? "";
	const other = luck.pick([name.slice(1), `X-${name}`, `${name}S`, name.replace("T", ""), `${name} `]) ?? "";
	return line && text.slice(0, line.index) + other + text.slice(line.index + name.length);
}, "either");

const folded = event((text, { luck }) => {
	const lines = [...text.matchAll(/^(?:SUMMARY|DTSTART|DESCRIPTION|UID)[^\r\n]{4,}/gmu)];
	const line = luck.pick(lines);
	if (!line) return undefined;
	const at = line.index + 1 + luck.below(line[0].length - 1);
	return `${text.slice(0, at)}\r\n${luck.pick([" ", "\t"])}${text.slice(at)}`;
}, "same");

const inSmallLetters = event(
	(text) => text.replace(/^(DTSTART|DTEND|SUMMARY|DESCRIPTION|LOCATION|UID)/gmu, (name) => name.toLowerCase()),
	"same",
);

const wholeDay = event(
	(text) => {
		const span = startOf(text);
		return span && withStart(text, `DTSTART;VALUE=DATE:${span.make(span.year, span.month, span.date)}`);
	},
	"same",
	PLAIN,
);

const evening = event(
	(text, { luck }) => {
		const span = startOf(text);
		if (!span) return undefined;
		const day = span.make(...moved(span, { days: 1 }));
		const start = `DTSTART;VALUE=DATE:${span.make(span.year, span.month, span.date)}`;
		const end = luck.pick([`DTEND;VALUE=DATE:${day}`, "DURATION:P1D", "DURATION:PT0S", `DTEND:${day}`]);
		return withStart(text, `${start}\n${end}`);
	},
	"same",
	PLAIN,
);

const long = event(
	(text, { luck }) => {
		const span = startOf(text);
		if (!span) return undefined;
		const start = `DTSTART;VALUE=DATE:${span.make(span.year, span.month, span.date)}`;
		const day = span.make(...moved(span, { days: luck.pick([2, 3, 7, 30]) ?? 2 }));
		return withStart(text, `${start}\n${luck.pick([`DTEND;VALUE=DATE:${day}`, "DURATION:P3D", "DURATION:P1W"])}`);
	},
	"none",
	PLAIN,
);

const head: Kind = (given) => {
	if (given.file.shape !== "calendar") return undefined;
	const line = given.luck.pick(["METHOD:CANCEL", "METHOD:REPLY", "METHOD:COUNTER"]);
	const text = given.text
		.replace(/^METHOD[^\n]*\n/mu, "")
		.replace(/^BEGIN:VCALENDAR\r*\n/u, (begin) => `${begin}${line}\n`);
	return rewritten(given, text, "none");
};

/** Two calendars in one file: the same words once more, or another's. */
const calendarTwice: Kind = (given) =>
	given.file.shape === "calendar" ? rewritten(given, `${given.text.trimEnd()}\n${given.text}`, "either") : undefined;

const order: Kind = (given) => {
	const events = eventsOf(given.text);
	const [first, last] = [events[0], events.at(-1)];
	if (given.file.shape !== "calendar" || !first || !last) return undefined;
	const reversed = events
		.map(({ text }) => ended(text))
		.toReversed()
		.join("");
	const mutation = rewritten(given, given.text.slice(0, first.from) + reversed + given.text.slice(last.to), "read");
	return { ...mutation, same: true };
};

export const CALENDAR: Readonly<Record<string, Kind>> = {
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
	"frame line lost": frameLost,
	"frame line renamed": frameRenamed,
	"property beside": beside,
	"property lost": propertyLost,
	"property renamed": propertyRenamed,
	"line folded": folded,
	"names in small letters": inSmallLetters,
	"day without time": wholeDay,
	"end told otherwise": evening,
	"event of several days": long,
	"calendar recalled": head,
	"calendar twice": calendarTwice,
	"events in another order": order,
};
