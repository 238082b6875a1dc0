import type { Context } from "hono";
import { findOffer } from "../../data/model/offer.ts";
import { type FileRequest, parseFile } from "../../data/model/request.ts";
import { refusalOf } from "../../data/model/request-rules.ts";
import { publicOrigin, townAt } from "../edge.ts";
import { readBody } from "../http/body.ts";
import { makeProblem, tooMany } from "../http/problem.ts";
import { hashToken } from "../remind/subscriptions/token.ts";
import { refuse } from "./refusals.ts";
import type { RequestDesks } from "./request-desks.ts";

/**
 * `POST /api/requests`. What was filed before with the same secret is answered before anything is judged: the rule
 * or the hour may be another by now, and the household must hear that it is filed.
 */
export async function file(c: Context, desks: RequestDesks): Promise<Response> {
	const { edge, requests, rateLimit } = desks;
	const wait = rateLimit.wait(c, "subscribe");
	if (wait > 0) return tooMany(wait);
	const body = await readBody(c, parseFile);
	if (!body.ok) return body.problem;
	const { secret, code, town, offer: offerId, ...content } = body.value;
	const state = await townAt(edge, c, town);
	if (!state) return makeProblem({ code: "unknown_town", status: 422 });
	if (state.kind === "broken") return makeProblem({ code: "broken_town", headers: { "retry-after": "60" } });
	const { dataset } = state.reading;
	const offer = findOffer(dataset, offerId);
	const holder = { code, secret: await hashToken(secret) };
	const desk = requests(dataset.town.id);
	const known = await desk.readRequest(holder);
	if (known) return c.json(filed(c, desks, body.value, known.state), 200, NO_STORE);
	if (!offer || offer.kind === "link") return makeProblem({ code: "unknown_offer", status: 422 });
	const at = edge.now();
	const refusal = refusalOf({ dataset, offer, content, now: at });
	if (refusal) return refuse(refusal);
	const answer = await desk.fileRequest({ ...holder, zone: dataset.town.zone, offer, content, at });
	if (answer.kind !== "filed") return makeProblem({ code: answer.kind });
	return c.json(filed(c, desks, body.value, answer.request.state), answer.isNew ? 201 : 200, NO_STORE);
}

const NO_STORE = { "cache-control": "no-store" } as const;

function filed(c: Context, { edge }: RequestDesks, { town, code, secret }: FileRequest, state: string) {
	const { address } = publicOrigin(edge, c);
	return { code: `${town}.${code}`, state, link: `${address}/${town}#anliegen/${code}.${secret}` };
}
