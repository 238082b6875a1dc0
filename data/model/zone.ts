import { type Day, dayOfMonth, monthOf, parseDay, yearOf } from "./day.ts";
import { type Minutes, parseTime } from "./time.ts";

/** Milliseconds since 1970 UTC, as `Date.now()` counts them. Only zones turn instants into days. */
export type Instant = number;

/** An IANA zone name that this runtime knows, such as `Europe/Berlin`. */
export type Zone = string & { readonly brand: unique symbol };

export interface WallClock {
	readonly day: Day;
	readonly time: Minutes;
}

/** Far enough to either side of a change of offset to see the one before and the one after. */
const HALF_A_DAY = 12 * 3_600_000;

const formats = new Map<string, Intl.DateTimeFormat>();

export function parseZone(text: string): Zone | undefined {
	// The first format costs a phone a fifth of a second: here only other names of a zone need one.
	if (Intl.supportedValuesOf("timeZone").includes(text)) return text as Zone;
	try {
		formatFor(text);
		return text as Zone;
	} catch {
		return undefined;
	}
}

/** What a clock on the wall in `zone` shows at `instant`. */
export function wallClock(zone: Zone, instant: Instant): WallClock {
	return wallClockBy((each) => offsetAt(zone, each), instant);
}

/** The same for a clock of which only its offset is known. */
export function wallClockBy(offsetOf: (instant: Instant) => number, instant: Instant): WallClock {
	const shown = new Date(wholeMinutes(instant) + offsetOf(instant)).toISOString();
	const [day, time] = [parseDay(shown.slice(0, 10)), parseTime(shown.slice(11, 16))];
	if (!day || time === undefined) throw new Error(`no civil day for ${instant}`);
	return { day, time };
}

/**
 * The instant at which the clock in `zone` shows `time` on `day`. In the hour that
 * summer time repeats it is the first of the two; in the hour that it leaves out,
 * the moment of the jump forward counted on (02:30 becomes 03:30), as RFC 5545 3.3.5 has it.
 */
export function instantAt(zone: Zone, day: Day, time: Minutes): Instant {
	return instantBy((instant) => offsetAt(zone, instant), day, time);
}

/** The same for a clock of which only its offset is known: wall clock minus UTC, in milliseconds. */
export function instantBy(offsetOf: (instant: Instant) => number, day: Day, time: Minutes): Instant {
	const asUtc = Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day), 0, time);
	const before = asUtc - offsetOf(asUtc - HALF_A_DAY);
	if (offsetOf(before) === asUtc - before) return before;
	const after = asUtc - offsetOf(asUtc + HALF_A_DAY);
	return offsetOf(after) === asUtc - after ? after : before;
}

/** Offsets change on full quarters of an hour only. */
const QUARTER = 15 * 60_000;
/** A wave asks for a handful of quarters a thousand times each. */
const MOST_OFFSETS = 2000;
const offsets = new Map<string, number>();

/** Wall clock minus UTC, in milliseconds. `Intl` takes a hundred times as long as to remember what it said. */
function offsetAt(zone: Zone, instant: Instant): number {
	const quarter = Math.floor(instant / QUARTER);
	const name = `${zone} ${quarter}`;
	const known = offsets.get(name);
	if (known !== undefined) return known;
	if (offsets.size >= MOST_OFFSETS) offsets.clear();
	const offset = askOffset(zone, quarter * QUARTER);
	offsets.set(name, offset);
	return offset;
}

function askOffset(zone: Zone, instant: Instant): number {
	const parts = new Map(
		formatFor(zone)
			.formatToParts(instant)
			.map(({ type, value }) => [type, Number(value)]),
	);
	const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? Number.NaN;
	const shown = Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"));
	return shown - wholeMinutes(instant);
}

function wholeMinutes(instant: Instant): number {
	return Math.floor(instant / 60_000) * 60_000;
}

function formatFor(zone: string): Intl.DateTimeFormat {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat("en-CA", {
			timeZone: zone,
			calendar: "gregory",
			numberingSystem: "latn",
			hourCycle: "h23",
			year: "numeric",
			month: "2-digit",
			day: "2-digit",
			hour: "2-digit",
			minute: "2-digit",
		});
		formats.set(zone, format);
	}
	return format;
}
