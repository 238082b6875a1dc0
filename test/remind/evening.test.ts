import { globSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Delivery, MockPush } from "./mock-push.ts";
import { EVE, type Remind, RemindProduct, type Subscription, type WishRequest } from "./product.ts";

/** Tuesdays on which the 1.100-litre containers of Bezirk 1 are emptied, by hand; each test takes the next one. */
const TUESDAYS = [
	"2026-12-01",
	"2026-12-08",
	"2026-12-15",
	"2026-12-29",
	"2027-01-05",
	"2027-01-12",
	"2027-01-19",
	"2027-01-26",
	"2027-02-02",
	"2027-02-09",
	"2027-02-16",
	"2027-02-23",
	"2027-03-02",
	"2027-03-09",
	"2027-03-16",
	"2027-04-06",
	"2027-04-13",
	"2027-04-20",
	"2027-04-27",
	"2027-05-04",
	"2027-05-11",
	"2027-05-25",
	"2027-06-01",
	"2027-06-08",
	"2027-06-15",
];

let mock: MockPush;
let product: RemindProduct;
let place: string;
let names = 0;
let week = -1;

beforeAll(async () => {
	mock = await MockPush.start();
	product = await RemindProduct.start({ mocks: [mock], at: "2026-11-30T08:00:00+01:00" });
	place = await product.place("Am Marktbrunnen");
});
afterAll(async () => {
	await product.remove();
	await mock.stop();
});
beforeEach(async () => {
	week++;
	mock.deliveries.length = 0;
	await product.tick(eve("09:00"));
});

