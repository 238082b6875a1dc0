import { edited, type Given, type Kind, type Meaning, type Mutation, rewritten } from "../engine/mutation.ts";
import { ended, event, eventsOf, PLAIN, startOf, withStart } from "./events.ts";
import { moved } from "./spans.ts";

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

/** Kinds that change how a calendar is written. */
export const CALENDAR: Readonly<Record<string, Kind>> = {
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
