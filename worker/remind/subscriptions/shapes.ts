import * as v from "valibot";
import { LATER_REASONS } from "../../../data/model/subscription-answers.ts";

/** What the addresses of the reminders answer, for `openapi.json`. */

const next = v.array(
	v.object({
		at: v.pipe(v.string(), v.description("ISO instant")),
		id: v.optional(v.pipe(v.string(), v.description("The address, where the device has named it"))),
		place: v.string(),
		day: v.string(),
		services: v.array(v.string()),
	}),
);

const places = v.array(
	v.object({
		id: v.optional(v.pipe(v.string(), v.description("The device's own random name of the address"))),
		place: v.string(),
		services: v.optional(v.array(v.string())),
		remind: v.array(v.object({ when: v.picklist(["eve", "morning"]), time: v.string() })),
		pausedUntil: v.optional(v.string()),
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

export const subscriptionShape = v.object({
	lang: v.string(),
	kid: v.pipe(
		v.string(),
		v.description("The VAPID key under which it was made; a page subscribes anew when `/api/push-key` tells another"),
	),
	places,
	lastDelivered: v.optional(v.string()),
	lastOutcome: v.optional(v.string()),
	next,
});
