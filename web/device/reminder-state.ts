import { TOGETHER } from "../../data/model/push-message.ts";
import type { AboutDayBody, SubscribeBody } from "../../data/model/subscription.ts";
import type { NextAnswer } from "../../data/model/subscription-answers.ts";
import type { Slot } from "../household/slot.ts";

/** One address of the household, as the reminders need it. */
export interface WantedPlace {
	/** The device's own name of the address; absent in what was stored when the place named it. */
	readonly id?: string | undefined;
	readonly place: string;
	/** The household's own name for it; it never leaves the device. */
	readonly name: string;
	/** What the household has there. Absent: everything that comes, now and later. */
	readonly services?: readonly string[] | undefined;
	/** Only these of them are reminded of. */
	readonly only?: readonly string[] | undefined;
	readonly remind: readonly Slot[];
	readonly pausedUntil?: string | undefined;
}

/** What the household wants of the reminders on this device. */
export interface Wanted {
	readonly town: string;
	readonly lang: string;
	readonly places: readonly WantedPlace[];
	/** All addresses of the town in one push. */
	readonly bundle?: boolean | undefined;
}

/** A subscription at the server. */
export interface Subscription {
	readonly id: string;
	readonly token: string;
	readonly endpoint: string;
	readonly kid: string;
	/** What was asked for, as text, to see whether something has changed since. */
	readonly asked: string;
}

/** What the server said when it was last asked. */
export interface ServerState {
	/** The key under which the server reaches this device. */
	readonly kid?: string | undefined;
	readonly lastDelivered?: string | undefined;
	readonly lastOutcome?: string | undefined;
	/** When the server last began from a backup. */
	readonly restored?: string | undefined;
	readonly next: readonly NextTold[];
}

export type NextTold = Readonly<NextAnswer>;

/** A day of one address, or of all that lie in a place: a notification speaks of the place. */
export type PlaceDay = AboutDayBody;

/** A button of a notification or of the headline, to be told to the server. */
export interface Errand extends PlaceDay {
	/** Absent in what was stored when there could be one town only. */
	readonly town?: string | undefined;
	/** `undone` takes `done` back. */
	readonly action: "done" | "undone" | "later";
}

/**
 * What the service worker says in words of its own: when a push is late, unreadable, or a
 * button comes too late. The page leaves them on the device, because six languages would
 * be a seventh of all that the service worker may weigh. `{what}`, `{until}` and `{day}`
 * stand for the labels, `6:00`, and a date.
 */
export interface LateWords {
	readonly lang: string;
	readonly dir: "ltr" | "rtl";
	/** For `Intl`. */
	readonly region: string;
	readonly today: string;
	readonly morning: string;
	readonly overTitle: string;
	readonly over: string;
	readonly neutralTitle: string;
	readonly neutral: string;
	readonly tooLate: string;
}

export function isSame(one: PlaceDay, other: PlaceDay): boolean {
	return one.id === other.id && one.place === other.place && one.day === other.day;
}

/** What is said of a place holds for each address in it; of several, for each of them. */
export function isAbout(said: PlaceDay, { id, place, day }: PlaceDay): boolean {
	return said.day === day && placesOf(said).includes(place) && (said.id === undefined || said.id === id);
}

/** A push for several addresses names their places together. */
export function placesOf({ place }: Pick<PlaceDay, "place">): readonly string[] {
	return place.split(TOGETHER);
}

/** Taken back for one address, it still holds for the others. */
export function exceptFor(list: readonly PlaceDay[] | undefined, errand: PlaceDay): PlaceDay[] {
	const each = (list ?? []).flatMap((said) => placesOf(said).map((place) => ({ ...said, place })));
	return each.filter((said) => !isAbout(said, errand));
}

export function without<T extends PlaceDay>(list: readonly T[] | undefined, each: PlaceDay): T[] {
	return (list ?? []).filter((other) => !isSame(other, each));
}

/** The part of the wish that the server is told. */
export function requestOf({
	town,
	lang,
	places,
	bundle,
}: Wanted): Pick<SubscribeBody, "town" | "lang" | "places" | "bundle"> {
	return {
		town,
		lang,
		...(bundle && { bundle }),
		places: places.map(({ id, place, services, only, remind, pausedUntil }) => ({
			...(id !== undefined && { id }),
			place,
			remind: [...remind],
			...((only ?? services) && { services: [...(only ?? services ?? [])] }),
			...(pausedUntil !== undefined && { pausedUntil }),
		})),
	};
}
