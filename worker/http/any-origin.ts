import type { MiddlewareHandler } from "hono";
import { cors } from "hono/cors";

const METHODS = ["GET", "HEAD", "OPTIONS"];

const allowAll = cors({ origin: "*", allowMethods: METHODS });

/** Readable by scripts of every origin, and OPTIONS answered (Fetch Standard, CORS protocol). */
export const anyOrigin: MiddlewareHandler = async (c, next) => {
	const preflight = await allowAll(c, next);
	if (preflight) preflight.headers.set("allow", METHODS.join(", "));
	c.set("isPublic", true);
	return preflight;
};
