import { describe, expect, it } from "vitest";
import { HealthLog } from "../../worker/health/health-log.ts";
import { makeMetrics } from "../../worker/health/metrics.ts";
import { QuietLog } from "../../worker/health/quiet-log.ts";
import type { Health } from "../../worker/health/state.ts";
import { bodyOf, edgeInMemory } from "./edge-in-memory.ts";

const counts = { subscriptions: 2500, open: 3, tally: { sent: 12, gone: 1 }, pulse: "armed" } as const;
const SOUND: Health = {
	status: "ok",
	problems: [],
	towns: [{ id: "teststadt", served: true, warning: { code: "plan_ends", last: "2026-12-24" as never, days: 24 } }],
	slices: [{ town: "teststadt", slice: 0, state: "ok", counts }],
};
const ILL: Health = { ...SOUND, status: "failing", slices: [{ town: 'odd"\\town\n', slice: 0, state: "missing" }] };

/** The grammar of the text format, version 0.0.4, line by line; answers the samples. */
function readMetrics(text: string): Map<string, number> {
	expect(text.endsWith("\n")).toBe(true);
	const samples = new Map<string, number>();
	const typed = new Set<string>();
	let group = "";
	for (const line of text.slice(0, -1).split("\n")) {
		const [, kind, name = ""] = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) .+$/u.exec(line) ?? [];
		if (kind === "HELP") {
			expect(typed.has(name), `${name} is one group`).toBe(false);
			group = name;
		} else if (kind === "TYPE") {
			expect(line).toBe(`# TYPE ${group} gauge`);
			typed.add(name);
		} else {
			const sample =
				/^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\[\\"n])*",?)*\})? (-?\d+(?:\.\d+)?)$/u;
			const [, its, labels = "", value] = sample.exec(line) ?? [];
			expect([its, typed.has(group)], line).toEqual([group, true]);
			expect(samples.has(group + labels), line).toBe(false);
			samples.set(group + labels, Number(value));
		}
	}
	return samples;
}

describe("metrics", () => {
	it("are what Prometheus reads, and say what there is", () => {
		const samples = readMetrics(makeMetrics(SOUND, "abc"));
		expect(samples.get('tonnentag_subscriptions{town="teststadt",slice="0"}')).toBe(2500);
		expect(samples.get('tonnentag_deliveries_ended{town="teststadt",slice="0",outcome="gone"}')).toBe(1);
		expect(samples.get('tonnentag_plan_ends_in_days{town="teststadt"}')).toBe(24);
		expect(samples.get('tonnentag_status{status="ok"}')).toBe(1);
		expect(samples.get('tonnentag_slice_ok{town="teststadt",slice="0",state="ok"}')).toBe(1);
	});

	it("escape what stands in labels, and leave out what nobody could count", () => {
		const samples = readMetrics(makeMetrics(ILL, "abc"));
		expect(samples.get('tonnentag_slice_ok{town="odd\\"\\\\town\\n",slice="0",state="missing"}')).toBe(0);
		expect([...samples.keys()].filter((name) => name.startsWith("tonnentag_subscriptions"))).toEqual([]);
	});

	it("are the host's alone", async () => {
		const edge = edgeInMemory({ admin: "s".repeat(43) });
		expect((await edge.get("/metrics")).status).toBe(401);
		expect((await edge.get("/metrics", { authorization: "Bearer wrong" })).status).toBe(401);
		const answer = await edge.get("/metrics", { authorization: `Bearer ${"s".repeat(43)}` });
		expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
			200,
			"text/plain; version=0.0.4; charset=utf-8",
			"no-store",
		]);
		expect(readMetrics(await answer.text()).get('tonnentag_town_served{town="teststadt"}')).toBe(1);
	});
});

describe("health", () => {
	it("sees that the page, or the folder of towns, is gone", async () => {
		const edge = edgeInMemory();
		expect(await bodyOf(await edge.get("/healthz"))).toMatchObject({ status: "ok", problems: [] });
		edge.page.remove("index.html");
		const ill = await edge.get("/healthz");
		expect([ill.status, await bodyOf(ill)]).toMatchObject([200, { status: "degraded", problems: ["page_missing"] }]);
		edge.towns.broken = true;
		edge.towns.folders = async () => {
			throw new Error("disk on fire");
		};
		const failing = await edge.get("/healthz");
		expect([failing.status, (await bodyOf(failing)).status]).toEqual([503, "failing"]);
	});

	it("is degraded while a town's file cannot be read, and says it again when it can", async () => {
		const edge = edgeInMemory();
		await edge.get("/healthz");
		edge.towns.broken = true;
		edge.wait(31);
		expect((await bodyOf(await edge.get("/healthz"))).status).toBe("degraded");
		expect((await bodyOf(await edge.get("/healthz"))).towns[0].problem).toContain("unreadable");
		edge.towns.broken = false;
		edge.wait(31);
		expect((await bodyOf(await edge.get("/healthz"))).status).toBe("ok");
	});

	it("is one line in the log for each change", () => {
		const told: object[] = [];
		const log = new HealthLog((event) => told.push(event));
		for (const health of [SOUND, SOUND, ILL, ILL, ILL, SOUND, SOUND]) log.note(health);
		expect(told).toMatchObject([
			{ status: "failing", ill: [expect.stringContaining("missing")] },
			{ status: "ok", ill: [] },
		]);
	});
});

describe("a quiet log", () => {
	const run = (events: readonly (readonly [number, object])[]) => {
		let now = 0;
		const lines: unknown[] = [];
		const log = new QuietLog(
			(line) => lines.push(JSON.parse(line)),
			() => now,
		);
		for (const [at, event] of events) {
			now = at;
			log.tell({ ...event });
		}
		return lines;
	};
	const fault = { event: "alarm_failed", error: "SQLITE_FULL" };

	it("tells a fault that goes on once an hour, and how often it was", () => {
		const events = Array.from({ length: 1000 }, (_, at) => [at * 5000, fault] as const);
		expect(run(events)).toEqual([fault, { ...fault, repeated: 719 }]);
	});

	it("keeps no change of state to itself", () => {
		const [broken, loaded] = [
			{ event: "town_broken", town: "a", problem: "x" },
			{ event: "town_loaded", town: "a", dataset: "1" },
		];
		expect(run([broken, broken, loaded, broken, loaded].map((each, at) => [at, each]))).toEqual([
			broken,
			loaded,
			broken,
			loaded,
		]);
	});

	it("does not grow with what it hears", () => {
		const events = Array.from({ length: 5000 }, (_, at) => [at, { event: "failed", error: `${at}` }] as const);
		expect(run(events)).toHaveLength(5000);
	});
});
