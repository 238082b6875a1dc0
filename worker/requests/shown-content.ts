import { type Dataset, findPlace, findService, findStreet } from "../../data/model/dataset.ts";
import type { DeskRequest } from "../../data/model/desk.ts";
import type { Offer } from "../../data/model/offer-shape.ts";
import type { Content } from "../../data/model/request.ts";
import type { StoredRequest } from "./request-api.ts";

/** What ids of a request stand for, in the town's words; of what is gone the id itself. */
export function shownContent(dataset: Dataset, { offer, content }: StoredRequest): DeskRequest["shown"] {
	const shown = {
		address: addressOf(dataset, content),
		where: pointOf(dataset, content),
		items: itemsOf(offer, content),
		thing: thingOf(dataset, offer, content),
		reason: offer.kind === "bin" ? offer.reasons.find(({ reason }) => reason === content.reason)?.text : undefined,
	};
	return Object.fromEntries(Object.entries(shown).filter(([, words]) => words));
}

function addressOf(dataset: Dataset, { place, number }: Content): string | undefined {
	const street = findPlace(dataset, place ?? "")?.street;
	const words = [street?.name, number, street?.locality && `(${street.locality})`].filter(Boolean);
	return street && words.join(" ");
}

function pointOf(dataset: Dataset, { point }: Content): string | undefined {
	if (!point) return undefined;
	if ("lat" in point) return `${point.lat}, ${point.long}`;
	return [findStreet(dataset, point.street)?.name ?? point.street, point.near].filter(Boolean).join(", ");
}

/** "1 × Sofa, 2 × Stuhl" */
export function itemsOf(offer: Offer, { items = [] }: Content): string {
	const labels = offer.kind === "bulky" ? offer.items : [];
	return items.map(({ id, count }) => `${count} × ${labels.find((item) => item.id === id)?.label ?? id}`).join(", ");
}

function thingOf(dataset: Dataset, offer: Offer, { service, size, what }: Content): string | undefined {
	if (offer.kind === "bin") return labelIn(offer.sizes, size);
	if (offer.kind === "dumping") return labelIn(offer.what, what);
	return service && (findService(dataset, service)?.label ?? service);
}

function labelIn(list: readonly { readonly id: string; readonly label: string }[], id: string | undefined) {
	return list.find((each) => each.id === id)?.label ?? id;
}
