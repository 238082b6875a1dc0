import { type Context, Hono } from "hono";
import { parseDay } from "../../data/model/day.ts";
import { parseAnswer } from "../../data/model/request.ts";
import { parseCode } from "../../data/model/request-code.ts";
import { readBody } from "../http/body.ts";
import { makeProblem } from "../http/problem.ts";
import { csvOf, dayList } from "../requests/day-list.ts";
import type { StoredRequest } from "../requests/request-api.ts";
import { shownContent } from "../requests/shown-content.ts";
import { toldRequest } from "../requests/told-request.ts";
import type { TownReading } from "../town/reading.ts";
import { actorOf, type DeskVariables, only } from "./access.ts";
import type { Desks } from "./desks.ts";

type DeskContext = Context<DeskVariables>;

/** What the town's households have asked for: a clerk sees and answers all of it, the haulier what lies at the kerb. */
export function requestDeskRoutes(desks: Desks): Hono<DeskVariables> {
	return new Hono<DeskVariables>()
		.get("/requests", only("clerk"), (c) => inbox(desks, c))
		.get("/requests/days/:day", only("clerk", "haulier"), (c) => dayOf(desks, c))
		.get("/requests/:code", only("clerk"), (c) => one(desks, c))
		.get("/requests/:code/photos/:n", only("clerk"), (c) => photo(desks, c))
		.post("/requests/:code", only("clerk", "haulier"), (c) => answer(desks, c));
}

async function readingOf({ edge }: Desks, c: DeskContext): Promise<TownReading | Response> {
	const state = await edge.towns.find(c.var.town);
	if (!state) return makeProblem({ code: "unknown_town" });
	return state.kind === "ready" ? state.reading : makeProblem({ code: "broken_town" });
}

/** As the household sees it, what its ids stand for, and which version it is: whoever answers names it. */
function told(desks: Desks, { dataset }: TownReading, stored: StoredRequest) {
	const shown = shownContent(dataset, stored);
	return { ...toldRequest(dataset, stored, desks.edge.now()), shown, version: stored.version };
}

/** What the crew may hear: no name, no contact. */
function stateOf({ code, state, version }: StoredRequest) {
	return { code, state, version };
}

/** Open ones, the oldest first; with `?all` also those that have ended. */
async function inbox(desks: Desks, c: DeskContext): Promise<Response> {
	const reading = await readingOf(desks, c);
	if (reading instanceof Response) return reading;
	const after = Number(c.req.query("after") ?? 0);
	const { requests, next } = await desks
		.desk(c.var.town)
		.listRequests({ isOpen: c.req.query("all") === undefined, after: Number.isInteger(after) ? after : 0 });
	return c.json({ requests: requests.map((stored) => told(desks, reading, stored)), next });
}

/** That somebody has read it is written down. */
async function one(desks: Desks, c: DeskContext): Promise<Response> {
	const reading = await readingOf(desks, c);
	if (reading instanceof Response) return reading;
	const code = parseCode(c.req.param("code") ?? "");
	const reader = { by: actorOf(c).person ?? "host", at: desks.edge.now() };
	const stored = code === undefined ? undefined : await desks.desk(c.var.town).readAsClerk(code, reader);
	return stored ? c.json(told(desks, reading, stored)) : makeProblem({ code: "unknown_request" });
}

async function photo(desks: Desks, c: DeskContext): Promise<Response> {
	const code = parseCode(c.req.param("code") ?? "");
	const jpeg = code && (await desks.desk(c.var.town).readPhotoAsClerk(code, Number(c.req.param("n"))));
	if (!jpeg) return makeProblem({ code: "not_found" });
	return c.body(jpeg, 200, { "content-type": "image/jpeg", "cache-control": "private, no-store" });
}

/** Without names and contacts: what is to be taken where. */
async function dayOf(desks: Desks, c: DeskContext): Promise<Response> {
	const reading = await readingOf(desks, c);
	if (reading instanceof Response) return reading;
	const day = parseDay(c.req.param("day") ?? "");
	if (day === undefined) return makeProblem({ code: "malformed", errors: [{ field: "day", code: "not_a_day" }] });
	const rows = dayList(reading.dataset, await desks.desk(c.var.town).requestsOn(day));
	if (c.req.query("csv") === undefined) return c.json({ day, rows });
	return c.body(csvOf(rows), 200, {
		"content-type": "text/csv; charset=utf-8",
		"content-disposition": `attachment; filename="${c.var.town}-${day}.csv"`,
	});
}

async function answer(desks: Desks, c: DeskContext): Promise<Response> {
	const reading = await readingOf(desks, c);
	if (reading instanceof Response) return reading;
	const body = await readBody(c, parseAnswer);
	if (!body.ok) return body.problem;
	const { role, person = "host" } = actorOf(c);
	const { state, day } = body.value;
	// The crew says what became of a pile; days and refusals are the town hall's.
	if (role === "haulier" && (day !== undefined || (state !== "done" && state !== "failed")))
		return makeProblem({ code: "not_your_role" });
	const code = parseCode(c.req.param("code") ?? "");
	if (code === undefined) return makeProblem({ code: "unknown_request" });
	const { zone } = reading.dataset.town;
	const answered = await desks
		.desk(c.var.town)
		.answerRequest({ ...body.value, code, by: person, zone, at: desks.edge.now() });
	if (answered.kind !== "changed" && answered.kind !== "stale") return makeProblem({ code: answered.kind });
	const request = role === "haulier" ? stateOf(answered.request) : told(desks, reading, answered.request);
	return answered.kind === "changed" ? c.json(request) : makeProblem({ code: "stale", more: { request } });
}
