import { type Context, Hono } from "hono";
import { makeProblem } from "../http/problem.ts";
import { actorOf, type DeskVariables, only } from "./access.ts";
import type { Draft, DraftState } from "./desk-api.ts";
import { type Desks, openDesk } from "./desks.ts";
import { packFiles, readFiles, refuseUnread, unpackFiles } from "./form.ts";

type DeskContext = Context<DeskVariables>;

/** Characters of the page's own JSON. */
const MOST_ANSWERS = 512 * 1024;

/** What a clerk has begun: it waits here for the next day, or for a colleague. */
export function draftRoutes(desks: Desks): Hono<DeskVariables> {
	return new Hono<DeskVariables>()
		.get("/draft", only("clerk"), (c) => read(desks, c))
		.put("/draft", only("clerk"), (c) => write(desks, c))
		.delete("/draft", only("clerk"), (c) => discard(desks, c));
}

async function read(desks: Desks, c: DeskContext): Promise<Response> {
	const draft = await (await openDesk(desks, c.var.town))?.draft();
	return draft ? draftAnswer(draft) : makeProblem({ code: "unknown_draft" });
}

async function draftAnswer({ answers, files, ...state }: Draft): Promise<Response> {
	const form = await unpackFiles(files);
	form.set("answers", answers);
	for (const [name, value] of Object.entries(told(state))) form.set(name, `${value}`);
	return new Response(form, { headers: { etag: tagOf(state) } });
}

async function write(desks: Desks, c: DeskContext): Promise<Response> {
	const revision = revisionOf(c);
	if (revision === undefined) return unnamed();
	const sent = await readFiles(c.req.raw);
	if ("flaw" in sent) return refuseUnread(sent);
	const answers = sent.form.get("answers");
	if (typeof answers !== "string" || answers.length > MOST_ANSWERS || !isJson(answers))
		return makeProblem({ code: "malformed", errors: [{ field: "answers", code: "not_json" }] });
	const keep = sent.form.getAll("keep").filter((path) => typeof path === "string");
	// With the host's secret it may be the first thing that is done there.
	await desks.registry().open(c.var.town);
	const given = { revision, answers, keep, files: packFiles(sent.files), by: actorOf(c), at: desks.edge.now() };
	const written = await desks.desk(c.var.town).saveDraft(given);
	if (written.flaw === "unknown_file")
		return makeProblem({ code: "unlawful", detail: "A file that is to be kept is not in the draft." });
	return written.flaw ? stale(written.draft) : kept(c, written.draft);
}

function kept(c: DeskContext, draft: DraftState | undefined): Response {
	return draft ? c.json(told(draft), 200, { etag: tagOf(draft) }) : c.body(null, 204);
}

/** With what the draft is now: nothing is overwritten unseen. */
function stale(draft: DraftState | undefined): Response {
	const detail = "Somebody else has changed the draft in the meantime.";
	return makeProblem({ code: "stale", detail, more: { served: null, draft: draft && told(draft) } });
}

async function discard(desks: Desks, c: DeskContext): Promise<Response> {
	const revision = revisionOf(c);
	if (revision === undefined) return unnamed();
	const desk = await openDesk(desks, c.var.town);
	const left = await desk?.discardDraft(revision, actorOf(c), desks.edge.now());
	if (left === "none" || !left) return makeProblem({ code: "unknown_draft" });
	return left === "discarded" ? c.body(null, 204) : stale(left);
}

/** Which draft the page has in mind: `If-Match: "3"`, and `"0"` where there is none yet. */
function revisionOf(c: DeskContext): number | undefined {
	const named = /^"?(\d{1,15})"?$/u.exec(c.req.header("if-match") ?? "")?.[1];
	return named === undefined ? undefined : Number(named);
}

function unnamed(): Response {
	return makeProblem({ code: "malformed", errors: [{ field: "If-Match", code: "missing" }] });
}

function tagOf({ revision }: DraftState): string {
	return `"${revision}"`;
}

function told({ at, ...state }: DraftState) {
	return { ...state, at: new Date(at).toISOString() };
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
