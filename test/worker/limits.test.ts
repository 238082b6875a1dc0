import { Hono } from "hono";
import { describe, expect, it, test, vi } from "vitest";
import { readBody } from "../../worker/http/body.ts";
import { clientOf } from "../../worker/http/client.ts";
import { type LimitedRoute, RateLimit } from "../../worker/http/rate-limit.ts";
import { Turns } from "../../worker/http/turns.ts";
import type { RequestDesks } from "../../worker/requests/request-desks.ts";
import { requestRoutes } from "../../worker/requests/routes.ts";
import { bodyOf } from "./edge-in-memory.ts";

/** Limits that protect the right one. Luck is fixed, time is the test's. */

function someLuck(seed = 20_261_130): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

class Limited {
	now = 0;
	readonly #limit: RateLimit;

	constructor(header: string | undefined) {
		this.#limit = new RateLimit(() => this.now, header, someLuck());
	}

	ask(client: string, kind: LimitedRoute = "subscribe"): boolean {
		const c = { req: { header: () => client } } as unknown as Parameters<RateLimit["wait"]>[0];
		return this.#limit.wait(c, kind) === 0;
	}

	taken(client: string, count: number): number {
		return Array.from({ length: count }, () => this.ask(client)).filter(Boolean).length;
	}

	share(town: string, host: string, count: number): number {
		return Array.from({ length: count }, () => this.#limit.waitForShare(town, host) === 0).filter(Boolean).length;
	}
}

describe("a client", () => {
	it.each([
		["203.0.113.7", "203.0.113.7"],
		["6.6.6.6, 203.0.113.7", "203.0.113.7"],
		["6.6.6.6,::1,  203.0.113.7:5123 ", "203.0.113.7"],
		["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
		["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
		["[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"],
		["2001:db8::9", "2001:db8:0:0::/64"],
		["fe80::1%eth0", "fe80:0:0:0::/64"],
		["::ffff:203.0.113.7", "203.0.113.7"],
		["", "?"],
		[undefined, "?"],
	])("%s is %s", (header, client) => expect(clientOf(header)).toBe(client));

	it("is never longer than an address, whatever stands there", () => {
		for (const odd of ["x".repeat(10_000), `${":".repeat(9999)}1`, `${"f".repeat(999)}:${"e".repeat(999)}::`])
			expect(clientOf(odd).length).toBeLessThan(70);
	});
});

describe("new subscriptions", () => {
	it("are limited for each client, and 31,000 refused ones of one lock nobody out", () => {
		const limited = new Limited("x-real-ip");
		expect(limited.taken("203.0.113.7", 31_000)).toBe(30);
		expect(limited.taken("198.51.100.1", 30)).toBe(30);
		expect(limited.share("teststadt", "fcm.googleapis.com", 30)).toBe(30);
		limited.now = 60_000;
		expect(limited.taken("203.0.113.7", 1)).toBe(1);
	});

	it("of one line with many addresses are those of one client", () => {
		const limited = new Limited("x-real-ip");
		const asked = Array.from({ length: 5000 }, (_, at) => limited.ask(`2001:db8:1:2::${at.toString(16)}`));
		expect(asked.filter(Boolean)).toHaveLength(30);
		expect(limited.ask("2001:db8:1:3::1")).toBe(true);
	});

	it("of ten thousand clients leave the others in, and known ones go on being counted", () => {
		const limited = new Limited("x-real-ip");
		expect(limited.taken("known", 31)).toBe(30);
		for (let at = 0; at < 10_000; at++) limited.taken(`10.0.${at >> 8}.${at & 255}`, 31);
		expect(limited.taken("known", 100)).toBe(0);
		const others = Array.from({ length: 1000 }, (_, at) => limited.ask(`198.51.${at >> 8}.${at & 255}`));
		expect(others.filter(Boolean).length).toBeGreaterThan(900);
	});

	it("leave each town and each push service its share where no proxy names the client", () => {
		const limited = new Limited(undefined);
		expect(limited.taken("nobody", 100_000)).toBe(100_000);
		expect(limited.share("teststadt", "fcm.googleapis.com", 100_000)).toBeLessThan(30_000);
		expect(limited.share("teststadt", "web.push.apple.com", 5000)).toBe(5000);
		expect(limited.share("anderswo", "fcm.googleapis.com", 5000)).toBe(5000);
	});

	it("get no further share by inventing hosts of a service", () => {
		const limited = new Limited(undefined);
		const asked = Array.from({ length: 60_000 }, (_, at) => limited.share("teststadt", `h${at}.notify.windows.com`, 1));
		expect(asked.filter((taken) => taken === 1)).toHaveLength(15_000);
	});
});

describe("while a wave is sent", () => {
	/** So many connections that each ask again as soon as they are answered, for so many seconds; answered and refused. */
	async function hammer(turns: Turns, clock: { now: number }, connections: number, headers: Record<string, string>) {
		const waiting: { at: number; go: () => void }[] = [];
		const pause = (milliseconds: number) =>
			new Promise<void>((go) => {
				waiting.push({ at: clock.now + milliseconds, go });
			});
		let [answered, refused, isOver] = [0, 0, false];
		const ask = async () => {
			// Each answer takes at least a millisecond: of anybody's time.
			while (!isOver) {
				if (await turns.take(new Request("http://x/", { headers }), pause)) answered++;
				else refused++;
				await pause(1);
			}
		};
		for (let at = 0; at < connections; at++) void ask();
		for (; clock.now < 10_000; clock.now++) {
			turns.noteSent();
			await Promise.resolve();
			for (const each of waiting.splice(0)) each.at <= clock.now ? each.go() : waiting.push(each);
			for (let at = 0; at < 5; at++) await Promise.resolve();
		}
		isOver = true;
		return { answered, refused };
	}

	test("one client at 24 connections gets some fifty answers a second, and another one all that it asks", async () => {
		const clock = { now: 0 };
		const turns = new Turns(() => clock.now, "x-real-ip");
		const { answered, refused } = await hammer(turns, clock, 24, { "x-real-ip": "203.0.113.7" });
		expect(answered + refused).toBeLessThan(10 * 50 + 100);
		expect(answered).toBeGreaterThan(400);
		let waited = 0;
		const other = new Request("http://x/", { headers: { "x-real-ip": "198.51.100.1" } });
		const isTaken = await turns.take(other, async (milliseconds) => {
			waited += milliseconds;
		});
		expect([isTaken, waited]).toEqual([true, 0]);
	});

	test("what waits is bounded: beyond it is refused at once", async () => {
		const turns = new Turns(() => 0, "x-real-ip");
		turns.noteSent();
		const never = () => new Promise<never>(() => undefined);
		const taken: unknown[] = [];
		for (let at = 0; at < 5000; at++)
			void turns.take(new Request("http://x/", { headers: { "x-real-ip": "a" } }), never).then((is) => taken.push(is));
		await Promise.resolve();
		await Promise.resolve();
		expect(taken.filter((is) => is === false).length).toBeGreaterThan(2900);
	});

	test("without a wave nobody waits", async () => {
		const turns = new Turns(() => 1_000_000, undefined);
		for (let at = 0; at < 10_000; at++)
			expect(await turns.take(new Request("http://x/feed/a/b.ics"), () => Promise.reject(new Error("waits")))).toBe(
				true,
			);
	});
});

test("a body that drips is cut off", async () => {
	vi.useFakeTimers();
	try {
		const app = new Hono().post("/", async (c) => {
			const body = await readBody(c, () => ({ ok: true, value: 1 }));
			return body.ok ? c.text("read") : body.problem;
		});
		const drips = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode("{")) });
		const init = { method: "POST", body: drips, duplex: "half", headers: { "content-type": "application/json" } };
		const answer = Promise.resolve(app.request("/", init as RequestInit));
		await vi.advanceTimersByTimeAsync(16_000);
		const told = await answer;
		expect([told.status, (await bodyOf(told)).code, told.headers.get("connection")]).toEqual([
			408,
			"too_slow",
			"close",
		]);
	} finally {
		vi.useRealTimers();
	}
});

test("a request to the town hall is counted once: filed as something new, asked about or changed as a change", async () => {
	const counted: LimitedRoute[] = [];
	const wait = (_: unknown, kind: LimitedRoute) => (counted.push(kind) > 0 && kind === "subscribe" ? 5 : 0);
	const app = requestRoutes({ rateLimit: { wait } } as unknown as RequestDesks);
	expect((await app.request("/api/requests", { method: "POST", body: "{}" })).status).toBe(429);
	expect(counted).toEqual(["subscribe"]);
	for (const path of ["/api/requests/musterstadt.0000000", "/api/requests/musterstadt.0000000/photos/1"])
		await app.request(path);
	expect(counted).toEqual(["subscribe", "change", "change"]);
});
