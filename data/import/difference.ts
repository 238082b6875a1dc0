import { isMoved } from "../model/collection.ts";
import { collectionsOf, type Dataset, findPlace, successorsOf } from "../model/dataset.ts";
import type { Day, Period } from "../model/day.ts";
import { makeNumberWords } from "../model/number-words.ts";
import type { Problem } from "../model/problem.ts";
import type { Place, PlaceId, Street } from "../model/street.ts";

/** What an import does to the dates of the places that were there before. */
export interface Difference {
	/** Dates of living places before this import, within its coverage. */
	readonly before: number;
	readonly kept: number;
	readonly moved: number;
	readonly added: number;
	readonly lost: number;
	/** In words, by service: "Papier, Hauptstraße und 3 weitere: 12 Termine verschoben, zuerst 2026-01-07 -> 2026-01-08". */
	readonly words: readonly string[];
	/** Places that end with this import: whoever subscribed to them is asked to choose again, or follows. */
	readonly retiring: readonly Retiring[];
}

export interface Retiring {
	readonly id: PlaceId;
	/** "Hauptstraße 2–40" */
	readonly place: string;
	/** The places that take over, in the same words. */
	readonly successors: readonly string[];
}

interface Tally {
	moved: number;
	added: number;
	lost: number;
	kept: number;
	/** The places of each street that change. */
	readonly streets: Map<Street, Set<Place>>;
	firstMove: { from: Day; to: Day } | undefined;
}

export function differenceOf(previous: Dataset, next: Dataset): Difference {
	const tallies = new Map<string, Tally>();
	for (const street of previous.streets) {
		for (const place of street.places) compare(tallies, previous, next, street, place);
	}
	const sum = (count: (tally: Tally) => number) =>
		[...tallies.values()].reduce((total, tally) => total + count(tally), 0);
	const [kept, moved, added, lost] = [sum((t) => t.kept), sum((t) => t.moved), sum((t) => t.added), sum((t) => t.lost)];
	const words = [...tallies].flatMap(([label, tally]) => describe(label, tally));
	return { before: kept + moved + lost, kept, moved, added, lost, words, retiring: retiringOf(previous, next) };
}

function compare(tallies: Map<string, Tally>, previous: Dataset, next: Dataset, street: Street, place: Place): void {
	const now = datesByPlan(next, heirsOf(next, place), next.coverage);
	for (const [key, old] of datesByPlan(previous, [place], next.coverage)) {
		const tally = tallyFor(tallies, old.label);
		const found = now.get(key);
		now.delete(key);
		if (found && found.day === old.day) tally.kept++;
		else {
			touch(tally, street, place);
			if (found) move(tally, old.day, found.day);
			else tally.lost++;
		}
	}
	for (const { label } of now.values()) {
		const tally = tallyFor(tallies, label);
		tally.added++;
		touch(tally, street, place);
	}
}

/** The place itself, or those that its numbers went to: a split street loses no dates. */
function heirsOf(next: Dataset, { id }: Place): Place[] {
	const ids = findPlace(next, id) ? [id] : (successorsOf(next, id) ?? []);
	return ids.flatMap((each) => findPlace(next, each)?.place ?? []);
}

function datesByPlan(dataset: Dataset, places: readonly Place[], period: Period) {
	const dates = places.flatMap((place) => collectionsOf(dataset, place, { period }));
	return new Map(
		dates.map((each) => [
			`${each.service.id} ${each.planned}`,
			{ day: each.day, label: each.service.label, moved: isMoved(each) },
		]),
	);
}

function tallyFor(tallies: Map<string, Tally>, label: string): Tally {
	const known = tallies.get(label);
	if (known) return known;
	const tally: Tally = { moved: 0, added: 0, lost: 0, kept: 0, streets: new Map(), firstMove: undefined };
	tallies.set(label, tally);
	return tally;
}

function touch({ streets }: Tally, street: Street, place: Place): void {
	streets.set(street, (streets.get(street) ?? new Set()).add(place));
}

function retiringOf(previous: Dataset, next: Dataset): Retiring[] {
	return previous.streets.flatMap((street) =>
		street.places
			.filter(({ id }) => !findPlace(next, id))
			.map((place) => ({ id: place.id, place: placeWords(street, place), successors: successorWords(next, place) })),
	);
}

function successorWords(next: Dataset, { id }: Place): string[] {
	return (successorsOf(next, id) ?? []).flatMap((each) => {
		const found = findPlace(next, each);
		return found ? [placeWords(found.street, found.place)] : [];
	});
}

/** "Hauptstraße 2–40", "Ahler Straße (von der Bahn bis zur Else)" */
function placeWords({ name }: Street, { part }: Place): string {
	if (part.kind === "whole") return name;
	return part.kind === "words" ? `${name} (${part.words})` : `${name} ${makeNumberWords(part.numbers)}`;
}

/** A street whose parts all change is named without them. */
function streetWords(street: Street, places: ReadonlySet<Place>): string {
	const [only] = places;
	return places.size === 1 && only && street.places.length > 1 ? placeWords(street, only) : street.name;
}

function move(tally: Tally, from: Day, to: Day): void {
	tally.moved++;
	if (!tally.firstMove || from < tally.firstMove.from) tally.firstMove = { from, to };
}

function describe(label: string, { moved, added, lost, streets, firstMove }: Tally): string[] {
	const [first, ...others] = streets;
	if (first === undefined) return [];
	const parts = [
		...(moved > 0 ? [`${moved} Termine verschoben, zuerst ${firstMove?.from} -> ${firstMove?.to}`] : []),
		...(added > 0 ? [`${added} Termine neu`] : []),
		...(lost > 0 ? [`${lost} Termine entfallen`] : []),
	];
	const named = streetWords(...first);
	const where = others.length === 0 ? named : `${named} und ${others.length} weitere`;
	return [`${label}, ${where}: ${parts.join(", ")}`];
}

const LARGEST_LOSS = 0.1;

/** A whole tenth of the dates gone is more likely half a file than a decision. */
export function lossProblem({ before, lost }: Difference): Problem | undefined {
	if (before === 0 || lost / before <= LARGEST_LOSS) return undefined;
	const share = Math.round((lost / before) * 100);
	return {
		level: "problem",
		code: "great_loss",
		where: { file: "dataset.json" },
		what: `Mit diesem Import fielen ${lost} von ${before} Terminen weg (${share} %).`,
		remedy: "Prüfen, ob eine Datei unvollständig ist; ist es so gewollt, mit --accept-loss wiederholen.",
	};
}
