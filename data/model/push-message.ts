import * as v from "valibot";
import { parseDay } from "./day.ts";
import { parseTime } from "./time.ts";

/**
 * What a push carries: Declarative Web Push (`web_push: 8030`) and, in `data`, what
 * our own service worker needs to say the same in its own words, late or not.
 */

/** Why it was sent: a reminder, one more after "later", a change after a reminder, a request to choose again, the end of the plan, a test, a proof of who the endpoint's browser is. */
export const PUSH_KINDS = ["reminder", "later", "change", "choose", "end", "test", "proof"] as const;
export type PushKind = (typeof PUSH_KINDS)[number];

const day = v.pipe(
	v.string(),
	v.check((text) => parseDay(text) !== undefined),
);

const dataShape = v.object({
	kind: v.picklist(PUSH_KINDS),
	town: v.string(),
	/** Absent where it concerns no place. */
	place: v.optional(v.string()),
	day: v.optional(day),
	/** The labels of what is collected, in the town's words and order. */
	labels: v.optional(v.array(v.string())),
	/** `HH:MM`: when the bins must be out. */
	until: v.optional(
		v.pipe(
			v.string(),
			v.check((text) => parseTime(text) !== undefined),
		),
	),
	/** IANA zone of the town. */
	zone: v.optional(v.string()),
	/** What only the browser with these keys can read, to be posted back; see `SubscribeRequest`. */
	proof: v.optional(v.string()),
});

const actionShape = v.object({ action: v.string(), title: v.string(), navigate: v.string() });

const messageShape = v.object({
	web_push: v.literal(8030),
	notification: v.object({
		title: v.pipe(v.string(), v.nonEmpty()),
		body: v.string(),
		lang: v.string(),
		dir: v.picklist(["auto", "ltr", "rtl"]),
		tag: v.string(),
		/** Absolute: a browser that shows it without our service worker goes there. */
		navigate: v.string(),
		actions: v.optional(v.array(actionShape), []),
		data: dataShape,
	}),
});

export type PushMessage = v.InferOutput<typeof messageShape>;
export type PushData = v.InferOutput<typeof dataShape>;

/** `undefined` for anything else: the service worker then shows a neutral notification. */
export function parsePushMessage(given: unknown): PushMessage | undefined {
	const parsed = v.safeParse(messageShape, given);
	return parsed.success ? parsed.output : undefined;
}

export function makePushMessage(message: PushMessage): string {
	return JSON.stringify(message);
}
