import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { EVE, RemindProduct } from "./product.ts";
import { type Browser, makeBrowser } from "./receiver.ts";

/** Who knows an endpoint can neither lock its owner out by registering it first, nor take it over. */

let mock: MockPush;
let product: RemindProduct;
let place: string;

beforeAll(async () => {
	mock = await MockPush.start();
	product = await RemindProduct.start({ mocks: [mock], at: "2026-11-30T12:00:00+01:00" });
	place = await product.place("Am Marktbrunnen");
});
afterAll(async () => {
	await product.remove();
	await mock.stop();
});

const wishes = () => [{ place, services: ["rest-1100"], remind: EVE }];

const post = ({ endpoint, keys }: Browser, more: Record<string, unknown> = {}) =>
	product.api<{ id: string; token: string; code?: string }>("POST", "/api/subscriptions", {
		town: "musterstadt",
		lang: "de",
		push: { endpoint, keys },
		places: wishes(),
		...more,
	});

const get = ({ id, token }: { id: string; token: string }) =>
	product.api("GET", `/api/subscriptions/${id}`, undefined, token);

/** What was pushed to the endpoint, as its browser reads it: sealed for other keys it is nothing. */
function proofsAt({ endpoint }: Browser): string[] {
	return mock.deliveriesTo(endpoint).flatMap(({ message }) => {
		const data = message?.notification.data as { kind: string; proof?: string } | undefined;
		return data?.kind === "proof" && data.proof !== undefined ? [data.proof] : [];
	});
}

async function refusedAndAsked(owner: Browser): Promise<string> {
	const before = mock.deliveriesTo(owner.endpoint).length;
	const refused = await post(owner);
	expect([refused.status, refused.body.code]).toEqual([409, "endpoint_taken"]);
	await expect.poll(() => mock.deliveriesTo(owner.endpoint).length).toBe(before + 1);
	return proofsAt(owner).at(-1) ?? "";
}

describe("an endpoint that a stranger registered first", () => {
	test("is its browser's as soon as what was pushed to it comes back; the stranger is out", async () => {
		const owner = mock.register("first");
		const stranger = await post(makeBrowser(owner.endpoint));
		expect(stranger.status).toBe(201);
		const proof = await refusedAndAsked(owner);
		expect((await get(stranger.body)).status).toBe(200);
		const own = await post(owner, { proof });
		expect(own.status).toBe(201);
		expect([(await get(stranger.body)).status, (await get(own.body)).status]).toEqual([404, 200]);
		mock.deliveries.length = 0;
		await product.tick("2026-11-30T19:00:00+01:00");
		expect(mock.deliveriesTo(owner.endpoint).map(({ message }) => message?.notification.data?.kind)).toEqual([
			"reminder",
		]);
		expect(mock.flaws).toEqual([]);
	});

	test("however often the stranger asks in between", async () => {
		const owner = mock.register("busy");
		await post(makeBrowser(owner.endpoint));
		const proof = await refusedAndAsked(owner);
		for (let at = 0; at < 3; at++) expect((await post(makeBrowser(owner.endpoint))).status).toBe(409);
		expect((await post(owner, { proof })).status).toBe(201);
	});
});

describe("an endpoint of somebody else's is not taken over", () => {
	test("by other keys: what is pushed reaches its browser alone, which cannot read it", async () => {
		const owner = mock.register("owner");
		const own = await post(owner);
		const thief = makeBrowser(owner.endpoint);
		expect((await post(thief)).status).toBe(409);
		await expect.poll(() => mock.deliveriesTo(owner.endpoint).length).toBe(1);
		expect(mock.deliveriesTo(owner.endpoint)[0]?.message).toBeUndefined();
		// Guessed, of an endpoint of the thief's own, or of other keys.
		const mine = mock.register("thief");
		await post(makeBrowser(mine.endpoint));
		const other = await refusedAndAsked(mine);
		for (const proof of [randomBytes(32).toString("base64url"), other, "A"])
			expect((await post(thief, { proof })).status).toBe(409);
		expect((await get(own.body)).status).toBe(200);
	});

	test("by an old proof", async () => {
		const owner = mock.register("old");
		await post(makeBrowser(owner.endpoint));
		const proof = await refusedAndAsked(owner);
		product.clock.set(product.clock.now + 21 * 60_000);
		expect((await post(owner, { proof })).status).toBe(409);
	});
});
