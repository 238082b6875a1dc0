import type { Context } from "hono";
import type { Dataset } from "../../data/model/dataset.ts";
import { findOffer } from "../../data/model/offer.ts";
import type { Offer } from "../../data/model/offer-shape.ts";
import { type ChangeContent, type Content, OPEN_STATES, parseChangeOf } from "../../data/model/request.ts";
import { refusalOf } from "../../data/model/request-rules.ts";
import { readBody } from "../http/body.ts";
import { makeProblem } from "../http/problem.ts";
import { refuse } from "./refusals.ts";
import type { Changed, StoredRequest } from "./request-api.ts";
import { type Held, heldBy, type RequestDesks } from "./request-desks.ts";
import { toldRequest, untilOf } from "./told-request.ts";

const NO_STORE = { "cache-control": "no-store" } as const;

export async function read(c: Context, desks: RequestDesks): Promise<Response> {
	const held = await heldBy(c, desks);
	if (held instanceof Response) return held;
	return told(c, desks, held, await held.desk.readRequest(held.holder));
}

function told(c: Context, { edge }: RequestDesks, { reading }: Held, stored: StoredRequest | undefined): Response {
	if (!stored) return makeProblem({ code: "unknown_request" });
	return c.json(toldRequest(reading.dataset, stored, edge.now()), 200, NO_STORE);
}

/** `PATCH`: by the rules under which it was made. Wishes can be taken back as long as it is kept. */
export async function change(c: Context, desks: RequestDesks): Promise<Response> {
	const held = await heldBy(c, desks);
	if (held instanceof Response) return held;
	const body = await readBody(c, parseChangeOf);
	if (!body.ok) return body.problem;
	const { desk, holder, reading } = held;
	const stored = await desk.readRequest(holder);
	if (!stored) return makeProblem({ code: "unknown_request" });
	const content = changedContent(stored.content, body.value);
	if (isSame(content, stored.content)) return told(c, desks, held, stored);
	const at = desks.edge.now();
	const offer = rulesNow(reading.dataset, stored, content);
	const refused = refusedChange({ held, stored, content, offer, change: body.value, at });
	if (refused) return refused;
	const { zone } = reading.dataset.town;
	const answer = await desk.changeRequest({ holder, version: stored.version, zone, offer, content, at });
	return answered(c, desks, held, answer);
}

interface Wanted {
	readonly held: Held;
	readonly stored: StoredRequest;
	readonly content: Content;
	readonly offer: Offer;
	readonly change: ChangeContent;
	readonly at: number;
}

function refusedChange({ held: { reading }, stored, content, offer, change: asked, at }: Wanted): Response | undefined {
	const isWish = Object.values(asked).every((value) => value === null);
	if (isWish) return undefined;
	const { dataset } = reading;
	if (at >= untilOf(dataset, stored).change) return makeProblem({ code: "too_late" });
	const refusal = refusalOf({ dataset, offer, content, now: at, own: stored.content });
	return refusal && refuse(refusal);
}

/** Another day is one of those that are offered now; everything else stays as it was when the request was made. */
function rulesNow(dataset: Dataset, { offer, content: before }: StoredRequest, content: Content): Offer {
	const now = findOffer(dataset, offer.id);
	if (content.day === before.day || offer.kind !== "bulky" || now?.kind !== "bulky") return offer;
	return { ...offer, days: now.days };
}

function changedContent(content: Content, asked: ChangeContent): Content {
	const given = Object.entries({ ...content, ...asked }).filter(([, value]) => value !== null && value !== undefined);
	return Object.fromEntries(given) as Content;
}

function isSame(one: Content, other: Content): boolean {
	const sorted = (content: Content) => JSON.stringify(Object.entries(content).toSorted());
	return sorted(one) === sorted(other);
}

function answered(c: Context, desks: RequestDesks, held: Held, answer: Changed): Response {
	if (answer.kind === "changed") return told(c, desks, held, answer.request);
	return makeProblem({ code: answer.kind });
}

/** `DELETE`: cancels, which can be said twice; with `?erase` everything that is kept goes, once it has ended. */
export async function eraseOrCancel(c: Context, desks: RequestDesks): Promise<Response> {
	const held = await heldBy(c, desks);
	if (held instanceof Response) return held;
	const { desk, holder, reading } = held;
	const stored = await desk.readRequest(holder);
	if (!stored) return makeProblem({ code: "unknown_request" });
	const at = desks.edge.now();
	const { dataset } = reading;
	if (OPEN_STATES.includes(stored.state) && at >= untilOf(dataset, stored).cancel)
		return makeProblem({ code: "too_late" });
	const answer = await desk.cancelRequest(holder, dataset.town.zone, at);
	if (c.req.query("erase") === undefined) return answered(c, desks, held, answer);
	await desk.eraseRequest(holder);
	return c.body(null, 204);
}
