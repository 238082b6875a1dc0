import * as v from "valibot";
import { parseDay } from "./day.ts";
import { type Parsed, parseWith, text } from "./parsed.ts";
import { parsedBy } from "./parsed-by.ts";
import type { RemindTime, Wish } from "./reminder.ts";
import { parseServiceId } from "./service.ts";
import { type Minutes, parseTime } from "./time.ts";

/** What a page asks of the worker, written down once, with its parser. */

/** How to reach a browser (W3C Push API): `p256dh` and `auth` are base64url. */
export interface PushTarget {
	readonly endpoint: string;
	readonly keys: { readonly p256dh: string; readonly auth: string };
}

export interface SubscribeRequest {
	readonly town: string;
	readonly lang: string;
	readonly push: PushTarget;
	/** Of the key that the browser subscribed with (`GET /api/push-key`); absent: the current one. */
	readonly kid?: string | undefined;
	/** The subscription of the same browser that this one takes the place of, with what it was told already. */
	readonly replaces?: OldSubscription | undefined;
	readonly places: readonly Wish[];
	/** One push for all addresses whose reminder is due at once. */
	readonly bundle?: boolean | undefined;
	/**
	 * What was pushed to the endpoint, sealed for these keys, when it was refused as taken: whoever
	 * can read it is the endpoint's browser, whatever keys the endpoint was registered with before.
	 */
	readonly proof?: string | undefined;
}

export interface OldSubscription {
	readonly id: string;
	readonly token: string;
}

/** What may change later: everything but the town and the browser. */
export interface ChangeRequest {
	readonly lang?: string | undefined;
	readonly places?: readonly Wish[] | undefined;
	readonly bundle?: boolean | undefined;
}

/** A browser keeps a handful of addresses, a caretaker some thirty. */
const MOST_PLACES = 40;
const MOST_TIMES = 6;
const MOST_SERVICES = 40;

const base64url = (most: number) => v.pipe(text(most), v.regex(/^[A-Za-z0-9_-]+={0,2}$/u, "not_base64url"));
const day = parsedBy(parseDay, "not_a_day", v.pipe(v.string("not_text"), v.isoDate("not_a_day")));
const CLOCK = /^\d{2}:\d{2}$/;
const remindTime = v.object({
	when: v.picklist(["eve", "morning"], "not_eve_or_morning"),
	time: parsedBy<Minutes>(parseTime, "not_a_time", v.pipe(v.string("not_text"), v.regex(CLOCK, "not_a_time"))),
});

const wish = v.object({
	id: v.optional(base64url(22)),
	place: text(60),
	services: v.optional(
		v.pipe(
			v.array(parsedBy(parseServiceId, "not_a_service", text(60)), "not_a_list"),
			v.minLength(1, "empty"),
			v.maxLength(MOST_SERVICES, "too_many"),
		),
	),
	remind: v.pipe(v.array(remindTime, "not_a_list"), v.minLength(1, "empty"), v.maxLength(MOST_TIMES, "too_many")),
	pausedUntil: v.optional(day),
});

const places = v.pipe(v.array(wish, "not_a_list"), v.minLength(1, "empty"), v.maxLength(MOST_PLACES, "too_many"));
const bundle = v.boolean("not_true_or_false");
const lang = v.pipe(text(20), v.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u, "not_a_language"));

export const subscribeShape = v.object({
	town: text(60),
	lang,
	push: v.object({
		endpoint: text(1000),
		keys: v.object({ p256dh: base64url(200), auth: base64url(60) }),
	}),
	kid: v.optional(base64url(60)),
	replaces: v.optional(v.object({ id: text(200), token: base64url(64) })),
	places,
	bundle: v.optional(bundle),
	proof: v.optional(base64url(64)),
});

export const changeShape = v.object({
	lang: v.optional(lang),
	places: v.optional(places),
	bundle: v.optional(bundle),
});
/** What a button is about: one address, or all that lie in a place, or in those of a bundle (`one+two`). */
export const aboutDayShape = v.pipe(
	v.object({ id: v.optional(base64url(22)), place: v.optional(text(MOST_PLACES * 61)), day }),
	v.check(({ id, place }) => id !== undefined || place !== undefined, "missing"),
);

/** The same as they are sent: what the page writes is what is parsed here. */
export type SubscribeBody = v.InferInput<typeof subscribeShape>;
export type WishBody = v.InferInput<typeof wish>;
export interface AboutDayBody {
	readonly id?: string | undefined;
	readonly place: string;
	readonly day: string;
}

export function parseSubscribe(body: unknown): Parsed<SubscribeRequest> {
	return parseWith(subscribeShape, body, ({ places: given, ...rest }) => ({ ...rest, places: given.map(onceEach) }));
}

export function parseChange(body: unknown): Parsed<ChangeRequest> {
	return parseWith(changeShape, body, ({ places: given, ...rest }) => ({ ...rest, places: given?.map(onceEach) }));
}

/** An address of the subscription by its own name, or all of them in a place. */
export interface About {
	readonly id?: string | undefined;
	readonly place?: string | undefined;
}

export function parseAboutDay(body: unknown): Parsed<v.InferOutput<typeof aboutDayShape>> {
	return parseWith(aboutDayShape, body, (value) => value);
}

/** The same time twice is one reminder. */
function onceEach({ remind, ...rest }: v.InferOutput<typeof wish>): Wish {
	const times = new Map<string, RemindTime>(remind.map((each) => [`${each.when} ${each.time}`, each]));
	return { ...rest, remind: [...times.values()] };
}
