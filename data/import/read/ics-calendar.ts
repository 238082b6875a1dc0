import type { Problem } from "../../model/problem.ts";
import type { IcsProperty } from "./ics-property.ts";

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
	/** What the calendar as a whole says: X-WR-CALNAME, X-WR-CALDESC, COMMENT. */
	readonly said: readonly (IcsProperty & { readonly name: string; readonly line: number })[];
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
