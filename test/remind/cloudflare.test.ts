import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Response as MiniflareResponse } from "miniflare";
import { expect, onTestFinished, test } from "vitest";
import { layAssets } from "../../worker/launch/assets.ts";
import { makeKeyRing, readKeys } from "../../worker/launch/keys.ts";
import { freePort } from "../worker/launch/product.ts";
import { EVE, ROOT } from "./product.ts";
import { makeBrowser, openLetter } from "./receiver.ts";

/**
 * Cloudflare's mode with its written configuration and the built bundle, in the local simulation: assets, objects,
 * and the platform's own alarms in real time. The time of day is the test's.
 */

interface Caught {
	readonly url: string;
	readonly headers: { get(name: string): string | null };
	arrayBuffer(): Promise<ArrayBuffer>;
}

interface Worker {
	readonly ready: Promise<unknown>;
	dispose(): Promise<void>;
}

const ORIGIN = "https://abfall.example";
const SLOT = Date.parse("2026-11-30T19:00:00+01:00");

test("page, API, feed, a subscription, and its reminder by an alarm", async () => {
	process.env.WRANGLER_SEND_METRICS = "false";
	const require = createRequire(join(ROOT, "package.json"));
	const { Response: Answer } = require("miniflare") as { Response: typeof MiniflareResponse };
	const { unstable_startWorker: start } = require("wrangler") as {
		unstable_startWorker(input: object): Promise<Worker>;
	};
	const folder = mkdtempSync(join(tmpdir(), "tonnentag-cloudflare-"));
	layAssets(join(ROOT, "data/towns"));
	const port = await freePort();
	// It stands still before the slot until somebody has subscribed, and the alarm, which is real, comes after it.
	let now = SLOT - 3000;
	const pushes: { url: string; topic: string | null; body: Buffer }[] = [];
	const worker = await start({
		config: join(ROOT, "worker/wrangler.jsonc"),
		bindings: {
			TONNENTAG_ORIGINS: { type: "plain_text", value: ORIGIN },
			TONNENTAG_VAPID: { type: "plain_text", value: makeKeyRing(readKeys(folder, [ORIGIN])) },
			TONNENTAG_ADMIN: { type: "plain_text", value: "s".repeat(43) },
			CLOCK: { type: "fetcher", fetcher: () => new Answer(new Date(now).toISOString()) },
		},
		dev: {
			server: { hostname: "127.0.0.1", port },
			inspector: false,
			watch: false,
			persist: false,
			logLevel: "none",
			outboundService: async (request: Caught) => {
				const body = Buffer.from(await request.arrayBuffer());
				pushes.push({ url: request.url, topic: request.headers.get("topic"), body });
				return new Answer(null, { status: 201 });
			},
		},
	});
	onTestFinished(async () => {
		await worker.dispose();
		rmSync(folder, { recursive: true });
	});
	await worker.ready;
	const base = `http://127.0.0.1:${port}`;
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
