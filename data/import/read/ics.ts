import type { Problem } from "../../model/problem.ts";
import type { Encoding } from "./encodings.ts";
import { ComponentReader } from "./ics-components.ts";
import { type LogicalLine, linesOfIcs, linesOfIcsText } from "./ics-lines.ts";
import type { IcsProperty } from "./ics-property.ts";

export { type IcsProperty, unescapeText } from "./ics-property.ts";

/**
 * Calendars as vendors write them, not as RFC 5545 asks: CR CR LF, TAB folding, blank lines,
 * no UID, no VERSION. What is read is components and their properties; what they mean is said elsewhere.
 */
export interface IcsCalendar {
	readonly events: readonly IcsEvent[];
	/** What stands among the events and is none: VTODO, VJOURNAL. */
	readonly others: readonly IcsEvent[];
	/** Events that stand in the file, also those that belong to a calendar that recalls. */
	readonly held: number;
	/** By their TZID. */
	readonly zones: ReadonlyMap<string, ZoneDefinition>;
	/** X-WR-CALNAME. */
	readonly name: string;
	/** X-WR-TIMEZONE, as it is written; empty without. */
	readonly zone: string;
	readonly problems: readonly Problem[];
}

export interface IcsEvent {
	/** VEVENT, VTODO or VJOURNAL. */
	readonly kind: string;
	/** Line of its BEGIN. */
	readonly line: number;
	/** Upper-case names; those of alarms within are left out. */
	readonly properties: Properties;
}

export type Properties = ReadonlyMap<string, readonly IcsProperty[]>;

/** VTIMEZONE (RFC 5545 3.6.5). */
export interface ZoneDefinition {
	/** X-LIC-LOCATION: the name of the zone in the IANA database. */
	readonly location: string | undefined;
	/** STANDARD and DAYLIGHT. */
	readonly observances: readonly Properties[];
}

/** From the octets of the file: a fold may stand within a character. Without a calendar it cannot be decoded. */
export function readIcsOctets(
	bytes: Uint8Array,
	file: string,
	encoding: Encoding,
): { readonly calendar: IcsCalendar | undefined; readonly problems: readonly Problem[] } {
	const { lines, problems } = linesOfIcs(bytes, file, encoding);
	return { calendar: lines && calendarOf(lines, file), problems };
}

export function readIcs(text: string, file: string): IcsCalendar {
	return calendarOf(linesOfIcsText(text), file);
}

function calendarOf(lines: readonly LogicalLine[], file: string): IcsCalendar {
	const reader = new ComponentReader(file);
	for (const { line, content } of lines) reader.take(line, content);
	return reader.finish();
}
