import { type Context, Hono } from "hono";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Notice } from "../../data/model/desk.ts";
import type { ServiceId } from "../../data/model/service.ts";
import type { Minutes } from "../../data/model/time.ts";
import type { Instant } from "../../data/model/zone.ts";
import { describe, pathOf } from "../api/describe.ts";
import { queryOf, wantedServices } from "../api/query.ts";
import { type Edge, publicOrigin, type TownVariables, townOfAddress } from "../edge.ts";
import { acceptsGzip, compress } from "../http/encoding.ts";
import { moved } from "../http/moved.ts";
import { type ApiProblem, makeProblem } from "../http/problem.ts";
import { answerOnce, makeEtag } from "../http/unchanged.ts";
import { inLanguage } from "../town/told-notices.ts";
import { type FeedAsked, type FeedPart, firstDayKept, isPlanOver, makeFeed, monthBegan, planEnded } from "./feed.ts";
import { alarmProblem, feedQuery } from "./options.ts";
import { placesOf } from "./places.ts";
import { feedLanguage } from "./words.ts";

/** Calendar apps ask between twice an hour and once a day, and some never say what they hold. */
const CACHING = "public, max-age=3600, stale-while-revalidate=86400";

/** A `+` may come written as `%2B`. */
const ADDRESS = "/feed/:town/:place{(?:[a-z0-9+-]|%2[Bb])+\\.[Ii][Cc][Ss]}";

export function feedRoutes(edge: Edge) {
	const routes = new Hono<TownVariables>().use("/feed/:town/*", townOfAddress(edge));
	routes.get(`${ADDRESS}/`, withoutSlash);
	return routes.get(
		ADDRESS,
		describe({
			tag: "feed",
			isKept: true,
			also: { 308: "A place is another's by now" },
			summary: "The calendar of a place, or of several",
			operationId: "getFeed",
			answers: "text/calendar",
			path: { ...pathOf("town"), place: "The id of a place, or up to 40 with `+` between them, then `.ics`" },
			problems: [
				"malformed",
				"unknown_town",
				"unknown_place",
				"unknown_service",
				"off_grid_time",
				"too_many_alarms",
				"too_many_places",
				"broken_town",
			],
		}),
		queryOf(feedQuery),
		async (c) => {
			const { dataset } = c.var.reading;
			const found = placesOf(dataset, c.req.param("place"));
			if (found.kind === "problem") return makeProblem(found.problem);
			if (found.kind === "moved") return movedTo(c.req.url, found.ids);
			const kept = (await edge.notices?.of(dataset.town.id)) ?? [];
			const asked = feedAsked(edge, c, c.req.valid("query"), kept);
			if ("code" in asked) return makeProblem(asked);
			const parts = asked.services?.length === 0 ? nothingLeftOf(found.parts) : found.parts;
			return answerFeed(edge, c, asked, () => makeFeed(dataset, parts, asked));
		},
	);
}

/** Of services that were all given up nothing is left, whatever the place: it is said once. */
function nothingLeftOf(parts: readonly FeedPart[]): FeedPart[] {
	return parts.slice(0, 1).map((part) => ({ kind: "gone", id: part.kind === "living" ? part.place.id : part.id }));
}

/** The same address with today's ids. */
function movedTo(requested: string, ids: readonly string[]): Response {
	const { pathname, search } = new URL(requested);
	return moved(`${pathname.slice(0, pathname.lastIndexOf("/"))}/${ids.join("+")}.ics${search}`);
}

/** 308 is the one that calendar apps remember. */
function withoutSlash(c: Context): Response {
	const { pathname, search } = new URL(c.req.url);
	return new Response(null, { status: 308, headers: { location: pathname.slice(0, -1) + search } });
}

interface FeedQuery {
	readonly services?: ServiceId[] | undefined;
	readonly alarm?: Minutes[] | undefined;
	readonly group?: "day" | "service" | undefined;
	readonly lang?: string | undefined;
}

function feedAsked(
	edge: Edge,
	c: Context<TownVariables>,
	query: FeedQuery,
	kept: readonly Notice[],
): FeedAsked | ApiProblem {
	const { dataset } = c.var.reading;
	const { services, alarm: alarms = [], group, lang } = query;
	const wanted = wantedServices(dataset, services);
	if (!wanted.ok) return wanted.problem;
	const refused = alarmProblem(alarms);
	if (refused) return refused;
	const { address, town } = publicOrigin(edge, c);
	const { pathname, search } = new URL(c.req.url);
	const source = `${address}${pathname.replace(/\.ics$/i, ".ics")}${search}`;
	const language = feedLanguage(lang, dataset.town.languages);
	return {
		services: wanted.services,
		gone: wanted.gone,
		alarms,
		grouped: group === "day",
		language,
		notices: kept.map((notice) => ({ ...inLanguage(notice, dataset.town, language), at: notice.at })),
		source,
		page: town === undefined ? `${address}/${dataset.town.id}` : `${address}/`,
		from: firstDayKept(dataset, edge.now()),
		isPlanOver: isPlanOver(dataset, edge.now()),
	};
}

/**
 * The calendar is a function of its address, the data, the month (or the day after the plan's end) and
 * the code: no need to write it to know its tag.
 */
function answerFeed(
	edge: Edge,
	c: Context<TownVariables>,
	{ from, isPlanOver, notices = [] }: FeedAsked,
	write: () => string,
) {
	const { dataset, hash, edited } = c.var.reading;
	const encoding = acceptsGzip(c.req.raw.headers) ? "gzip" : "identity";
	return answerOnce(c.req.raw.headers, {
		validators: {
			etag: makeEtag(
				edge.revision,
				hash,
				from,
				...(isPlanOver ? ["over"] : []),
				...notices.map(({ id }) => id),
				...(encoding === "gzip" ? ["gzip"] : []),
			),
			modified: lastChange(dataset, [edited, ...notices.map(({ at }) => at)], isPlanOver, edge.now()),
		},
		headers: {
			"content-type": "text/calendar; charset=utf-8",
			"content-disposition": 'inline; filename="abfuhr.ics"',
			"cache-control": CACHING,
			vary: "Accept-Encoding",
			...(encoding === "gzip" && { "content-encoding": encoding }),
		},
		encoded: encoding === "gzip",
		body: () => (encoding === "gzip" ? compress(new Uint8Array(new TextEncoder().encode(write())), encoding) : write()),
	});
}

/** The edition, the month that moved the window on, or the morning after the last published day. */
function lastChange(dataset: Dataset, edited: readonly string[], isOver: boolean, now: Instant): Instant {
	const changes = [
		...edited.map((each) => Date.parse(each)),
		monthBegan(dataset, now),
		...(isOver ? [planEnded(dataset)] : []),
	];
	return Math.max(...changes);
}
