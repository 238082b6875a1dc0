import { type Context, Hono } from "hono";
import type { Dataset } from "../../../data/model/dataset.ts";
import type { Service } from "../../../data/model/service.ts";
import { FRESH } from "../../api/towns.ts";
import { type Edge, publicOrigin, readyTowns } from "../../edge.ts";
import { answerOnce, makeEtag } from "../../http/unchanged.ts";
import type { TownReading } from "../../town/reading.ts";
import { calendarDescribed, listDescribed } from "./describe.ts";
import { makeOpenErzIcs } from "./ics.ts";
import { BadQuery, readCalendarQuery, single, valuesOf } from "./query.ts";
import type { Row } from "./rows.ts";
import { select } from "./select.ts";
import { typesOf } from "./waste-type.ts";

type Format = "json" | "ics";

/** Everything that anybody may have asked a collection point for: there are none here. */
const STATION_FIELDS = "region zip area name oil metal glass textile sort limit offset lang".split(" ");

/** OpenERZ's addresses and shapes (metaodi/openerz 9.6), for its clients: only their base address has to be set. */
export function openErzRoutes(edge: Edge): Hono {
	const calendar = (format?: Format) => (c: Context) => inTheirWords(() => answerCalendar(edge, c, format));
	const list = (fields: readonly string[], listed: (towns: readonly Dataset[]) => readonly unknown[]) => (c: Context) =>
		inTheirWords(() => answerList(edge, c, fields, listed));
	const stations = list(STATION_FIELDS, () => []);
	return new Hono()
		.get("/api/calendar", calendarDescribed("Json", "json"), calendar())
		.get("/api/calendar.json", calendarDescribed("AsJson", "json"), calendar("json"))
		.get("/api/calendar.ics", calendarDescribed("AsIcs", "ics"), calendar("ics"))
		.get(
			"/api/parameter/regions",
			listDescribed("Regions", "regions"),
			list([], (towns) => towns.map(idOf)),
		)
		.get(
			"/api/parameter/types",
			listDescribed("Types", "types"),
			list(["region"], (towns) => typesOf(towns.flatMap(servicesIn))),
		)
		.get(
			"/api/parameter/areas",
			listDescribed("Areas", "areas"),
			list(["region"], (towns) => towns.flatMap(areasIn)),
		)
		.get("/api/stations", listDescribed("Stations", "stations"), stations)
		.get("/api/stations.json", listDescribed("StationsAsJson", "stations"), stations);
}

const idOf = ({ town }: Dataset): string => town.id;
const servicesIn = ({ services }: Dataset): readonly Service[] => services;
const areasIn = ({ town, streets }: Dataset) =>
	streets.flatMap(({ places }) => places.map(({ id }) => ({ region: town.id, area: id })));

/** Their errors are their own: clients show `message`. */
async function inTheirWords(answer: () => Promise<Response>): Promise<Response> {
	try {
		return await answer();
	} catch (error) {
		if (!(error instanceof BadQuery)) throw error;
		const body = { statusCode: 400, error: "Bad Request", message: error.message };
		return Response.json(body, { status: 400, headers: { "cache-control": "no-store" } });
	}
}

async function answerCalendar(edge: Edge, c: Context, format: Format = formatFor(c)): Promise<Response> {
	const ready = await readyTowns(edge, c);
	const search = searchOf(c);
	const services = ready.flatMap(({ dataset }) => dataset.services.map(({ id }) => id as string));
	const query = readCalendarQuery(search, services);
	const towns = inRegion(ready, query.region);
	// Read before it is known to be unchanged: a wrong address is wrong with an old tag, too.
	const rows = select(datasetsOf(towns), query);
	return answer(edge, c, towns, format, () => {
		const window = rows.window(query.sort, query.offset, query.limit);
		return format === "ics"
			? makeOpenErzIcs(datasetsOf(towns), window, { lang: query.lang, ...addressesOf(edge, c) })
			: JSON.stringify(listOf(window.map(makeEntry), rows.count));
	});
}

async function answerList(
	edge: Edge,
	c: Context,
	fields: readonly string[],
	listed: (towns: readonly Dataset[]) => readonly unknown[],
): Promise<Response> {
	const values = valuesOf(searchOf(c), fields);
	const towns = inRegion(
		await readyTowns(edge, c),
		single(values, "region", (text) => text.toLowerCase()),
	);
	return answer(edge, c, towns, "json", () => JSON.stringify(listOf(listed(datasetsOf(towns)))));
}

function answer(edge: Edge, c: Context, towns: readonly TownReading[], format: Format, body: () => string) {
	return answerOnce(c.req.raw.headers, {
		validators: { etag: makeEtag(edge.revision, ...towns.map(({ hash }) => hash.slice(0, 12)), format) },
		headers: {
			"content-type": format === "ics" ? "text/calendar; charset=utf-8" : "application/json; charset=utf-8",
			"cache-control": FRESH,
			vary: "Accept",
		},
		body,
	});
}

/** `*‌/*` and what else browsers and programs send is JSON, as there. */
function formatFor(c: Context): Format {
	const accept = c.req.header("accept") ?? "";
	return accept.includes("text/calendar") && !accept.includes("application/json") ? "ics" : "json";
}

function addressesOf(edge: Edge, c: Context) {
	const { address } = publicOrigin(edge, c);
	const { pathname, search } = new URL(c.req.url);
	return { source: `${address}${pathname}${search}`, page: `${address}/` };
}

function searchOf(c: Context): URLSearchParams {
	return new URL(c.req.url).searchParams;
}

function datasetsOf(towns: readonly TownReading[]): Dataset[] {
	return towns.map(({ dataset }) => dataset);
}

function inRegion(towns: readonly TownReading[], region: string | undefined): readonly TownReading[] {
	const found = towns.filter(({ dataset }) => region === undefined || dataset.town.id === region);
	if (region !== undefined && found.length === 0) throw new BadQuery('"region" has a value that is not allowed');
	return found;
}

function listOf(result: readonly unknown[], total = result.length) {
	return { _metadata: { total_count: total, row_count: result.length }, result };
}

/** Clients compare `zip`, `region`, `area` and `waste_type` with what they sent. */
function makeEntry({ place, date }: Row) {
	const { zip, area, region } = place;
	const { waste_type, station, description } = date;
	return { date: date.date, waste_type, zip, area, station, region, description };
}
