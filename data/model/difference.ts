import { collectionsOf, type Dataset, findPlace, successorsOf } from "./dataset.ts";
import type { Day, Period } from "./day.ts";
import { type Dated, type DayChanges, dayChanges, dayWords, moveWords } from "./day-changes.ts";
import { makeNumberWords } from "./number-words.ts";
import type { Problem } from "./problem.ts";
import type { Place, PlaceId, Street } from "./street.ts";

/** What an import does to the dates of the places that were there before. */
export interface Difference {
	/** Dates of living places before this import, within its coverage. */
	readonly before: number;
	readonly kept: number;
	readonly moved: number;
	readonly added: number;
	readonly lost: number;
	/** In words: by service "Papier, Hauptstraße und 3 weitere: 12 Termine verschoben", then each day that moved or went. */
	readonly words: readonly string[];
	/** The days that moved, once for all places where they did; at most 200, as of the losses. */
	readonly moves: readonly Move[];
	readonly losses: readonly Loss[];
	/** Places that end with this import: whoever subscribed to them is asked to choose again, or follows. */
	readonly retiring: readonly Retiring[];
}

export interface Move {
	/** The label. */
	readonly service: string;
	readonly from: Day;
	readonly to: Day;
	readonly streets: number;
}

export interface Loss {
	readonly service: string;
	readonly day: Day;
	readonly streets: number;
}

export interface Retiring {
	readonly id: PlaceId;
	/** "Hauptstraße 2–40" */
	readonly place: string;
	/** The places that take over, in the same words. */
	readonly successors: readonly string[];
}

/** The places of each street. */
type Streets = Map<Street, Set<Place>>;

interface Tally {
	moved: number;
	added: number;
	lost: number;
	kept: number;
	/** The streets that change. */
	readonly streets: Streets;
	readonly moves: Map<string, { readonly from: Day; readonly to: Day; readonly streets: Streets }>;
	readonly losses: Map<Day, Streets>;
}

const MOST_DAYS = 200;

export function differenceOf(previous: Dataset, next: Dataset): Difference {
	const tallies = new Map<string, Tally>();
	for (const street of previous.streets) {
		for (const place of street.places) compare(tallies, previous, next, street, place);
	}
	const sum = (count: (tally: Tally) => number) =>
		[...tallies.values()].reduce((total, tally) => total + count(tally), 0);
	const [kept, moved, added, lost] = [sum((t) => t.kept), sum((t) => t.moved), sum((t) => t.added), sum((t) => t.lost)];
	return {
		before: kept + moved + lost,
		kept,
		moved,
		added,
		lost,
		words: [...tallies].flatMap(([label, tally]) => describe(label, tally)),
		moves: [...tallies].flatMap(([label, tally]) => movesOf(label, tally)).slice(0, MOST_DAYS),
		losses: [...tallies].flatMap(([label, tally]) => lossesOf(label, tally)).slice(0, MOST_DAYS),
		retiring: retiringOf(previous, next),
	};
}

function movesOf(service: string, { moves }: Tally): Move[] {
	return byDay([...moves.values()], ({ from }) => from).map(({ from, to, streets }) => ({
		service,
		from,
		to,
		streets: streets.size,
	}));
}

function lossesOf(service: string, { losses }: Tally): Loss[] {
	return byDay([...losses], ([day]) => day).map(([day, streets]) => ({ service, day, streets: streets.size }));
}

function compare(tallies: Map<string, Tally>, previous: Dataset, next: Dataset, street: Street, place: Place): void {
	const now = datesByService(next, heirsOf(next, place), next.coverage);
	const before = datesByService(previous, [place], next.coverage);
	for (const service of new Set([...before.keys(), ...now.keys()])) {
		const [old, fresh] = [before.get(service), now.get(service)];
		const label = old?.label ?? fresh?.label ?? service;
		count(
			tallyFor(tallies, label),
			dayChanges([...(old?.byPlan.values() ?? [])], [...(fresh?.byPlan.values() ?? [])]),
			street,
			place,
		);
	}
}

function count(tally: Tally, { kept, moved, gone, added }: DayChanges, street: Street, place: Place): void {
	tally.kept += kept;
	tally.moved += moved.length;
	tally.lost += gone.length;
	tally.added += added.length;
	if (moved.length + gone.length + added.length > 0) touch(tally.streets, street, place);
	for (const { from, to } of moved) {
		const move = tally.moves.get(`${from} ${to}`) ?? { from, to, streets: new Map() };
		tally.moves.set(`${from} ${to}`, move);
		touch(move.streets, street, place);
	}
	for (const day of gone) {
		const streets = tally.losses.get(day) ?? new Map();
		tally.losses.set(day, streets);
		touch(streets, street, place);
	}
}

