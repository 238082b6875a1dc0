import type { Cancellation, Collection } from "../../data/model/collection.ts";
import { isMoved } from "../../data/model/collection.ts";
import { cancellationsOf, type Dataset } from "../../data/model/dataset.ts";
import {
	type Day,
	daysOf,
	isWithin,
	makeDay,
	monthOf,
	type Period,
	plusDays,
	weekdayOf,
	yearOf,
} from "../../data/model/day.ts";
import { collectionsFor, type Outlooker } from "../household/outlook.ts";

/** A day as it stands on a sheet. */
export interface MarkedDay {
	readonly day: Day;
	readonly collections: readonly Collection[];
	readonly cancelled: readonly Cancellation[];
	/** What was planned for this day and comes on another. */
	readonly left: readonly Collection[];
	/** Its name, in German. */
	readonly holiday: string | undefined;
	/** False beyond the edge of what the town has published. */
	readonly published: boolean;
}

export interface Month {
	readonly year: number;
	/** January is 1. */
	readonly month: number;
}

/** A replacement lies at most so far from its day. */
const FAR = 14;

export function markedDays(dataset: Dataset, who: Outlooker, period: Period): MarkedDay[] {
	const { place, services, number } = who;
	const around = { from: plusDays(period.from, -FAR), to: plusDays(period.to, FAR) };
	const collections = collectionsFor(dataset, who, around);
	const cancelled = cancellationsOf(dataset, place, { period: around, services: services.map(({ id }) => id), number });
	const holidays = new Map(dataset.holidays?.map(({ day, name }) => [day, name]));
	return daysOf(period).map((day) => ({
		day,
		collections: collections.filter((each) => each.day === day),
		cancelled: cancelled.filter(({ planned }) => planned === day),
		left: collections.filter((each) => isMoved(each) && each.planned === day),
		holiday: holidays.get(day),
		published: isWithin(day, dataset.coverage),
	}));
}

export function periodOf({ year, month }: Month): Period {
	const from = firstDay(year, month);
	const next = month === 12 ? firstDay(year + 1, 1) : firstDay(year, month + 1);
	return { from, to: plusDays(next, -1) };
}

function firstDay(year: number, month: number): Day {
	const day = makeDay(year, month, 1);
	if (!day) throw new Error(`no month ${year}-${month}`);
	return day;
}

export function monthOfDay(day: Day): Month {
	return { year: yearOf(day), month: monthOf(day) };
}

/** Every month that has published days. */
export function monthsIn({ from, to }: Period): Month[] {
	const count = (yearOf(to) - yearOf(from)) * 12 + monthOf(to) - monthOf(from) + 1;
	return Array.from({ length: count }, (_, at) => {
		const nth = monthOf(from) - 1 + at;
		return { year: yearOf(from) + Math.floor(nth / 12), month: (nth % 12) + 1 };
	});
}

/** Rows of a month from Monday to Sunday; `undefined` where another month has the day. */
export function rowsOf<T extends { readonly day: Day }>(days: readonly T[]): (T | undefined)[][] {
	const [first] = days;
	if (!first) return [];
	const padded: (T | undefined)[] = [...Array<undefined>(weekdayOf(first.day) - 1).fill(undefined), ...days];
	return Array.from({ length: Math.ceil(padded.length / 7) }, (_, row) =>
		Array.from({ length: 7 }, (_, column) => padded[row * 7 + column]),
	);
}
