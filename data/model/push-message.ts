import { eachOf, fieldsOf, textsOf } from "./fields.ts";

/**
 * What a push carries: Declarative Web Push (`web_push: 8030`) and, in `data`, what
 * our own service worker needs to say the same in its own words, late or not.
 */

/** Why it was sent: a reminder, one more after "later", a change after a reminder, a request to choose again, the end of the plan, a test, a proof of who the endpoint's browser is. */
export const PUSH_KINDS = ["reminder", "later", "change", "choose", "end", "test", "proof"] as const;
export type PushKind = (typeof PUSH_KINDS)[number];

/** Between the places that one push is about. No id has it, and the feed's address joins them so, too. */
export const TOGETHER = "+";

export interface PushData {
	readonly kind: PushKind;
	readonly town: string;
	/** Absent where it concerns no place; several: `one+two`. */
	readonly place?: string | undefined;
	readonly day?: string | undefined;
	/** The labels of what is collected, in the town's words and order. */
	readonly labels?: readonly string[] | undefined;
	/** `HH:MM`: when the bins must be out. */
	readonly until?: string | undefined;
	/** IANA zone of the town. */
	readonly zone?: string | undefined;
	/** What only the browser with these keys can read, to be posted back; see `SubscribeRequest`. */
	readonly proof?: string | undefined;
}

export interface PushMessage {
	readonly web_push: 8030;
	readonly notification: {
		readonly title: string;
		readonly body: string;
		readonly lang: string;
		readonly dir: "auto" | "ltr" | "rtl";
		readonly tag: string;
		/** Absolute: a browser that shows it without our service worker goes there. */
		readonly navigate: string;
		readonly actions: readonly { readonly action: string; readonly title: string; readonly navigate: string }[];
		readonly data: PushData;
	};
}

export function makePushMessage(message: PushMessage): string {
	return JSON.stringify(message);
}

/** As loosely as possible, for half a message is more than none: what cannot be read of it is not there. */
export interface PushHeard {
	readonly title: string | undefined;
	readonly body: string;
	readonly lang: string;
	readonly dir: PushMessage["notification"]["dir"];
	readonly tag: string;
	readonly navigate: string;
	readonly actions: readonly { readonly action: string; readonly title: string }[];
	readonly data: DataHeard;
}

export type DataHeard = Readonly<Partial<Record<Exclude<keyof PushData, "labels">, string>>> & {
	readonly labels: readonly string[];
};

/** Of what was pushed, parsed from JSON. */
export function readPushMessage(given: unknown): PushHeard {
	const { notification } = fieldsOf(given);
	const { data, actions } = fieldsOf(notification);
	const { title, body = "", lang = "de", dir, tag = "", navigate = "/" } = textsOf(notification);
	const { labels } = fieldsOf(data);
	return {
		title,
		body,
		lang,
		dir: dir === "ltr" || dir === "rtl" ? dir : "auto",
		tag,
		navigate,
		actions: eachOf(actions, ({ action, title: label }) => action && label && { action, title: label }),
		data: { ...textsOf(data), labels: Array.isArray(labels) ? labels.map(String) : [] },
	};
}
