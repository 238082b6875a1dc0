import { deviceStore } from "../device/device-store.ts";

declare const self: ServiceWorkerGlobalScope;

const CACHE = "towns";
const DATASET = /^\/api\/towns\/([^/]+)\/dataset/u;

/** The list of towns at once as it was, and anew in the background; datasets by their hashed addresses. */
export function answerTownData(event: FetchEvent, { pathname }: URL): Promise<Response> | undefined {
	if (pathname === "/api/towns") return townsNow(event);
	return DATASET.test(pathname) ? datasetFor(event.request) : undefined;
}

function townsNow(event: FetchEvent): Promise<Response> {
	const found = townsFor(event);
	event.waitUntil(found.then(({ rest }) => rest).catch(() => undefined));
	return found.then(({ answer }) => answer);
}

async function townsFor({ request }: FetchEvent): Promise<{ answer: Response; rest: Promise<unknown> }> {
	const cache = await caches.open(CACHE);
	const known = await cache.match(request);
	const fresh = hearTowns(cache, request, known?.clone());
	return known ? { answer: known, rest: fresh.catch(() => undefined) } : { answer: await fresh, rest: fresh };
}

async function hearTowns(cache: Cache, request: Request, known: Response | undefined): Promise<Response> {
	// From the server itself: when the browser's own cache answers, nothing was heard.
	const fresh = await fetch(request, { cache: "no-cache" });
	if (!fresh.ok) return fresh;
	const [before, now] = [await known?.text(), await fresh.clone().text()];
	await Promise.all([cache.put(request, fresh.clone()), deviceStore.set("heard", Date.now())]);
	if (before !== undefined && before !== now) await tellPages({ kind: "new-dates" });
	return fresh;
}

async function tellPages(message: object): Promise<void> {
	for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage(message);
}

/** What a hashed address answers never changes. Without a network an older edition is better than none. */
async function datasetFor(request: Request): Promise<Response> {
	const cache = await caches.open(CACHE);
	const known = await cache.match(request);
	if (known) return known;
	const fresh = await fetch(request).catch(() => undefined);
	if (!fresh?.ok) return (await editionsOf(cache, request.url))[0]?.response ?? fresh ?? Response.error();
	const old = await editionsOf(cache, request.url);
	await cache.put(request, fresh.clone());
	for (const { key } of old) await cache.delete(key);
	return fresh;
}

async function editionsOf(cache: Cache, address: string) {
	const town = townIn(address);
	const keys = (await cache.keys()).filter(({ url }) => townIn(url) === town);
	return Promise.all(keys.map(async (key) => ({ key, response: await cache.match(key) })));
}

function townIn(address: string): string | undefined {
	return DATASET.exec(new URL(address).pathname)?.[1];
}

/** The page was there before its service worker: what it has loaded is kept now. */
export async function keepLoaded(addresses: readonly string[]): Promise<void> {
	const cache = await caches.open(CACHE);
	for (const address of addresses) {
		if (await cache.match(address)) continue;
		const answer = await fetch(address).catch(() => undefined);
		if (answer?.ok) await cache.put(address, answer);
	}
	await deviceStore.set("heard", Date.now());
}
