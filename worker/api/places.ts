import { Hono } from "hono";
import * as v from "valibot";
import { findStreet } from "../../data/model/dataset.ts";
import { makeNumberSet, parseHouseNumber } from "../../data/model/number.ts";
import { placeLabel } from "../../data/model/place-label.ts";
import { type Place, resolve, type Street } from "../../data/model/street.ts";
import type { Edge, TownVariables } from "../edge.ts";
import { makeProblem } from "../http/problem.ts";
import { answerOnce, makeEtag } from "../http/unchanged.ts";
import { describe, pathOf } from "./describe.ts";
import { parameter, queryOf } from "./query.ts";
import { placesShape } from "./shapes.ts";
import { FRESH } from "./towns.ts";

const query = {
	number: v.optional(
		parameter(
			parseHouseNumber,
			"not_a_house_number",
			"A house number. Neither logged nor kept; without it: all places of the street.",
			"12a",
		),
	),
};

const described = describe({
	tag: "towns",
	path: pathOf("town", "street"),
	isKept: true,
	summary: "The places of a street, or the one of a house number",
	operationId: "findPlaces",
	answers: placesShape,
	problems: ["malformed", "unknown_town", "unknown_street", "broken_town"],
});

export function placeRoutes(edge: Edge) {
	return new Hono<TownVariables>().get("/streets/:street/places", described, queryOf(query), (c) => {
		const { dataset, hash } = c.var.reading;
		const street = findStreet(dataset, c.req.param("street"));
		if (!street) return makeProblem({ code: "unknown_street" });
		const { number } = c.req.valid("query");
		return answerOnce(c.req.raw.headers, {
			validators: { etag: makeEtag(edge.revision, hash) },
			// A house number must not stay in anybody's cache.
			headers: { "content-type": "application/json", "cache-control": number ? "no-store" : FRESH },
			body: () => JSON.stringify(makePlaces(street, resolve(street, number))),
		});
	});
}

function makePlaces(street: Street, { decided, choices }: ReturnType<typeof resolve>) {
	return {
		decided: decided ? makePlace(street, decided) : null,
		places: choices.map((place) => makePlace(street, place)),
	};
}

export function makePlace(street: Street, { id, part }: Place) {
	const label = placeLabel(street, { part });
	return part.kind === "numbers" ? { id, label, numbers: makeNumberSet(part.numbers) } : { id, label };
}
