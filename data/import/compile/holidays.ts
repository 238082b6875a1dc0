import Holidays from "date-holidays";
import { type Day, type Period, parseDay, yearOf } from "../../model/day.ts";

/** Public holidays of a German state (`HE`) in a period: day to German name. Data: date-holidays, CC BY 3.0. */
export function publicHolidays(state: string, period: Period, country = "DE"): ReadonlyMap<Day, string> {
	const calendar = new Holidays(country, state);
	calendar.setLanguages("de");
	const days = new Map<Day, string>();
	for (let year = yearOf(period.from); year <= yearOf(period.to); year++) {
		for (const { date, name, type } of calendar.getHolidays(year)) {
			const day = parseDay(date.slice(0, 10));
			if (day && type === "public") days.set(day, name);
		}
	}
	return days;
}

/** Days that are no public holidays but have a name, such as Rosenmontag: a town may not work on them. */
export function namedDays(state: string, period: Period, country: string): ReadonlyMap<string, readonly Day[]> {
	const calendar = new Holidays(country, state);
	calendar.setLanguages("de");
	const found: { name: string; day: Day }[] = [];
	for (let year = yearOf(period.from); year <= yearOf(period.to); year++) {
		for (const { date, name } of calendar.getHolidays(year)) {
			const day = parseDay(date.slice(0, 10));
			if (day) found.push({ name, day });
		}
	}
	return new Map([...Map.groupBy(found, ({ name }) => name)].map(([name, days]) => [name, days.map(({ day }) => day)]));
}
