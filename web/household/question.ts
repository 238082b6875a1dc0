import { type Dataset, findPlace, findStreet, servicesOf } from "../../data/model/dataset.ts";
import { makeHouseNumber, parseHouseNumber } from "../../data/model/number.ts";
import type { Service, ServiceId } from "../../data/model/service.ts";
import { needsNumber, type Place, type PlaceId, resolve, type Street, type StreetId } from "../../data/model/street.ts";
import { homesOf } from "./homes.ts";
import type { Choosing, Home, Household, Settled } from "./household.ts";

/** What is to be asked next; each is one view. */
export type Question =
	| { readonly kind: "street" }
	/** `known`: nothing depends on it, but the household has an address in this street already. */
	| { readonly kind: "number"; readonly street: Street; readonly known: boolean }
	/** `unknown`: the number is not in the town's list, so every part of the street is offered. */
	| { readonly kind: "part"; readonly street: Street; readonly choices: readonly Place[]; readonly unknown: boolean }
	| { readonly kind: "services"; readonly street: Street; readonly place: Place; readonly offered: readonly Service[] }
	/** Asked last, and only of who is new at this address. */
	| { readonly kind: "remind"; readonly street: Street; readonly place: Place };

/** Asked before any of the town's data is there. */
export const FIRST_QUESTION: Question = { kind: "street" };

/** True while nothing but the town is known: the question that follows needs no dataset. */
export function isAtFirstQuestion({ street, place }: Choosing): boolean {
	return street === undefined && place === undefined;
}

export type QuestionAnswer =
	| { readonly kind: "street"; readonly street: StreetId; readonly number: string | undefined }
	| { readonly kind: "number"; readonly number: string }
	| { readonly kind: "part"; readonly place: PlaceId }
	| { readonly kind: "services"; readonly services: readonly ServiceId[] }
	| { readonly kind: "remind"; readonly isWanted: boolean };

export function questionOf(choosing: Choosing, dataset: Dataset): Question {
	const { street: id, number, place: placeId, services } = choosing;
	const street = id && findStreet(dataset, id);
	if (!street) return FIRST_QUESTION;
	const isKnown = hasAddressIn(choosing);
	const found = placeId && findPlace(dataset, placeId);
	if (found && services) return { kind: "remind", ...found };
	if (found) return { kind: "services", ...found, offered: servicesOf(dataset, found.place) };
	if (number === undefined && (needsNumber(street) || isKnown))
		return { kind: "number", street, known: !needsNumber(street) };
	const { choices } = resolve(street, number === undefined ? undefined : parseHouseNumber(number));
	const isUnknown = needsNumber(street) && number !== undefined && choices.length === street.places.length;
	return { kind: "part", street, choices, unknown: isUnknown };
}

/** Where an answer leads. Nothing that is known is asked again: a number that decides skips its question. */
export function answered(choosing: Choosing, answer: QuestionAnswer, dataset: Dataset, canRemind = true): Household {
	switch (answer.kind) {
		case "street":
			return located({ ...choosing, street: answer.street, number: answer.number, place: undefined }, dataset);
		case "number":
			return located({ ...choosing, number: answer.number, place: undefined }, dataset);
		case "part":
			return { ...choosing, place: answer.place };
		case "services":
			return asksForReminders(choosing) && canRemind
				? { ...choosing, services: answer.services }
				: settled(choosing, answer.services, dataset);
		case "remind":
			return settled(choosing, choosing.services ?? [], dataset);
	}
}

/** Who changes an address or its bins has answered before, and takes the reminders along. */
export function asksForReminders({ before, adding }: Choosing): boolean {
	return before === undefined || adding === true;
}

function located(choosing: Choosing, dataset: Dataset): Choosing {
	const street = choosing.street && findStreet(dataset, choosing.street);
	if (!street) return choosing;
	const isKnown = hasAddressIn(choosing);
	const number = needsNumber(street) || isKnown ? choosing.number : undefined;
	if (isKnown && number === undefined) return { ...choosing, number, place: undefined };
	const { decided } = resolve(street, number === undefined ? undefined : parseHouseNumber(number));
	return { ...choosing, number, place: decided?.id };
}

/** Two houses of one street are told apart by their numbers, also where all of it has the same dates. */
function hasAddressIn({ street, town, before, adding }: Choosing): boolean {
	const known = before && adding ? homesOf(before) : [];
	return known.some((home) => home.town === town && home.street === street);
}

function settled(
	{ town, street, number, place, before, adding, remind }: Choosing,
	services: readonly ServiceId[],
	dataset: Dataset,
): Settled {
	if (!street || !place) throw new Error("services are asked for a place");
	const others = before && adding ? homesOf(before) : before?.others;
	const { id, name } = adding ? {} : (before ?? {});
	const times = remind ?? (adding ? undefined : before?.remind);
	const chosen = { services, ...offeredAt(place, dataset) };
	const home = { town, street, number, place, ...chosen, ...(times?.length && { remind: times }) };
	const fresh = { ...(id && { id }), ...(name && { name }), ...home };
	return adding ? beside(others ?? [], fresh) : { kind: "settled", ...fresh, ...(others && { others }) };
}

function offeredAt(place: PlaceId, dataset: Dataset): Pick<Home, "offered"> {
	const found = findPlace(dataset, place);
	return found ? { offered: servicesOf(dataset, found.place).map(({ id }) => id) } : {};
}

/** Who adds what is there already has it once, with the bins as they were chosen last. */
function beside(others: readonly Home[], home: Home): Settled {
	const same = others.find((each) => isSameAddress(each, home));
	const rest = others.filter((each) => each !== same);
	return { kind: "settled", ...same, ...home, ...(rest.length > 0 && { others: rest }) };
}

function isSameAddress(one: Omit<Home, "services">, other: Omit<Home, "services">): boolean {
	return one.town === other.town && one.place === other.place && numberIn(one) === numberIn(other);
}

/** `12 A` and `12a` are one house. */
function numberIn({ number = "" }: Pick<Home, "number">): string {
	const parsed = parseHouseNumber(number);
	return parsed ? makeHouseNumber(parsed) : number;
}

/** The services that are ticked at first: what was ticked already, what the household had in this town, else what is usual. */
export function tickedAtFirst(
	{ before, town, shared, adding, draft }: Choosing,
	offered: readonly Service[],
): ReadonlySet<ServiceId> {
	const given = draft?.ticked ?? shared;
	if (given) return new Set(given);
	// Ids of another town mean nothing here, though some may be the same.
	const kept = before?.town === town && !adding ? offered.filter(({ id }) => before.services.includes(id)) : [];
	const usual = offered.filter((service) => service.usual);
	return new Set((kept.length > 0 ? kept : usual).map(({ id }) => id));
}
