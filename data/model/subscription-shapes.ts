import * as v from "valibot";

/** What the worker answers about a subscription: for `openapi.json`, and for those who make and read it (`subscription-answers.ts`). */

/** Why a test push could not be delivered now: the push service cannot be reached or says nothing, is in trouble, wants a pause, or takes no token of ours; or it is left alone for a while. */
export const LATER_REASONS = ["unreachable", "silent", "out_of_order", "throttled", "unauthorised", "resting"] as const;
export type LaterReason = (typeof LATER_REASONS)[number];

const day = v.pipe(v.string(), v.isoDate());
const instant = v.pipe(v.string(), v.isoTimestamp());
const time = v.pipe(v.string(), v.regex(/^\d{2}:\d{2}$/), v.description("Wall clock, HH:MM"));

const next = v.array(
	v.object({
		at: instant,
		id: v.optional(v.pipe(v.string(), v.description("The address, where the device has named it"))),
		place: v.string(),
		day,
		services: v.array(v.string()),
	}),
);

const places = v.array(
	v.object({
		id: v.optional(v.pipe(v.string(), v.description("The device's own random name of the address"))),
		place: v.string(),
		services: v.optional(v.array(v.string())),
		remind: v.array(v.object({ when: v.picklist(["eve", "morning"]), time })),
		pausedUntil: v.optional(day),
	}),
);

export const keyShape = v.object({ key: v.string(), kid: v.string() });
export const subscribedShape = v.object({ id: v.string(), token: v.string(), places, next });
export const doneShape = v.object({
	outcome: v.string(),
	reason: v.optional(
		v.pipe(v.picklist(LATER_REASONS), v.description("Why a test push was not delivered now, with `later`")),
	),
});

export const storedShape = v.object({
	lang: v.string(),
	kid: v.pipe(
		v.string(),
		v.description("The VAPID key under which it was made; a page subscribes anew when `/api/push-key` tells another"),
	),
	places,
	bundle: v.pipe(v.boolean(), v.description("One push for all addresses whose reminder is due at once")),
	lastDelivered: v.optional(instant),
	lastOutcome: v.optional(v.string()),
	restored: v.optional(
		v.pipe(instant, v.description("When the product last began from a backup: send again what was changed before")),
	),
	next,
});

export type KeyAnswer = v.InferOutput<typeof keyShape>;
export type SubscribedAnswer = v.InferOutput<typeof subscribedShape>;
export type DoneAnswer = v.InferOutput<typeof doneShape>;
export type StoredAnswer = v.InferOutput<typeof storedShape>;
