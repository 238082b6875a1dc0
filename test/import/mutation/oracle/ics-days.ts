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
	const whole = !end.value.includes("T") || end.value.includes("T000000");
	return day === undefined || day < start || day > plusDays(start, whole ? 1 : 0);
}

const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/** Weekly and monthly rules as the feeds at hand have them; nothing where there is more in one. */
export function seriesOf(start: string, rule: string, last: string): string[] | undefined {
	const parts = new Map(
		rule
			.split(";")
			.filter((part) => part !== "")
			.map((part) => part.toUpperCase().split("=") as [string, string]),
	);
	if ([...parts.keys()].some((key) => !["FREQ", "UNTIL", "COUNT", "INTERVAL", "BYDAY", "WKST"].includes(key)))
		return undefined;
	const until = parts.get("UNTIL");
	const end = until === undefined ? last : dayOf({ parameters: "", value: until });
	if (end === undefined) return undefined;
	const step = Number(parts.get("INTERVAL") ?? 1);
	const days = unbounded(start, parts.get("FREQ"), step, parts.get("BYDAY"), end < last ? end : last);
	const count = parts.get("COUNT");
	return count === undefined ? days : days?.slice(0, Number(count));
}

function unbounded(start: string, freq: string | undefined, step: number, by: string | undefined, last: string) {
	if (!Number.isInteger(step) || step < 1) return undefined;
	const days: string[] = [];
	if (freq === "WEEKLY") {
		if (by !== undefined && by !== WEEKDAYS[weekdayOf(start)]) return undefined;
		for (let day = start; day <= last; day = plusDays(day, 7 * step)) days.push(day);
		return days;
	}
	const [, nth = "", weekday = ""] = /^(\d)(\w\w)$/u.exec(by ?? "") ?? [];
	if (freq !== "MONTHLY" || nth === "") return undefined;
	for (let month = 0; month < 40; month += step) {
		const day = nthOf(start, month, Number(nth), WEEKDAYS.indexOf(weekday));
		if (day !== undefined && day >= start && day <= last) days.push(day);
	}
	return days;
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
