import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import type { Role } from "../../data/model/desk.ts";
import type { TownId } from "../../data/model/town.ts";
import { hostRefused, isHost } from "../http/host-secret.ts";
import { makeProblem } from "../http/problem.ts";
import type { Desks } from "./desks.ts";
import { partyOf } from "./party.ts";
import type { Actor, Session } from "./people/people-api.ts";

/** Who asks; absent: nobody that is known here. */
export interface Caller extends Actor {
	/** Absent: whoever names the host's secret. */
	readonly session?: Session | undefined;
	readonly token?: string | undefined;
}

export interface DeskVariables {
	readonly Variables: { readonly town: TownId; readonly caller?: Caller; readonly isCrossSite: boolean };
}

/**
 * The session's cookie, one for each town. `__Host-` binds it to this host, `Strict` to our own pages. Safari takes
 * no `Secure` cookie from `http://localhost`: there alone it is called and marked otherwise.
 */
export function sessionCookie(c: Context, town: string, token: string): string {
	const { name, isSecure } = cookieFor(c, town);
	const ends = token === "" ? "; Max-Age=0" : "";
	return `${name}=${token}; Path=/; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}${ends}`;
}

function cookieFor(c: Context, town: string): { readonly name: string; readonly isSecure: boolean } {
	const agent = c.req.header("user-agent") ?? "";
	const isSafari = agent.includes("Safari/") && !/Chrom(?:e|ium)\//u.test(agent);
	const isPlain = isSafari && new URL(c.req.url).hostname === "localhost";
	return isPlain ? { name: `desk-${town}`, isSecure: false } : { name: `__Host-desk-${town}`, isSecure: true };
}

/** Whoever names the host's secret. */
const HOST: Caller = { role: "host" };

/** Finds out who asks. What is answered to one is never kept for another. */
export function knowCaller(desks: Desks): MiddlewareHandler<DeskVariables> {
	return async (c, next) => {
		const isBearer = c.req.header("authorization") !== undefined;
		if (isBearer && !(await isHost(desks.edge.admin, c.req.header("authorization")))) return hostRefused();
		const caller = isBearer ? HOST : await callerOf(desks, c);
		if (caller) c.set("caller", caller);
		c.set("isCrossSite", isWrite(c) && caller !== HOST && !isFromOwnPage(desks, c));
		await next();
		c.res.headers.set("cache-control", "no-store");
		return undefined;
	};
}

async function callerOf(desks: Desks, c: Context<DeskVariables>): Promise<Caller | undefined> {
	const { town } = c.var;
	const token = getCookie(c, cookieFor(c, town).name);
	if (token === undefined || token.length > 100 || !(await desks.registry().isOpen(town))) return undefined;
	const session = await desks.desk(town).session(token, desks.edge.now());
	return session && { person: session.person.id, role: session.person.role, session, token };
}

function isWrite({ req: { method } }: Context): boolean {
	return method !== "GET" && method !== "HEAD";
}

/** A browser says from where it asks, and no page can make it lie. */
function isFromOwnPage(desks: Desks, c: Context<DeskVariables>): boolean {
	const site = c.req.header("sec-fetch-site");
	if (site !== undefined && site !== "same-origin") return false;
	return c.req.header("origin") === partyOf(desks.edge, c.req.url, c.var.town).origin;
}

/** Only who is signed in with one of these roles. The host's secret opens everything that needs no person. */
export function only(...roles: readonly Role[]): MiddlewareHandler<DeskVariables> {
	return async (c, next) => {
		const { caller } = c.var;
		if (!caller) return makeProblem({ code: "signed_out" });
		if (c.var.isCrossSite) return makeProblem({ code: "cross_site" });
		if (caller.session && !roles.includes(caller.role)) return makeProblem({ code: "not_your_role" });
		return next();
	};
}

/** Whoever stands before the door: the page's own requests alone. */
export const anybody: MiddlewareHandler<DeskVariables> = async (c, next) => {
	return c.var.isCrossSite ? makeProblem({ code: "cross_site" }) : next();
};

/** The same for what a person alone can do: with the host's secret nobody is signed in. */
export function onlyPerson(...roles: readonly Role[]): MiddlewareHandler<DeskVariables> {
	const inRole = only(...roles);
	return async (c, next) => {
		if (c.var.caller && !c.var.caller.session) return makeProblem({ code: "not_your_role" });
		return inRole(c, next);
	};
}

/** Within a route that only known callers reach. */
export function actorOf(c: Context<DeskVariables>): Actor {
	const { caller } = c.var;
	if (!caller) throw new Error("a route of the desk that lets everybody in");
	return { person: caller.person, role: caller.role };
}
