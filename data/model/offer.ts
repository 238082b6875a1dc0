import * as v from "valibot";
import { collectionsOf, type Dataset } from "./dataset.ts";
import { type Day, plusDays, weekdayOf } from "./day.ts";
import { type Cutoff, type Lead, type Offer, type OfferOf, type Requests, requestsShape } from "./offer-shape.ts";
import type { Place } from "./street.ts";
import { type Minutes, parseTime } from "./time.ts";
import { type Instant, instantAt } from "./zone.ts";

/** What a town takes requests for, by the rules of `offer-shape.ts`: pure functions over them. */

const NONE: Requests = { notWorking: [], offers: [] };
const known = new WeakMap<Dataset, Requests | undefined>();

/** Read where somebody opens them: most never do. None where a town has none, and where they cannot be read. */
export function requestsOf(dataset: Dataset): Requests {
	return readRequests(dataset) ?? NONE;
}

export function findOffer(dataset: Dataset, id: string): Offer | undefined {
	return requestsOf(dataset).offers.find((offer) => offer.id === id);
}

/** Whether the rules can be read. */
export function hasLawfulRequests(dataset: Dataset): boolean {
	return readRequests(dataset) !== undefined;
}

function readRequests(dataset: Dataset): Requests | undefined {
	if (dataset.requests === undefined) return NONE;
	if (!known.has(dataset)) {
		const parsed = v.safeParse(requestsShape, dataset.requests);
		known.set(dataset, parsed.success ? parsed.output : undefined);
	}
	return known.get(dataset);
}

/** Monday to Friday, but no holiday. */
export function isWorkingDay({ notWorking }: Requests, day: Day): boolean {
	return weekdayOf(day) <= 5 && !notWorking.includes(day);
}

/** `count` working days on, or back where it is negative; of no count the day itself. */
export function plusWorkingDays(requests: Requests, day: Day, count: number): Day {
	const step = Math.sign(count);
	let [at, left] = [day, Math.abs(count)];
	while (left > 0) {
		at = plusDays(at, step);
		if (isWorkingDay(requests, at)) left--;
	}
	return at;
}

/** The day that lies so long before another. */
function dayBefore(requests: Requests, day: Day, { days, working = 0 }: Cutoff | Lead): Day {
	return days === undefined ? plusWorkingDays(requests, day, -working) : plusDays(day, -days);
}

/** The first moment at which it is too late for what had to be done before a day; a lead without a time lasts to the end of its day. */
export function cutoffOf(dataset: Dataset, day: Day, before: Cutoff | Lead): Instant {
	const last = dayBefore(requestsOf(dataset), day, before);
	const at = before.at === undefined ? undefined : parseTime(before.at);
	const { zone } = dataset.town;
	return at === undefined ? instantAt(zone, plusDays(last, 1), 0 as Minutes) : instantAt(zone, last, at);
}

/** Until when a booking may be cancelled: where no rule says it, until it could still be booked. */
export function cancelUntil({ cancel, days }: OfferOf<"bulky">): Cutoff | Lead {
	return cancel ?? days.lead ?? { days: 1 };
}

/** Until when a booking may be changed: where no rule says it, as it may be cancelled. */
export function changeUntil(offer: OfferOf<"bulky">): Cutoff | Lead {
	return offer.change ?? cancelUntil(offer);
}

/** The days of the plan on which an offer can be had at a place, booked up or not; sorted, each once. None where a clerk assigns one. */
export function offeredDays(dataset: Dataset, { service, days }: OfferOf<"bulky">, place: Place): Day[] {
	if (days.from === "rounds") {
		const collections = service === undefined ? [] : collectionsOf(dataset, place, { services: [service] });
		return [...new Set(collections.map(({ day }) => day))];
	}
	const rounds = place.assignments
		.filter(({ round }) => round.service === days.districts?.service)
		.map(({ round }) => round.name);
	const own = (days.offered ?? []).filter(({ round }) => round === undefined || rounds.includes(round));
	return [...new Set(own.flatMap((each) => each.days))].sort();
}

/** Why a day is closed, if it is. */
export function closedBecause({ days }: OfferOf<"bulky">, day: Day): string | undefined {
	return days.closed.find(({ from, to }) => from <= day && day <= to)?.because;
}
