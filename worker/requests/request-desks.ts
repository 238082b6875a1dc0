import type { Context } from "hono";
import { parseCode } from "../../data/model/request-code.ts";
import { parseTownId, type TownId } from "../../data/model/town.ts";
import { type Edge, townAt } from "../edge.ts";
import { makeProblem } from "../http/problem.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import { hashToken } from "../remind/subscriptions/token.ts";
import type { TownReading } from "../town/reading.ts";
import type { Holder, RequestsStub } from "./request-api.ts";

/** What the routes of the requests need. */
export interface RequestDesks {
	readonly edge: Edge;
	readonly rateLimit: RateLimit;
	readonly requests: (town: TownId) => RequestsStub;
}

/** Somebody who may see and change a request, and the desk that keeps it. */
export interface Held {
	readonly holder: Holder;
	readonly desk: RequestsStub;
	readonly reading: TownReading;
}

/** By the code of the address and the secret of the header; else the answer. Wrong, unknown and deleted are told alike. */
export async function heldBy(c: Context, { edge, requests }: RequestDesks): Promise<Held | Response> {
	const secret = /^Bearer ([A-Za-z0-9_-]{22,64})$/u.exec(c.req.header("authorization") ?? "")?.[1];
	if (secret === undefined) return makeProblem({ code: "unauthorised", headers: { "www-authenticate": "Bearer" } });
	const named = c.req.param("code") ?? "";
	const dot = named.lastIndexOf(".");
	const [town, code] = [parseTownId(named.slice(0, Math.max(dot, 0))), parseCode(named.slice(dot + 1))];
	const state = town && (await townAt(edge, c, town));
	if (!town || code === undefined || !state) return makeProblem({ code: "unknown_request" });
	if (state.kind === "broken") return makeProblem({ code: "broken_town", headers: { "retry-after": "60" } });
	const holder = { code, secret: await hashToken(secret) };
	return { holder, desk: requests(town), reading: state.reading };
}
