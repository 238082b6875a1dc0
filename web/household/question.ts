import { type Dataset, findPlace, findStreet, servicesOf } from "../../data/model/dataset.ts";
import { parseHouseNumber } from "../../data/model/number.ts";
import type { Service, ServiceId } from "../../data/model/service.ts";
import { needsNumber, type Place, type PlaceId, resolve, type Street, type StreetId } from "../../data/model/street.ts";
import { homesOf } from "./homes.ts";
import type { Choosing, Household, Settled } from "./household.ts";

/** What is to be asked next; each is one view. */
export type Question =
	| { readonly kind: "street" }
	| { readonly kind: "number"; readonly street: Street }
	/** `unknown`: the number is not in the town's list, so every part of the street is offered. */
	| { readonly kind: "part"; readonly street: Street; readonly choices: readonly Place[]; readonly unknown: boolean }
	| { readonly kind: "services"; readonly street: Street; readonly place: Place; readonly offered: readonly Service[] };

export type Answer =
	| { readonly kind: "street"; readonly street: StreetId; readonly number: string | undefined }
	| { readonly kind: "number"; readonly number: string }
	| { readonly kind: "part"; readonly place: PlaceId }
	| { readonly kind: "services"; readonly services: readonly ServiceId[] };

export function questionOf({ street: id, number, place: placeId }: Choosing, dataset: Dataset): Question {
	const street = id && findStreet(dataset, id);
	if (!street) return { kind: "street" };
	const found = placeId && findPlace(dataset, placeId);
	if (found) return { kind: "services", ...found, offered: servicesOf(dataset, found.place) };
	if (needsNumber(street) && number === undefined) return { kind: "number", street };
	const { choices } = resolve(street, number === undefined ? undefined : parseHouseNumber(number));
	return { kind: "part", street, choices, unknown: number !== undefined && choices.length === street.places.length };
}

/** Where an answer leads. Nothing that is known is asked again: a number that decides skips its question. */
export function answered(choosing: Choosing, answer: Answer, dataset: Dataset): Household {
	switch (answer.kind) {
		case "street":
			return located({ ...choosing, street: answer.street, number: answer.number, place: undefined }, dataset);
		case "number":
			return located({ ...choosing, number: answer.number, place: undefined }, dataset);
		case "part":
			return { ...choosing, place: answer.place };
		case "services":
			return settled(choosing, answer.services);
	}
}

function located(choosing: Choosing, dataset: Dataset): Choosing {
	const street = choosing.street && findStreet(dataset, choosing.street);
	if (!street) return choosing;
	const number = needsNumber(street) ? choosing.number : undefined;
	const { decided } = resolve(street, number === undefined ? undefined : parseHouseNumber(number));
	return { ...choosing, number, place: decided?.id };
}

function settled({ town, street, number, place, before, adding }: Choosing, services: readonly ServiceId[]): Settled {
	if (!street || !place) throw new Error("services are asked for a place");
	const others = before && adding ? homesOf(before) : before?.others;
	const name = adding ? undefined : before?.name;
	const home = { town, street, number, place, services };
	return { kind: "settled", ...home, ...(name && { name }), ...(others && { others }) };
}

/** The services that are ticked at first: what the household had, else what is usual in town. */
export function tickedAtFirst(
	{ before, place, shared, adding }: Choosing,
	offered: readonly Service[],
): ReadonlySet<ServiceId> {
	if (shared) return new Set(shared);
	const kept = offered.filter(({ id }) => before?.services.includes(id));
	const usual = offered.filter((service) => service.usual);
	const sameTown = kept.length > 0 && !adding && place !== undefined;
	return new Set((sameTown ? kept : usual).map(({ id }) => id));
}
