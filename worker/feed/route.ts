import { type Context, Hono } from "hono";
import type { ServiceId } from "../../data/model/service.ts";
import type { Minutes } from "../../data/model/time.ts";
import { describe } from "../api/describe.ts";
import { queryOf, wantedServices } from "../api/query.ts";
import { placeOf, redirectTo } from "../api/retired.ts";
import { type Edge, publicOrigin, type TownVariables, townOfAddress } from "../edge.ts";
import { makeProblem, type Problem } from "../http/problem.ts";
import { answerOnce, makeEtag } from "../http/unchanged.ts";
import { type FeedAsked, firstDayKept, makeFarewell, makeFeed, monthBegan } from "./feed.ts";
import { alarmProblem, feedQuery } from "./options.ts";
import { feedLanguage } from "./words.ts";

/** Calendar apps ask between twice an hour and once a day, and some never say what they hold. */
const CACHING = "public, max-age=3600, stale-while-revalidate=86400";

export function feedRoutes(edge: Edge) {
	return new Hono<TownVariables>().use("/feed/:town/*", townOfAddress(edge)).get(
		"/feed/:town/:place{[a-z0-9-]+\\.ics}",
		describe({
			summary: "The calendar of a place",
			operationId: "getFeed",
			answers: "text/calendar",
			path: { place: "The id of the place, then `.ics`" },
			problems: [
				"malformed",
				"unknown_town",
				"unknown_place",
				"unknown_service",
				"off_grid_time",
				"too_many_alarms",
				"broken_town",
			],
		}),
		queryOf(feedQuery),
		(c) => {
			const { dataset } = c.var.reading;
			const id = c.req.param("place").slice(0, -".ics".length);
			const found = placeOf(dataset, id);
			if (found.kind === "unknown") return makeProblem({ code: "unknown_place" });
			if (found.kind === "replaced") return redirectTo(c.req.url, found.id, found.by);
			const asked = feedAsked(edge, c, c.req.valid("query"));
			if ("code" in asked) return makeProblem(asked);
			const nothingLeft = asked.services?.length === 0;
			return answerFeed(edge, c, asked, () =>
				found.kind === "living" && !nothingLeft
					? makeFeed(dataset, found.place, asked)
					: makeFarewell(dataset, id, asked),
			);
		},
	);
}

interface FeedQuery {
	readonly services?: ServiceId[] | undefined;
	readonly alarm?: Minutes[] | undefined;
	readonly group?: "day" | "service" | undefined;
	readonly lang?: string | undefined;
}

function feedAsked(edge: Edge, c: Context<TownVariables>, query: FeedQuery): FeedAsked | Problem {
	const { dataset } = c.var.reading;
	const { services, alarm: alarms = [], group, lang } = query;
	const wanted = wantedServices(dataset, services);
	if (!wanted.ok) return wanted.problem;
	const refused = alarmProblem(alarms);
	if (refused) return refused;
	const { address, town } = publicOrigin(edge, c);
	const { pathname, search } = new URL(c.req.url);
	return {
		services: wanted.services,
		alarms,
		grouped: group === "day",
		language: feedLanguage(lang, dataset.town.languages),
		source: address + pathname + search,
		page: town === undefined ? `${address}/${dataset.town.id}` : `${address}/`,
		from: firstDayKept(dataset, edge.now()),
	};
}

/** The calendar is a function of its address, the data, the month and the code: no need to write it to know its tag. */
function answerFeed(edge: Edge, c: Context<TownVariables>, { from }: FeedAsked, write: () => string) {
	const { dataset, hash, edited } = c.var.reading;
	return answerOnce(c.req.raw.headers, {
		validators: {
			etag: makeEtag(edge.revision, hash, from),
			modified: Math.max(Date.parse(edited), monthBegan(dataset, edge.now())),
		},
		headers: {
			"content-type": "text/calendar; charset=utf-8",
			"content-disposition": 'inline; filename="abfuhr.ics"',
			"cache-control": CACHING,
		},
		body: write,
	});
}
