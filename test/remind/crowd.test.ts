import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Behaviour, MockPush, pause } from "./mock-push.ts";
import { EVE, RemindProduct, type Subscription } from "./product.ts";

/** What many households do to each other: dead push services, imports and farewells in the middle of a wave. */

const mocks: MockPush[] = [];
let product: RemindProduct;
let place: string;

beforeAll(async () => {
	for (let at = 0; at < 3; at++) mocks.push(await MockPush.start());
	product = await RemindProduct.start({ mocks, at: "2026-11-30T12:00:00+01:00" });
	place = await product.place("Am Marktbrunnen");
});
afterAll(async () => {
	await product.remove();
	for (const mock of mocks) await mock.stop();
});
afterEach(async () => {
	for (const mock of mocks) {
		mock.everywhere = 201;
		mock.deliveries.length = 0;
	}
	for (const { id, token } of crowd.splice(0))
		await product.api("DELETE", `/api/subscriptions/${id}`, undefined, token);
});

const crowd: Subscription[] = [];
let names = 0;

async function gather(count: number, mock: MockPush): Promise<Subscription[]> {
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	const all: Subscription[] = [];
	for (let at = 0; at < count; at += 10)
		all.push(
			...(await Promise.all(
				Array.from({ length: Math.min(10, count - at) }, () => product.subscribe(mock.register(`c${names++}`), wishes)),
			)),
		);
	crowd.push(...all);
	return all;
}

/** Only subscriptions that something was delivered to speak for their push service. */
async function deliverTo(all: readonly Subscription[]): Promise<void> {
	await Promise.all(all.map(({ id, token }) => product.api("POST", `/api/subscriptions/${id}/test`, undefined, token)));
}

async function until(holds: () => boolean, patience = 30_000): Promise<void> {
	const late = Date.now() + patience;
	while (!holds()) {
		if (Date.now() > late) throw new Error("it did not happen");
		await pause(20);
	}
}

describe("three push services, one of them", () => {
	const SIZE = 40;
	const bad: readonly (readonly [string, string, Behaviour])[] = [
		["dead", "2026-11-30", { how: "silence" }],
		["slow", "2026-12-07", { delay: 6000 }],
		["throttling", "2026-12-14", { status: 429, headers: { "retry-after": "600" } }],
		["refusing our key", "2026-12-28", 403],
	];
	test.each(bad)("%s: the others do not wait for it", async (_, eve, behaviour) => {
		for (const mock of mocks) await deliverTo(await gather(SIZE, mock));
		for (const mock of mocks) mock.deliveries.length = 0;
		const [first, ...others] = mocks;
		if (first) first.everywhere = behaviour;
		const before = first?.count ?? 0;
		const ticking = product.tick(`${eve}T19:00:00+01:00`);
		await until(() => others.every(({ deliveries }) => deliveries.length === SIZE), 300_000);
		// By the time that all of them are told, its own are not half through.
		const asked = (first?.count ?? 0) - before;
		expect(asked).toBeGreaterThan(0);
		expect(asked).toBeLessThan(SIZE / 2);
		// A dead host is left alone soon, not asked sixty times.
		if (behaviour !== 201) expect(first?.deliveries.length).toBeLessThan(SIZE);
		if (first) first.everywhere = 201;
		await ticking;
		for (const at of ["19:01:05", "19:02:10", "19:15", "19:30"])
			await product.tick(`${eve}T${at}+01:00`.replace(/T(\d\d:\d\d)\+/, "T$1:00+"));
		const reached = new Set(first?.deliveries.filter(({ status }) => status === 201).map(({ endpoint }) => endpoint));
		expect(reached.size).toBe(SIZE);
	});
});

describe("in the middle of a wave", () => {
	test("an import: five minutes after it nothing comes of the old plan, and who was told already is told of the change", async () => {
		const [mock] = mocks as [MockPush];
		const all = await gather(200, mock);
		mock.everywhere = { delay: 60 };
		const before = product.readTown();
		const ticking = product.tick("2027-01-04T19:00:00+01:00");
		await until(() => mock.deliveries.length >= 60);
		product.writeTown(cancelled(before, "2027-01-05"));
		product.clock.set("2027-01-04T19:05:00+01:00");
		// Any request tells the product that five minutes have gone by.
		await product.api("GET", "/api/push-key");
		await pause(1500);
		const told = mock.deliveries.length;
		expect(told).toBeLessThan(200);
		await pause(1500);
		await ticking;
		expect(mock.deliveries.length).toBe(told);
		mock.everywhere = 201;
		await product.tick("2027-01-04T19:15:00+01:00");
		const corrections = mock.deliveries.slice(told);
		expect(corrections.map(({ message }) => message?.notification.data?.kind)).toEqual(corrections.map(() => "change"));
		expect(new Set(corrections.map(({ endpoint }) => endpoint))).toEqual(
			new Set(mock.deliveries.slice(0, told).map(({ endpoint }) => endpoint)),
		);
		// It was a mistake: whoever was not told yet is told after all, in the same evening.
		product.writeTown(before);
		await product.tick("2027-01-04T19:30:00+01:00");
		expect(new Set(mock.deliveries.map(({ endpoint }) => endpoint)).size).toBe(all.length);
	});

	test("a farewell: nothing more than what was in flight", async () => {
		const [mock] = mocks as [MockPush];
		const all = await gather(200, mock);
		mock.everywhere = { delay: 60 };
		const ticking = product.tick("2027-01-11T19:00:00+01:00");
		await until(() => mock.deliveries.length >= 40);
		const leaving = all.slice(100);
		const left = new Map<string, number>();
		await Promise.all(
			leaving.map(async ({ id, token, browser }) => {
				const { status } = await product.api("DELETE", `/api/subscriptions/${id}`, undefined, token);
				expect(status).toBe(200);
				left.set(browser.endpoint, Date.now());
			}),
		);
		await ticking;
		const after = mock.deliveries.filter(({ endpoint, at }) => at > (left.get(endpoint) ?? Number.POSITIVE_INFINITY));
		expect(after.length).toBeLessThanOrEqual(6);
		const stayed = mock.deliveries.filter(({ endpoint }) =>
			all.slice(0, 100).some(({ browser }) => browser.endpoint === endpoint),
		);
		expect(stayed).toHaveLength(100);
	});

	test("never more than six requests at once", () => {
		expect(Math.max(...mocks.map(({ mostOpen }) => mostOpen))).toBeLessThanOrEqual(6);
	});
});

/** The town's file with all collections of a day cancelled. */
function cancelled(dataset: string, day: string): string {
	const file = JSON.parse(dataset) as { rounds: { dates: (string | { planned: string; day?: string | null })[] }[] };
	for (const round of file.rounds)
		round.dates = round.dates.map((date) => (date === day ? { planned: day, day: null, reason: "Warnstreik" } : date));
	return JSON.stringify(file);
}
