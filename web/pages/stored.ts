/** Everything that this device has stored for the page, whichever part of it did. */

const DATABASES = ["tonnentag", "tonnentag-device"];

export type StoredValues = Record<string, Record<string, unknown>>;

export async function everything(): Promise<StoredValues> {
	const all: StoredValues = {};
	for (const name of await databaseNames()) {
		const database = await opened(name);
		if (!database) continue;
		for (const store of database.objectStoreNames) all[`${name}/${store}`] = await entriesOf(database, store);
		database.close();
	}
	return all;
}

/** The subscription at the server first: without its token nobody could delete it any more. */
export async function forgetEverything(): Promise<boolean> {
	const told = await withdraw(await everything());
	if (!told) return false;
	for (const name of await databaseNames()) await emptied(name);
	for (const each of await caches.keys()) await caches.delete(each);
	for (const each of (await navigator.serviceWorker?.getRegistrations()) ?? []) await each.unregister();
	history.replaceState(null, "", "/");
	return true;
}

/** True when the server holds nothing of this device any more. */
async function withdraw(all: StoredValues): Promise<boolean> {
	const subscription = all["tonnentag-device/kept"]?.subscription as { id?: string; token?: string } | undefined;
	if (!subscription?.id || !subscription.token) return true;
	const answer = await fetch(`/api/subscriptions/${encodeURIComponent(subscription.id)}`, {
		method: "DELETE",
		headers: { authorization: `Bearer ${subscription.token}` },
	}).catch(() => undefined);
	return answer !== undefined && (answer.ok || answer.status === 404);
}

async function databaseNames(): Promise<string[]> {
	const known = await indexedDB.databases?.();
	return known ? known.flatMap(({ name }) => name ?? []) : DATABASES;
}

function opened(name: string): Promise<IDBDatabase | undefined> {
	return new Promise((resolve) => {
		const request = indexedDB.open(name);
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => resolve(undefined);
	});
}

async function entriesOf(database: IDBDatabase, store: string): Promise<Record<string, unknown>> {
	const table = database.transaction(store).objectStore(store);
	const [keys, values] = await Promise.all([done(table.getAllKeys()), done(table.getAll())]);
	return Object.fromEntries(keys.map((key, at) => [String(key), values[at]]));
}

/** Emptied, not deleted: the page itself holds it open. */
async function emptied(name: string): Promise<void> {
	const database = await opened(name);
	for (const store of database?.objectStoreNames ?? [])
		await done((database as IDBDatabase).transaction(store, "readwrite").objectStore(store).clear());
	database?.close();
}

function done<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}
