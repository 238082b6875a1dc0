import { type Day, plusDays } from "../../data/model/day.ts";
import type { Minutes } from "../../data/model/time.ts";
import { contentLine, escapeText, plainName } from "./content-line.ts";

/** An all-day event. Everything comes from the data, so that writing it again gives the same octets. */
export interface FeedEvent {
	/** ASCII, the same for ever. */
	readonly uid: string;
	readonly from: Day;
	/** The last day. */
	readonly to: Day;
	/** RFC 5545 3.3.10; `until` is the last day it begins on. */
	readonly repeated?: { readonly every: "DAILY" | "WEEKLY"; readonly until: Day } | undefined;
	/** ISO instant of the last change, and how many editions there were before it. */
	readonly changed: string;
	readonly sequence: number;
	/** Most dates of a service say the same: those share one object, and it is written once. */
	readonly told: IcsTold;
}

/** What people read of an event. */
export interface IcsTold {
	readonly summary: string;
	readonly description: string;
	readonly location?: string | undefined;
	readonly categories: readonly string[];
	/** A CSS colour name. */
	readonly color?: string | undefined;
	readonly alarms: readonly IcsAlarm[];
}

export interface IcsAlarm {
	/** Wall clock on the day before. */
	readonly time: Minutes;
	readonly text: string;
}

export interface FeedCalendar {
	readonly name: string;
	readonly zone: string;
	/** Where the feed itself and its human page are. */
	readonly source: string;
	readonly page: string;
	readonly events: readonly FeedEvent[];
}

/** The file as RFC 5545 and 7986 have it. What each line is for is in the README of the room. */
export function makeIcs({ name, zone, source, page, events }: FeedCalendar): string {
	const plain = plainName(name);
	const head = [
		"BEGIN:VCALENDAR",
		"VERSION:2.0",
		"PRODID:-//Tonnentag//Abfuhrkalender//DE",
		"CALSCALE:GREGORIAN",
		`NAME:${plain}`,
		`X-WR-CALNAME:${plain}`,
		`X-WR-TIMEZONE:${zone}`,
		"COLOR:seagreen",
		"X-APPLE-CALENDAR-COLOR:#2E8B57",
		"REFRESH-INTERVAL;VALUE=DURATION:PT12H",
		"X-PUBLISHED-TTL:PT12H",
		`SOURCE;VALUE=URI:${source}`,
		`URL:${page}`,
	];
	const [stamp, told] = [once(utcStamp), once(makeTold)];
	const body = events.map((event) => makeEvent(event, stamp(event.changed), told(event.told)));
	return `${head.map(contentLine).join("")}${body.join("")}END:VCALENDAR\r\n`;
}

/** Dates and numbers are short ASCII: only the UID can need to be folded. */
function makeEvent({ uid, from, to, repeated, sequence }: FeedEvent, stamp: string, told: string): string {
	return `BEGIN:VEVENT\r
${contentLine(`UID:${uid}`)}DTSTAMP:${stamp}\r
LAST-MODIFIED:${stamp}\r
SEQUENCE:${sequence}\r
DTSTART;VALUE=DATE:${basicDay(from)}\r
DTEND;VALUE=DATE:${dayAfter(to)}\r
${repeated ? `RRULE:FREQ=${repeated.every};UNTIL=${basicDay(repeated.until)}\r\n` : ""}${told}END:VEVENT\r
`;
}

function makeTold({ summary, description, location, categories, color, alarms }: IcsTold): string {
	const lines = [
		`SUMMARY:${escapeText(summary)}`,
		`DESCRIPTION:${escapeText(description)}`,
		...(location === undefined ? [] : [`LOCATION:${escapeText(location)}`]),
		`CATEGORIES:${categories.map(escapeText).join(",")}`,
		...(color === undefined ? [] : [`COLOR:${color}`]),
		"TRANSP:TRANSPARENT",
		"CLASS:PUBLIC",
		"STATUS:CONFIRMED",
		...alarms.flatMap(makeAlarm),
	];
	return lines.map(contentLine).join("");
}

/** Remembers what was made of each argument. */
function once<Given, Made>(make: (given: Given) => Made): (given: Given) => Made {
	const known = new Map<Given, Made>();
	return (given) => {
		const before = known.get(given);
		if (before !== undefined) return before;
		const made = make(given);
		known.set(given, made);
		return made;
	};
}

/** DESCRIPTION is mandatory here: without it Home Assistant refuses the whole feed. */
function makeAlarm({ time, text }: IcsAlarm): string[] {
	return [
		"BEGIN:VALARM",
		"ACTION:DISPLAY",
		`DESCRIPTION:${escapeText(text)}`,
		`TRIGGER:${beforeMidnight(time)}`,
		"END:VALARM",
	];
}

/** From a time of the evening before to the midnight at which an all-day event starts: `18:00` is `-PT6H`. */
function beforeMidnight(time: Minutes): string {
	const left = 24 * 60 - time;
	const [hours, minutes] = [Math.floor(left / 60), left % 60];
	return `-PT${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}`;
}

/** `2026-12-01` as `20261201`. */
export function basicDay(day: Day): string {
	return day.slice(0, 4) + day.slice(5, 7) + day.slice(8);
}

/** Kept for good: towns publish a few hundred different days, and a feed asks for each of them again. */
const dayAfter = once((day: Day) => basicDay(plusDays(day, 1)));

/** `20261101T000000Z` */
function utcStamp(instant: string): string {
	return new Date(Date.parse(instant)).toISOString().replace(/[-:]|\.\d+/g, "");
}
