import { Hono } from "hono";
import { type Edge, readyTowns } from "../edge.ts";
import { answerOnce, makeEtag } from "../http/unchanged.ts";
import type { TownReading } from "../town/reading.ts";
import { datasetAddress } from "./dataset.ts";
import { describe } from "./describe.ts";
import { townsShape } from "./shapes.ts";

/** How long a client may take an answer of the API for granted, in seconds: far below the five minutes of an import. */
export const FRESH = "public, max-age=60";

export function townRoutes(edge: Edge): Hono {
	return new Hono().get(
		"/api/towns",
		describe({
			tag: "towns",
			isKept: true,
			summary: "The towns",
			operationId: "getTowns",
			answers: townsShape,
			problems: [],
		}),
		async (c) => {
			const readings = await readyTowns(edge, c);
			return answerOnce(c.req.raw.headers, {
				validators: { etag: makeEtag(edge.revision, ...readings.map(({ hash }) => hash.slice(0, 12))) },
				headers: { "content-type": "application/json", "cache-control": FRESH },
				body: () => JSON.stringify(readings.map(makeTown)),
			});
		},
	);
}

function makeTown({ dataset, hash }: TownReading) {
	const { id, name, state, invented, confirmed } = dataset.town;
	return {
		id,
		name,
		state,
		invented,
		confirmed,
		coverage: dataset.coverage,
		services: dataset.services.map(({ id: service, fraction, label }) => ({ id: service, fraction, label })),
		dataset: datasetAddress(id, hash),
	};
}
