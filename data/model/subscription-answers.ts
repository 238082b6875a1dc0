/**
 * What the worker answers about a subscription, read as the page and its service worker need it. Without valibot,
 * which would be a sixth of all that the service worker may weigh; a test holds these readers to the shapes that the
 * worker answers by. `undefined`: the answer is none of ours (a proxy's page, a version to come).
 */

export interface PushKeyAnswer {
	/** VAPID public key, base64url. */
	readonly key: string;
	readonly kid: string;
}

export interface StoredPlace {
	readonly id?: string | undefined;
	readonly place: string;
}

export interface NextAnswer extends StoredPlace {
	/** ISO instant. */
	readonly at: string;
	readonly day: string;
}

export interface SubscribedAnswer {
	readonly id: string;
	readonly token: string;
	readonly places: readonly StoredPlace[];
	readonly next: readonly NextAnswer[];
}

export interface StoredAnswer {
	readonly kid?: string | undefined;
	/** ISO instant. */
	readonly lastDelivered?: string | undefined;
	readonly lastOutcome?: string | undefined;
	readonly places: readonly StoredPlace[];
	readonly next: readonly NextAnswer[];
}

export function readPushKey(body: unknown): PushKeyAnswer | undefined {
	const { key, kid } = textsOf(body);
	return key && kid ? { key, kid } : undefined;
}

export function readSubscribed(body: unknown): SubscribedAnswer | undefined {
	const { id, token } = textsOf(body);
	return id && token ? { id, token, ...listsOf(body) } : undefined;
}

export function readStored(body: unknown): StoredAnswer | undefined {
	const { kid, lastDelivered, lastOutcome } = textsOf(body);
	return Array.isArray(fieldsOf(body).next) ? { kid, lastDelivered, lastOutcome, ...listsOf(body) } : undefined;
}

/** Why a test push could not be delivered now: the push service cannot be reached or says nothing, is in trouble, wants a pause, or takes no token of ours; or it is left alone for a while. */
export const LATER_REASONS = ["unreachable", "silent", "out_of_order", "throttled", "unauthorised", "resting"] as const;

/** How a test push fared: its outcome, and where it is `later` the reason. */
export function readTested(body: unknown): string | undefined {
	const { outcome, reason } = textsOf(body);
	return outcome === "later" ? (reason ?? outcome) : outcome;
}

export function readOutcome(body: unknown): string | undefined {
	return textsOf(body).outcome;
}

/** The stable code of a problem (RFC 9457); empty where there is none. */
export function readCode(body: unknown): string {
	return textsOf(body).code ?? "";
}

function listsOf(body: unknown): Pick<SubscribedAnswer, "places" | "next"> {
	const { places, next } = fieldsOf(body);
	return {
		places: eachOf(places, ({ id, place }) => place && { id, place }),
		next: eachOf(next, ({ at, id, place, day }) => at && place && day && { at, id, place, day }),
	};
}

export type Texts = Readonly<Record<string, string | undefined>>;

function eachOf<T extends object>(given: unknown, read: (texts: Texts) => T | "" | undefined): T[] {
	return Array.isArray(given)
		? given.map((each) => read(textsOf(each))).filter((each) => typeof each === "object")
		: [];
}

/** The fields that hold text. */
export function textsOf(given: unknown): Texts {
	return Object.fromEntries(
		Object.entries(fieldsOf(given)).filter((field): field is [string, string] => typeof field[1] === "string"),
	);
}

/** Of anything: what is no object has none. */
export function fieldsOf(given: unknown): Readonly<Record<string, unknown>> {
	return given instanceof Object ? { ...given } : {};
}
