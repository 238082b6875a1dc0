import type { Collection } from "../../data/model/collection.ts";
import { collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import { plusDays } from "../../data/model/day.ts";
import type { OfferOf } from "../../data/model/offer-shape.ts";
import { missedWindow } from "../../data/model/request-days.ts";
import { type Instant, wallClock } from "../../data/model/zone.ts";
import type { Outlooker } from "../household/outlook.ts";

/** Longer than any window that a town may have: 30 working days with what lies between. */
const FAR = 60;

export interface Recent {
	readonly collection: Collection;
	/** When it can be said that it was not emptied. */
	readonly from: Instant;
}

/** What was collected at a household and can be said to have been left now, and what of today can be said later. */
export function recentOf(
	dataset: Dataset,
	offer: OfferOf<"missed">,
	{ place, services }: Outlooker,
	now: Instant,
): { readonly open: readonly Recent[]; readonly soon: readonly Recent[] } {
	const { day: today } = wallClock(dataset.town.zone, now);
	const period = { from: plusDays(today, -FAR), to: today };
	const all = collectionsOf(dataset, place, { period, services: services.map(({ id }) => id) })
		.filter(({ service }) => !offer.services || offer.services.some((id) => id === service.id))
		.map((collection) => ({ collection, ...missedWindow(dataset, offer, collection.day) }));
	return {
		open: all.filter(({ from, to }) => from <= now && now < to).reverse(),
		soon: all.filter(({ from }) => now < from),
	};
}
