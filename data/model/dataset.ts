import type { Cancellation, Collection, CollectionSources, Round, RoundDate } from "./collection.ts";
import { type Day, isWithin, type Period } from "./day.ts";
import type { HouseNumber } from "./number.ts";
import type { Service, ServiceId } from "./service.ts";
import type { Source } from "./source.ts";
import { assigningLine, type Place, type PlaceId, type Street, type StreetId } from "./street.ts";
import type { Town } from "./town.ts";

/** What stood in earlier editions and does not any more. An empty list of successors: none is known. */
export interface Retired {
	readonly places: ReadonlyMap<PlaceId, readonly PlaceId[]>;
	readonly services: readonly RetiredService[];
}

/** A service that the town gave up, or calls by another id. */
export interface RetiredService {
	readonly id: ServiceId;
	/** As it was called last; datasets of before kept the id alone. */
	readonly label: string;
	/** Index into the editions of the dataset: since when. */
	readonly edition: number;
	/** Came on the same days wherever this one came: the same service under a new id. */
	readonly heir?: ServiceId | undefined;
}

/** A day on which the town's state does not work, or that the town gives as a reason. */
export interface Holiday {
	readonly day: Day;
	/** German: "Karfreitag". */
	readonly name: string;
}

/** A lawful, compiled schedule: every date resolved, nothing left to calculate. */
export interface Dataset {
	readonly town: Town;
	/** A hard edge: beyond it the answer is "not published yet", never silence. */
	readonly coverage: Period;
	/** ISO instants (UTC) of the imports that changed something, oldest first. `edition` is an index into it. */
	readonly editions: readonly string[];
	readonly services: readonly Service[];
	readonly rounds: readonly Round[];
	readonly streets: readonly Street[];
	readonly retired: Retired;
	/** In the coverage, by day. Datasets of before have none. */
	readonly holidays?: readonly Holiday[] | undefined;
	/** By file: which content of that name was read. Files that nothing comes from are not named. */
	readonly stands?: ReadonlyMap<string, string> | undefined;
	/** The rules of what the town takes requests for, as they stand in the file: `offer.ts` reads them where somebody opens them. */
	readonly requests?: UnreadRequests | undefined;
}

export interface UnreadRequests {
	readonly notWorking: readonly unknown[];
	readonly offers: readonly unknown[];
}

export interface CollectionQuery {
	/** Default: the coverage. */
	readonly period?: Period | undefined;
	/** Default: every service of the place. */
	readonly services?: readonly ServiceId[] | undefined;
	/** Only to name the right source line where a place was put together from several. */
	readonly number?: HouseNumber | undefined;
}

export function findStreet(dataset: Dataset, id: StreetId | string): Street | undefined {
	return dataset.streets.find((street) => street.id === id);
}

export interface PlaceOnStreet {
	readonly place: Place;
	readonly street: Street;
}

export function findPlace(dataset: Dataset, id: PlaceId | string): PlaceOnStreet | undefined {
	return placesById(dataset).get(id);
}

export function findService(dataset: Dataset, id: ServiceId | string): Service | undefined {
	return dataset.services.find((service) => service.id === id);
}

/** The services that come to a place, in the town's order. */
export function servicesOf(dataset: Dataset, place: Place): Service[] {
	const present = new Set(place.assignments.map(({ round }) => round.service));
	return dataset.services.filter(({ id }) => present.has(id));
}

/** What is collected at a place, sorted by day, then in the town's order of services. */
export function collectionsOf(dataset: Dataset, place: Place, query: CollectionQuery = {}): Collection[] {
	const period = query.period ?? dataset.coverage;
	const found: Collection[] = [];
	for (const { assigned, service, date, edition } of datesOf(dataset, place, query)) {
		if (!date.day || !isWithin(date.day, period)) continue;
		const { day, planned, reason, note, at } = date;
		found.push({ day, planned, service, reason, note, at, sources: sourcesOf(assigned, date), edition });
	}
	return sorted(dataset, found, ({ day }) => day);
}

