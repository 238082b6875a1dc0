import { type Context, Hono } from "hono";
import { describe } from "../api/describe.ts";
import { healthShape } from "../api/shapes.ts";
import type { Edge } from "../edge.ts";
import { hostOnly, isHost } from "../http/host-secret.ts";
import type { Reminders } from "../remind/reminders.ts";
import type { SliceHealth } from "../remind/stock.ts";
import { healthOf } from "./look.ts";
import { makeMetrics } from "./metrics.ts";
import type { Health } from "./state.ts";

const described = describe({
	tag: "host",
	summary: "Alive, ready to serve towns, and able to remind",
	operationId: "getHealth",
	answers: healthShape,
	problems: [],
});

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
const METRICS = { "content-type": "text/plain; version=0.0.4; charset=utf-8" };

/**
 * `GET /healthz`, which also wakes what sleeps, and `GET /metrics`. 503 where no town can be served or no slice can
 * remind; where only some cannot it is 200 and `degraded`. A town whose newest file is broken is named with its first
 * problem, also where an older one is still served; one whose schedule ends soon has a warning, which changes no
 * status. How many households there are is told to the host alone.
 */
export function healthRoute(edge: Edge, reminders?: Reminders, note?: (health: Health) => void): Hono {
	return new Hono()
		.get("/healthz", described, async (c) => {
			const health = await healthOf(edge, reminders, (stub) => stub.rearm());
			note?.(health);
			const isOpen = await isHost(edge.admin, c.req.header("authorization"));
			return answer(c, { revision: edge.revision, ...health, slices: health.slices.map(isOpen ? openly : discreetly) });
		})
		.get("/metrics", hostOnly(edge.admin), async (c) => {
			const health = await healthOf(edge, reminders, (stub) => stub.inspect());
			return c.body(makeMetrics(health, edge.revision), 200, METRICS);
		});
}

function answer(
	c: Context,
	body: Omit<Health, "slices"> & { readonly revision: string; readonly slices: readonly object[] },
): Response {
	const isServing = body.status === "ok" || body.status === "degraded";
	return c.json(body, isServing ? 200 : 503, { "cache-control": "no-store" });
}

function openly({ counts, ...rest }: SliceHealth) {
	return { ...rest, ...counts };
}

function discreetly({ counts: _, ...rest }: SliceHealth) {
	return rest;
}
