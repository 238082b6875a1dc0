import type { Round } from "../../model/collection.ts";
import type { Holiday } from "../../model/dataset.ts";
import type { Day, Period } from "../../model/day.ts";
import { type HolidayPlace, namedDays, publicHolidays } from "./holidays.ts";

/**
 * The days that a calendar of the town shades: public holidays of its whole state, and further days
 * that some date gives as its reason ("Rosenmontag (vorgezogen)"). By day, each once.
 */
export function keptHolidays(place: HolidayPlace, period: Period, rounds: readonly Round[]): Holiday[] {
	const reasons = reasonsOf(rounds);
	const named = new Map(reasons.length > 0 ? namedIn(reasons, namedDays(place, period)) : []);
	for (const [day, name] of publicHolidays(place.state, period, place.country)) named.set(day, name);
	return [...named]
		.filter(([day]) => day >= period.from && day <= period.to)
		.map(([day, name]) => ({ day, name }))
		.sort((one, other) => (one.day < other.day ? -1 : 1));
}

function reasonsOf(rounds: readonly Round[]): string[] {
	return [...new Set(rounds.flatMap(({ dates }) => dates.flatMap(({ reason }) => reason ?? [])))];
}

function namedIn(reasons: readonly string[], all: ReadonlyMap<string, readonly Day[]>): [Day, string][] {
	const spoken = [...all].filter(([name]) => reasons.some((reason) => speaksOf(reason, name)));
	return spoken.flatMap(([name, days]) => days.map((day): [Day, string] => [day, name]));
}

/** As whole words: a reason may say more than the name, never less. */
function speaksOf(reason: string, name: string): boolean {
	const words = (text: string) =>
		` ${text
			.toLowerCase()
			.replace(/[^\p{L}\d]+/gu, " ")
			.trim()} `;
	return words(reason).includes(words(name));
}
