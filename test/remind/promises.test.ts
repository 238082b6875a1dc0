import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { comingReminders, onlyAhead } from "../../data/model/coming.ts";
import type { Day } from "../../data/model/day.ts";
import { parseServiceId } from "../../data/model/service.ts";
import type { Minutes } from "../../data/model/time.ts";
import { makeKind, parseKind } from "../../worker/remind/ledger/kind.ts";
import { inventedTown, must } from "../worker/invented-town.ts";
import { MockPush } from "./mock-push.ts";
import { type Remind, RemindProduct, type Subscription } from "./product.ts";

/** What a household was promised, in circumstances that nobody thinks of. One product; each test has an evening of its own. */

let mock: MockPush;
let product: RemindProduct;
let place: string;

beforeAll(async () => {
	mock = await MockPush.start();
	product = await RemindProduct.start({ mocks: [mock], at: "2026-11-29T08:00:00+01:00" });
	place = await product.place("Am Marktbrunnen");
});
afterAll(async () => {
	await product.remove();
	await mock.stop();
});

const times = (...list: string[]): Remind[] => list.map((time) => ({ when: time < "12" ? "morning" : "eve", time }));
const wish = (...list: string[]) => ({ place, services: ["rest-1100"], remind: times(...list) });
const received = ({ browser }: Subscription) => mock.deliveriesTo(browser.endpoint);
const change = ({ id, token }: Subscription, ...list: string[]) =>
	product.api("PATCH", `/api/subscriptions/${id}`, { places: [wish(...list)] }, token);
const leave = ({ id, token }: Subscription) => product.api("DELETE", `/api/subscriptions/${id}`, undefined, token);

test("one evening time taken away while the morning time moves: reminded once", async () => {
	const own = await product.subscribe(mock.register("moves"), [wish("18:00", "05:00")]);
	await product.tick("2026-11-30T17:00:00+01:00");
	await product.tick("2026-12-01T05:00:00+01:00");
	const before = received(own).length;
	product.clock.set("2026-12-01T05:05:00+01:00");
	expect((await change(own, "05:15")).status).toBe(200);
	await product.tick("2026-12-01T05:15:00+01:00");
	expect(received(own).length).toBe(before);
	await leave(own);
});

test("what came an hour later may be put off by another hour, and comes again", async () => {
	const own = await product.subscribe(mock.register("later"), [wish("18:00")]);
	const later = () =>
		product.api("POST", `/api/subscriptions/${own.id}/later`, { place, day: "2026-12-08" }, own.token);
	await product.tick("2026-12-07T18:00:00+01:00");
	for (const [at, count] of [
		["19", 2],
		["20", 3],
	] as const) {
		expect((await later()).status).toBe(200);
		// Pressed twice is asked for once.
		expect((await later()).status).toBe(200);
		await product.tick(`2026-12-07T${at}:00:00+01:00`);
		expect(received(own).length).toBe(count);
	}
	await product.tick("2026-12-07T21:00:00+01:00");
	expect(received(own).length).toBe(3);
	await leave(own);
});

test("a clock that jumps five days ahead and back: nobody is told again", async () => {
	const own = await product.subscribe(mock.register("jumps"), [wish("18:00")]);
	await product.tick("2026-12-14T18:00:00+01:00");
	expect(received(own).length).toBe(1);
	await product.tick("2026-12-19T12:00:00+01:00");
	await product.tick("2026-12-14T18:30:00+01:00");
	await product.tick("2026-12-14T19:00:00+01:00");
	expect(received(own).length).toBe(1);
	await leave(own);
});

test("what waits for its next try outlives such a jump, too", async () => {
	const own = await product.subscribe(mock.register("waits"), [wish("18:00")]);
	mock.behave(own.browser.endpoint, [503]);
	await product.tick("2027-01-04T18:00:00+01:00");
	await product.tick("2027-01-09T12:00:00+01:00");
	await product.tick("2027-01-04T18:15:00+01:00");
	expect(received(own).filter(({ status }) => status === 201)).toHaveLength(1);
	await leave(own);
});

test("«the new dates are missing» is asked again at sending", async () => {
	const own = await product.subscribe(mock.register("end"), [wish("18:00")]);
	const text = product.readTown();
	const { coverage } = JSON.parse(text) as { coverage: { from: string; to: string } };
	const short = { ...JSON.parse(text), coverage: { ...coverage, to: "2027-01-20" } };
	product.writeTown(JSON.stringify(short));
	await product.tick("2027-01-14T00:15:00+01:00");
	product.writeTown(text);
	await product.tick("2027-01-14T08:00:00+01:00");
	await product.tick("2027-01-14T09:00:00+01:00");
	expect(received(own).map(({ message }) => message?.notification.data?.kind)).not.toContain("end");
	await leave(own);
});

