import { type Context, Hono } from "hono";
import { parseTownId, type TownId } from "../../data/model/town.ts";
import { hostOnly } from "../http/host-secret.ts";
import { makeProblem } from "../http/problem.ts";
import { keptSlices, type Reminders } from "./reminders.ts";
import type { SliceStub } from "./slice-api.ts";

/**
 * `GET DELETE /api/removed-towns/{town}`: how many households a town has left that is not there any more, and their
 * end. For the host alone: a folder that is away for a while looks the same as one that is gone for good.
 */
export function removedTownRoutes(reminders: Reminders): Hono {
	const routes = new Hono();
	routes.use("/api/removed-towns/*", hostOnly(reminders.edge.admin));
	routes.get("/api/removed-towns/:town", (c) =>
		ofRemoved(c, reminders, async (slices) => {
			const states = await Promise.all(slices.map((slice) => slice.inspect()));
			const [since] = states.flatMap(({ away }) => away ?? []).sort();
			return { households: sum(states.map(({ subscriptions }) => subscriptions)), since };
		}),
	);
	routes.delete("/api/removed-towns/:town", (c) =>
		ofRemoved(c, reminders, async (slices, town) => {
			const households = sum(await Promise.all(slices.map((slice) => slice.forgetEverybody())));
			reminders.edge.tell({ event: "town_forgotten", town, households });
			return { households };
		}),
	);
	return routes;
}

async function ofRemoved(
	c: Context,
	reminders: Reminders,
	ask: (slices: readonly SliceStub[], town: TownId) => Promise<object>,
): Promise<Response> {
	const town = parseTownId(c.req.param("town") ?? "");
	if (!town) return makeProblem({ code: "unknown_town" });
	// A town whose newest file is broken is there; where no town can be read, none is removed.
	const towns = await reminders.edge.towns.all().catch(() => undefined);
	if (!towns) return makeProblem({ code: "broken_town" });
	if (towns.has(town)) return makeProblem({ code: "town_served" });
	const slices = await keptSlices(reminders, town);
	return slices.length === 0 ? makeProblem({ code: "unknown_town" }) : c.json(await ask(slices, town));
}

function sum(counts: readonly number[]): number {
	return counts.reduce((total, count) => total + count, 0);
}
