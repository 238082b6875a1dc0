import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Pace, parsePace } from "../../worker/remind/push/pace.ts";
import { type Evidence, LANES, PushHosts } from "../../worker/remind/push/push-hosts.ts";

const BOUNDS = { from: 10, to: 1000 };

describe("the pace of a push service", () => {
	/** Sends as fast as it may for so many milliseconds; `bears` requests a second are answered well. */
	function send(pace: Pace, from: number, until: number, bears = Number.POSITIVE_INFINITY): number {
		let sent = 0;
		for (let now = from; now < until; ) {
			const wait = pace.wait(now);
			if (wait > 0) now += wait;
			else {
				pace.take(now);
				sent++;
				if (pace.rate > bears) pace.object(now);
			}
		}
		return sent;
	}

	test("goes on where it was with the next run of a minute: no run begins anew", () => {
		const pace = new Pace(BOUNDS);
		const runs = Array.from({ length: 6 }, (_, at) => send(pace, at * 60_000, (at + 1) * 60_000));
		expect(runs).toEqual(runs.toSorted((one, other) => one - other));
		expect(runs.at(-1)).toBeGreaterThan(0.98 * 60 * BOUNDS.to);
	});

	test.each([40, 120, 400])("finds %d a second by itself, and does not hammer", (bears) => {
		const pace = new Pace(BOUNDS);
		send(pace, 0, 120_000, bears);
		const sent = send(pace, 120_000, 420_000, bears);
		expect(sent / 300).toBeGreaterThan(0.6 * bears);
		expect(sent / 300).toBeLessThan(1.1 * bears);
	});

	test("is approached slowly: little in the first seconds, no burst after a rest", () => {
		const pace = new Pace(BOUNDS);
		expect(send(pace, 0, 1000)).toBeLessThanOrEqual(12);
		send(pace, 1000, 200_000);
		let burst = 0;
		while (pace.wait(500_000) === 0) {
			pace.take(500_000);
			burst++;
		}
		expect(burst).toBeLessThanOrEqual(BOUNDS.to * 0.1 + 1);
	});

	test("never leaves its bounds, whatever happens", () => {
		const event = fc.record({ after: fc.nat(20_000), object: fc.boolean() });
		fc.assert(
			fc.property(fc.array(event, { maxLength: 200 }), (events) => {
				const pace = new Pace(BOUNDS);
				let now = 0;
				for (const { after, object } of events) {
					now += after;
					if (pace.wait(now) === 0) pace.take(now);
					if (object) pace.object(now);
					expect(pace.rate).toBeGreaterThanOrEqual(BOUNDS.from);
					expect(pace.rate).toBeLessThanOrEqual(BOUNDS.to);
				}
			}),
		);
	});

	test.each(["", "10", "0-5", "20-10", "1-2-3", "a-b", "1.5-3"])("«%s» is no setting", (text) => {
		expect(parsePace(text)).toBeUndefined();
	});
});

describe("what one subscription says of its push service", () => {
	const clocks = { now: 1_000_000, elapsed: 1_000_000 };
	const turn = (hosts: PushHosts) => hosts.turnOf("push.example", false, false, clocks).kind;
	const note = (hosts: PushHosts, verdict: Evidence["verdict"], isProven: boolean, count: number, took = 10) => {
		for (let at = 0; at < count; at++) hosts.note("push.example", { verdict, isProven, took }, clocks);
	};

	test.each(["bad", "throttled", "unknown"] as const)(
		"%s for those who were never delivered to: no rest while others are",
		(verdict) => {
			const hosts = new PushHosts(LANES);
			note(hosts, "well", true, 3);
			note(hosts, verdict, false, 200, 10_000);
			expect(turn(hosts)).toBe("go");
		},
	);

	test.each([
		["bad", 5],
		["throttled", 3],
	] as const)("%s for those who were: it rests", (verdict, count) => {
		const hosts = new PushHosts(LANES);
		note(hosts, verdict, true, count - 1);
		expect(turn(hosts)).toBe("go");
		note(hosts, verdict, true, 1);
		expect(turn(hosts)).toBe("rest");
	});

	test("where nobody was ever delivered to, the others are believed", () => {
		const hosts = new PushHosts(LANES);
		note(hosts, "bad", false, 5);
		expect(turn(hosts)).toBe("rest");
	});

	test("slow for most of them: one lane; for one of them: no matter", () => {
		const hosts = new PushHosts(LANES);
		note(hosts, "well", true, 2);
		note(hosts, "well", true, 1, 9000);
		hosts.begin("push.example", 0);
		expect(turn(hosts)).toBe("go");
		note(hosts, "well", true, 1, 9000);
		expect(turn(hosts)).toBe("lane");
	});

	test("after its rest one request decides, and nobody can begin a second before it has", () => {
		const hosts = new PushHosts(LANES);
		note(hosts, "bad", true, 5);
		const later = { now: clocks.now + 60_001, elapsed: clocks.elapsed + 60_001 };
		const turnLater = () => hosts.turnOf("push.example", false, false, later).kind;
		expect(turnLater()).toBe("go");
		hosts.begin("push.example", later.elapsed);
		expect(turnLater()).toBe("lane");
		hosts.end("push.example");
		hosts.note("push.example", { verdict: "well", isProven: true, took: 10 }, later);
		for (let at = 0; at < LANES; at++) {
			expect(turnLater()).toBe("go");
			hosts.begin("push.example", later.elapsed);
		}
		expect(turnLater()).toBe("lane");
	});

	test("however many names of hosts are invented, what is under way is counted right", () => {
		const hosts = new PushHosts(1);
		hosts.begin("push.example", 0);
		for (let at = 0; at < 5000; at++)
			hosts.note(`x${at}.example`, { verdict: "bad", isProven: false, took: 1 }, clocks);
		expect(turn(hosts)).toBe("lane");
	});
});
