import type { Dataset } from "../../model/dataset.ts";
import { makeNumberSet } from "../../model/number.ts";
import type { Part, Place, PlaceId, Street, StreetId } from "../../model/street.ts";
import { foldStreet, shortHash, slug, streetKey } from "../street-identity.ts";
import { partsMeet } from "./meeting.ts";
import type { DraftPlace, DraftStreet } from "./places.ts";

/** Gives streets and places the ids they had, and new ones where they are new. */

export interface Identified {
	/** The street it was before, if it can be recognised. */
	readonly before: Street | undefined;
	readonly id: StreetId;
	/** In the order of the street's places. */
	readonly places: readonly { readonly id: PlaceId; readonly before: Place | undefined }[];
}

export interface Identification {
	readonly streets: ReadonlyMap<DraftStreet, Identified>;
	readonly retired: ReadonlyMap<PlaceId, readonly PlaceId[]>;
	/** Streets of the last dataset that nothing in the new one continues. */
	readonly gone: readonly Street[];
}

export function identify(
	streets: readonly DraftStreet[],
	previous: Dataset | undefined,
	renamed: Readonly<Record<string, string>>,
): Identification {
	const old = previous?.streets ?? [];
	const before = matchStreets(streets, old, renamed);
	const taken = new Set<string>([
		...old.map(({ id }) => id),
		...old.flatMap((street) => street.places.map(({ id }) => id)),
	]);
	const retired = new Map(previous?.retired.places);
	const identified = new Map<DraftStreet, Identified>();
	for (const street of streets) identified.set(street, identifyStreet(street, before.get(street), taken, retired));
	const matched = new Set(before.values());
	const gone = old.filter((street) => !matched.has(street));
	for (const street of gone) for (const { id } of street.places) retired.set(id, []);
	for (const { places } of identified.values()) for (const { id } of places) retired.delete(id);
	return { streets: identified, retired, gone };
}

function matchStreets(
	streets: readonly DraftStreet[],
	old: readonly Street[],
	renamed: Readonly<Record<string, string>>,
) {
	const formerly = new Map(Object.entries(renamed).map(([from, to]) => [foldStreet(to), from]));
	const matches = new Map<DraftStreet, Street>();
	const byKey = Map.groupBy(old, streetKey);
	const pairUp = (keyOf: (street: DraftStreet) => string | undefined) => {
		const taken = new Set(matches.values());
		for (const street of streets) {
			const key = matches.has(street) ? undefined : keyOf(street);
			const match = key === undefined ? undefined : onlyOne(byKey.get(key)?.filter((each) => !taken.has(each)));
			if (match) matches.set(street, match);
		}
	};
	pairUp(({ key }) => key);
	pairUp(({ name }) => {
		const before = formerly.get(foldStreet(name.name));
		return before === undefined ? undefined : streetKey({ ...name, name: before });
	});
	pairByName(streets, old, matches);
	return matches;
}

/** A postcode or a village that the town has begun, or ceased, to name is no new street. */
function pairByName(streets: readonly DraftStreet[], old: readonly Street[], matches: Map<DraftStreet, Street>): void {
	const taken = new Set(matches.values());
	const free = Map.groupBy(
		old.filter((street) => !taken.has(street)),
		({ name }) => foldStreet(name),
	);
	const open = Map.groupBy(
		streets.filter((street) => !matches.has(street)),
		({ name }) => foldStreet(name.name),
	);
	for (const [name, rivals] of open) {
		const [street, match] = [onlyOne(rivals), onlyOne(free.get(name))];
		if (street && match) matches.set(street, match);
	}
}

function onlyOne<T>(items: readonly T[] | undefined): T | undefined {
	return items?.length === 1 ? items[0] : undefined;
}

function identifyStreet(
	street: DraftStreet,
	before: Street | undefined,
	taken: Set<string>,
	retired: Map<PlaceId, readonly PlaceId[]>,
): Identified {
	const old = before?.places ?? [];
	const kept = matchPlaces(street.places, old);
	const places = street.places.map((place) => {
		const match = kept.get(place);
		return { id: match?.id ?? newPlaceId(street, place.part, taken), before: match };
	});
	const living = new Set(places.map(({ id }) => id));
	for (const place of old) {
		if (living.has(place.id)) continue;
		const next = street.places.flatMap(({ part }, at) => (partsMeet(part, place.part) ? [places[at]?.id] : []));
		retired.set(
			place.id,
			next.filter((id) => id !== undefined),
		);
	}
	return { before, id: before?.id ?? newStreetId(street, taken), places };
}

/** The same part is the same place; so is one that only grew or shrank. */
function matchPlaces(places: readonly DraftPlace[], old: readonly Place[]): Map<DraftPlace, Place> {
	const matches = new Map<DraftPlace, Place>();
	for (const place of places) {
		const same = old.find((each) => partKey(each.part) === partKey(place.part));
		if (same) matches.set(place, same);
	}
	const matched = new Set(matches.values());
	for (const place of places) {
		if (matches.has(place)) continue;
		const meeting = old.filter((each) => partsMeet(each.part, place.part));
		const heirless = meeting.find((each) => !matched.has(each) && heirs(each, places).length === 1);
		if (heirless) {
			matches.set(place, heirless);
			matched.add(heirless);
		}
	}
	return matches;
}

function heirs(old: Place, places: readonly DraftPlace[]): DraftPlace[] {
	return places.filter(({ part }) => partsMeet(part, old.part));
}

function partKey(part: Part): string {
	if (part.kind === "numbers") return makeNumberSet(part.numbers);
	return part.kind === "words" ? foldStreet(part.words) : "";
}

function newStreetId({ name }: DraftStreet, taken: Set<string>): StreetId {
	const bare = slug(name.name);
	const wanted = [bare, `${bare}-${slug(name.locality ?? name.postcode ?? "2")}`, `${bare}-${name.postcode ?? ""}`];
	return claim(wanted, taken) as StreetId;
}

function newPlaceId(street: DraftStreet, part: Part, taken: Set<string>): PlaceId {
	return claim([shortHash(`${street.key}|${partKey(part)}`)], taken) as PlaceId;
}

function claim(wanted: readonly string[], taken: Set<string>): string {
	const free = wanted.find((id) => !taken.has(id) && !id.endsWith("-")) ?? numbered(wanted[0] ?? "x", taken);
	taken.add(free);
	return free;
}

function numbered(stem: string, taken: ReadonlySet<string>): string {
	for (let count = 2; ; count++) if (!taken.has(`${stem}-${count}`)) return `${stem}-${count}`;
}
