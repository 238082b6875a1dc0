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

class Frames {
	readonly events: Component[] = [];
	readonly head: Property[] = [];
	readonly broken: number[] = [];
	readonly open: Open[] = [];
	calendars = 0;

	begin(name: string, line: number): void {
		if (!mayHold(this.open.at(-1)?.name, name)) this.broken.push(line);
		if (name === "VCALENDAR") this.calendars++;
		this.open.push({ name, line, properties: [] });
	}

	end(name: string, line: number): void {
		const ended = this.open.pop();
		if (ended?.name !== name) this.broken.push(line, ended?.line ?? line);
		else if (name === "VEVENT") this.events.push(ended);
		else if (name === "VCALENDAR") this.head.push(...ended.properties);
	}

	take(property: Property): void {
		if (!isKnown(property.name, this.open)) this.broken.push(property.line);
		else this.open.at(-1)?.properties.push(property);
	}
}

/** Reads frames by hand. What stands in alarms and zones is not looked at. */
export function readCalendar(text: string): Calendar {
	const frames = new Frames();
	for (const { text: said, line } of unfold(text)) {
		const [, given = "", parameters = "", value = ""] = LINE.exec(said) ?? [];
		const name = given.toUpperCase();
		if (name === "BEGIN") frames.begin(value.trim().toUpperCase(), line);
		else if (name === "END") frames.end(value.trim().toUpperCase(), line);
		else frames.take({ name, parameters, value, line });
	}
	const { events, head, open, calendars } = frames;
	const broken = [...frames.broken, ...open.map(({ line }) => line), ...(calendars === 1 ? [] : [1])];
	return { events, head, broken };
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
