import type { SubscribeBody } from "../../data/model/subscription.ts";
import { readPushKey, readStored, readSubscribed, type StoredPlace } from "../../data/model/subscription-answers.ts";
import type { KeyAnswer } from "../../data/model/subscription-shapes.ts";
import type { DeviceStore } from "./device-store.ts";
import { requestOf, type ServerState, type Subscription, type Wanted, type WantedPlace } from "./reminder-state.ts";
import { ask, askOwn, runErrands, type ServerAnswer, type ServerWorld, sayFarewells } from "./server.ts";
import { forgetEmpty, remindedTowns, wantedIn } from "./towns-kept.ts";

export interface SyncWorld extends ServerWorld {
	readonly push: Pick<PushManager, "getSubscription" | "subscribe">;
	readonly permission: () => NotificationPermission;
}

/** Why nothing arrives. */
export type Why = "denied" | "failed" | "refused" | "not-saved" | "no-server";

/** How the reminders stand after everything was compared. */
export type ReminderHealth =
	| { readonly kind: "off" }
	/** `waiting`: a change could not be sent yet. */
	| { readonly kind: "on"; readonly told: ServerState | undefined; readonly waiting: boolean }
	| { readonly kind: "dead"; readonly why: Why; readonly told: ServerState | undefined };

/**
 * Brings browser, server and the household's wish together: at each start of the page,
 * after each change, and when the browser changes its subscription. One at a time, for
 * the page and its service worker do the same.
 */
export function sync(world: SyncWorld): Promise<Healths> {
	return navigator.locks.request(LOCK, () => compare(world));
}

/** Only what the buttons said, at once. */
export function tellButtons(world: ServerWorld): Promise<void> {
	return navigator.locks.request(LOCK, () => runErrands(world));
}

const LOCK = "tonnentag-reminders";

/** By town: several of one browser stand side by side. */
export type Healths = Readonly<Record<string, ReminderHealth>>;

async function compare(world: SyncWorld): Promise<Healths> {
	const { store } = world;
	const towns = await remindedTowns(store);
	const healths: Record<string, ReminderHealth> = {};
	const wants = await wantedIn(store);
	for (const wanted of wants) healths[wanted.town] = await reach(world, wanted);
	// Only then the others: who moves is never without.
	for (const town of towns.filter((each) => !(each in healths))) await part(world, town);
	// What an older page has kept is wanted too; the next page takes it over.
	if (wants.length === 0 && !(await store.get("wanted")))
		await (await world.push.getSubscription().catch(() => null))?.unsubscribe().catch(() => undefined);
	await runErrands(world);
	await sayFarewells(world);
	await forgetEmpty(store);
	return healths;
}

/** What the server has of us in a town is to go; it is remembered until the server has heard it. */
async function part({ store }: SyncWorld, town: string): Promise<void> {
	const known = await store.get(`subscription ${town}`);
	if (!known) return;
	await store.update("farewells", (old) => [...(old ?? []).filter(({ id }) => id !== known.id), known]);
	await store.set(`subscription ${town}`, undefined);
}

async function reach(world: SyncWorld, wanted: Wanted): Promise<ReminderHealth> {
	const told = await world.store.get(`told ${wanted.town}`);
	if (world.permission() !== "granted") return { kind: "dead", why: "denied", told };
	const key = await ask(world.fetch, "/api/push-key", readPushKey, {});
	if (key.kind === "unreachable") return { kind: "on", told, waiting: await hasChanged(world, wanted) };
	if (key.kind !== "ok") return { kind: "dead", why: "no-server", told };
	const isForgotten = await isForgottenByServer(world, wanted.town, told);
	const target = await subscribed(world, key.value, isForgotten).catch(() => undefined);
	if (!target) return { kind: "dead", why: "failed", told };
	return agree(world, wanted, target, key.value.kid);
}

async function hasChanged({ store }: SyncWorld, wanted: Wanted): Promise<boolean> {
	return (await store.get(`subscription ${wanted.town}`))?.asked !== askedBy(wanted);
}

/** The push service said "gone", and the server has deleted it: the same endpoint would be dead again. */
async function isForgottenByServer(world: SyncWorld, town: string, before: ServerState | undefined): Promise<boolean> {
	const known = await world.store.get(`subscription ${town}`);
	if (!known) return false;
	const answer = await askOwn(world, known, "GET", readStored);
	if (answer.kind === "ok") {
		await world.store.set(`told ${town}`, answer.value);
		// A server that has begun from a backup since may have forgotten what was wanted last: it is told again.
		if (answer.value.restored !== before?.restored)
			await world.store.set(`subscription ${town}`, { ...known, asked: "" });
	}
	if (answer.kind !== "unknown") return false;
	await world.store.set(`subscription ${town}`, undefined);
	return true;
}

