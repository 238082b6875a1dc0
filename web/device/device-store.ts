import type { ToldNotice } from "../../data/model/notice.ts";
import type { OwnRequest, RequestDraft } from "./own-request.ts";
import type { Errand, LateWords, NextTold, PlaceDay, ServerState, Subscription, Wanted } from "./reminder-state.ts";

/**
 * What the page and its service worker both know. A database of its own: the service
 * worker of yesterday must be able to open what the page of today has written.
 */
export interface DeviceKept {
	/** Towns of which anything is kept below. */
	reminded: readonly string[];
	/** What the household wants in a town; absent: no reminders. */
	[wanted: `wanted ${string}`]: Wanted;
	/** What the server knows of this device. */
	[subscription: `subscription ${string}`]: Subscription;
	[told: `told ${string}`]: ServerState;
	/** As they were kept when there could be one town only; see `takeOver`. */
	wanted: Wanted;
	subscription: Subscription;
	told: ServerState;
	/** Subscriptions that are to be deleted, until the server has heard it. */
	farewells: readonly Subscription[];
	/** Reminders that the server has promised, until it is known whether they came. */
	[promised: `promised ${string}`]: readonly NextTold[];
	/** What a push has brought that only this browser can read, until the server has it: see `SubscribeRequest`. */
	proof: string;
	/** When the service worker last showed a message, in milliseconds. */
	shown: number;
	/** Days on which the bins stand outside already. */
	out: readonly PlaceDay[];
	/** What the server has still to be told. */
	errands: readonly Errand[];
	/** What the server has refused, until whoever asked for it has said so. */
	tooLate: readonly PlaceDay[];
	/** What the service worker may have to say itself, in the language of the page. */
	words: LateWords;
	/** When the town's data was last heard from the server, in milliseconds. */
	heard: number;
	/** What a town had to say when it was last asked. */
	[notices: `notices ${string}`]: readonly ToldNotice[];
	/** What this device has asked a town hall for, and what is still to be sent; the latest first. */
	requests: readonly OwnRequest[];
	/** Begun and not sent, by town and offer. */
	[draft: `draft ${string}`]: RequestDraft;
	/** When the hint to install was sent away. */
	hintGone: number;
}

export interface DeviceStore {
	get<Key extends keyof DeviceKept>(key: Key): Promise<DeviceKept[Key] | undefined>;
	/** `undefined` forgets it. */
	set<Key extends keyof DeviceKept>(key: Key, value: DeviceKept[Key] | undefined): Promise<void>;
	/** Read and written at once: page and service worker may do it at the same time. */
	update<Key extends keyof DeviceKept>(
		key: Key,
		change: (old: DeviceKept[Key] | undefined) => DeviceKept[Key] | undefined,
	): Promise<void>;
	/** Everything is gone. */
	clear(): Promise<void>;
}

let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
	opened ??= new Promise((resolve, reject) => {
		const asked = indexedDB.open("tonnentag-device", 1);
		asked.onupgradeneeded = () => asked.result.createObjectStore("kept");
		asked.onsuccess = () => resolve(asked.result);
		asked.onerror = () => reject(asked.error);
	});
	return opened;
}

/**
 * One value read and, where `change` is given, written in the same transaction. Without
 * idb, which would be a seventh of all that the service worker may weigh. A browser that
 * refuses storage forgets at once; nothing here is worth an error on the screen.
 */
async function access(key: string, change?: (old: unknown) => unknown): Promise<unknown> {
	const database = await open().catch(() => undefined);
	if (!database) return undefined;
	return new Promise((resolve, reject) => {
		const work = database.transaction("kept", change ? "readwrite" : "readonly");
		const store = work.objectStore("kept");
		const read = store.get(key);
		read.onsuccess = () => change && write(store, key, change(read.result));
		work.oncomplete = () => resolve(read.result);
		work.onerror = work.onabort = () => reject(work.error);
	});
}

function write(store: IDBObjectStore, key: string, value: unknown): void {
	if (value === undefined) store.delete(key);
	else store.put(value, key);
}

export const deviceStore: DeviceStore = {
	get: <Key extends keyof DeviceKept>(key: Key) => access(key) as Promise<DeviceKept[Key] | undefined>,
	set: async (key, value) => {
		await access(key, () => value);
	},
	update: async <Key extends keyof DeviceKept>(
		key: Key,
		change: (old: DeviceKept[Key] | undefined) => DeviceKept[Key] | undefined,
	) => {
		await access(key, (old) => change(old as DeviceKept[Key] | undefined));
	},
	clear: async () => {
		const database = await open().catch(() => undefined);
		database?.transaction("kept", "readwrite").objectStore("kept").clear();
	},
};
