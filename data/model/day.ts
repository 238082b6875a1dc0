import { addDays } from "date-fns/addDays";
import { differenceInCalendarDays } from "date-fns/differenceInCalendarDays";
import { formatISO } from "date-fns/formatISO";
import { getISODay } from "date-fns/getISODay";
import { getISOWeek } from "date-fns/getISOWeek";
import { isValid } from "date-fns/isValid";
import { parseISO } from "date-fns/parseISO";

/**
 * A civil day, `YYYY-MM-DD`, compared with `<`. The only thing that stands for a
 * day in this house: a `Date` is an instant and changes its day with the zone of
 * the machine. All calendar arithmetic is in this file.
 */
export type Day = string & { readonly brand: unique symbol };

/** A closed stretch of days. */
export interface Period {
	readonly from: Day;
	readonly to: Day;
}

export const NO_DAY_AFTER = "9999-12-31" as Day;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** `2026-02-30` is `undefined`: `Date.parse` would let it pass, date-fns does not. */
export function parseDay(text: string): Day | undefined {
	if (!SHAPE.test(text)) return undefined;
	return isValid(parseISO(text)) ? (text as Day) : undefined;
}

/** `month` counts from 1. */
export function makeDay(year: number, month: number, day: number): Day | undefined {
	const pad = (part: number, width: number) => String(part).padStart(width, "0");
	return parseDay(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`);
}

export function plusDays(day: Day, count: number): Day {
	return formatISO(addDays(parseISO(day), count), { representation: "date" }) as Day;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
	return differenceInCalendarDays(parseISO(to), parseISO(from));
}

/** Monday is 1, Sunday is 7 (ISO 8601). */
export function weekdayOf(day: Day): number {
	return getISODay(parseISO(day));
}

/** 1 to 53 (ISO 8601). 2026 has 53. */
export function weekOf(day: Day): number {
	return getISOWeek(parseISO(day));
}

export function yearOf(day: Day): number {
	return Number(day.slice(0, 4));
}

/** January is 1. */
export function monthOf(day: Day): number {
	return Number(day.slice(5, 7));
}

export function dayOfMonth(day: Day): number {
	return Number(day.slice(8, 10));
}

export function isWithin(day: Day, period: Period): boolean {
	return period.from <= day && day <= period.to;
}

export function overlaps(one: Period, other: Period): boolean {
	return one.from <= other.to && other.from <= one.to;
}

/** Every day of the period, in order. */
export function daysOf(period: Period): Day[] {
	const days: Day[] = [];
	for (let day = period.from; day <= period.to; day = plusDays(day, 1)) days.push(day);
	return days;
}

export function earlier(one: Day, other: Day): Day {
	return one < other ? one : other;
}

export function later(one: Day, other: Day): Day {
	return one > other ? one : other;
}