/** The browser's subscription, made anew where it is missing, dead or bound to a key of before. */
async function subscribed({ push }: SyncWorld, { key }: KeyAnswer, isDead: boolean): Promise<PushSubscription> {
	const old = await push.getSubscription();
	const bound = old?.options.applicationServerKey;
	if (old && !isDead && bound && base64url(bound) === key) return old;
	await old?.unsubscribe();
	return push.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function agree(world: SyncWorld, wanted: Wanted, target: PushSubscription, kid: string): Promise<ReminderHealth> {
	const known = await world.store.get(`subscription ${wanted.town}`);
	const before = await world.store.get(`told ${wanted.town}`);
	// The server must reach this browser under the key that the browser knows.
	const isSame = known?.endpoint === target.endpoint && known.kid === kid && (before?.kid ?? kid) === kid;
	if (isSame && known.asked === askedBy(wanted)) return healthy(before, false);
	const answer = isSame ? await change(world, wanted, known) : await register(world, wanted, target, kid, known);
	const told = await world.store.get(`told ${wanted.town}`);
	if (answer.kind === "ok") return healthy(told, false);
	// Taken: a push is under way with what proves that it is ours.
	const isAwaited = answer.kind === "refused" && answer.code === "endpoint_taken";
	if (answer.kind === "unreachable" || isAwaited) return healthy(told, true);
	// Whose fault it is: the push service's only where the endpoint is what was refused.
	const isSaved = answer.kind === "unknown" || answer.code.startsWith("endpoint");
	return { kind: "dead", why: isSaved ? "refused" : "not-saved", told };
}

function healthy(told: ServerState | undefined, waiting: boolean): ReminderHealth {
	const isRefused = told?.lastOutcome === "refused" || told?.lastOutcome === "gone";
	return isRefused ? { kind: "dead", why: "refused", told } : { kind: "on", told, waiting };
}

async function change(world: SyncWorld, wanted: Wanted, known: Subscription): Promise<ServerAnswer<unknown>> {
	const { lang, places, bundle = false } = requestOf(wanted);
	const answer = await askOwn(world, known, "PATCH", readStored, { lang, places, bundle });
	if (answer.kind !== "ok") return answer;
	const now = await followPlaces(world, wanted, answer.value.places);
	await world.store.set(`subscription ${wanted.town}`, { ...known, asked: askedBy(now) });
	await world.store.set(`told ${wanted.town}`, answer.value);
	return answer;
}

/** New first, then the old one goes: a household is never without. */
async function register(
	world: SyncWorld,
	wanted: Wanted,
	target: PushSubscription,
	kid: string,
	known: Subscription | undefined,
): Promise<ServerAnswer<unknown>> {
	const { store } = world;
	const body = bodyOf(wanted, target, kid, { known, proof: await takeProof(store) });
	const headers = { "content-type": "application/json" };
	const answer = await ask(world.fetch, "/api/subscriptions", readSubscribed, { method: "POST", headers, body });
	if (answer.kind !== "ok") return answer;
	const { town } = wanted;
	const { id, token, next, places } = answer.value;
	if (known && known.id !== id) await part(world, town);
	const now = await followPlaces(world, wanted, places);
	await store.set(`subscription ${town}`, { id, token, endpoint: target.endpoint, kid, asked: askedBy(now) });
	await store.update(`told ${town}`, (old) => ({ ...old, kid, lastOutcome: undefined, next }));
	return answer;
}

/** Once only: a server that does not take it sends another one, and so for ever. */
async function takeProof(store: DeviceStore): Promise<string | undefined> {
	const proof = await store.get("proof");
	await store.set("proof", undefined);
	return proof;
}

interface Before {
	readonly known: Subscription | undefined;
	readonly proof: string | undefined;
}

function bodyOf(wanted: Wanted, target: PushSubscription, kid: string, { known, proof }: Before): string {
	const { endpoint, keys } = target.toJSON();
	return JSON.stringify({
		...requestOf(wanted),
		push: { endpoint, keys },
		kid,
		...(proof && { proof }),
		// What this device was told already must not be told again.
		...(known && { replaces: { id: known.id, token: known.token } }),
	} satisfies Omit<SubscribeBody, "push"> & { push: unknown });
}

/** An import may have put another place in a place's stead: what the server has stored is what is wanted now. */
async function followPlaces({ store }: SyncWorld, wanted: Wanted, stored: readonly StoredPlace[]): Promise<Wanted> {
	const placeOf = (each: WantedPlace) =>
		stored.find(({ id }) => id !== undefined && id === each.id)?.place ?? each.place;
	const now = { ...wanted, places: wanted.places.map((each) => ({ ...each, place: placeOf(each) })) };
	await store.set(`wanted ${wanted.town}`, now);
	return now;
}

function askedBy(wanted: Wanted): string {
	return JSON.stringify(requestOf(wanted));
}

function base64url(bytes: ArrayBuffer): string {
	const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
	return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
