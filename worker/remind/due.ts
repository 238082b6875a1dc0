import type { Dataset } from "../../data/model/dataset.ts";
import type { Day } from "../../data/model/day.ts";

const cache = new WeakMap<Dataset, Map<Day, readonly string[]>>();

/** The places where anything is collected on a day: most reminders are not due, and this leaves them out by an index. */
export function placesDueOn(dataset: Dataset, day: Day): readonly string[] {
	const days = cache.get(dataset) ?? new Map<Day, readonly string[]>();
	cache.set(dataset, days);
	const known = days.get(day);
	if (known) return known;
	const rounds = new Set(dataset.rounds.filter(({ dates }) => dates.some((date) => date.day === day)));
	const places = dataset.streets
		.flatMap((street) => street.places)
		.filter(({ assignments }) => assignments.some(({ round }) => rounds.has(round)))
		.map(({ id }) => id);
	days.set(day, places);
	return places;
}
