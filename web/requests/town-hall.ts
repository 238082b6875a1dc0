import * as v from "valibot";
import { parseDay } from "../../data/model/day.ts";
import { STATES } from "../../data/model/request.ts";
import type { ToldRequest } from "../../data/model/request-answers.ts";
import type { DayChoice } from "../../data/model/request-days.ts";
import type { OwnRequest, Refused } from "../device/own-request.ts";

/** What the page asks of the town hall's routes, and what it understands of the answers. */

export type Heard<T> =
	| { readonly kind: "ok"; readonly value: T }
	/** Wrong, unknown, or deleted by now. */
	| { readonly kind: "unknown" }
	| { readonly kind: "refused"; readonly why: Refused }
	/** No network, or a server out of order: it is tried again. */
	| { readonly kind: "unreachable" };

/**
 * As `data/model/request-answers.ts` describes it to strangers, in those parts of valibot that every visit loads anyway:
 * what only a request needs would weigh on the first view.
 */
const toldShape = v.object({
	code: v.string(),
	state: v.picklist(STATES),
	offer: v.object({ id: v.string(), label: v.string(), kind: v.string() }),
	content: v.record(v.string(), v.unknown()),
	photos: v.array(v.number()),
	timeline: v.array(
		v.object({
			at: v.string(),
			by: v.picklist(["household", "system", "town"]),
			what: v.string(),
			reason: v.optional(v.string()),
		}),
	),
	changeUntil: v.optional(v.string()),
	cancelUntil: v.optional(v.string()),
	deleted: v.string(),
});
const choicesShape = v.array(
	v.object({
		day: v.string(),
		free: v.nullable(v.number()),
		closed: v.optional(v.string()),
		late: v.optional(v.literal(true)),
	}),
);

type Key = Pick<OwnRequest, "town" | "code" | "secret">;

const refusedShape = v.object({
	code: v.string(),
	errors: v.optional(v.array(v.object({ field: v.string(), code: v.string() }))),
	rules: v.optional(
		v.array(
			v.object({
				rule: v.string(),
				most: v.optional(v.number()),
				section: v.optional(v.string()),
				url: v.optional(v.string()),
			}),
		),
	),
	from: v.optional(v.string()),
	to: v.optional(v.string()),
});

/** Answers that say nothing about the request itself. */
const PASSING = [408, 425, 429, 500, 502, 503, 504, 507];

async function ask<T>(address: string, init: RequestInit, read: (body: unknown) => T | undefined): Promise<Heard<T>> {
	const response = await fetch(address, { cache: "no-store", ...init }).catch(() => undefined);
	if (!response || PASSING.includes(response.status)) return { kind: "unreachable" };
	const body: unknown = await response.json().catch(() => undefined);
	if (response.ok) {
		const value = read(body);
		return value === undefined ? { kind: "unreachable" } : { kind: "ok", value };
	}
	if (response.status === 404 || response.status === 401) return { kind: "unknown" };
	const why = v.safeParse(refusedShape, body);
	// What is no answer of ours comes from something in between.
	return why.success ? { kind: "refused", why: why.output } : { kind: "unreachable" };
}

/** Filed, and then read: what the household sees is what the town hall has. */
export async function fileAt(request: OwnRequest): Promise<Heard<ToldRequest>> {
	const { secret, code, town, offer, fields } = request;
	const body = JSON.stringify({ ...fields, secret, code: `${town}.${code}`, town, offer: offer.id });
	const init = { method: "POST", headers: { "content-type": "application/json" }, body };
	const filed = await ask("/api/requests", init, (given) => given);
	// A town that is not there any more is no reason to ask again for ever.
	if (filed.kind === "unknown") return { kind: "refused", why: { code: "unknown_offer" } };
	return filed.kind === "ok" ? readAt(request) : filed;
}

export function readAt(key: Key): Promise<Heard<ToldRequest>> {
	return askOwn(key, "GET");
}

export function changeAt(key: Key, change: object): Promise<Heard<ToldRequest>> {
	return askOwn(key, "PATCH", change);
}

export function cancelAt(key: Key): Promise<Heard<ToldRequest>> {
	return askOwn(key, "DELETE");
}

/** Everything that the town hall keeps of it. */
export async function eraseAt({ town, code, secret }: Key): Promise<boolean> {
	const headers = { authorization: `Bearer ${secret}` };
	const init = { method: "DELETE", headers, cache: "no-store" } as const;
	const answer = await fetch(`/api/requests/${town}.${code}?erase=1`, init).catch(() => undefined);
	return answer !== undefined && (answer.ok || answer.status === 404);
}

export function putPhotoAt({ town, code, secret }: Key, n: number, jpeg: Blob): Promise<Heard<ToldRequest>> {
	const headers = { authorization: `Bearer ${secret}`, "content-type": "image/jpeg" };
	return ask(`/api/requests/${town}.${code}/photos/${n}`, { method: "PUT", headers, body: jpeg }, readTold);
}

function askOwn({ town, code, secret }: Key, method: string, body?: object): Promise<Heard<ToldRequest>> {
	const headers = { authorization: `Bearer ${secret}`, ...(body && { "content-type": "application/json" }) };
	const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
	return ask(`/api/requests/${town}.${code}`, init, readTold);
}

function readTold(body: unknown): ToldRequest | undefined {
	const told = v.safeParse(toldShape, body);
	return told.success ? told.output : undefined;
}

/** The days of an offer with the places left. */
export function daysAt(town: string, offer: string, place: string): Promise<Heard<readonly DayChoice[]>> {
	const address = `/api/towns/${town}/offers/${offer}/days?place=${encodeURIComponent(place)}`;
	return ask(address, {}, (body) => {
		const choices = v.safeParse(choicesShape, body);
		return choices.success ? choices.output.flatMap(choiceOf) : undefined;
	});
}

function choiceOf({ day, free, closed, late }: v.InferOutput<typeof choicesShape>[number]): DayChoice[] {
	const known = parseDay(day);
	return known ? [{ day: known, free, ...(closed !== undefined && { closed }), ...(late && { late }) }] : [];
}