const isSummer = (day: string) => day >= "2027-03-28" && day < "2027-10-31";
const at = (day: string, time: string) => `${day}T${time}:00+0${isSummer(day) ? 2 : 1}:00`;
const day = () => TUESDAYS[week] ?? "";
const plus = (from: string, days: number) =>
	new Date(Date.parse(`${from}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
/** A time on the evening before, and on the morning of the collection. */
const eve = (time: string) => at(plus(day(), -1), time);
const morning = (time: string) => at(day(), time);

const remind = (...times: string[]): Remind[] =>
	times.map((each) => ({ when: each < "12:00" ? "morning" : "eve", time: each }));

async function subscribed(times: Remind[] | readonly Remind[] = EVE, more: Partial<WishRequest> = {}) {
	const browser = mock.register(`evening-${names++}`);
	return product.subscribe(browser, [{ place, services: ["rest-1100"], remind: times, ...more }]);
}

function wish(times: readonly Remind[], more: Partial<WishRequest> = {}) {
	return { places: [{ place, services: ["rest-1100"], remind: times, ...more }] };
}

const of = ({ browser }: Subscription): Delivery[] => mock.deliveriesTo(browser.endpoint);
const titles = (subscription: Subscription) => of(subscription).map(({ message }) => message?.notification.title);
const ask = (method: string, { id, token }: Subscription, path = "", body?: unknown) =>
	product.api(method, `/api/subscriptions/${id}${path}`, body, token);

async function ticks(...moments: string[]): Promise<void> {
	for (const moment of moments) await product.tick(moment);
}

describe("a time that is changed", () => {
	test("from 18:00, which has reminded, to 19:30: exactly one", async () => {
		const one = await subscribed(remind("18:00"));
		expect((await product.tick(eve("18:00"))).sent).toBe(1);
		expect(of(one)).toHaveLength(1);
		product.clock.set(eve("18:30"));
		expect((await ask("PATCH", one, "", wish(remind("19:30")))).status).toBe(200);
		await ticks(eve("18:45"), eve("19:30"), eve("19:45"), morning("05:30"), morning("05:45"));
		expect(of(one)).toHaveLength(1);
	});

	test("at 18:30 from 19:00 to 19:30: one, at 19:30", async () => {
		const one = await subscribed();
		product.clock.set(eve("18:30"));
		await ask("PATCH", one, "", wish(remind("19:30")));
		await ticks(eve("18:45"), eve("19:00"), eve("19:15"));
		expect(of(one)).toEqual([]);
		await ticks(eve("19:30"), eve("19:45"), morning("05:30"));
		expect(of(one)).toHaveLength(1);
	});

	test("at 18:30 from 19:00 to 18:00: one, within a quarter of an hour", async () => {
		const one = await subscribed();
		product.clock.set(eve("18:30"));
		await ask("PATCH", one, "", wish(remind("18:00")));
		await ticks(eve("18:45"));
		expect(of(one)).toHaveLength(1);
		await ticks(eve("19:00"), eve("19:15"), morning("05:30"));
		expect(of(one)).toHaveLength(1);
	});

	test("while the push service puts it off: once, at the new time", async () => {
		const one = await subscribed(remind("18:00"));
		mock.behave(one.browser.endpoint, [503]);
		await ticks(eve("18:00"));
		await ask("PATCH", one, "", wish(remind("19:30")));
		await ticks(eve("18:15"), eve("19:15"));
		expect(of(one)).toHaveLength(1);
		await ticks(eve("19:30"), eve("19:45"), morning("05:30"));
		expect(of(one).map(({ status }) => status)).toEqual([503, 201]);
	});
});

test("who subscribes at 19:05 for 19:00 is reminded once, within a quarter of an hour", async () => {
	product.clock.set(eve("19:05"));
	const one = await subscribed();
	const { next } = await product.tick();
	expect(Date.parse(next ?? "")).toBe(Date.parse(eve("19:15")));
	await ticks(next ?? "");
	expect(of(one)).toHaveLength(1);
	await ticks(eve("19:30"), morning("05:30"));
	expect(of(one)).toHaveLength(1);
});

test("the same endpoint a hundred times at once is one row and one reminder", async () => {
	const [before] = await product.health();
	const browser = mock.register("hundred");
	const wishes = [{ place, services: ["rest-1100"], remind: EVE }];
	const all = await Promise.all(Array.from({ length: 100 }, () => product.subscribe(browser, wishes)));
	const [after] = await product.health();
	expect((after?.subscriptions ?? 0) - (before?.subscriptions ?? 0)).toBe(1);
	expect(new Set(all.map(({ id }) => id)).size).toBe(1);
	const known = await Promise.all(all.map((each) => ask("GET", each)));
	expect(known.filter(({ status }) => status === 200)).toHaveLength(1);
	await ticks(eve("19:00"), eve("19:15"));
	expect(mock.deliveriesTo(browser.endpoint)).toHaveLength(1);
});

test("keys of somebody else's endpoint cannot be replaced", async () => {
	const one = await subscribed();
	const other = mock.register("thief");
	const thief = { ...other, endpoint: one.browser.endpoint };
	await expect(product.subscribe(thief, [{ place, remind: EVE }])).rejects.toThrow("409");
	expect((await ask("GET", one)).status).toBe(200);
});

describe("the clock", () => {
	test("two hours forward over the slot: late, once", async () => {
		const one = await subscribed();
		await ticks(eve("18:10"), eve("20:10"), eve("20:15"), morning("05:30"));
		expect(of(one)).toHaveLength(1);
		expect(titles(one)).toEqual(["Morgen: Restmüll 1.100 l wöchentlich"]);
	});

	test("two hours back after the reminder: not again", async () => {
		const one = await subscribed();
		await ticks(eve("19:00"), eve("17:05"), eve("17:15"), eve("19:00"), eve("19:15"), morning("05:30"));
		expect(of(one)).toHaveLength(1);
	});

	test("two hours back while a host rests: it is not shut out for longer than it asked", async () => {
		const one = await subscribed();
		mock.behave(one.browser.endpoint, [{ status: 429, headers: { "retry-after": "600" } }]);
		await ticks(eve("19:00"), eve("17:00"), eve("19:15"));
		expect(of(one).map(({ status }) => status)).toEqual([429, 201]);
	});

	test("down from 18:55 to 19:40: it comes by itself after the start, once", async () => {
		const one = await subscribed();
		await ticks(eve("18:55"));
		await product.kill();
		product.clock.set(eve("19:40"));
		await product.restart();
		await mock.waitForOne(one.browser.endpoint);
		await ticks(eve("19:45"), morning("05:30"));
		expect(of(one)).toHaveLength(1);
		expect(titles(one)).toEqual(["Morgen: Restmüll 1.100 l wöchentlich"]);
	});

	test("down from 18:55 to the next morning: once, with today", async () => {
		const one = await subscribed();
		await ticks(eve("18:55"));
		await product.kill();
		product.clock.set(morning("05:32"));
		await product.restart();
		await mock.waitForOne(one.browser.endpoint);
		await ticks(morning("05:45"), morning("06:00"), morning("08:00"));
		expect(titles(one)).toEqual(["Heute: Restmüll 1.100 l wöchentlich"]);
		expect(of(one)[0]?.ttl).toBe(28 * 60);
	});

	test("down over two times of one evening: once", async () => {
		const one = await subscribed([...remind("17:30"), ...remind("19:00")]);
		await ticks(eve("17:15"));
		await product.kill();
		product.clock.set(eve("19:40"));
		await product.restart();
		await mock.waitForOne(one.browser.endpoint);
		await ticks(eve("19:45"), eve("20:00"), morning("05:30"));
		expect(of(one)).toHaveLength(1);
	});

	test("two times of one evening with nothing in the way: twice", async () => {
		const one = await subscribed([...remind("17:30"), ...remind("19:00")]);
		await ticks(eve("17:30"), eve("17:45"));
		expect(of(one)).toHaveLength(1);
		await ticks(eve("19:00"), eve("19:15"), morning("05:30"));
		expect(of(one)).toHaveLength(2);
	});

	test("down until the bins have to be out: never", async () => {
		const one = await subscribed();
		await product.kill();
		product.clock.set(morning("06:00"));
		await product.restart();
		await ticks(morning("06:00"), morning("06:15"), morning("19:00"));
		expect(of(one)).toEqual([]);
	});

	test("the alarms are lost while it is down: the evening's wave runs all the same", async () => {
		const one = await subscribed();
		await ticks(eve("18:30"));
		await product.kill();
		const alarms = globSync(join(product.state, "slices/**/metadata.sqlite*"));
		expect(alarms.length).toBeGreaterThan(0);
		for (const path of alarms) rmSync(path);
		product.clock.set(Date.parse(eve("19:00")) - 2500);
		product.clock.run();
		await product.restart();
		await mock.waitForOne(one.browser.endpoint);
		product.clock.hold();
		expect(of(one)[0]?.clock).toBeGreaterThanOrEqual(Date.parse(eve("19:00")));
		expect(of(one)[0]?.clock).toBeLessThan(Date.parse(eve("19:01")));
	});
});

describe("at night", () => {
	test("what was held up until 22:30 comes at 5:30, with today", async () => {
		const one = await subscribed();
		mock.behave(one.browser.endpoint, 503);
		await ticks(eve("19:00"), eve("20:00"), eve("22:15"));
		const before = of(one).length;
		await ticks(eve("22:30"), eve("23:45"), morning("00:00"), morning("00:10"), morning("04:00"), morning("05:15"));
		expect(of(one)).toHaveLength(before);
		mock.behave(one.browser.endpoint, 201);
		await ticks(morning("05:30"), morning("05:45"));
		expect(titles(one).slice(before)).toEqual(["Heute: Restmüll 1.100 l wöchentlich"]);
	});

	test("who is told in the morning anyway is not told twice, also where neighbours are told late", async () => {
		// In what order they are tried again is left to chance.
		const all = [await subscribed()];
		while (all.length < 7) all.push(await subscribed());
		all.push(await subscribed(remind("19:00", "05:45")));
		for (const { browser } of all) mock.behave(browser.endpoint, 503);
		await ticks(eve("19:00"), eve("22:15"));
		for (const { browser } of all) mock.behave(browser.endpoint, 201);
		const before = all.map((each) => of(each).length);
		const since = () => all.map((each, at) => of(each).length - (before[at] ?? 0));
		await ticks(morning("05:30"));
		expect(since()).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
		await ticks(morning("05:45"), morning("06:00"));
		expect(since()).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
	});

	test("a slot at 23:45 has its quarter of an hour", async () => {
		const one = await subscribed(remind("23:45"));
		await ticks(eve("23:55"));
		expect(titles(one)).toEqual(["Morgen: Restmüll 1.100 l wöchentlich"]);
	});
});

describe("what a household says", () => {
	test("pause until a day", async () => {
		const one = await subscribed(EVE, { pausedUntil: plus(day(), 1) });
		const other = await subscribed(EVE, { pausedUntil: day() });
		await ticks(eve("19:00"), morning("05:30"));
		expect([of(one).length, of(other).length]).toEqual([0, 1]);
	});

	test("several times, several places, and which street it is about", async () => {
		const browser = mock.register("several");
		const second = await product.place("Am Stadtgraben");
		const services = ["rest-1100"];
		const wishes = [place, second].map((each) => ({ place: each, services, remind: remind("18:00", "05:45") }));
		await product.subscribe(browser, wishes);
		await ticks(eve("18:00"), eve("18:15"), morning("05:45"));
		const all = mock.deliveriesTo(browser.endpoint);
		expect(all).toHaveLength(4);
		expect(new Set(all.map(({ topic }) => topic)).size).toBe(4);
		expect(all.map(({ message }) => message?.notification.body?.split(" · ")[1]).sort()).toEqual([
			"Am Marktbrunnen",
			"Am Marktbrunnen",
			"Am Stadtgraben",
			"Am Stadtgraben",
		]);
	});

	test("it is out: nothing more for that day", async () => {
		const one = await subscribed(remind("18:00", "20:00", "05:45"));
		await ticks(eve("18:00"));
		expect((await ask("POST", one, "/later", { place, day: day() })).status).toBe(200);
		expect((await ask("POST", one, "/done", { place, day: day() })).status).toBe(200);
		await ticks(eve("19:00"), eve("20:00"), morning("05:45"));
		expect(of(one)).toHaveLength(1);
	});

	test("later: one more in an hour, once, and never past the deadline", async () => {
		const one = await subscribed();
		await ticks(eve("19:00"));
		product.clock.set(eve("19:20"));
		for (let time = 0; time < 3; time++)
			expect((await ask("POST", one, "/later", { place, day: day() })).status).toBe(200);
		await ticks(eve("20:15"));
		expect(of(one)).toHaveLength(1);
		await ticks(eve("20:20"), eve("20:30"), eve("21:20"));
		expect(of(one)).toHaveLength(2);
		expect(of(one)[1]?.message?.notification.data?.kind).toBe("later");
		expect(of(one)[1]?.topic).not.toBe(of(one)[0]?.topic);
		product.clock.set(morning("05:10"));
		const late = await ask("POST", one, "/later", { place, day: day() });
		expect([late.status, late.body.code]).toEqual([422, "after_deadline"]);
	});

	test("about other people's places and far days there is nothing to say", async () => {
		const one = await subscribed();
		for (const about of [
			{ place: "nowhere", day: day() },
			{ place, day: plus(day(), 30) },
		])
			for (const path of ["/done", "/later"]) expect((await ask("POST", one, path, about)).status).toBe(422);
	});

	test("a test push, told how it went, and not too often", async () => {
		const one = await subscribed();
		expect((await ask("POST", one, "/test")).body).toEqual({ outcome: "delivered" });
		expect(of(one)[0]?.message?.notification.data?.kind).toBe("test");
		const again = await ask("POST", one, "/test");
		expect([again.status, again.headers.get("retry-after")]).toEqual([429, "20"]);
		product.clock.set(eve("09:01"));
		const later = [
			[503, "out_of_order"],
			[429, "throttled"],
			[{ how: "reset" }, "unreachable"],
		] as const;
		for (const [at, [behaviour, reason]] of later.entries()) {
			product.clock.set(eve(`09:0${at + 1}`));
			mock.behave(one.browser.endpoint, [behaviour]);
			expect((await ask("POST", one, "/test")).body).toEqual({ outcome: "later", reason });
		}
		product.clock.set(eve("09:05"));
		mock.behave(one.browser.endpoint, [410]);
		expect((await ask("POST", one, "/test")).body).toEqual({ outcome: "gone" });
		expect((await ask("GET", one)).status).toBe(404);
		await ticks(eve("09:15"));
		expect(of(one)).toHaveLength(5);
	});
});
