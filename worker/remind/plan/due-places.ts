import type { Dataset } from "../../../data/model/dataset.ts";
import type { Day } from "../../../data/model/day.ts";

const cache = new WeakMap<Dataset, Map<Day, string>>();
/** Days kept per dataset: a wave asks for two. */
const MOST_DAYS = 8;

/** The ids, as a JSON list, of places where anything is collected on a day: most reminders are not due, and this leaves them out by an index. */
export function placesDueOn(dataset: Dataset, day: Day): string {
	const days = cache.get(dataset) ?? new Map<Day, string>();
	cache.set(dataset, days);
	const known = days.get(day);
	if (known !== undefined) return known;
	if (days.size >= MOST_DAYS) days.clear();
	const rounds = new Set(dataset.rounds.filter(({ dates }) => dates.some((date) => date.day === day)));
	const places = dataset.streets
		.flatMap((street) => street.places)
		.filter(({ assignments }) => assignments.some(({ round }) => rounds.has(round)))
		.map(({ id }) => id);
	const ids = JSON.stringify(places);
	days.set(day, ids);
	return ids;
}
