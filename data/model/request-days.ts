import { collectionsOf, type Dataset } from "./dataset.ts";
import { type Day, dayOfMonth, monthOf, plusDays } from "./day.ts";
import {
	cancelUntil,
	changeUntil,
	closedBecause,
	cutoffOf,
	offeredDays,
	plusWorkingDays,
	requestsOf,
} from "./offer.ts";
import type { Lead, OfferOf } from "./offer-shape.ts";
import type { Place } from "./street.ts";
import { type Minutes, parseTime } from "./time.ts";
import { type Instant, instantAt, wallClock } from "./zone.ts";

/** When things may be asked for, by the town's clock. */

type Bulky = OfferOf<"bulky">;

/** A day that is offered, as a household sees it. */
export interface DayChoice {
	readonly day: Day;
	/** Places left; `null`: they are not counted. */
	readonly free: number | null;
	/** Why there are none, in the town's words. */
	readonly closed?: string;
	/** It is too late to ask for it. */
	readonly late?: true;
}

export interface DayQuery {
	readonly place: Place;
	readonly now: Instant;
	/** How many requests hold a place on a day. */
	readonly taken: (day: Day) => number;
}

/** The days from tomorrow to the offer's horizon, with what is left of each; empty where a clerk gives one. */
export function dayChoices(dataset: Dataset, offer: Bulky, { place, now, taken }: DayQuery): DayChoice[] {
	const { day: today } = wallClock(dataset.town.zone, now);
	const { capacity } = offer.days;
	return offeredDays(dataset, offer, place)
		.filter((day) => day > today && day <= horizonOf(offer, today))
		.map((day) => {
			const closed = closedBecause(offer, day);
			return {
				day,
				free: capacity === undefined ? null : Math.max(capacity - taken(day), 0),
				...(closed !== undefined && { closed }),
				...(now >= cutoffOf(dataset, day, leadOf(offer)) && { late: true as const }),
			};
		});
}

const HORIZON = 400;

function horizonOf({ days }: Bulky, today: Day): Day {
	return plusDays(today, days.horizon ?? HORIZON);
}

/** Without a lead a day can be asked for until it begins. */
function leadOf({ days, fees }: Bulky, isExpress = false): Lead {
	const express = fees.find((fee) => "when" in fee && fee.when === "express");
	const short = isExpress && express && "lead" in express ? express.lead : undefined;
	return short ?? days.lead ?? { days: 1 };
}

export type DayFlaw = "not_offered" | "closed" | "too_late" | "beyond_horizon";

/** What speaks against asking for a day now, whether there is room or not. */
export function flawOfDay(
	dataset: Dataset,
	offer: Bulky,
	{ place, day, now, isExpress }: { place: Place; day: Day; now: Instant; isExpress: boolean },
): DayFlaw | undefined {
	if (!offeredDays(dataset, offer, place).includes(day)) return "not_offered";
	if (now >= cutoffOf(dataset, day, leadOf(offer, isExpress))) return "too_late";
	if (day > horizonOf(offer, wallClock(dataset.town.zone, now).day)) return "beyond_horizon";
	return closedBecause(offer, day) === undefined ? undefined : "closed";
}

/** The first moments at which a booked day can be changed and cancelled no more. */
export function lastMoments(dataset: Dataset, offer: Bulky, day: Day): { change: Instant; cancel: Instant } {
	return {
		change: cutoffOf(dataset, day, changeUntil(offer)),
		cancel: cutoffOf(dataset, day, cancelUntil(offer)),
	};
}

/** From when until when "not emptied" can be said of a collection; the end is not in it. */
export function missedWindow(
	dataset: Dataset,
	{ window }: OfferOf<"missed">,
	day: Day,
): { from: Instant; to: Instant } {
	const { zone } = dataset.town;
	const last = plusWorkingDays(requestsOf(dataset), day, window.working);
	const midnight = 0 as Minutes;
	return {
		from: instantAt(zone, day, parseTime(window.from) ?? midnight),
		to: instantAt(zone, plusDays(last, 1), midnight),
	};
}

/** Whether that service is collected there on that day, and the offer speaks of it. */
export function isCollected(
	dataset: Dataset,
	{ services }: OfferOf<"missed">,
	{ place, service, day }: { place: Place; service: string; day: Day },
): boolean {
	const collections = collectionsOf(dataset, place, { period: { from: day, to: day } });
	return (
		(!services || services.some((id) => id === service)) && collections.some((each) => each.service.id === service)
	);
}

/** How far ahead an order of a bin may name its first day. */
const STARTS_AHEAD = 370;

/** The first days from which an order of a bin can hold; none where the offer names no rhythm. */
export function startDays(dataset: Dataset, { start }: OfferOf<"bin">, now: Instant): Day[] {
	if (!start) return [];
	const { day: today } = wallClock(dataset.town.zone, now);
	const days = Array.from({ length: STARTS_AHEAD }, (_, ahead) => plusDays(today, ahead + 1));
	return days.filter(
		(day) => isStart(day, start.every) && (start.lead === undefined || now < cutoffOf(dataset, day, start.lead)),
	);
}

function isStart(day: Day, every: "day" | "month" | "quarter"): boolean {
	if (every === "day") return true;
	return dayOfMonth(day) === 1 && (every === "month" || monthOf(day) % 3 === 1);
}
