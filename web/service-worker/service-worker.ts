import { PrecacheController } from "workbox-precaching/PrecacheController.js";
import { fieldsOf } from "../../data/model/fields.ts";
import { OF_THE_PAGE } from "../../data/model/reserved.ts";
import { deviceStore } from "../device/device-store.ts";
import { sync } from "../device/sync.ts";
import { answerClick } from "./clicks.ts";
import { showPush } from "./push.ts";
import { answerTownData, keepLoaded } from "./town-data.ts";

declare const self: ServiceWorkerGlobalScope;
/** The chunks of the page by their hashes, of six letters each, written in by the build. */
declare const CHUNKS: string;
/** The other files of the page: with a hash in their names, or beside it. */
declare const FILES: (string | { url: string; revision: string })[];

// Workbox keeps the files; its router would cost as much again, for three kinds of addresses.
const files = new PrecacheController();
files.precache([...(CHUNKS.match(/.{6}/gu) ?? []).map((hash) => `/assets/${hash}.js`), ...FILES]);
const app = files.createHandlerBoundToURL("/index.html");

self.addEventListener("install", (event) => {
	files.install(event);
});

self.addEventListener("activate", (event) => {
	files.activate(event);
	event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
	const answer = answerTo(event);
	if (answer) event.respondWith(answer);
});

function answerTo(event: FetchEvent): Promise<Response> | undefined {
	const { request } = event;
	const url = new URL(request.url);
	if (request.method !== "GET" || url.origin !== self.location.origin) return undefined;
	if (request.mode === "navigate" && OF_THE_PAGE.test(url.pathname)) return app({ request, event, url });
	const key = files.getCacheKeyForURL(request.url);
	if (key) return files.strategy.handle({ request, event, params: { cacheKey: key } });
	return answerTownData(event, url);
}

self.addEventListener("message", (event) => {
	const { kind, addresses } = fieldsOf(event.data);
	// A new version waits until the household says so.
	if (kind === "take-over") event.waitUntil(self.skipWaiting());
	if (kind === "keep" && Array.isArray(addresses)) event.waitUntil(keepLoaded(addresses.map(String)));
});

self.addEventListener("push", (event) => event.waitUntil(showPush(event.data, Date.now(), agree)));
self.addEventListener("notificationclick", (event) => event.waitUntil(answerClick(event)));

// The browser has changed or lost its subscription, and tells the service worker alone.
self.addEventListener("pushsubscriptionchange", (event) => (event as ExtendableEvent).waitUntil(agree()));

function agree(): Promise<unknown> {
	const { pushManager: push } = self.registration;
	return sync({ store: deviceStore, fetch: self.fetch.bind(self), push, permission: () => Notification.permission });
}
