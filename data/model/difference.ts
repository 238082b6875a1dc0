import { collectionsOf, type Dataset, findPlace, successorsOf } from "./dataset.ts";
import type { Day, Period } from "./day.ts";
import { type Dated, type DayChanges, dayChanges, dayWords, moveWords } from "./day-changes.ts";
import { makeNumberWords } from "./number-words.ts";
import type { Problem } from "./problem.ts";
import type { ServiceId } from "./service.ts";
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
	/** Whom each of these lines touches, in their order. */
	readonly touched: readonly Touched[];
	/** The days that moved, once for all places where they did; at most 200, as of the losses. */
	readonly moves: readonly Move[];
	readonly losses: readonly Loss[];
	/** Places that end with this import: whoever subscribed to them is asked to choose again, or follows. */
	readonly retiring: readonly Retiring[];
}

/** Streets and places of the edition before, and the services that change there. */
export interface Touched {
	readonly streets: readonly Streets[];
	readonly services: ReadonlySet<ServiceId>;
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
	/** Those of one label. */
	readonly services: Set<ServiceId>;
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
	const lines = [...tallies].flatMap(([label, tally]) => describe(label, tally));
	return {
		before: kept + moved + lost,
		kept,
		moved,
		added,
		lost,
		words: lines.map(({ words }) => words),
		touched: lines.map(({ touched }) => touched),
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
		const tally = tallyFor(tallies, label);
		tally.services.add(service);
		count(tally, dayChanges([...(old?.byPlan.values() ?? [])], [...(fresh?.byPlan.values() ?? [])]), street, place);
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
	const found = new Map<ServiceId, { readonly label: string; readonly byPlan: Map<Day, Dated> }>();
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
	const tally: Tally = { ...none, services: new Set(), streets: new Map(), moves: new Map(), losses: new Map() };
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

interface Line {
	readonly words: string;
	readonly touched: Touched;
}

function lineOf(words: string, { services }: Tally, ...touched: Streets[]): Line {
	return { words, touched: { streets: touched, services } };
}

function describe(label: string, tally: Tally): Line[] {
	const { moved, added, lost, streets } = tally;
	const [first] = movesOf(label, tally);
	if (streets.size === 0) return [];
	const parts = [
		...(moved > 0 ? [`${moved} Termine verschoben, zuerst ${first?.from} -> ${first?.to}`] : []),
		...(added > 0 ? [`${added} Termine neu`] : []),
		...(lost > 0 ? [`${lost} Termine entfallen`] : []),
	];
	return [
		lineOf(`${label}, ${whereWords(streets)}: ${parts.join(", ")}`, tally, streets),
		...moveLines(label, tally),
		...lossLines(label, tally),
	];
}

const MOST_LINES = 12;

function byDay<T>(items: readonly T[], dayOf: (item: T) => Day): T[] {
	return items.toSorted((one, other) => (dayOf(one) < dayOf(other) ? -1 : 1));
}

/** "Papier: Do 7.1. -> Fr 8.1.2027 (Hauptstraße und 3 weitere)" */
function moveLines(label: string, tally: Tally): Line[] {
	const sorted = byDay([...tally.moves.values()], ({ from }) => from);
	const all = sorted.map(({ from, to, streets }) => ({ words: `${label}: ${moveWords(from, to)}`, streets }));
	return shortened(tally, all, `${label}: … und {} weitere Tage verschoben`);
}

function lossLines(label: string, tally: Tally): Line[] {
	const sorted = byDay([...tally.losses], ([day]) => day);
	const all = sorted.map(([day, streets]) => ({ words: `${label}: ${dayWords(day)} entfällt`, streets }));
	return shortened(tally, all, `${label}: … und {} weitere Tage entfallen`);
}

type OnStreets = { readonly words: string; readonly streets: Streets };

function shortened(tally: Tally, all: readonly OnStreets[], more: string): Line[] {
	const rest = all.slice(MOST_LINES).map(({ streets }) => streets);
	const told = all
		.slice(0, MOST_LINES)
		.map(({ words, streets }) => lineOf(`${words} (${whereWords(streets)})`, tally, streets));
	return rest.length === 0 ? told : [...told, lineOf(more.replace("{}", `${rest.length}`), tally, ...rest)];
}

function whereWords(streets: Streets): string {
	const [first, ...others] = streets;
	if (!first) return "";
	const named = streetWords(...first);
	return others.length === 0 ? named : `${named} und ${others.length} weitere`;
}

/** The places that a line of the difference speaks of, each once. */
export function placesTouched({ streets }: Touched): PlaceId[] {
	const places = streets.flatMap((each) => [...each.values()].flatMap((some) => [...some]));
	return [...new Set(places.map(({ id }) => id))];
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
