import type { UnreadRequests } from "../../model/dataset.ts";
import { type Day, daysOf, makeDay, type Period, weekdayOf, yearOf } from "../../model/day.ts";
import { type Offer, type OfferOf, WEEKDAYS } from "../../model/offer-shape.ts";
import type { TownFile } from "../recipe/recipe.ts";
import type { Editions } from "./editions.ts";
import { publicHolidays } from "./holidays.ts";

type BulkyDays = OfferOf<"bulky">["days"];

/**
 * The rules of requests with all that only an import can know: the days that the weekdays give, and those on which
 * nobody works, a year beyond the plan, as what is due before a day in January is counted back into December.
 */
export function compileRequests(file: TownFile, coverage: Period, editions: Editions): UnreadRequests | undefined {
	const rules = file.requests ?? [];
	if (rules.length === 0) return undefined;
	const free = publicHolidays(file.state, widened(coverage), file.country);
	const notWorking = [...free.keys()].filter((day) => weekdayOf(day) <= 5).sort();
	const offers = rules.map((offer) => withDays(offer, coverage, free));
	return { notWorking, offers: editions.offers(offers) };
}

function widened({ from, to }: Period): Period {
	return { from: makeDay(yearOf(from) - 1, 1, 1) ?? from, to: makeDay(yearOf(to) + 1, 12, 31) ?? to };
}

function withDays(offer: Offer, coverage: Period, free: ReadonlyMap<Day, string>): Offer {
	if (offer.kind !== "bulky" || (offer.days.from !== "weekdays" && offer.days.from !== "wish")) return offer;
	const open = daysOf(coverage).filter((day) => !free.has(day));
	return { ...offer, days: { ...offer.days, offered: offeredBy(offer.days, open) } };
}

function offeredBy({ weekdays, districts }: BulkyDays, open: readonly Day[]): BulkyDays["offered"] {
	const on = (names: readonly string[]) => open.filter((day) => names.includes(WEEKDAYS[weekdayOf(day) - 1] ?? ""));
	if (districts) return Object.entries(districts.weekdays).map(([round, names]) => ({ round, days: on(names) }));
	return weekdays ? [{ days: on(weekdays) }] : [];
}
