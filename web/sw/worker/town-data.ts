import { StaleWhileRevalidate } from "workbox-strategies";
import { deviceStore } from "../../remind/device-store.ts";

declare const self: ServiceWorkerGlobalScope;

const CACHE = "towns";
const DATASET = /^\/api\/towns\/([^/]+)\/dataset/u;

/** The list of towns at once as it was, and anew in the background; datasets by their hashed addresses. */
export function answerTownData(event: FetchEvent, { pathname }: URL): Promise<Response> | undefined {
	if (pathname === "/api/towns") return towns.handle(event);
	return DATASET.test(pathname) ? datasetFor(event.request) : undefined;
}

const news = {
	fetchDidSucceed: async ({ response }: { response: Response }) => {
		if (response.ok) await deviceStore.set("heard", Date.now());
		return response;
	},
	cacheDidUpdate: async ({ oldResponse, newResponse }: { oldResponse?: Response | null; newResponse: Response }) => {
		const [before, now] = await Promise.all([oldResponse?.clone().text(), newResponse.clone().text()]);
		if (before === undefined || before === now) return;
		for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage({ kind: "new-dates" });
	},
};

const towns = new StaleWhileRevalidate({ cacheName: CACHE, plugins: [news] });

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
