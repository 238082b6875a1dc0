import type { AboutDayBody } from "../../data/model/subscription.ts";
import { type HeardCode, readCode, readOutcome } from "../../data/model/subscription-answers.ts";
import type { DeviceStore } from "./device-store.ts";
import { type Errand, isSame, type Subscription } from "./reminder-state.ts";
import { remindedTowns } from "./towns-kept.ts";

/** What talks to the worker needs of the world. */
export interface ServerWorld {
	readonly store: DeviceStore;
	readonly fetch: typeof fetch;
}

export type ServerAnswer<T> =
	| { readonly kind: "ok"; readonly value: T }
	/** The server knows nothing of it, or not any more. */
	| { readonly kind: "unknown" }
	/** It will say the same tomorrow. */
	| { readonly kind: "refused"; readonly code: string }
	/** No network, or a server out of order: it is tried again. `code`: what the server said, where it could be heard. */
	| { readonly kind: "unreachable"; readonly code?: string };

/** Answers that say nothing about the request itself. */
const PASSING = [408, 425, 429, 500, 502, 503, 504, 507];

/** `read` tells what of the answer is understood; what is not, is a server out of order. */
export async function ask<T>(
	fetcher: typeof fetch,
	address: string,
	read: (body: unknown) => T | undefined,
	init: RequestInit,
): Promise<ServerAnswer<T>> {
	const response = await fetcher(address, { cache: "no-store", ...init }).catch(() => undefined);
	if (!response) return { kind: "unreachable" };
	const body: unknown = await response.json().catch(() => ({}));
	const value = response.ok ? read(body) : undefined;
	if (response.ok) return value === undefined ? { kind: "unreachable" } : { kind: "ok", value };
	if (response.status === 401 || response.status === 404) return { kind: "unknown" };
	const code = readCode(body);
	// The host's key changed between two requests: the next start asks for the new one.
	const isPassing =
		code === ("unknown_key" satisfies HeardCode) ||
		(PASSING.includes(response.status) && code !== ("reminders_off" satisfies HeardCode));
	return { kind: isPassing ? "unreachable" : "refused", code };
}

function bearing({ token }: Pick<Subscription, "token">, method: string, body?: object): RequestInit {
	return {
		method,
		headers: { authorization: `Bearer ${token}`, ...(body && { "content-type": "application/json" }) },
		...(body && { body: JSON.stringify(body) }),
	};
}

export function askOwn<T>(
	{ fetch }: Pick<ServerWorld, "fetch">,
	own: Pick<Subscription, "id" | "token">,
	method: string,
	read: (body: unknown) => T | undefined,
	body?: object,
	what = "",
): Promise<ServerAnswer<T>> {
	return ask(fetch, `/api/subscriptions/${own.id}${what}`, read, bearing(own, method, body));
}

/** Subscriptions that are no longer wanted are deleted, sooner or later. */
export async function sayFarewells(world: ServerWorld): Promise<void> {
	for (const old of (await world.store.get("farewells")) ?? []) {
		const { kind } = await askOwn(world, old, "DELETE", readOutcome);
		if (kind === "unreachable") continue;
		await world.store.update("farewells", (kept) => kept?.filter(({ id }) => id !== old.id));
	}
}

/** Tells the server what the buttons said; what it cannot hear now stays for the next time. */
export async function runErrands(world: ServerWorld): Promise<void> {
	for (const errand of (await world.store.get("errands")) ?? []) {
		const { action, id, place, day } = errand;
		const own = await subscriptionFor(world, errand);
		const answer: ServerAnswer<unknown> = own
			? await askOwn(world, own, "POST", readOutcome, { id, place, day } satisfies AboutDayBody, `/${action}`)
			: { kind: "unknown" };
		if (answer.kind === "unreachable") continue;
		if (answer.kind === "refused" && action === "later")
			await world.store.update("tooLate", (old) => [...(old ?? []), errand]);
		await world.store.update("errands", (kept) => kept?.filter((each) => !isTheSame(each, errand)));
	}
}

async function subscriptionFor({ store }: ServerWorld, { town }: Errand): Promise<Subscription | undefined> {
	const [only] = await remindedTowns(store);
	return store.get(`subscription ${town ?? only ?? ""}`);
}

/**
 * True when the server refused a "later", whoever of page and service worker has told it:
 * by then the bins have to be out. Asked once.
 */
export async function takeTooLate(store: DeviceStore, errand: Errand): Promise<boolean> {
	const known = (await store.get("tooLate")) ?? [];
	await store.set("tooLate", undefined);
	return errand.action === "later" && known.some((each) => isSame(each, errand));
}

function isTheSame(one: Errand, other: Errand): boolean {
	return one.action === other.action && isSame(one, other);
}
