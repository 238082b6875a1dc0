import { type Day, plusDays } from "../../data/model/day.ts";
import type { Minutes } from "../../data/model/time.ts";
import { contentLine, escapeText, plainName } from "./content-line.ts";

/** An all-day event. Everything comes from the data, so that writing it again gives the same octets. */
export interface IcsEvent {
	/** ASCII, the same for ever. */
	readonly uid: string;
	readonly from: Day;
	/** The last day. */
	readonly to: Day;
	/** ISO instant of the last change, and how many editions there were before it. */
	readonly changed: string;
	readonly sequence: number;
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

export interface IcsCalendar {
	readonly name: string;
	readonly zone: string;
	/** Where the feed itself and its human page are. */
	readonly source: string;
	readonly page: string;
	readonly events: readonly IcsEvent[];
}

/** The file as RFC 5545 and 7986 have it. What each line is for is in the README of the room. */
export function makeIcs({ name, zone, source, page, events }: IcsCalendar): string {
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
	return `${head.map(contentLine).join("")}${events.map(makeEvent).join("")}END:VCALENDAR\r\n`;
}

function makeEvent(event: IcsEvent): string {
	const stamp = utcStamp(event.changed);
	const lines = [
		"BEGIN:VEVENT",
		`UID:${event.uid}`,
		`DTSTAMP:${stamp}`,
		`LAST-MODIFIED:${stamp}`,
		`SEQUENCE:${event.sequence}`,
		`DTSTART;VALUE=DATE:${basicDay(event.from)}`,
		`DTEND;VALUE=DATE:${basicDay(plusDays(event.to, 1))}`,
		`SUMMARY:${escapeText(event.summary)}`,
		`DESCRIPTION:${escapeText(event.description)}`,
		...(event.location === undefined ? [] : [`LOCATION:${escapeText(event.location)}`]),
		`CATEGORIES:${event.categories.map(escapeText).join(",")}`,
		...(event.color === undefined ? [] : [`COLOR:${event.color}`]),
		"TRANSP:TRANSPARENT",
		"CLASS:PUBLIC",
		"STATUS:CONFIRMED",
		...event.alarms.flatMap(makeAlarm),
		"END:VEVENT",
	];
	return lines.map(contentLine).join("");
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
	return day.replaceAll("-", "");
}

/** `20261101T000000Z` */
function utcStamp(instant: string): string {
	return new Date(Date.parse(instant)).toISOString().replace(/[-:]|\.\d+/g, "");
}
