import { type Dataset, findPlace, servicesOf } from "../../data/model/dataset.ts";
import { flawOfRemindTime } from "../../data/model/reminder.ts";
import { parseTime } from "../../data/model/time.ts";
import type { PutOut } from "../../data/model/town.ts";
import type { Wanted, WantedPlace } from "../device/reminder-state.ts";
import { homesOf } from "../household/homes.ts";
import type { Home, Settled } from "../household/household.ts";
import type { Slot } from "../household/slot.ts";

/** An address as the reminders need it. */
export type RemindHome = Pick<WantedPlace, "id" | "place" | "name" | "services"> & { readonly town: string };

export const EVENING: Slot = { when: "eve", time: "19:00" };

export function remindHomes(household: Settled, schedule: Dataset): RemindHome[] {
	return homesOf(household).map((home) => ({
		town: home.town,
		...(home.id !== undefined && { id: home.id }),
		place: home.place,
		name: home.name ?? addressOf(home, schedule),
		services: hasAll(home, schedule) ? undefined : home.services,
	}));
}

function addressOf({ place, number }: Home, schedule: Dataset): string {
	return [findPlace(schedule, place)?.street.name, number].filter(Boolean).join(" ");
}

/** Then what comes new one day is reminded of too. */
function hasAll({ town, place, services }: Home, schedule: Dataset): boolean {
	const found = town === schedule.town.id ? findPlace(schedule, place) : undefined;
	return found !== undefined && servicesOf(schedule, found.place).every(({ id }) => services.includes(id));
}

/** The town that is shown: of the others the page does not know the dates now. */
export interface ShownTown {
	readonly id: string;
	readonly putOut: PutOut;
}

/**
 * The reminders go along with the household: names and bins as they are now, addresses
 * that were given up without. Who moves takes the times along, also to another town.
 */
export function followed(
	wants: readonly Wanted[],
	homes: readonly RemindHome[],
	lang: string,
	shown: ShownTown,
): readonly Wanted[] {
	const kept = homes.flatMap((home) => keptAt(home, wants, shown));
	const [before] = wants.flatMap(({ places }) => places);
	const [home] = homes;
	if (kept.length === 0 && home && before) kept.push(along(home, before, shown));
	const towns = [...new Set(kept.map(({ town }) => town))];
	return towns.map((town) => ({
		...wants.find((wanted) => wanted.town === town),
		town,
		lang,
		places: kept.filter((each) => each.town === town).map(placeIn),
	}));
}

function placeIn({ town: _, ...place }: PlaceIn): WantedPlace {
	return place;
}

type PlaceIn = WantedPlace & { readonly town: string };

/** By the address's own name; what was stored before it had one, by its place. */
function keptAt(home: RemindHome, wants: readonly Wanted[], shown: ShownTown): PlaceIn[] {
	for (const { town, places } of wants)
		for (const old of places)
			if (old.id === undefined ? town === home.town && old.place === home.place : old.id === home.id)
				return [town === home.town ? renewed(home, old, shown) : along(home, old, shown)];
	return [];
}

/** What is known of bins and names in a town that is not shown is what was known when it was. */
function renewed(home: RemindHome, old: WantedPlace, shown: ShownTown): PlaceIn {
	if (home.town !== shown.id) return { ...old, ...(home.id !== undefined && { id: home.id }), town: home.town };
	const only = old.only?.filter((id) => home.services?.includes(id) ?? true);
	return { ...old, ...home, only: only?.length ? only : undefined };
}

function along(home: RemindHome, { remind, pausedUntil }: WantedPlace, shown: ShownTown): PlaceIn {
	const lawful = lawfulOf(remind, home.town === shown.id ? shown.putOut : undefined);
	return {
		...home,
		remind: lawful,
		...(pausedUntil !== undefined && { pausedUntil }),
	};
}

/** Those that the town allows, where it is known what it allows; without any, the evening. */
export function lawfulOf(times: readonly Slot[], putOut: PutOut | undefined): readonly Slot[] {
	const lawful = putOut ? times.filter((slot) => isLawful(slot, putOut)) : times;
	return lawful.length > 0 ? lawful : [EVENING];
}

export function isLawful({ when, time }: Slot, putOut: PutOut): boolean {
	const parsed = parseTime(time);
	return parsed !== undefined && flawOfRemindTime({ when, time: parsed }, putOut) === undefined;
}

/** True where what is wanted at a place is wanted for this address. */
export function isFor(place: WantedPlace, home: Pick<RemindHome, "id" | "place">): boolean {
	return place.id === undefined || home.id === undefined ? place.place === home.place : place.id === home.id;
}

/** The address gets reminders, or other ones; all others stay as they are, in every town. */
export function withPlace(wants: readonly Wanted[], town: string, lang: string, place: WantedPlace): readonly Wanted[] {
	const here = wants.find((wanted) => wanted.town === town);
	const places = [...(here?.places ?? []).filter((each) => !isFor(each, place)), place];
	return [...wants.filter((wanted) => wanted !== here), { ...here, town, lang, places }];
}

export function withoutPlace(
	wants: readonly Wanted[],
	town: string,
	home: Pick<RemindHome, "id" | "place">,
): readonly Wanted[] {
	return wants.flatMap((wanted) => {
		const places = wanted.town === town ? wanted.places.filter((each) => !isFor(each, home)) : wanted.places;
		return places.length > 0 ? [{ ...wanted, places }] : [];
	});
}
