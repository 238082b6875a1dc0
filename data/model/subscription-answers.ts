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

type Fields = Readonly<Record<string, unknown>>;

export function readPushKey(body: unknown): PushKeyAnswer | undefined {
	const { key, kid } = fieldsOf(body);
	return typeof key === "string" && typeof kid === "string" ? { key, kid } : undefined;
}

export function readSubscribed(body: unknown): SubscribedAnswer | undefined {
	const { id, token, places, next } = fieldsOf(body);
	if (typeof id !== "string" || typeof token !== "string") return undefined;
	return { id, token, places: listOf(places, readPlace), next: listOf(next, readNext) };
}

export function readStored(body: unknown): StoredAnswer | undefined {
	const { kid, lastDelivered, lastOutcome, places, next } = fieldsOf(body);
	if (!Array.isArray(next)) return undefined;
	return {
		...text("kid", kid),
		...text("lastDelivered", lastDelivered),
		...text("lastOutcome", lastOutcome),
		places: listOf(places, readPlace),
		next: listOf(next, readNext),
	};
}

export function readOutcome(body: unknown): string | undefined {
	const { outcome } = fieldsOf(body);
	return typeof outcome === "string" ? outcome : undefined;
}

/** The stable code of a problem (RFC 9457); empty where there is none. */
export function readCode(body: unknown): string {
	const { code } = fieldsOf(body);
	return typeof code === "string" ? code : "";
}

function readPlace(given: unknown): StoredPlace | undefined {
	const { id, place } = fieldsOf(given);
	return typeof place === "string" ? { ...text("id", id), place } : undefined;
}

function readNext(given: unknown): NextAnswer | undefined {
	const { at, day } = fieldsOf(given);
	const where = readPlace(given);
	return where && typeof at === "string" && typeof day === "string" ? { ...where, at, day } : undefined;
}

function fieldsOf(given: unknown): Fields {
	return typeof given === "object" && given !== null ? (given as Fields) : {};
}

function text<Name extends string>(name: Name, given: unknown): { [key in Name]?: string } {
	return typeof given === "string" ? ({ [name]: given } as { [key in Name]?: string }) : {};
}

function listOf<T>(given: unknown, read: (each: unknown) => T | undefined): T[] {
	return Array.isArray(given) ? given.map(read).filter((each) => each !== undefined) : [];
}
