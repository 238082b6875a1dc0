import { plusDays, realDay, weekdayOf } from "../engine/text.ts";
import type { Component, Property } from "./ics-lines.ts";

const BERLIN = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" });

/** The day in Germany of `20260106`, `20260106T060000` and `20260106T060000Z`. Other zones are not read here. */
export function dayOf({ parameters, value }: Pick<Property, "parameters" | "value">): string | undefined {
	const match = /^(\d{4})(\d\d)(\d\d)(?:T([01]\d|2[0-3])([0-5]\d)([0-5]\d)(Z?))?$/u.exec(value.trim());
	if (!match || !/^(;VALUE=DATE(-TIME)?)?$/iu.test(parameters)) return undefined;
	const [, year, month, date, hour, minute, second, zulu] = match;
	if (/^;VALUE=DATE$/iu.test(parameters) && hour !== undefined) return undefined;
	const day = realDay(Number(year), Number(month), Number(date));
	if (!day || !zulu) return day;
	return BERLIN.format(new Date(`${day}T${hour}:${minute}:${second}Z`));
}

/** True for an event that ends before it begins, or on a later day than the one after. */
export function isLong(start: string, end: Property | undefined): boolean {
	if (!end) return false;
	const day = dayOf(end);
	return day === undefined || day < start || day > plusDays(start, 1);
}

const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

const PARTS = new Set(["FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "WKST"]);

/** Weekly and monthly rules as the feeds at hand have them; nothing where there is more in one. */
export function seriesOf(start: string, rule: string, last: string): string[] | undefined {
	const given = rule.split(";").filter((part) => part !== "");
	const parts = new Map(given.map((part) => part.toUpperCase().split("=") as [string, string]));
	const until = parts.get("UNTIL");
	const end = until === undefined ? last : dayOf({ parameters: "", value: until });
	const step = Number(parts.get("INTERVAL") ?? 1);
	const [count, by] = [Number(parts.get("COUNT") ?? 9999), parts.get("BYDAY")];
	const wrong = [...parts.keys()].some((key) => !PARTS.has(key)) || !(step >= 1) || !(count >= 1) || end === undefined;
	if (wrong) return undefined;
	const bound = end < last ? end : last;
	const days = parts.get("FREQ") === "WEEKLY" ? weekly(start, step, by, bound) : undefined;
	const found = parts.get("FREQ") === "MONTHLY" ? monthly(start, step, by, bound) : days;
	return found?.slice(0, count);
}

function weekly(start: string, step: number, by: string | undefined, last: string): string[] | undefined {
	if (by !== undefined && by !== WEEKDAYS[weekdayOf(start)]) return undefined;
	const days: string[] = [];
	for (let day = start; day <= last; day = plusDays(day, 7 * step)) days.push(day);
	return days;
}

function monthly(start: string, step: number, by: string | undefined, last: string): string[] | undefined {
	const [, nth, weekday = ""] = /^(\d)(\w\w)$/u.exec(by ?? "") ?? [];
	if (nth === undefined) return undefined;
	const months = Array.from({ length: 40 }, (_, at) => at * step);
	const days = months.map((month) => nthOf(start, month, Number(nth), WEEKDAYS.indexOf(weekday)));
	return days.filter((day) => day !== undefined && day >= start && day <= last) as string[];
}

/** The n-th Friday of the month that lies so many months after the start's. */
function nthOf(start: string, months: number, nth: number, weekday: number): string | undefined {
	const index = Number(start.slice(0, 4)) * 12 + Number(start.slice(5, 7)) - 1 + months;
	const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
	const first = realDay(year, month, 1);
	if (first === undefined) return undefined;
	return realDay(year, month, 1 + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1));
}

export function valuesOf({ properties }: Component, name: string): Property[] {
	return properties.filter((each) => each.name === name);
}

/** The days of a list such as EXDATE: nothing where one of them is none. */
export function listed(component: Component, name: string): string[] | undefined {
	const days = valuesOf(component, name).flatMap((each) =>
		each.value
			.split(",")
			.filter((value) => value.trim() !== "")
			.map((value) => dayOf({ parameters: each.parameters, value })),
	);
	return days.includes(undefined) ? undefined : (days as string[]);
}
