import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Errand, PlaceDay, Subscription, Told, Wanted } from "./reminder-state.ts";

/**
 * What the page and its service worker both know. A database of its own: the service
 * worker of yesterday must be able to open what the page of today has written.
 */
export interface Kept {
	/** What the household wants; absent: no reminders. */
	wanted: Wanted;
	/** What the server knows of this device. */
	subscription: Subscription;
	/** Subscriptions that are to be deleted, until the server has heard it. */
	farewells: readonly Subscription[];
	/** Days on which the bins stand outside already. */
	out: readonly PlaceDay[];
	/** What the server has still to be told. */
	errands: readonly Errand[];
	told: Told;
	/** When the town's data was last heard from the server, in milliseconds. */
	heard: number;
	/** When the hint to install was sent away. */
	hintGone: number;
}

interface Stored extends DBSchema {
	kept: { key: string; value: unknown };
}

export interface DeviceStore {
	get<Key extends keyof Kept>(key: Key): Promise<Kept[Key] | undefined>;
	/** `undefined` forgets it. */
	set<Key extends keyof Kept>(key: Key, value: Kept[Key] | undefined): Promise<void>;
	/** Read and written at once: page and service worker may do it at the same time. */
	update<Key extends keyof Kept>(
		key: Key,
		change: (old: Kept[Key] | undefined) => Kept[Key] | undefined,
	): Promise<void>;
	/** Everything is gone. */
	clear(): Promise<void>;
}

let opened: Promise<IDBPDatabase<Stored>> | undefined;

function open(): Promise<IDBPDatabase<Stored>> {
	opened ??= openDB<Stored>("tonnentag-device", 1, {
		upgrade: (fresh) => {
			fresh.createObjectStore("kept");
		},
		terminated: () => {
			opened = undefined;
		},
	});
	opened.catch(() => {
		opened = undefined;
	});
	return opened;
}

/** A browser that refuses storage forgets at once; nothing here is worth an error on the screen. */
export const deviceStore: DeviceStore = {
	async get<Key extends keyof Kept>(key: Key) {
		const database = await open().catch(() => undefined);
		return (await database?.get("kept", key)) as Kept[Key] | undefined;
	},
	set: (key, value) => deviceStore.update(key, () => value),
	async update<Key extends keyof Kept>(key: Key, change: (old: Kept[Key] | undefined) => Kept[Key] | undefined) {
		const database = await open().catch(() => undefined);
		const work = database?.transaction("kept", "readwrite");
		if (!work) return;
		const changed = change((await work.store.get(key)) as Kept[Key] | undefined);
		if (changed === undefined) await work.store.delete(key);
		else await work.store.put(changed, key);
		await work.done;
	},
	async clear() {
		await (await open().catch(() => undefined))?.clear("kept");
	},
};
