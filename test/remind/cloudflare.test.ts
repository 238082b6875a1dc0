import { expect, test } from "vitest";
import { startCloudflare } from "./cloudflare.ts";
import { EVE } from "./product.ts";
import { makeBrowser, openLetter } from "./receiver.ts";

const SLOT = Date.parse("2026-11-30T19:00:00+01:00");

test("page, API, feed, a subscription, and its reminder by an alarm", async () => {
	// It stands still before the slot until somebody has subscribed, and the alarm, which is real, comes after it.
	let now = SLOT - 3000;
	const { base, pushes } = await startCloudflare(() => now);
	const get = (path: string) => fetch(base + path);
	expect(await (await get("/musterstadt")).text()).toContain("<!doctype html");
	const towns = (await (await get("/api/towns")).json()) as { id: string }[];
	expect(towns.map(({ id }) => id)).toContain("musterstadt");
	const streets = await (await get("/api/towns/musterstadt/streets?q=Am Marktbrunnen")).json();
	const [{ id: street }] = streets as [{ id: string }];
	const { places } = (await (await get(`/api/towns/musterstadt/streets/${street}/places`)).json()) as {
		places: [{ id: string }];
	};
	const [{ id: place }] = places;
	expect(await (await get(`/feed/musterstadt/${place}.ics`)).text()).toContain("BEGIN:VEVENT");

	const browser = makeBrowser("https://fcm.googleapis.com/fcm/send/cloudflare");
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	const subscribed = await fetch(`${base}/api/subscriptions`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({
			town: "musterstadt",
			lang: "de",
			push: { endpoint: browser.endpoint, keys: browser.keys },
			places: wishes,
		}),
	});
	expect([subscribed.status, await subscribed.clone().text()]).toEqual([201, expect.stringContaining('"token"')]);
	now = SLOT + 1000;
	await expect.poll(() => pushes.length, { timeout: 120_000 }).toBe(1);
	const [push] = pushes;
	expect([push?.url, push?.topic]).toEqual([browser.endpoint, expect.stringMatching(/^[\w-]{1,32}$/u)]);
	const { message, flaws } = openLetter(push?.body ?? Buffer.alloc(0), browser);
	expect([JSON.stringify(message), flaws]).toEqual([expect.stringContaining("Morgen"), []]);
	const health = (await (await get("/healthz")).json()) as { status: string; slices: { state: string }[] };
	expect([health.status, health.slices.map(({ state }) => state)]).toEqual(["ok", towns.map(() => "ok")]);
});
