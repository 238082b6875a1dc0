import type { Round } from "../../../data/model/collection.ts";
import type { Day } from "../../../data/model/day.ts";
import type { Service } from "../../../data/model/service.ts";
import type { Place } from "../../../data/model/street.ts";
import type { SortKey } from "./query.ts";

/** A place, as OpenERZ's entries name it. */
export interface PlaceRow {
	readonly region: string;
	readonly zip: number | "";
	readonly area: string;
	readonly place: Place;
}

/** A date of a round, as OpenERZ's entries tell it. */
export interface DateRow {
	readonly round: Round;
	readonly service: Service;
	readonly date: Day;
	readonly planned: Day;
	readonly waste_type: string;
	readonly station: string | null;
	readonly description: string;
}

export interface Row {
	readonly place: PlaceRow;
	readonly date: DateRow;
}

/**
 * Every date of every place: a city's are millions, so they are counted and sorted without being written down.
 * A place has the dates of its rounds; counting goes round by round, sorting splits the places or the dates into
 * groups of one value, and whole groups before the window are passed over.
 */
export class Rows {
	readonly #places: readonly PlaceRow[];
	readonly #dates: readonly DateRow[];
	readonly #datesOf: ReadonlyMap<Round, readonly DateRow[]>;
	readonly #placesOf: ReadonlyMap<Round, readonly PlaceRow[]>;

	constructor(places: readonly PlaceRow[], dates: readonly DateRow[]) {
		this.#places = places;
		this.#dates = dates;
		this.#datesOf = Map.groupBy(dates, ({ round }) => round);
		this.#placesOf = placesByRound(places);
	}

	get count(): number {
		return sum(this.#dates, ({ round }) => this.#placesOf.get(round)?.length ?? 0);
	}

	/** The rows from `offset` on, in the order of the keys. */
	window(keys: readonly SortKey[], offset: number, limit: number): Row[] {
		const rows: Row[] = [];
		for (const row of this.#sorted(keys, { left: offset })) {
			if (rows.length >= limit) break;
			rows.push(row);
		}
		return rows;
	}

	*#sorted([key, ...rest]: readonly SortKey[], skip: { left: number }): Generator<Row> {
		if (!key) return yield* this.#asTheyCome(skip);
		for (const { count, rows } of this.#groups(key)) {
			if (skip.left < count) yield* rows().#sorted(rest, skip);
			else skip.left -= count;
		}
	}

	/** By day, then in the order of the towns and their places. */
	*#asTheyCome(skip: { left: number }): Generator<Row> {
		for (const date of this.#dates) {
			const places = this.#placesOf.get(date.round) ?? [];
			for (const place of places.slice(skip.left)) yield { place, date };
			skip.left = Math.max(0, skip.left - places.length);
		}
	}

	#groups({ field, descending }: SortKey): { readonly count: number; readonly rows: () => Rows }[] {
		switch (field) {
			case "zip":
			case "area":
			case "region":
				return groupsOf(this.#places, (row) => row[field], descending).map((places) => ({
					count: sum(places, ({ place }) =>
						sum(place.assignments, ({ round }) => this.#datesOf.get(round)?.length ?? 0),
					),
					rows: () => new Rows(places, this.#datesAt(places)),
				}));
			default:
				return groupsOf(this.#dates, (row) => row[field] ?? "", descending).map((dates) => ({
					count: sum(dates, ({ round }) => this.#placesOf.get(round)?.length ?? 0),
					rows: () => new Rows(this.#places, dates),
				}));
		}
	}

	#datesAt(places: readonly PlaceRow[]): DateRow[] {
		const rounds = new Set(places.flatMap(({ place }) => place.assignments.map(({ round }) => round)));
		return inOrder([...rounds].flatMap((round) => this.#datesOf.get(round) ?? []));
	}
}

export function inOrder(dates: DateRow[]): DateRow[] {
	return dates.sort((one, other) => compare(one.date, other.date));
}

function placesByRound(places: readonly PlaceRow[]): ReadonlyMap<Round, readonly PlaceRow[]> {
	const found = new Map<Round, PlaceRow[]>();
	for (const row of places)
		for (const { round } of row.place.assignments) {
			const known = found.get(round);
			if (known) known.push(row);
			else found.set(round, [row]);
		}
	return found;
}

/** Each value's members, the values in order. */
function groupsOf<T>(all: readonly T[], of: (each: T) => string | number, descending: boolean): T[][] {
	const groups = [...Map.groupBy(all, of)].sort(([one], [other]) => compare(one, other));
	return (descending ? groups.reverse() : groups).map(([, members]) => members);
}

function compare(one: string | number, other: string | number): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}

function sum<T>(all: readonly T[], of: (each: T) => number): number {
	let total = 0;
	for (const each of all) total += of(each);
	return total;
}
