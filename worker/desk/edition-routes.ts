import { type Context, Hono } from "hono";
import { type Difference, differenceOf, isGreatLoss } from "../../data/model/difference.ts";
import type { TownId } from "../../data/model/town.ts";
import type { Instant } from "../../data/model/zone.ts";
import type { Edge } from "../edge.ts";
import { makeProblem } from "../http/problem.ts";
import type { TownReading } from "../town/reading.ts";
import { actorOf, type DeskVariables, only } from "./access.ts";
import type { Edition } from "./desk-api.ts";
import { type Desks, openDesk } from "./desks.ts";
import { packFiles, refuseUnread, unpackFiles } from "./form.ts";
import { readEdition } from "./read-edition.ts";

type DeskContext = Context<DeskVariables>;

/** A town's editions: what was published, what waits, and going back. */
export function editionRoutes(desks: Desks): Hono<DeskVariables> {
	return new Hono<DeskVariables>()
		.get("/editions", only("clerk", "host"), async (c) => c.json((await editionsOf(desks, c.var.town)).map(told)))
		.post("/editions", only("clerk"), (c) => publish(desks, c))
		.delete("/editions/:number{[0-9]{1,9}}", only("clerk"), (c) => withdraw(desks, c))
		.post("/editions/:number{[0-9]{1,9}}/publish", only("clerk"), (c) => publishAgain(desks, c))
		.get("/edition", only("clerk", "host"), (c) => exported(desks, c));
}

async function editionsOf(desks: Desks, town: TownId): Promise<readonly Edition[]> {
	return (await (await openDesk(desks, town))?.editions()) ?? [];
}

async function publish(desks: Desks, c: DeskContext): Promise<Response> {
	const { edge, desk } = desks;
	const { town } = c.var;
	const due = dueOf(c.req.query("at"), edge.now());
	if (due === "malformed") return makeProblem({ code: "malformed", errors: [{ field: "at", code: "not_to_come" }] });
	const sent = await readEdition(c.req.raw, town);
	if ("flaw" in sent) return refuseUnread(sent);
	const served = await servedOf(edge, town);
	if (sent.base !== (served?.hash ?? "")) return stale(desks, town, served);
	const difference = served && differenceOf(served.dataset, sent.dataset);
	if (difference && !sent.acceptLoss && isLoss(served, difference))
		return makeProblem({ code: "great_loss", more: { before: difference.before, lost: difference.lost } });
	const { hash, base } = sent;
	const given = { hash, base, at: edge.now(), files: packFiles(sent.files), by: actorOf(c), due };
	const edition = await desk(town).publish(town, given);
	edge.towns.askAgain();
	if (!edition) return stale(desks, town, await servedOf(edge, town));
	return c.json({ ...told(edition), words: difference?.words ?? [] }, 201);
}

/** The longest that an edition waits: the year after next is nobody's plan yet. */
const MOST_AHEAD = 400 * 24 * 60 * 60 * 1000;

function dueOf(at: string | undefined, now: Instant): Instant | undefined | "malformed" {
	if (at === undefined) return undefined;
	const due = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/u.test(at) ? Date.parse(at) : Number.NaN;
	return due > now && due <= now + MOST_AHEAD ? due : "malformed";
}

/** With what is served now, and who brought it: nothing is overwritten unseen. */
async function stale(desks: Desks, town: TownId, served: TownReading | undefined): Promise<Response> {
	const edition = (await editionsOf(desks, town)).find(({ isPublished }) => isPublished);
	return makeProblem({ code: "stale", more: { served: served?.hash ?? null, edition: edition && told(edition) } });
}

/** Nobody relies on a trial. */
function isLoss({ dataset }: TownReading, difference: Difference): boolean {
	return dataset.town.confirmed && isGreatLoss(difference);
}

async function servedOf(edge: Edge, town: TownId): Promise<TownReading | undefined> {
	edge.towns.askAgain();
	const state = await edge.towns.find(town);
	return state?.kind === "ready" ? state.reading : undefined;
}

async function publishAgain(desks: Desks, c: DeskContext): Promise<Response> {
	const desk = await openDesk(desks, c.var.town);
	const edition = await desk?.publishAgain(Number(c.req.param("number")), actorOf(c), desks.edge.now());
	if (!edition) return makeProblem({ code: "unknown_edition" });
	desks.edge.towns.askAgain();
	return c.json(told(edition));
}

async function withdraw(desks: Desks, c: DeskContext): Promise<Response> {
	const desk = await openDesk(desks, c.var.town);
	const isGone = await desk?.withdraw(Number(c.req.param("number")), actorOf(c), desks.edge.now());
	return isGone ? c.body(null, 204) : makeProblem({ code: "unknown_edition" });
}

function told({ at, due, ...edition }: Edition) {
	return {
		...edition,
		at: new Date(at).toISOString(),
		...(due !== undefined && { due: new Date(due).toISOString() }),
	};
}

/** As they were sent: `multipart/form-data`, each file under its path; `?only=PATH`: that one, where there is one. */
async function exported(desks: Desks, c: DeskContext): Promise<Response> {
	const desk = await openDesk(desks, c.var.town);
	const only = c.req.query("only");
	const files = await desk?.files(only);
	if (!files || files.length === 0) return makeProblem({ code: "unknown_edition" });
	// What the page goes on with is no download: of it the audit trail says nothing.
	if (only === undefined) await desk?.note({ what: "edition_exported", by: actorOf(c), at: desks.edge.now() });
	return new Response(await unpackFiles(files));
}
