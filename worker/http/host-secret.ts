import type { MiddlewareHandler } from "hono";
import { makeProblem } from "./problem.ts";
import { isSameHash, sha256 } from "./sha256.ts";

/**
 * Lets only the host in: whoever names the secret (`admin.key` in the state folder; on Cloudflare
 * `TONNENTAG_ADMIN`) as Bearer. Without a secret nobody. What stands behind it is never cached.
 */
export function hostOnly(secret: string | undefined): MiddlewareHandler {
	return async (c, next) => {
		if (!(await isHost(secret, c.req.header("authorization")))) return hostRefused();
		await next();
		c.res.headers.set("cache-control", "no-store");
		return undefined;
	};
}

/** By way of hashes: how long it takes tells nothing of the secret. */
export async function isHost(secret: string | undefined, authorization: string | undefined): Promise<boolean> {
	const given = /^Bearer (\S{1,200})$/u.exec(authorization ?? "")?.[1];
	if (secret === undefined || given === undefined) return false;
	const hashed = (text: string) => sha256(new Uint8Array(new TextEncoder().encode(text)));
	return isSameHash(await hashed(secret), await hashed(given));
}

export function hostRefused(): Response {
	return makeProblem({
		code: "unauthorised",
		detail: "The host's secret is missing or another one.",
		headers: { "www-authenticate": "Bearer" },
	});
}
