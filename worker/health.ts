import { Hono } from "hono";
import { type Instant, wallClock } from "../data/model/zone.ts";
import { describe } from "./api/describe.ts";
import { healthShape } from "./api/shapes.ts";
import type { Edge } from "./edge.ts";
import { type Reminders, rearmAll } from "./remind/reminders.ts";
import { planEndOf } from "./town/plan-end.ts";
import type { TownState } from "./town/shelf.ts";

const described = describe({
	tag: "host",
	summary: "Alive, and ready to serve towns",
	operationId: "getHealth",
	answers: healthShape,
	problems: [],
});

/**
 * `GET /healthz`, which also arms every slice's alarm anew: 200 while any town can be served, else 503. A town whose newest file
 * is broken is named with its first problem, also where an older file is still served;
 * one whose schedule ends soon has a warning, which changes no status.
 */
export function healthRoute(edge: Edge, reminders: Reminders | undefined): Hono {
	return new Hono().get("/healthz", described, async (c) => {
		const towns = [...(await edge.towns.all())].map(([id, state]) => ({ id, ...makeTownHealth(state, edge.now()) }));
		const ready = towns.some(({ served }) => served);
		const sound = ready && towns.every(({ problem }) => problem === undefined);
		const status = sound ? "ok" : ready ? "degraded" : "no_towns";
		const slices = reminders ? await rearmAll(reminders) : [];
		return c.json({ status, revision: edge.revision, towns, slices }, ready ? 200 : 503, {
			"cache-control": "no-store",
		});
	});
}

function makeTownHealth(state: TownState, now: Instant) {
	if (state.kind === "broken") return { served: false, problem: state.problem };
	const { hash, dataset } = state.reading;
	const warning = planEndOf(dataset, wallClock(dataset.town.zone, now).day);
	return { served: true, dataset: hash, coverage: dataset.coverage, problem: state.problem, warning };
}
