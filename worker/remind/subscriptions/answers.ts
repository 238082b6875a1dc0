import type { NextReminder, Wish } from "../../../data/model/reminder.ts";
import { makeTime } from "../../../data/model/time.ts";
import type { Done, StoredSubscription, Subscribed } from "../slice-api.ts";

/** What a slice answers, as the API says it: times as `HH:MM`, moments as ISO instants. */

export function makeSubscribed(id: string, { token, places, next }: Subscribed) {
	return { id, token, places: places.map(makeWish), next: next.map(makeNext) };
}

export function makeStored({ lang, kid, places, lastDelivered, lastOutcome, next }: StoredSubscription) {
	return {
		lang,
		kid,
		places: places.map(makeWish),
		lastDelivered: lastDelivered === undefined ? undefined : new Date(lastDelivered).toISOString(),
		lastOutcome,
		next: next.map(makeNext),
	};
}

export function makeDone({ outcome = "done", reason }: Done) {
	return { outcome, reason };
}

function makeWish({ remind, ...rest }: Wish) {
	return { ...rest, remind: remind.map(({ when, time }) => ({ when, time: makeTime(time) })) };
}

function makeNext({ at, ...rest }: NextReminder) {
	return { at: new Date(at).toISOString(), ...rest };
}
