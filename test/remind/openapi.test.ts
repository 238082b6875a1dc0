import { afterAll, beforeAll, expect, test } from "vitest";
import { DescribedClient, type OpenApi, operationsOf } from "./described-client.ts";
import { MockPush } from "./mock-push.ts";
import { EVE, RemindProduct } from "./product.ts";

/** The running product and `openapi.json`: who knows the document alone can subscribe, change, delete and read. */

let mock: MockPush;
let product: RemindProduct;
let document: OpenApi;
let client: DescribedClient;

beforeAll(async () => {
	mock = await MockPush.start();
	product = await RemindProduct.start({ mocks: [mock], at: "2026-11-30T12:00:00+01:00" });
	document = (await (await fetch(`${product.address}/api/openapi.json`)).json()) as OpenApi;
	client = new DescribedClient(document, product.address);
});
afterAll(async () => {
	await product.remove();
	await mock.stop();
});

const town = "musterstadt";

async function somePlace(): Promise<string> {
	const [street] = (await client.call("findStreets", { path: { town }, query: { q: "Am Marktbrunnen" } })).body;
	const { decided } = (await client.call("findPlaces", { path: { town, street: street.id } })).body;
	return decided.id;
}

test("reading: towns, streets, places, collections, the calendar", async () => {
	const place = await somePlace();
	expect((await client.call("getTowns")).body.map(({ id }: { id: string }) => id)).toContain(town);
	const query = { from: "2026-12-01", to: "2026-12-31" };
	const { body } = await client.call("getCollections", { path: { town, place }, query });
	expect(body.collections.length).toBeGreaterThan(3);
	expect((await client.call("getFeed", { path: { town, place: `${place}.ics` } })).body).toContain("BEGIN:VEVENT");
	expect((await client.call("getCollections", { path: { town, place: "nirgends" } })).body.code).toBe("unknown_place");
	expect((await client.call("getCollections", { path: { town, place }, query: { from: "x" } })).status).toBe(400);
});

test("a subscription: made, read, changed, told that it is out, tried, deleted; and each refusal", async () => {
	const place = await somePlace();
	const { endpoint, keys } = mock.register("generated");
	const wish = { town, lang: "de", push: { endpoint, keys }, places: [{ place, remind: EVE }] };
	const made = await client.call("subscribe", { body: wish });
	expect(made.status).toBe(201);
	const own = { path: { id: made.body.id }, token: made.body.token };
	expect((await client.call("getSubscription", own)).body.places).toEqual([{ place, remind: EVE }]);
	const morning = [{ when: "morning", time: "05:30" }];
	const changed = await client.call("changeSubscription", { ...own, body: { places: [{ place, remind: morning }] } });
	expect(changed.body.places).toEqual([{ place, remind: morning }]);
	const [next] = changed.body.next;
	for (const button of ["settle", "unsettle"])
		expect((await client.call(button, { ...own, body: { place, day: next.day } })).body.outcome).toBe("done");
	expect((await client.call("testSubscription", own)).body.outcome).toBe("delivered");
	expect((await client.call("testSubscription", own)).status).toBe(429);
	expect((await client.call("getSubscription", { path: own.path })).status).toBe(401);
	expect((await client.call("getSubscription", { ...own, token: "x".repeat(43) })).status).toBe(404);
	const elsewhere = { ...wish, places: [{ place: "nirgends", remind: EVE }] };
	expect((await client.call("subscribe", { body: elsewhere })).status).toBe(422);
	expect((await client.call("subscribe", { body: { ...wish, town: "nirgends" } })).status).toBe(404);
	const stranger = mock.register("stranger");
	const taken = await client.call("subscribe", { body: { ...wish, push: { endpoint, keys: stranger.keys } } });
	expect(taken.body.code).toBe("endpoint_taken");
	expect((await client.call("unsubscribe", own)).status).toBe(200);
	expect((await client.call("getSubscription", own)).status).toBe(404);
});

test("OpenERZ and AbfallNavi answer as they are described", async () => {
	expect(
		(await client.call("openErzCalendarAsJson", { query: { region: town, limit: "50" } })).body.result,
	).toHaveLength(50);
	expect((await client.call("openErzCalendarAsJson", { query: { region: "nirgends" } })).status).toBe(400);
	const path = { town, ort: "1" };
	const [street] = (await client.call("abfallNaviStrassenInOrt", { path, query: { q: "Am Marktbrunnen" } })).body;
	const own = { path: { town, strasse: `${street.id}` } };
	expect((await client.call("abfallNaviTermineInStrasse", own)).body.length).toBeGreaterThan(10);
});

test("the document is whole: everything is described, tagged and named once, and no reference leads nowhere", () => {
	const operations = operationsOf(document);
	const ids = operations.map(({ operation }) => operation.operationId);
	expect(new Set(ids).size).toBe(ids.length);
	const text = JSON.stringify(document);
	for (const [, name = ""] of text.matchAll(/"#\/components\/schemas\/(\w+)"/gu))
		expect(Object.keys(document.components.schemas)).toContain(name);
	for (const { path, operation } of operations) {
		expect(operation.tags, path).toHaveLength(1);
		expect(operation.description, path).toMatch(/\.$/u);
		expect(
			Object.keys(operation.responses).some((status) => status.startsWith("4")),
			path,
		).toBe(true);
		const named = (operation.parameters ?? []).filter((each) => each.in === "path").map(({ name }) => name);
		expect(named.sort(), path).toEqual([...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort());
	}
	expect(document.servers.map(({ url }) => new URL(url).origin)).toEqual([new URL(product.address).origin]);
});
