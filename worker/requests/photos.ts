import type { Context } from "hono";
import { OPEN_STATES } from "../../data/model/request.ts";
import { readOctets } from "../http/octets.ts";
import { makeProblem } from "../http/problem.ts";
import { cleanJpeg } from "./jpeg.ts";
import { heldBy, type RequestDesks } from "./request-desks.ts";
import { toldRequest } from "./told-request.ts";

const LARGEST = 1_000_000;

/** `PUT …/photos/{n}`: the same photo again changes nothing. */
export async function putPhoto(c: Context, desks: RequestDesks): Promise<Response> {
	const held = await heldBy(c, desks);
	if (held instanceof Response) return held;
	const { desk, holder, reading } = held;
	const stored = await desk.readRequest(holder);
	if (!stored) return makeProblem({ code: "unknown_request" });
	const n = Number(c.req.param("n"));
	const most = "photos" in stored.offer ? stored.offer.photos : 0;
	if (!(Number.isInteger(n) && n >= 1 && n <= most))
		return makeProblem({ code: "unlawful", errors: [{ field: "n", code: "too_many" }] });
	if (!OPEN_STATES.includes(stored.state)) return makeProblem({ code: "too_late" });
	if (!/^image\/jpeg\s*(?:;|$)/iu.test(c.req.header("content-type") ?? "")) return makeProblem({ code: "no_jpeg" });
	const octets = await readOctets(c.req.raw, LARGEST);
	if (octets === "slow") return makeProblem({ code: "too_slow", headers: { connection: "close" } });
	if (octets === "large") return makeProblem({ code: "body_too_large" });
	const jpeg = cleanJpeg(octets);
	if (!jpeg) return makeProblem({ code: "no_jpeg" });
	const at = desks.edge.now();
	if (!(await desk.putPhoto(holder, { n, jpeg, at }))) return makeProblem({ code: "too_late" });
	const now = await desk.readRequest(holder);
	if (!now) return makeProblem({ code: "unknown_request" });
	return c.json(toldRequest(reading.dataset, now, at), 200, { "cache-control": "no-store" });
}

/** Its own household alone sees it, and whatever it is taken for, it runs nothing. */
export async function getPhoto(c: Context, desks: RequestDesks): Promise<Response> {
	const held = await heldBy(c, desks);
	if (held instanceof Response) return held;
	if (!(await held.desk.readRequest(held.holder))) return makeProblem({ code: "unknown_request" });
	const jpeg = await held.desk.readPhoto(held.holder, Number(c.req.param("n")));
	if (!jpeg) return makeProblem({ code: "not_found" });
	return c.body(jpeg, 200, { "content-type": "image/jpeg", "cache-control": "private, no-store" });
}
