import { textLines } from "../engine/text.ts";

/** One property as it stands there, unfolded. */
export interface Property {
	readonly name: string;
	readonly parameters: string;
	readonly value: string;
	readonly line: number;
}

export interface Component {
	readonly line: number;
	readonly properties: readonly Property[];
}

export interface Calendar {
	readonly events: readonly Component[];
	/** Properties of the calendar itself. */
	readonly head: readonly Property[];
	/** Lines that break the frame or say nothing. */
	readonly broken: readonly number[];
}

/** Names of RFC 5545, 7986 and 9073 that an event or a calendar may hold; `X-` may be anything. */
const NAMES = new Set(
	`ATTACH ATTENDEE CALSCALE CATEGORIES CLASS COLOR COMMENT CONFERENCE CONTACT CREATED DESCRIPTION DTEND DTSTAMP DTSTART
	DURATION EXDATE GEO IMAGE LAST-MODIFIED LOCATION METHOD NAME ORGANIZER PRIORITY PRODID RDATE RECURRENCE-ID
	REFRESH-INTERVAL RELATED-TO REQUEST-STATUS RESOURCES RRULE SEQUENCE SOURCE STATUS SUMMARY TRANSP UID URL
	VERSION`.split(/\s+/u),
);

const LINE = /^([A-Za-z0-9-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/su;

/** Lines that begin with a blank or a tab belong to the one before. */
function unfold(text: string): { text: string; line: number }[] {
	const unfolded: { text: string; line: number }[] = [];
	textLines(text.replace(/^\uFEFF/u, "")).forEach((each, at) => {
		const last = unfolded.at(-1);
		if (/^[ \t]/u.test(each) && last) last.text += each.slice(1);
		else if (each.trim() !== "") unfolded.push({ text: each, line: at + 1 });
	});
	return unfolded;
}

interface Open {
	readonly name: string;
	readonly line: number;
	readonly properties: Property[];
}

/** Reads frames by hand. What stands in alarms and zones is not looked at. */
export function readCalendar(text: string): Calendar {
	const [events, broken]: [Component[], number[]] = [[], []];
	const head: Property[] = [];
	const open: Open[] = [];
	let calendars = 0;
	for (const { text: said, line } of unfold(text)) {
		const [, given = "", parameters = "", value = ""] = LINE.exec(said) ?? [];
		const name = given.toUpperCase();
		const inner = value.trim().toUpperCase();
		if (name === "BEGIN") {
			if (!mayHold(open.at(-1)?.name, inner)) broken.push(line);
			if (inner === "VCALENDAR") calendars++;
			open.push({ name: inner, line, properties: [] });
		} else if (name === "END") {
			const ended = open.pop();
			if (ended?.name !== inner) broken.push(line, ended?.line ?? line);
			else if (inner === "VEVENT") events.push(ended);
			else if (inner === "VCALENDAR") head.push(...ended.properties);
		} else if (!isKnown(name, open)) broken.push(line);
		else open.at(-1)?.properties.push({ name, parameters, value, line });
	}
	broken.push(...open.map(({ line }) => line));
	return { events, head, broken: calendars === 1 ? broken : [...broken, 1] };
}

function mayHold(outer: string | undefined, inner: string): boolean {
	if (outer === undefined) return inner === "VCALENDAR";
	if (outer === "VCALENDAR") return inner === "VEVENT" || inner === "VTIMEZONE";
	if (outer === "VEVENT") return inner === "VALARM";
	return outer === "VTIMEZONE" && (inner === "DAYLIGHT" || inner === "STANDARD");
}

function isKnown(name: string, open: readonly Open[]): boolean {
	if (name === "" || open.length === 0) return false;
	const inEvent = ["VCALENDAR", "VEVENT"].includes(open.at(-1)?.name ?? "");
	return !inEvent || name.startsWith("X-") || NAMES.has(name);
}

/** Text as RFC 5545 §3.3.11 escapes it. */
export function plain(value: string): string {
	return value.replace(/\\([nN,;\\])/gu, (_, escaped: string) => (escaped.toLowerCase() === "n" ? "\n" : escaped));
}
