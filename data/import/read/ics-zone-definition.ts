import { type Day, dayOfMonth, monthOf, yearOf } from "../../model/day.ts";
import type { Instant } from "../../model/zone.ts";
import { parseCivil } from "./civil.ts";
import type { Properties, ZoneDefinition } from "./ics-calendar.ts";
import { expandRule } from "./recurrence.ts";

/** From this instant on the clock shows `offset` milliseconds more than UTC. */
interface Onset {
	readonly at: Instant;
	readonly offset: number;
	readonly before: number;
}

/** Steps of all rules of one definition; the usual ones need some 900. */
const BUDGET = 10_000;
const MOST_OBSERVANCES = 400;

/** The offset at any instant up to `last`, by a VTIMEZONE (RFC 5545 3.6.5); `undefined` where not all of it can be read. */
export function offsetBy({ observances }: ZoneDefinition, last: Day): ((instant: Instant) => number) | undefined {
	if (observances.length === 0 || observances.length > MOST_OBSERVANCES) return undefined;
	const each = observances.map((observance) => onsetsOf(observance, last));
	if (each.includes(undefined)) return undefined;
	const onsets = each.flatMap((found) => found ?? []).sort((one, other) => one.at - other.at);
	return (instant) => onsets.findLast(({ at }) => at <= instant)?.offset ?? onsets[0]?.before ?? 0;
}

function onsetsOf(observance: Properties, last: Day): Onset[] | undefined {
	const textOf = (name: string) => observance.get(name)?.[0]?.value.trim() ?? "";
	const [before, offset] = [parseOffset(textOf("TZOFFSETFROM")), parseOffset(textOf("TZOFFSETTO"))];
	const start = parseCivil(textOf("DTSTART"));
	if (before === undefined || offset === undefined || !start) return undefined;
	const days = daysOf(observance, start.day, last);
	const time = (start.time ?? 0) * 60_000;
	return days?.map((day) => ({
		at: Date.UTC(yearOf(day), monthOf(day) - 1, dayOfMonth(day)) + time - before,
		offset,
		before,
	}));
}

function daysOf(observance: Properties, start: Day, last: Day): Day[] | undefined {
	const days = [start];
	for (const { value } of observance.get("RRULE") ?? []) {
		const expansion = expandRule(value, { start, last, budget: BUDGET });
		if ("flaw" in expansion) return undefined;
		days.push(...expansion.days);
	}
	for (const text of (observance.get("RDATE") ?? []).flatMap(({ value }) => value.split(","))) {
		const listed = parseCivil(text);
		if (!listed) return undefined;
		days.push(listed.day);
	}
	return days;
}

/** `+0100`, `-033000`, in milliseconds. */
function parseOffset(text: string): number | undefined {
	const match = /^([+-])(\d{2}):?(\d{2})(\d{2})?$/.exec(text);
	if (!match) return undefined;
	const [, sign, hours, minutes, seconds = "0"] = match;
	const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
	return sign === "-" ? -size : size;
}
