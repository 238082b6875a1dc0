import { execFile } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { EVE, NODE, RemindProduct, ROOT } from "./product.ts";
import type { Browser } from "./receiver.ts";

/** A browser that comes back with another endpoint or under another key. */

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
	for (const each of cleanUp.splice(0).reverse()) await each();
});

interface PushKey {
	readonly key: string;
	readonly kid: string;
}

async function started(environment: Readonly<Record<string, string>> = {}) {
	const mock = await MockPush.start();
	const product = await RemindProduct.start({ mocks: [mock], at: "2026-11-30T12:00:00+01:00", environment });
	cleanUp.push(
		() => mock.stop(),
		() => product.remove(),
	);
	const place = await product.place("Am Marktbrunnen");
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	const post = (browser: Browser, more: object = {}) =>
		product.api<{ id: string; token: string; code?: string; errors?: unknown }>("POST", "/api/subscriptions", {
			town: "musterstadt",
			lang: "de",
			push: { endpoint: browser.endpoint, keys: browser.keys },
			places: wishes,
			...more,
		});
	const own = ({ id, token }: { id: string; token: string }, method = "GET", path = "", body?: object) =>
		product.api(method, `/api/subscriptions/${id}${path}`, body, token);
	return { mock, product, place, post, own };
}

async function rotate(product: RemindProduct): Promise<void> {
	await product.kill();
	const env = { ...process.env, TONNENTAG_STATE: product.state, PORT: new URL(product.address).port };
	await promisify(execFile)(NODE, [join(ROOT, "worker/launch/rotate-keys.ts"), "--rotate"], { env });
	await product.start();
}

describe("the key that a browser subscribed with", () => {
	test("is the one that is kept, though it was rotated in between; others are refused", async () => {
		const { mock, product, post, own } = await started();
		const { body: before } = await product.api<PushKey>("GET", "/api/push-key");
		await rotate(product);
		const { body: after } = await product.api<PushKey>("GET", "/api/push-key");
		const slow = mock.register("slow", before.key);
		const { status, body: sub } = await post(slow, { kid: before.kid });
		expect(status).toBe(201);
		expect((await own(sub)).body.kid).toBe(before.kid);
		const unknown = await post(mock.register("unknown", after.key), { kid: "AAAAAAAA" });
		expect([unknown.status, unknown.body.code, unknown.body.errors]).toEqual([
			422,
			"unknown_key",
			[{ field: "kid", code: "unknown_key" }],
		]);
		const odd = await post(mock.register("odd", after.key), { kid: "no kid" });
		expect([odd.status, odd.body.errors]).toEqual([400, [{ field: "kid", code: "not_base64url" }]]);
		await product.tick("2026-11-30T19:00:00+01:00");
		expect(mock.flaws).toEqual([]);
		expect(mock.deliveries.map(({ status, publicKey }) => [status, publicKey])).toEqual([[201, before.key]]);
	});

	test("mends one that was noted wrongly", async () => {
		const { mock, product, post, own } = await started();
		const { body: before } = await product.api<PushKey>("GET", "/api/push-key");
		await rotate(product);
		const { body: after } = await product.api<PushKey>("GET", "/api/push-key");
		const browser = mock.register("mended", before.key);
		// As it was posted before pages named their key.
		const { body: first } = await post(browser);
		expect((await own(first)).body.kid).toBe(after.kid);
		const { body: again } = await post(browser, { kid: before.kid });
		expect(again.id).toBe(first.id);
		expect((await own(again)).body.kid).toBe(before.kid);
		await product.tick("2026-11-30T19:00:00+01:00");
		expect(mock.deliveries.map(({ status }) => status)).toEqual([201]);
	});
});

describe.each([1, 4])("a subscription that takes the place of another, %i slices", (slices) => {
	const settings = { TONNENTAG_SLICES: String(slices) };
	/** With several slices some endpoints move from one to another, which must not matter. */
	const BROWSERS = slices === 1 ? 1 : 8;
	const names = Array.from({ length: BROWSERS }, (_, at) => `b${at}`);

	test("takes along what was told, what is out and what waits, and the old one is gone", async () => {
		const { mock, product, place, post, own } = await started(settings);
		const day = "2026-12-01";
		const old = new Map<string, { id: string; token: string }>();
		for (const name of names) old.set(name, (await post(mock.register(`${name}-old`))).body);
		await product.tick("2026-11-30T19:00:00+01:00");
		expect(mock.deliveries).toHaveLength(BROWSERS);
		const [first = ""] = names;
		const postponed = await own(old.get(first) ?? { id: "", token: "" }, "POST", "/later", { place, day });
		expect(postponed.status).toBe(200);
		mock.deliveries.length = 0;
		const moved = new Set<boolean>();
		for (const name of names) {
			const before = old.get(name) ?? { id: "", token: "" };
			const { body: after } = await post(mock.register(`${name}-new`), {
				replaces: { id: before.id, token: before.token },
			});
			expect((await own(before)).status).toBe(404);
			expect((await own(after)).body.lastDelivered).toBe("2026-11-30T18:00:00.000Z");
			moved.add(before.id.split(".")[1] !== after.id.split(".")[1]);
		}
		expect(moved.has(true)).toBe(slices > 1);
		for (const time of ["19:15", "20:00", "20:15", "21:00"]) await product.tick(`2026-11-30T${time}:00+01:00`);
		// Only what was asked for with "later", at the new endpoint.
		expect(mock.deliveries.map(({ message }) => message?.notification.data?.kind)).toEqual(["later"]);
		const subscriptions = (await product.health()).reduce((sum, slice) => sum + slice.subscriptions, 0);
		expect(subscriptions).toBe(BROWSERS);
	});
});

test("whoever has no token takes nothing along, and takes nothing away", async () => {
	const { mock, product, post, own } = await started();
	const { body: victim } = await post(mock.register("victim"));
	await product.tick("2026-11-30T19:00:00+01:00");
	for (const [at, replaces] of [
		{ id: victim.id, token: "A".repeat(22) },
		{ id: "nirgends.0.AAAAAAAAAAAAAAAAAAAAAA", token: victim.token },
		{ id: "../..", token: victim.token },
	].entries()) {
		const { status, body } = await post(mock.register(`thief-${at}`), { replaces });
		expect(status).toBe(201);
		expect((await own(body)).body.lastDelivered).toBeUndefined();
		expect((await own(victim)).status).toBe(200);
	}
	const shapeless = await post(mock.register("shapeless"), { replaces: "all" });
	expect(shapeless.status).toBe(400);
});
