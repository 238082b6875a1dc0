import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MockPush } from "./mock-push.ts";
import { EVE, RemindProduct, type Subscription } from "./product.ts";
import { makeBrowser } from "./receiver.ts";

/** Anybody can invent a subscription, and ask for test pushes of it as often as they like: nobody else notices. */

const HOUSEHOLDS = 60;
const SILENT = 3;

let mock: MockPush;
let product: RemindProduct;
let place: string;
const households: Subscription[] = [];
let foreign: Subscription;

beforeAll(async () => {
	mock = await MockPush.start();
	product = await RemindProduct.start({ mocks: [mock], at: "2026-11-30T12:00:00+01:00" });
	place = await product.place("Am Marktbrunnen");
	// First in every line: the one whose browser subscribed under another key, and those that never answer.
	foreign = await subscribe(mock.register("foreign", makeBrowser("https://x.example/").keys.p256dh));
	for (let at = 0; at < SILENT; at++) {
		const browser = mock.register(`silent-${at}`);
		mock.behave(browser.endpoint, { how: "silence" });
		await subscribe(browser);
	}
	for (let at = 0; at < HOUSEHOLDS; at++) households.push(await subscribe(mock.register(`household-${at}`)));
});
afterAll(async () => {
	await product.remove();
	await mock.stop();
});

async function subscribe(browser: Parameters<RemindProduct["subscribe"]>[0]): Promise<Subscription> {
	return product.subscribe(browser, [{ place, services: ["rest-1100"], remind: EVE }]);
}

const testPush = ({ id, token }: Subscription) =>
	product.api<{ outcome?: string }>("POST", `/api/subscriptions/${id}/test`, undefined, token);

function reached(): Set<string> {
	const endpoints = new Set(households.map(({ browser }) => browser.endpoint));
	return new Set(
		mock.deliveries
			.filter(({ status }) => status === 201)
			.map(({ endpoint }) => endpoint)
			.filter((each) => endpoints.has(each)),
	);
}

describe("a subscription under another key, with a test push every 20 seconds", () => {
	test("nobody else waits, in the first evening and in the next", async () => {
		for (const eve of ["2026-11-30", "2026-12-07"]) {
			mock.deliveries.length = 0;
			const slot = Date.parse(`${eve}T19:00:00+01:00`);
			for (let before = 400; before > 0; before -= 20) {
				product.clock.set(slot - before * 1000);
				expect((await testPush(foreign)).body.outcome).toBe("later");
			}
			await product.tick(slot);
			expect(reached().size).toBe(HOUSEHOLDS);
		}
	});

	test("who was delivered to before is served before who was not", () => {
		const order = mock.deliveries.filter(({ message }) => message?.notification.data?.kind === "reminder");
		const last = order.findLastIndex(({ endpoint }) => endpoint.includes("household"));
		const strangers = order.findIndex(({ endpoint }) => !endpoint.includes("household"));
		expect(strangers).toBeGreaterThan(last);
	});

	test("test pushes that are answered with 429 rest nobody but themselves", async () => {
		mock.deliveries.length = 0;
		const some = households.slice(0, 6);
		for (const { browser } of some) mock.behave(browser.endpoint, [{ status: 429, headers: { "retry-after": "900" } }]);
		product.clock.set("2026-12-14T18:59:00+01:00");
		for (const each of some) expect((await testPush(each)).body.outcome).toBe("later");
		await product.tick("2026-12-14T19:00:00+01:00");
		expect(reached().size).toBe(HOUSEHOLDS);
	});
});

test("as many test pushes at once as there are households: two are under way", async () => {
	product.clock.set("2026-12-15T12:00:00+01:00");
	mock.mostOpen = 0;
	const outcomes = await Promise.all(households.map(testPush));
	expect(outcomes.map(({ body }) => body.outcome)).toEqual(households.map(() => "delivered"));
	expect(mock.mostOpen).toBeLessThanOrEqual(2);
});

test("a host whose breaker was open is asked by one request at a time, until one was answered well", async () => {
	mock.everywhere = 503;
	mock.deliveries.length = 0;
	await product.tick("2026-12-28T19:00:00+01:00");
	expect(mock.deliveries.length).toBeGreaterThan(0);
	expect(mock.deliveries.length).toBeLessThan(HOUSEHOLDS);
	mock.mostOpen = 0;
	mock.deliveries.length = 0;
	await product.tick("2026-12-28T19:01:10+01:00");
	expect(mock.deliveries.length).toBe(1);
	mock.everywhere = { status: 201, delay: 20 };
	await product.tick("2026-12-28T19:02:20+01:00");
	await product.tick("2026-12-28T19:15:00+01:00");
	expect(reached().size).toBe(HOUSEHOLDS);
});
