import { type IDBPDatabase, openDB } from "idb";
import type { Subscription } from "../device/reminder-state.ts";
import { tellOthers } from "../household/memory.ts";

/** Everything that this device has stored for the page, whichever part of it did. */

const DATABASES = ["tonnentag", "tonnentag-device"];

export type StoredValues = Record<string, Record<string, unknown>>;

/** By place: databases and their stores, the memory of tab and browser, the addresses of kept files. */
export async function everything(): Promise<StoredValues> {
	const all: StoredValues = {};
	for (const name of await databaseNames()) {
		const database = await opened(name);
		if (!database) continue;
		for (const store of database.objectStoreNames) all[`${name}/${store}`] = await entriesOf(database, store);
		database.close();
	}
	for (const [name, storage] of storages()) all[name] = Object.fromEntries(Object.entries(storage).map(readable));
	for (const name of await cacheNames()) {
		const kept = await (await caches.open(name)).keys();
		all[`caches/${name}`] = Object.fromEntries(kept.map(({ url }, at) => [String(at), url]));
	}
	return all;
}

/**
 * The subscriptions at the server first: without their tokens nobody could delete them
 * any more. False when it could not be told; then nothing is deleted here either.
 */
export async function forgetEverything(): Promise<boolean> {
	if (!(await withdraw(await everything()))) return false;
	for (const name of await databaseNames()) await emptied(name);
	tellOthers();
	for (const [, storage] of storages()) storage.clear();
	for (const each of (await navigator.serviceWorker?.getRegistrations()) ?? []) {
		// Asked only where it is there: a browser's push service may keep one waiting for ever.
		const held = await Promise.race([each.pushManager?.getSubscription(), patience()]).catch(() => undefined);
		if (held) await Promise.race([held.unsubscribe(), patience()]).catch(() => undefined);
		await each.unregister();
	}
	for (const each of await cacheNames()) await caches.delete(each);
	history.replaceState(null, "", "/");
	return true;
}

function patience(): Promise<undefined> {
	return new Promise((late) => setTimeout(() => late(undefined), 2_000));
}

/** True when the server holds nothing of this device any more, nor of what was to be deleted before. */
async function withdraw(all: StoredValues): Promise<boolean> {
	const kept = all["tonnentag-device/kept"] ?? {};
	const own = Object.entries(kept).flatMap(([key, value]) => {
		if (key === "farewells") return value as readonly Subscription[];
		return /^subscription(?: |$)/u.test(key) ? [value as Subscription] : [];
	});
	const told = await Promise.all(own.map(isWithdrawn));
	return told.every(Boolean);
}

async function isWithdrawn({ id, token }: Subscription): Promise<boolean> {
	const answer = await fetch(`/api/subscriptions/${encodeURIComponent(id)}`, {
		method: "DELETE",
		headers: { authorization: `Bearer ${token}` },
	}).catch(() => undefined);
	return answer !== undefined && (answer.ok || answer.status === 404 || answer.status === 401);
}

async function databaseNames(): Promise<string[]> {
	if (!("indexedDB" in window)) return [];
	const known = await Promise.race([indexedDB.databases?.().catch(() => undefined), patience()]);
	return known ? known.flatMap(({ name }) => name ?? []) : DATABASES;
}

async function cacheNames(): Promise<string[]> {
	return "caches" in window ? caches.keys() : [];
}

/** Those that the browser does not refuse. */
function storages(): (readonly [string, Storage])[] {
	return (["localStorage", "sessionStorage"] as const).flatMap((name) => {
		try {
			return window[name].length > 0 ? [[name, window[name]] as const] : [];
		} catch {
			return [];
		}
	});
}

function readable([key, value]: [string, unknown]): [string, unknown] {
	try {
		return [key, JSON.parse(String(value))];
	} catch {
		return [key, value];
	}
}

/** A browser may refuse it, or never answer. */
async function opened(name: string): Promise<IDBPDatabase | undefined> {
	try {
		return await Promise.race([openDB(name), patience()]);
	} catch {
		return undefined;
	}
}

async function entriesOf(database: IDBPDatabase, store: string): Promise<Record<string, unknown>> {
	const [keys, values] = await Promise.all([database.getAllKeys(store), database.getAll(store)]);
	return Object.fromEntries(keys.map((key, at) => [String(key), values[at]]));
}

/** Emptied, not deleted: the page itself holds it open. */
async function emptied(name: string): Promise<void> {
	const database = await opened(name);
	for (const store of database?.objectStoreNames ?? []) await database?.clear(store);
	database?.close();
}
