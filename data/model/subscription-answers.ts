import { eachOf, fieldsOf, textsOf } from "./fields.ts";
import type { NextReminder, Wish } from "./reminder.ts";
import type { DoneAnswer, KeyAnswer, LaterReason, StoredAnswer, SubscribedAnswer } from "./subscription-shapes.ts";
import { makeTime } from "./time.ts";
import type { Instant } from "./zone.ts";

/**
 * What the worker answers about a subscription: made there, read by the page and its service worker. The shapes are
 * in `subscription-shapes.ts`. A reader takes what is needed; `undefined`: the answer is none of ours (a proxy's
 * page, a version to come).
 */

export type StoredPlace = Pick<SubscribedAnswer["places"][number], "id" | "place">;
export type NextAnswer = Omit<SubscribedAnswer["next"][number], "services">;

interface Lists {
	readonly places: readonly StoredPlace[];
	readonly next: readonly NextAnswer[];
}

/** Codes of problems upon which the page does something else than say so; the worker's list must have them. */
export type HeardCode = "unknown_key" | "reminders_off";

export function makeSubscribed(
	id: string,
	{ token, places, next }: { token: string; places: readonly Wish[]; next: readonly NextReminder[] },
): SubscribedAnswer {
	return { id, token, places: places.map(makeWish), next: next.map(makeNext) };
}

export function readSubscribed(body: unknown): (Pick<SubscribedAnswer, "id" | "token"> & Lists) | undefined {
	const { id, token } = textsOf(body);
	return id && token ? { id, token, ...listsOf(body) } : undefined;
}

/** A subscription as the slice that keeps it knows it. */
interface Stored extends Pick<StoredAnswer, "lang" | "kid" | "bundle"> {
	readonly places: readonly Wish[];
	readonly lastDelivered: Instant | undefined;
	readonly lastOutcome: string | undefined;
	readonly restored: Instant | undefined;
	readonly next: readonly NextReminder[];
}

export function makeStored(stored: Stored): StoredAnswer {
	const { lang, kid, places, bundle, lastDelivered, lastOutcome, restored, next } = stored;
	return {
		lang,
		kid,
		bundle,
		places: places.map(makeWish),
		lastDelivered: isoOf(lastDelivered),
		lastOutcome,
		restored: isoOf(restored),
		next: next.map(makeNext),
	};
}

function isoOf(instant: Instant | undefined): string | undefined {
	return instant === undefined ? undefined : new Date(instant).toISOString();
}

export interface StoredHeard extends Lists {
	readonly kid: string | undefined;
	/** ISO instant. */
	readonly lastDelivered: string | undefined;
	readonly lastOutcome: string | undefined;
	/** When the server last began from a backup, as an ISO instant: what was changed since then is lost there. */
	readonly restored: string | undefined;
}

export function readStored(body: unknown): StoredHeard | undefined {
	const { kid, lastDelivered, lastOutcome, restored } = textsOf(body);
	if (!Array.isArray(fieldsOf(body).next)) return undefined;
	return { kid, lastDelivered, lastOutcome, restored, ...listsOf(body) };
}

export function readPushKey(body: unknown): KeyAnswer | undefined {
	const { key, kid } = textsOf(body);
	return key && kid ? { key, kid } : undefined;
}

export function makeDone({ outcome = "done", reason }: { outcome?: string; reason?: LaterReason }): DoneAnswer {
	return { outcome, reason };
}

export function readOutcome(body: unknown): string | undefined {
	return textsOf(body).outcome;
}

/** How a test push fared: its outcome, and where it is `later` the reason. */
export function readTested(body: unknown): string | undefined {
	const { outcome, reason } = textsOf(body);
	return outcome === "later" ? (reason ?? outcome) : outcome;
}

/** The stable code of a problem (RFC 9457); empty where there is none. */
export function readCode(body: unknown): string {
	return textsOf(body).code ?? "";
}

function listsOf(body: unknown): Lists {
	const { places, next } = fieldsOf(body);
	return {
		places: eachOf(places, ({ id, place }) => place && { id, place }),
		next: eachOf(next, ({ at, id, place, day }) => at && place && day && { at, id, place, day }),
	};
}

/** Times as `HH:MM`. */
function makeWish({ remind, services, ...rest }: Wish): SubscribedAnswer["places"][number] {
	const times = remind.map(({ when, time }) => ({ when, time: makeTime(time) }));
	return { ...rest, ...(services && { services: [...services] }), remind: times };
}

/** Moments as ISO instants. */
function makeNext({ at, services, ...rest }: NextReminder): SubscribedAnswer["next"][number] {
	return { at: new Date(at).toISOString(), ...rest, services: [...services] };
}
