import type { Cancellation, Collection } from "../../data/model/collection.ts";
import { cancellationsOf, collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import {
	type Day,
	daysBetween,
	isWithin,
	NO_DAY_AFTER,
	type Period,
	plusDays,
	weekdayOf,
} from "../../data/model/day.ts";
import type { HouseNumber } from "../../data/model/number.ts";
import type { Service, ServiceId } from "../../data/model/service.ts";
import type { Place } from "../../data/model/street.ts";
import type { WallClock } from "../../data/model/zone.ts";

/** Everything that goes out on one day: one trip to the kerb. */
export interface Pickup {
	readonly day: Day;
	readonly collections: readonly Collection[];
	/** What was planned for this day and does not take place. */
	readonly cancelled: readonly Cancellation[];
}

/** Without a collection the service is at the end of its published dates. */
export interface NextOf {
	readonly service: Service;
	readonly collection: Collection | undefined;
}

/** What a household has ahead, from the first day that is not yet done. */
export interface Outlook {
	readonly today: Day;
	/** Days on which something is collected or would have been, in order. */
	readonly pickups: readonly Pickup[];
	/** The next date of each service, soonest first. */
	readonly nextOf: readonly NextOf[];
	/** Days beyond it are not published. */
	readonly lastDay: Day;
}

/** Whose dates. */
export interface Outlooker {
	readonly place: Place;
	readonly services: readonly Service[];
	/** Names the right line where the town wrote several for one place. */
	readonly number?: HouseNumber | undefined;
	/** Days that were booked, beside those of the plan. */
	readonly booked?: readonly Collection[] | undefined;
}

/** Those of the plan and those that were booked; what the plan has on that day anyway stands there once. */
export function collectionsFor(dataset: Dataset, who: Outlooker, period: Period): Collection[] {
	const { place, services, number, booked = [] } = who;
	const planned = collectionsOf(dataset, place, { period, services: services.map(({ id }) => id), number });
	const isNew = ({ day, service }: Collection) =>
		isWithin(day, period) && !planned.some((each) => each.day === day && each.service.id === service.id);
	return [...planned, ...booked.filter(isNew)];
}

export function outlookOf(dataset: Dataset, who: Outlooker, { day: today, time }: WallClock): Outlook {
	const { place, services, number } = who;
	const first = time < dataset.town.cutoff ? today : plusDays(today, 1);
	const period = { from: first, to: dataset.coverage.to };
	const collections = collectionsFor(dataset, who, period);
	const cancelled = cancellationsOf(dataset, place, { period, services: services.map(({ id }) => id), number });
	return {
		today,
		pickups: byDay(collections, cancelled),
		nextOf: soonestFirst(services.map((service) => ({ service, collection: firstOf(collections, service.id) }))),
		lastDay: dataset.coverage.to,
	};
}

/** The first day on which something is really collected. */
export function nextPickup({ pickups }: Outlook): Pickup | undefined {
	return pickups.find(({ collections }) => collections.length > 0);
}

/** What comes when `day` is done. */
export function pickupAfter({ pickups }: Outlook, day: Day): Pickup | undefined {
	return pickups.find((each) => each.day > day && each.collections.length > 0);
}

export function firstOf(collections: readonly Collection[], service: ServiceId): Collection | undefined {
	return collections.find((each) => each.service.id === service);
}

function soonestFirst(next: NextOf[]): NextOf[] {
	const dayOf = ({ collection }: NextOf) => collection?.day ?? NO_DAY_AFTER;
	return next.sort((one, other) => (dayOf(one) < dayOf(other) ? -1 : Number(dayOf(one) > dayOf(other))));
}

function byDay(collections: readonly Collection[], cancelled: readonly Cancellation[]): Pickup[] {
	const days = new Set([...collections.map(({ day }) => day), ...cancelled.map(({ planned }) => planned)]);
	return [...days].sort().map((day) => ({
		day,
		collections: collections.filter((each) => each.day === day),
		cancelled: cancelled.filter(({ planned }) => planned === day),
	}));
}

export interface Week {
	/** Monday to Sunday. */
	readonly period: Period;
	readonly weeksAhead: number;
	readonly pickups: readonly Pickup[];
}

/** The pickups by calendar week; weeks without any are left out. */
export function weeksOf(pickups: readonly Pickup[], today: Day): Week[] {
	const weeks = new Map<Day, Pickup[]>();
	for (const pickup of pickups) {
		const monday = mondayOf(pickup.day);
		weeks.set(monday, [...(weeks.get(monday) ?? []), pickup]);
	}
	return [...weeks].map(([monday, own]) => ({
		period: { from: monday, to: plusDays(monday, 6) },
		weeksAhead: daysBetween(mondayOf(today), monday) / 7,
		pickups: own,
	}));
}

export interface Month {
	/** Any day of it. */
	readonly day: Day;
	readonly pickups: readonly Pickup[];
}

/** The pickups by month, as a calendar on the wall has them. */
export function monthsOf(pickups: readonly Pickup[]): Month[] {
	const months = new Map<string, Pickup[]>();
	for (const pickup of pickups) {
		const month = pickup.day.slice(0, 7);
		months.set(month, [...(months.get(month) ?? []), pickup]);
	}
	return [...months.values()].flatMap((own) => (own[0] ? [{ day: own[0].day, pickups: own }] : []));
}

/** The next day of whatever does not come on one of `pickups`. */
export function laterThan({ nextOf }: Outlook, pickups: readonly Pickup[]): Pickup[] {
	const shown = new Set(pickups.map(({ day }) => day));
	const collections = nextOf.flatMap(({ collection }) =>
		collection && !shown.has(collection.day) ? [collection] : [],
	);
	return byDay(collections, []);
}

function mondayOf(day: Day): Day {
	return plusDays(day, 1 - weekdayOf(day));
}

/** What is out of the ordinary from today on for so many days: moved or cancelled. */
export function disruptionsOf(
	{ pickups, today }: Outlook,
	days: number,
): { readonly moved: readonly Collection[]; readonly cancelled: readonly Cancellation[] } {
	const soon = { from: today, to: plusDays(today, days) };
	const all = pickups.flatMap(({ collections }) => collections);
	return {
		moved: all.filter(({ day, planned }) => day !== planned && (isWithin(day, soon) || isWithin(planned, soon))),
		cancelled: pickups.flatMap(({ cancelled }) => cancelled).filter(({ planned }) => isWithin(planned, soon)),
	};
}
