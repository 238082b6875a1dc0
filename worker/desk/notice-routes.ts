import { type Context, Hono } from "hono";
import { type NewNotice, newNoticeShape, parseAs } from "../../data/model/desk.ts";
import { roundKey } from "../../data/model/notice.ts";
import { readBody } from "../http/body.ts";
import { makeProblem } from "../http/problem.ts";
import { actorOf, type DeskVariables, only } from "./access.ts";
import { type Desks, openDesk } from "./desks.ts";

type DeskContext = Context<DeskVariables>;

/** What a town tells its households beside the dates. */
export function noticeRoutes(desks: Desks): Hono<DeskVariables> {
	return new Hono<DeskVariables>()
		.get("/notices", only("clerk", "host"), async (c) =>
			c.json((await (await openDesk(desks, c.var.town))?.notices()) ?? []),
		)
		.post("/notices", only("clerk"), (c) => write(desks, c))
		.delete("/notices/:notice", only("clerk"), (c) => remove(desks, c));
}

async function write(desks: Desks, c: DeskContext): Promise<Response> {
	const body = await readBody(c, parseAs(newNoticeShape));
	if (!body.ok) return body.problem;
	const unknown = await unknownRound(desks, c.var.town, body.value);
	if (unknown !== undefined) return makeProblem({ code: "unlawful", detail: `There is no round ${unknown}.` });
	// With the host's secret it may be the first thing that is done there.
	await desks.registry().open(c.var.town);
	const notice = await desks.desk(c.var.town).addNotice(body.value, actorOf(c), desks.edge.now());
	desks.edge.notices?.askAgain();
	return c.json(notice, 201);
}

/** A notice that is for no round there is would be told to nobody. */
async function unknownRound({ edge }: Desks, town: string, { rounds = [] }: NewNotice): Promise<string | undefined> {
	const state = await edge.towns.find(town);
	const all = state?.kind === "ready" ? state.reading.dataset.rounds : [];
	const known = new Set(all.map(roundKey));
	return rounds.find((round) => !known.has(round));
}

async function remove(desks: Desks, c: DeskContext): Promise<Response> {
	const desk = await openDesk(desks, c.var.town);
	const isGone = await desk?.removeNotice(c.req.param("notice") ?? "", actorOf(c), desks.edge.now());
	if (!isGone) return makeProblem({ code: "unknown_notice" });
	desks.edge.notices?.askAgain();
	return c.body(null, 204);
}
