import {
	type Dataset,
	findPlace,
	findRetired,
	findService,
	serviceNow,
	servicesOf,
	successorsOf,
} from "../../data/model/dataset.ts";
import { parseHouseNumber } from "../../data/model/number.ts";
import type { Service } from "../../data/model/service.ts";
import { type Place, resolve, type Street } from "../../data/model/street.ts";
import type { Choosing, Household, Settled } from "./household.ts";
import type { Outlooker } from "./outlook.ts";

/** A settled household in the dataset of today. */
export type Standing =
	| {
			readonly kind: "found";
			readonly household: Settled;
			readonly street: Street;
			readonly place: Place;
			readonly services: readonly Service[];
			/** True when some of what was chosen does not come there any more: given up, or called otherwise. */
			readonly isShort: boolean;
			/** The labels of these, as far as they are known. */
			readonly missing: readonly string[];
			/** Comes there since the household was last asked. */
			readonly fresh: readonly Service[];
	  }
	/** The town has divided the street anew and nothing tells where the household went. */
	| { readonly kind: "lost"; readonly ask: Choosing };

/** Whose dates a standing means. */
export function outlookerOf({ household, place, services }: Standing & { kind: "found" }): Outlooker {
	const number = household.number === undefined ? undefined : parseHouseNumber(household.number);
	return { place, services, number };
}

/** Follows a place that a new edition has divided or renamed, by its one successor or by the kept number. */
export function standingOf(household: Settled, dataset: Dataset): Standing {
	const found = findPlace(dataset, household.place) ?? successorOf(household, dataset);
	if (!found) return { kind: "lost", ask: { kind: "choosing", town: household.town, before: household } };
	const { place, street } = found;
	const coming = servicesOf(dataset, place);
	const chosen = [...new Set(household.services.map((id) => serviceNow(dataset, id)))];
	const offered = household.offered?.map((id) => serviceNow(dataset, id)) ?? coming.map(({ id }) => id);
	const services = coming.filter(({ id }) => chosen.includes(id));
	const lost = chosen.filter((id) => !coming.some((each) => each.id === id));
	return {
		kind: "found",
		household: { ...household, place: place.id, street: street.id, services: chosen, offered },
		street,
		place,
		services,
		isShort: lost.length > 0,
		missing: lost.flatMap((id) => (findService(dataset, id) ?? findRetired(dataset, id))?.label ?? []),
		fresh: coming.filter(({ id }) => !offered.includes(id) && !chosen.includes(id)),
	};
}

/** Where a place went, if there is one answer. */
export function successorOf({ place, number }: Pick<Settled, "place" | "number">, dataset: Dataset) {
	const heirs = (successorsOf(dataset, place) ?? []).flatMap((id) => findPlace(dataset, id) ?? []);
	if (heirs.length < 2) return heirs[0];
	const parsed = number === undefined ? undefined : parseHouseNumber(number);
	if (!parsed) return undefined;
	const decided = new Set(heirs.map(({ street }) => resolve(street, parsed).decided?.id));
	const fitting = heirs.filter(({ place: heir }) => decided.has(heir.id));
	return fitting.length === 1 ? fitting[0] : undefined;
}

/** As people call it: "Hauptstraße 12, 35999 Musterstadt". */
export function addressOf({ street, household }: Standing & { kind: "found" }, { town }: Dataset): string {
	const where = [street.postcode, street.locality ?? town.name].filter(Boolean).join(" ");
	return `${[street.name, household.number].filter(Boolean).join(" ")}, ${where}`;
}

/** Where a settled household stands, if its place is there. */
export function foundIn(household: Household, dataset: Dataset): (Standing & { kind: "found" }) | undefined {
	const standing = household.kind === "settled" ? standingOf(household, dataset) : undefined;
	return standing?.kind === "found" ? standing : undefined;
}
