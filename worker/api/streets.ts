import { Hono } from "hono";
import * as v from "valibot";
import type { Street } from "../../data/model/street.ts";
import type { Edge, TownVariables } from "../edge.ts";
import { answerOnce, makeEtag } from "../http/unchanged.ts";
import { streetIndexOf, type TownReading } from "../town/reading.ts";
import { describe, pathOf } from "./describe.ts";
import { queryOf } from "./query.ts";
import { streetsShape } from "./shapes.ts";
import { FRESH } from "./towns.ts";

const MOST = 20;

const query = {
	q: v.optional(
		v.pipe(
			v.string("repeated"),
			v.maxLength(100, "too_long"),
			v.description("What was typed of the street's name. Without it: the first streets."),
			v.metadata({ example: "haup" }),
		),
		"",
	),
};

export function streetRoutes(edge: Edge) {
	return new Hono<TownVariables>().get(
		"/streets",
		describe({
			tag: "towns",
			path: pathOf("town"),
			isKept: true,
			summary: "Streets by what was typed, best match first, at most 20",
			operationId: "findStreets",
			answers: streetsShape,
			problems: ["malformed", "unknown_town", "broken_town"],
		}),
		queryOf(query),
		(c) => {
			const { reading } = c.var;
			const { q } = c.req.valid("query");
			return answerOnce(c.req.raw.headers, {
				validators: { etag: makeEtag(edge.revision, reading.hash) },
				headers: { "content-type": "application/json", "cache-control": FRESH },
				body: () => JSON.stringify(findStreets(reading, q.trim()).map(makeStreet)),
			});
		},
	);
}

function findStreets(reading: TownReading, typed: string): Street[] {
	return typed === "" ? reading.dataset.streets.slice(0, MOST) : streetIndexOf(reading).find(typed, MOST);
}

function makeStreet({ id, name, postcode, locality }: Street) {
	return { id, name, postcode, locality };
}
