import { requestOf, type Subscription, type Told, type Wanted } from "./reminder-state.ts";
import { type Answer, ask, askOwn, readTold, runErrands, type ServerWorld, sayFarewells } from "./server.ts";

export interface SyncWorld extends ServerWorld {
	readonly push: Pick<PushManager, "getSubscription" | "subscribe">;
	readonly permission: () => NotificationPermission;
}

/** Why nothing arrives. */
export type Why = "denied" | "failed" | "refused" | "no-server";

/** How the reminders stand after everything was compared. */
export type Health =
	| { readonly kind: "off" }
	/** `waiting`: a change could not be sent yet. */
	| { readonly kind: "on"; readonly told: Told | undefined; readonly waiting: boolean }
	| { readonly kind: "dead"; readonly why: Why; readonly told: Told | undefined };

interface PushKey {
	readonly key: string;
	readonly kid: string;
}

/**
 * Brings browser, server and the household's wish together: at each start of the page,
 * after each change, and when the browser changes its subscription. One at a time, for
 * the page and its service worker do the same.
 */
export function sync(world: SyncWorld): Promise<Health> {
	return navigator.locks.request(LOCK, () => compare(world));
}

/** Only what the buttons said, at once. */
export function tellButtons(world: ServerWorld): Promise<void> {
	return navigator.locks.request(LOCK, () => runErrands(world));
}

const LOCK = "tonnentag-reminders";

async function compare(world: SyncWorld): Promise<Health> {
	const { store } = world;
	const wanted = await store.get("wanted");
	const health = wanted ? await reach(world, wanted) : await leave(world);
	await runErrands(world);
	await sayFarewells(world);
	return health;
}

async function leave(world: SyncWorld): Promise<Health> {
	const known = await world.store.get("subscription");
	if (known) await part(world, known);
	await (await world.push.getSubscription().catch(() => null))?.unsubscribe().catch(() => undefined);
	await world.store.set("told", undefined);
	return { kind: "off" };
}

/** What the server has of us is to go; it is remembered until the server has heard it. */
async function part({ store }: SyncWorld, known: Subscription): Promise<void> {
	await store.update("farewells", (old) => [...(old ?? []).filter(({ id }) => id !== known.id), known]);
	await store.set("subscription", undefined);
}

async function reach(world: SyncWorld, wanted: Wanted): Promise<Health> {
	const told = await world.store.get("told");
	if (world.permission() !== "granted") return { kind: "dead", why: "denied", told };
	const key = await ask<PushKey>(world.fetch, "/api/push-key", {});
	if (key.kind === "unreachable") return { kind: "on", told, waiting: await hasChanged(world, wanted) };
	if (key.kind !== "ok") return { kind: "dead", why: "no-server", told };
	const isForgotten = await isForgottenByServer(world);
	const target = await subscribed(world, key.value, isForgotten).catch(() => undefined);
	if (!target) return { kind: "dead", why: "failed", told };
	return agree(world, wanted, target, key.value.kid);
}

async function hasChanged({ store }: SyncWorld, wanted: Wanted): Promise<boolean> {
	return (await store.get("subscription"))?.asked !== askedBy(wanted);
}

/** The push service said "gone", and the server has deleted it: the same endpoint would be dead again. */
async function isForgottenByServer(world: SyncWorld): Promise<boolean> {
	const known = await world.store.get("subscription");
	if (!known) return false;
	const answer = await readTold(world, known);
	if (answer.kind === "ok") await world.store.set("told", answer.value);
	if (answer.kind !== "unknown") return false;
	await world.store.set("subscription", undefined);
	return true;
}

/** The browser's subscription, made anew where it is missing, dead or bound to a key of before. */
async function subscribed({ push }: SyncWorld, { key }: PushKey, isDead: boolean): Promise<PushSubscription> {
	const old = await push.getSubscription();
	const bound = old?.options.applicationServerKey;
	if (old && !isDead && bound && base64url(bound) === key) return old;
	await old?.unsubscribe();
	return push.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}

async function agree(world: SyncWorld, wanted: Wanted, target: PushSubscription, kid: string): Promise<Health> {
	const known = await world.store.get("subscription");
	const before = await world.store.get("told");
	// The server must reach this browser under the key that the browser knows.
	const isSame =
		known?.endpoint === target.endpoint &&
		known.kid === kid &&
		(before?.kid ?? kid) === kid &&
		known.id.startsWith(`${wanted.town}.`);
	if (isSame && known.asked === askedBy(wanted)) return healthy(before, false);
	const answer = isSame ? await change(world, wanted, known) : await register(world, wanted, target, kid, known);
	const told = await world.store.get("told");
	if (answer.kind === "ok") return healthy(told, false);
	return answer.kind === "unreachable" ? healthy(told, true) : { kind: "dead", why: "refused", told };
}

function healthy(told: Told | undefined, waiting: boolean): Health {
	const isRefused = told?.lastOutcome === "refused" || told?.lastOutcome === "gone";
	return isRefused ? { kind: "dead", why: "refused", told } : { kind: "on", told, waiting };
}

async function change(world: SyncWorld, wanted: Wanted, known: Subscription): Promise<Answer<unknown>> {
	const { lang, places } = requestOf(wanted);
	const answer = await askOwn<Told>(world, known, "PATCH", { lang, places });
	if (answer.kind !== "ok") return answer;
	await world.store.set("subscription", { ...known, asked: askedBy(wanted) });
	await world.store.set("told", answer.value);
	return answer;
}

/** New first, then the old one goes: a household is never without. */
async function register(
	world: SyncWorld,
	wanted: Wanted,
	target: PushSubscription,
	kid: string,
	known: Subscription | undefined,
): Promise<Answer<unknown>> {
	const { endpoint, keys } = target.toJSON();
	const answer = await ask<{ id: string; token: string; next: Told["next"] }>(world.fetch, "/api/subscriptions", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({
			...requestOf(wanted),
			push: { endpoint, keys },
			kid,
			// What this device was told already must not be told again.
			...(known && { replaces: { id: known.id, token: known.token } }),
		}),
	});
	if (answer.kind !== "ok") return answer;
	const { id, token, next } = answer.value;
	if (known && known.id !== id) await part(world, known);
	await world.store.set("subscription", { id, token, endpoint: target.endpoint, kid, asked: askedBy(wanted) });
	await world.store.update("told", (old) => ({ ...old, kid, lastOutcome: undefined, next }));
	return answer;
}

function askedBy(wanted: Wanted): string {
	return JSON.stringify(requestOf(wanted));
}

function base64url(bytes: ArrayBuffer): string {
	const text = btoa(String.fromCharCode(...new Uint8Array(bytes)));
	return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