test("with three addresses and three times each has its next reminder", async () => {
	const others = [await product.place("Hauptstraße", "12"), await product.place("Ringstraße")];
	const places = [place, ...others].map((each) => ({ place: each, remind: times("18:00", "20:00", "05:00") }));
	const own = await product.subscribe(mock.register("three"), places);
	expect(new Set(own.next.map((each) => each.place))).toEqual(new Set(places.map((each) => each.place)));
	await leave(own);
});

describe("a renewed endpoint that changes its time", () => {
	const renew = (old: Subscription, name: string, ...list: string[]) => {
		const { endpoint, keys } = mock.register(name);
		const { id, token } = old;
		return product.api<{ id: string; token: string }>("POST", "/api/subscriptions", {
			town: "musterstadt",
			lang: "de",
			push: { endpoint, keys },
			places: [wish(...list)],
			replaces: { id, token },
		});
	};

	test("inherits no waiting row of the old time", async () => {
		const own = await product.subscribe(mock.register("old-1"), [wish("18:00")]);
		mock.behave(own.browser.endpoint, [{ status: 429, headers: { "retry-after": "600" } }]);
		await product.tick("2027-01-11T18:00:00+01:00");
		const { body } = await renew(own, "new-1", "19:00");
		await product.tick("2027-01-11T18:30:00+01:00");
		await product.tick("2027-01-11T19:00:00+01:00");
		expect(mock.deliveriesTo(`${mock.origin}/push/new-1`)).toHaveLength(1);
		await product.api("DELETE", `/api/subscriptions/${body.id}`, undefined, body.token);
	});

	test("is not told again what the old time told", async () => {
		const own = await product.subscribe(mock.register("old-2"), [wish("18:00")]);
		await product.tick("2027-01-18T18:00:00+01:00");
		expect(received(own)).toHaveLength(1);
		const { body } = await renew(own, "new-2", "19:00");
		await product.tick("2027-01-18T19:00:00+01:00");
		expect(mock.deliveriesTo(`${mock.origin}/push/new-2`)).toHaveLength(0);
		await product.api("DELETE", `/api/subscriptions/${body.id}`, undefined, body.token);
	});
});

test("comingReminders: what is asked for is answered, however many slots of today are over", () => {
	const dataset = inventedTown();
	const [street] = dataset.streets;
	const home = must(street?.places[0]);
	const remind = [{ when: "eve", time: 1080 as Minutes }] as const;
	// Noon of the day before the first of two collections: the second one's evening is still ahead.
	for (const count of [1, 2, 5])
		for (const [hour, first] of [
			["2026-11-30T12:00:00+01:00", "2026-12-01"],
			["2026-11-30T19:00:00+01:00", "2026-12-05"],
			["2026-12-01T04:00:00+01:00", "2026-12-05"],
		] as const) {
			const now = Date.parse(hour);
			const wish = { place: home.id, remind: [...remind] };
			const next = comingReminders(dataset, home, wish, now, count, onlyAhead(now));
			expect([next[0]?.day, next.length]).toEqual([first as Day, Math.min(count, next.length)]);
			expect(next.length).toBeGreaterThan(0);
		}
	expect(parseServiceId("rest")).toBeDefined();
});

test("each kind of the ledger is read as it was written", () => {
	const kinds = [
		{ is: "slot", when: "eve", time: 1140 as Minutes },
		{ is: "slot", when: "morning", time: 300 as Minutes },
		{ is: "later", nth: 2 },
		{ is: "change", at: 1793210400000 },
		{ is: "test", at: 1 },
		{ is: "choose" },
		{ is: "end" },
	] as const;
	for (const kind of kinds) expect(parseKind(makeKind(kind))).toEqual(kind);
	for (const odd of ["", "eve", "eve x", "noon 5", "end 3x", "change"]) expect(parseKind(odd)).toBeUndefined();
	// As versions before wrote it.
	expect(parseKind("later")).toEqual({ is: "later", nth: 1 });
});

test("an empty or broken key file refuses the start, and is left as it is", async () => {
	const other = await RemindProduct.prepare({ mocks: [mock], at: "2026-11-29T08:00:00+01:00" });
	try {
		other.copyTown("musterstadt");
		await other.start();
		await other.kill();
		const file = join(other.state, "vapid.json");
		const whole = readFileSync(file, "utf8");
		for (const text of ["", "[]", whole.slice(0, 40)]) {
			writeFileSync(file, text);
			await expect(other.start()).rejects.toThrow(/VAPID/u);
			expect(readFileSync(file, "utf8")).toBe(text);
		}
		writeFileSync(file, whole);
		await other.start();
	} finally {
		await other.remove();
	}
});
