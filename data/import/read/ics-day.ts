import { type Day, makeDay } from "../../model/day.ts";
import type { Minutes } from "../../model/time.ts";
import { type Instant, wallClock, type Zone } from "../../model/zone.ts";
import type { IcsProperty } from "./ics.ts";

/** A day of a calendar, with the time if it has one. */
export interface IcsMoment {
	readonly day: Day;
	readonly time: Minutes | undefined;
}

const SHAPE = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?$/;

/**
 * The local day, whatever the form: VALUE=DATE, a bare date, floating, with TZID, or UTC, which
 * vendors write for a morning in the town. `undefined` when it is none.
 */
export function parseIcsMoment(text: string, zone: Zone): IcsMoment | undefined {
	const match = SHAPE.exec(text.trim());
	if (!match) return undefined;
	const [, year, month, date, hour, minute, , utc] = match;
	const day = makeDay(Number(year), Number(month), Number(date));
	if (!day || hour === undefined) return day && { day, time: undefined };
	const time = Number(hour) * 60 + Number(minute);
	if (time >= 1440) return undefined;
	if (utc === undefined) return { day, time: time as Minutes };
	const instant: Instant = Date.UTC(Number(year), Number(month) - 1, Number(date), 0, time);
	return wallClock(zone, instant);
}

/** All values of properties that may hold lists: RDATE, EXDATE. What is no day is left out and counted. */
export function parseIcsDays(properties: readonly IcsProperty[], zone: Zone): { days: Day[]; unread: number } {
	const texts = properties.flatMap(({ value }) => value.split(",")).filter((text) => text.trim() !== "");
	// A period ("start/end") counts by its start.
	const days = texts
		.map((text) => parseIcsMoment(text.split("/")[0] ?? "", zone)?.day)
		.filter((day) => day !== undefined);
	return { days, unread: texts.length - days.length };
}
