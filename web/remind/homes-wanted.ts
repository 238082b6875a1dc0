import { type Dataset, findPlace, servicesOf } from "../../data/model/dataset.ts";
import { flawOfRemindTime } from "../../data/model/reminder.ts";
import { parseTime } from "../../data/model/time.ts";
import type { PutOut } from "../../data/model/town.ts";
import { homesOf } from "../household/homes.ts";
import type { Home, Settled } from "../household/household.ts";
import type { Slot, Wanted, WantedPlace } from "./reminder-state.ts";

/** An address as the reminders need it. */
export type RemindHome = Pick<WantedPlace, "place" | "name" | "services"> & { readonly town: string };

export const EVENING: Slot = { when: "eve", time: "19:00" };

export function remindHomes(household: Settled, schedule: Dataset): RemindHome[] {
	return homesOf(household).map((home) => ({
		town: home.town,
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

/**
 * The reminders go along with the household: names and bins as they are now, addresses
 * that were given up without. Who moves takes the times along, also to another town.
 */
export function followed(
	wanted: Wanted,
	homes: readonly RemindHome[],
	lang: string,
	putOut: PutOut,
): Wanted | undefined {
	const kept = homes.flatMap((home) => keptAt(home, wanted));
	if (kept.length > 0) return { town: wanted.town, lang, places: kept };
	const [home] = homes;
	const [before] = wanted.places;
	if (!home || !before) return undefined;
	const lawful = before.remind.filter((slot) => isLawful(slot, putOut));
	const { town, ...address } = home;
	return { town, lang, places: [{ ...address, remind: lawful.length > 0 ? lawful : [EVENING] }] };
}

function keptAt({ town, ...home }: RemindHome, wanted: Wanted): WantedPlace[] {
	const old = town === wanted.town ? wanted.places.find(({ place }) => place === home.place) : undefined;
	if (!old) return [];
	const only = old.only?.filter((id) => home.services?.includes(id) ?? true);
	return [{ ...old, ...home, only: only?.length ? only : undefined }];
}

export function isLawful({ when, time }: Slot, putOut: PutOut): boolean {
	const parsed = parseTime(time);
	return parsed !== undefined && flawOfRemindTime({ when, time: parsed }, putOut) === undefined;
}

/** The address gets reminders, or other ones. A subscription belongs to one town; the other town's ends. */
export function withPlace(wanted: Wanted | undefined, town: string, lang: string, place: WantedPlace): Wanted {
	const others = wanted?.town === town ? wanted.places.filter((each) => each.place !== place.place) : [];
	return { town, lang, places: [...others, place] };
}

export function withoutPlace(wanted: Wanted | undefined, place: string): Wanted | undefined {
	const places = (wanted?.places ?? []).filter((each) => each.place !== place);
	return wanted && places.length > 0 ? { ...wanted, places } : undefined;
}
