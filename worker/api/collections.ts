import { Hono } from "hono";
import * as v from "valibot";
import { type Cancellation, type Collection, makeSources, type Stop } from "../../data/model/collection.ts";
import { type CollectionQuery, cancellationsOf, collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import type { Day, Period } from "../../data/model/day.ts";
import type { Place } from "../../data/model/street.ts";
import { makeTime } from "../../data/model/time.ts";
import { wallClock } from "../../data/model/zone.ts";
import type { Edge, TownVariables } from "../edge.ts";
import { makeProblem } from "../http/problem.ts";
import { answerOnce, makeEtag } from "../http/unchanged.ts";
import { describe, pathOf } from "./describe.ts";
import { dayParameter, queryOf, servicesParameter, wantedServices } from "./query.ts";
import { placeOf, retiredProblem } from "./retired.ts";
import { collectionsShape } from "./shapes.ts";
import { FRESH } from "./towns.ts";

const query = {
	from: v.optional(dayParameter("First day. Default: today in the town's zone.")),
	to: v.optional(dayParameter("Last day. Default: the end of the coverage.")),
	services: v.optional(servicesParameter),
};

export function collectionRoutes(edge: Edge) {
	return new Hono<TownVariables>().get(
		"/places/:place/collections",
		describe({
			tag: "towns",
			path: pathOf("town", "place"),
			isKept: true,
			also: { 308: "The place is another's by now" },
			summary: "What is collected at a place, and what was planned and is not",
			operationId: "getCollections",
			answers: collectionsShape,
			problems: [
				"malformed",
				"unknown_town",
				"unknown_place",
				"retired_place",
				"unknown_service",
				"reversed_period",
				"broken_town",
			],
		}),
		queryOf(query),
		(c) => {
			const { dataset, hash } = c.var.reading;
			const found = placeOf(dataset, c.req.param("place"));
			if (found.kind === "unknown") return makeProblem({ code: "unknown_place" });
			if (found.kind !== "living") return retiredProblem(dataset, found, c.req.url);
			const asked = c.req.valid("query");
			const wanted = wantedServices(dataset, asked.services);
			if (!wanted.ok) return makeProblem(wanted.problem);
			const period = periodOf(dataset, asked, edge.now());
			if (asked.from && asked.to && asked.to < asked.from) return makeProblem(reversed);
			return answerOnce(c.req.raw.headers, {
				validators: { etag: makeEtag(edge.revision, hash, period.from, period.to) },
				headers: { "content-type": "application/json", "cache-control": FRESH },
				body: () => JSON.stringify(makeCollections(dataset, found.place, { period, services: wanted.services })),
			});
		},
	);
}

const reversed = { code: "reversed_period", errors: [{ field: "to", code: "before_from" }] } as const;

function periodOf(
	{ town, coverage }: Dataset,
	asked: { from?: Day | undefined; to?: Day | undefined },
	now: number,
): Period {
	return { from: asked.from ?? wallClock(town.zone, now).day, to: asked.to ?? coverage.to };
}

function makeCollections(dataset: Dataset, place: Place, query: CollectionQuery) {
	return {
		coverage: dataset.coverage,
		confirmed: dataset.town.confirmed,
		collections: collectionsOf(dataset, place, query).map(makeCollection),
		cancellations: cancellationsOf(dataset, place, query).map(makeCancellation),
	};
}

function makeCollection({ day, at, note, ...rest }: Collection) {
	return { day, ...makeCancellation(rest), note, at: at?.map(makeStop) };
}

function makeCancellation({ planned, service, reason, sources }: Cancellation) {
	const { id, fraction, label } = service;
	return { planned, fraction, service: id, label, reason, source: makeSources(sources) };
}

function makeStop({ place, from, until }: Stop) {
	return {
		place,
		from: from === undefined ? undefined : makeTime(from),
		until: until === undefined ? undefined : makeTime(until),
	};
}
