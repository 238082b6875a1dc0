import { type Context, Hono } from "hono";
import { type Difference, differenceOf, isGreatLoss } from "../../data/model/difference.ts";
import { isReserved } from "../../data/model/reserved.ts";
import { parseTownId, type TownId } from "../../data/model/town.ts";
import type { Edge } from "../edge.ts";
import { compress } from "../http/encoding.ts";
import { hostOnly } from "../http/host-secret.ts";
import { makeProblem } from "../http/problem.ts";
import type { TownReading } from "../town/reading.ts";
import type { DeskStub, Edition, PackedFile } from "./desk-api.ts";
import { readEdition, type SentEdition, type Unread } from "./read-edition.ts";
import { unpack } from "./unpack.ts";

/** What the routes of the desks need. */
export interface Desks {
	readonly edge: Edge;
	readonly desk: (town: TownId) => DeskStub;
}

interface DeskVariables {
	readonly Variables: { readonly town: TownId };
}

/** `/api/desk/{town}/…`: a town's editions, for whoever has the host's secret. */
export function deskRoutes(desks: Desks): Hono<DeskVariables> {
	const routes = new Hono<DeskVariables>().basePath("/api/desk/:town");
	routes.use(hostOnly(desks.edge.admin));
	routes.use(async (c, next) => {
		const town = parseTownId(c.req.param("town") ?? "");
		if (!town || isReserved(town)) return makeProblem({ code: "unknown_town" });
		c.set("town", town);
		return next();
	});
	routes.get("/editions", async (c) => c.json((await editionsOf(desks, c.var.town)).map(told)));
	routes.post("/editions", (c) => publish(desks, c, c.var.town));
	routes.post("/editions/:number{[0-9]{1,9}}/publish", (c) => publishAgain(desks, c, c.var.town));
	routes.get("/edition", async (c) => filesAnswer(await publishedFiles(desks, c.var.town)));
	return routes;
}

/** What was never used is not asked: the question would make a database. */
async function isUsed({ edge }: Desks, town: TownId): Promise<boolean> {
	return (await edge.towns.published()).has(town);
}

async function editionsOf(desks: Desks, town: TownId): Promise<readonly Edition[]> {
	return (await isUsed(desks, town)) ? desks.desk(town).editions() : [];
}

async function publishedFiles(desks: Desks, town: TownId): Promise<readonly PackedFile[] | undefined> {
	return (await isUsed(desks, town)) ? desks.desk(town).files() : undefined;
}

async function publish({ edge, desk }: Desks, c: Context, town: TownId): Promise<Response> {
	const sent = await readEdition(c.req.raw, town);
	if ("flaw" in sent) return refuseUnread(sent);
	const served = await servedOf(edge, town);
	if (sent.base !== (served?.hash ?? "")) return makeProblem({ code: "stale", more: { served: served?.hash ?? null } });
	const difference = served && differenceOf(served.dataset, sent.dataset);
	if (difference && !sent.acceptLoss && isLoss(served, difference))
		return makeProblem({ code: "great_loss", more: { before: difference.before, lost: difference.lost } });
	const { hash, base } = sent;
	const edition = await desk(town).publish(town, { hash, base, at: edge.now(), files: packed(sent) });
	edge.towns.askAgain();
	if (!edition) return stale(await servedOf(edge, town));
	return c.json({ ...told(edition), words: difference?.words ?? [] }, 201);
}

function stale(served: TownReading | undefined): Response {
	return makeProblem({ code: "stale", more: { served: served?.hash ?? null } });
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

function refuseUnread(unread: Unread): Response {
	switch (unread.flaw) {
		case "too_large":
			return makeProblem({ code: "body_too_large" });
		case "no_form":
			return makeProblem({ code: "no_form" });
		case "unlawful":
			return makeProblem({ code: "unlawful", detail: unread.why });
	}
}

async function publishAgain(desks: Desks, c: Context, town: TownId): Promise<Response> {
	const used = await isUsed(desks, town);
	const edition = used ? await desks.desk(town).publishAgain(town, Number(c.req.param("number"))) : undefined;
	if (!edition) return makeProblem({ code: "unknown_edition" });
	desks.edge.towns.askAgain();
	return c.json(told(edition));
}

function told({ at, ...edition }: Edition) {
	return { ...edition, at: new Date(at).toISOString() };
}

function packed({ files }: SentEdition): PackedFile[] {
	return [...files].map(([path, bytes]) => ({ path, gzip: compress(bytes, "gzip") }));
}

/** As they were sent: `multipart/form-data`, each file under its path. */
async function filesAnswer(files: readonly PackedFile[] | undefined): Promise<Response> {
	if (!files) return makeProblem({ code: "unknown_edition" });
	const form = new FormData();
	for (const { path, gzip } of files) form.set(path, new Blob([await unpack(gzip)]), "file");
	return new Response(form);
}