/** What was planned for a place in the period and does not take place. */
export function cancellationsOf(dataset: Dataset, place: Place, query: CollectionQuery = {}): Cancellation[] {
	const period = query.period ?? dataset.coverage;
	const found: Cancellation[] = [];
	for (const { assigned, service, date } of datesOf(dataset, place, query)) {
		if (date.day || !isWithin(date.planned, period)) continue;
		const { planned, reason } = date;
		found.push({ planned, service, reason, sources: sourcesOf(assigned, date) });
	}
	return sorted(dataset, found, ({ planned }) => planned);
}

export interface ServicesNow {
	/** With the heirs in the stead of what was renamed. */
	readonly services: readonly ServiceId[];
	/** Given up, and nobody knows what takes its place. */
	readonly gone: readonly RetiredService[];
}

/** What a household has chosen, as the town calls it today; ids that never were are left out. */
export function servicesNow(dataset: Dataset, chosen: readonly (ServiceId | string)[]): ServicesNow {
	const now = [...new Set(chosen.map((id) => serviceNow(dataset, id)))];
	const services = now.flatMap((id) => findService(dataset, id)?.id ?? []);
	const gone = dataset.retired.services.filter(({ id }) => now.includes(id) && !findService(dataset, id));
	return { services, gone };
}

/** The id under which a service goes on; follows chains of imports. */
export function serviceNow(dataset: Dataset, id: ServiceId | string): ServiceId {
	const seen = new Set<string>();
	let now = id as ServiceId;
	while (!findService(dataset, now) && !seen.has(now)) {
		seen.add(now);
		now = findRetired(dataset, now)?.heir ?? now;
	}
	return now;
}

export function findRetired({ retired }: Dataset, id: ServiceId | string): RetiredService | undefined {
	return retired.services.find((each) => each.id === id);
}

/** Where a retired place went: a living place, several, or none known. Follows chains of imports. */
export function successorsOf(dataset: Dataset, id: PlaceId | string): PlaceId[] | undefined {
	const next = dataset.retired.places.get(id as PlaceId);
	if (!next) return undefined;
	const living = new Set<PlaceId>();
	const seen = new Set<string>([id]);
	const open = [...next];
	for (let each = open.pop(); each !== undefined; each = open.pop()) {
		if (seen.has(each)) continue;
		seen.add(each);
		if (placesById(dataset).has(each)) living.add(each);
		else open.push(...(dataset.retired.places.get(each) ?? []));
	}
	return [...living].sort();
}

interface Dated {
	readonly assigned: Source;
	readonly service: Service;
	readonly date: RoundDate;
	readonly edition: number;
}

function* datesOf(dataset: Dataset, place: Place, { services, number }: CollectionQuery): Generator<Dated> {
	for (const assignment of place.assignments) {
		const { round } = assignment;
		const service = findService(dataset, round.service);
		if (!service || (services && !services.includes(round.service))) continue;
		const assigned = assigningLine(place, assignment, number);
		const known = Math.max(assignment.edition, service.edition, dataset.town.edition);
		for (const date of round.dates) yield { assigned, service, date, edition: Math.max(date.edition, known) };
	}
}

function sourcesOf(assigned: Source, date: RoundDate): CollectionSources {
	return { assigned, date: date.source ?? assigned, moved: date.moved };
}

function sorted<T extends { service: Service }>(dataset: Dataset, found: T[], dayOf: (each: T) => Day): T[] {
	const rank = new Map(dataset.services.map((service, index) => [service.id, index]));
	return found.sort((one, other) => {
		const [a, b] = [dayOf(one), dayOf(other)];
		if (a !== b) return a < b ? -1 : 1;
		return (rank.get(one.service.id) ?? 0) - (rank.get(other.service.id) ?? 0);
	});
}

const byIdCache = new WeakMap<Dataset, ReadonlyMap<string, PlaceOnStreet>>();

/** Built once per dataset: a city has thousands of places, and every feed asks for one. */
function placesById(dataset: Dataset): ReadonlyMap<string, PlaceOnStreet> {
	const known = byIdCache.get(dataset);
	if (known) return known;
	const byId = new Map<string, PlaceOnStreet>();
	for (const street of dataset.streets) for (const place of street.places) byId.set(place.id, { place, street });
	byIdCache.set(dataset, byId);
	return byId;
}