/** The place itself, or those that its numbers went to: a split street loses no dates. */
function heirsOf(next: Dataset, { id }: Place): Place[] {
	const ids = findPlace(next, id) ? [id] : (successorsOf(next, id) ?? []);
	return ids.flatMap((each) => findPlace(next, each)?.place ?? []);
}

function datesByService(dataset: Dataset, places: readonly Place[], period: Period) {
	const found = new Map<string, { readonly label: string; readonly byPlan: Map<Day, Dated> }>();
	for (const { service, planned, day } of places.flatMap((place) => collectionsOf(dataset, place, { period }))) {
		const entry = found.get(service.id) ?? { label: service.label, byPlan: new Map() };
		found.set(service.id, entry);
		entry.byPlan.set(planned, { planned, day });
	}
	return found;
}

function tallyFor(tallies: Map<string, Tally>, label: string): Tally {
	const known = tallies.get(label);
	if (known) return known;
	const none = { moved: 0, added: 0, lost: 0, kept: 0 };
	const tally: Tally = { ...none, streets: new Map(), moves: new Map(), losses: new Map() };
	tallies.set(label, tally);
	return tally;
}

function touch(streets: Streets, street: Street, place: Place): void {
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

function describe(label: string, tally: Tally): string[] {
	const { moved, added, lost, streets } = tally;
	const [first] = movesOf(label, tally);
	if (streets.size === 0) return [];
	const parts = [
		...(moved > 0 ? [`${moved} Termine verschoben, zuerst ${first?.from} -> ${first?.to}`] : []),
		...(added > 0 ? [`${added} Termine neu`] : []),
		...(lost > 0 ? [`${lost} Termine entfallen`] : []),
	];
	return [
		`${label}, ${whereWords(streets)}: ${parts.join(", ")}`,
		...moveLines(label, tally),
		...lossLines(label, tally),
	];
}

const MOST_LINES = 12;

function byDay<T>(items: readonly T[], dayOf: (item: T) => Day): T[] {
	return items.toSorted((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1));
}

/** "Papier: Do 7.1. -> Fr 8.1.2027 (Hauptstraße und 3 weitere)" */
function moveLines(label: string, { moves }: Tally): string[] {
	const sorted = byDay([...moves.values()], ({ from }) => from);
	const told = sorted
		.slice(0, MOST_LINES)
		.map(({ from, to, streets }) => `${label}: ${moveWords(from, to)} (${whereWords(streets)})`);
	return withRest(label, told, sorted.length, "Tage verschoben");
}

function lossLines(label: string, { losses }: Tally): string[] {
	const sorted = byDay([...losses], ([day]) => day);
	const told = sorted
		.slice(0, MOST_LINES)
		.map(([day, streets]) => `${label}: ${dayWords(day)} entfällt (${whereWords(streets)})`);
	return withRest(label, told, sorted.length, "Tage entfallen");
}

function withRest(label: string, told: readonly string[], count: number, what: string): string[] {
	return count > told.length ? [...told, `${label}: … und ${count - told.length} weitere ${what}`] : [...told];
}

function whereWords(streets: Streets): string {
	const [first, ...others] = streets;
	if (!first) return "";
	const named = streetWords(...first);
	return others.length === 0 ? named : `${named} und ${others.length} weitere`;
}

const LARGEST_LOSS = 0.1;

/** A whole tenth of the dates gone is more likely half a file than a decision. */
export function isGreatLoss({ before, lost }: Difference): boolean {
	return before > 0 && lost / before > LARGEST_LOSS;
}

export function lossProblem(difference: Difference): Problem | undefined {
	if (!isGreatLoss(difference)) return undefined;
	const { before, lost } = difference;
	const share = Math.round((lost / before) * 100);
	return {
		level: "problem",
		code: "great_loss",
		where: { file: "dataset.json" },
		what: `Mit diesem Import fielen ${lost} von ${before} Terminen weg (${share} %).`,
		remedy: "Prüfen, ob eine Datei unvollständig ist; ist es so gewollt, mit --accept-loss wiederholen.",
	};
}
