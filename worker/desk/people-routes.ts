import { type Context, Hono } from "hono";
import {
	inviteShape,
	type Link,
	type PasskeyBody,
	parseAs,
	passkeyShape,
	withInviteShape,
} from "../../data/model/desk.ts";
import type { TownId } from "../../data/model/town.ts";
import { readBody } from "../http/body.ts";
import { makeProblem, type ProblemCode, tooMany } from "../http/problem.ts";
import { actorOf, anybody, type Caller, type DeskVariables, only, onlyPerson, sessionCookie } from "./access.ts";
import type { DeskStub } from "./desk-api.ts";
import { type Desks, openDesk } from "./desks.ts";
import { partyOf } from "./party.ts";
import { type Applicant, IN_CHARGE_OF, type NewToken } from "./people/people-api.ts";

type DeskContext = Context<DeskVariables>;

/** Signing in and out, links, people, and what they did. */
export function peopleRoutes(desks: Desks): Hono<DeskVariables> {
	return new Hono<DeskVariables>()
		.post("/invitations", only("clerk", "host"), (c) => invite(desks, c))
		.post("/invitations/read", anybody, (c) => readInvitation(desks, c))
		.post("/device-links", onlyPerson("clerk", "haulier", "host"), (c) => linkDevice(desks, c))
		.post("/passkeys/options", anybody, (c) => creationOptions(desks, c))
		.post("/passkeys", anybody, (c) => addPasskey(desks, c))
		.post("/session/options", anybody, (c) => requestOptions(desks, c))
		.post("/session", anybody, (c) => signIn(desks, c))
		.get("/session", only("clerk", "haulier", "host"), (c) => c.json(sessionAnswer(c)))
		.delete("/session", onlyPerson("clerk", "haulier", "host"), (c) => signOut(desks, c))
		.delete("/sessions", onlyPerson("clerk", "haulier", "host"), (c) => signOutEverywhere(desks, c))
		.get("/people", only("clerk", "host"), async (c) => {
			const desk = await openDesk(desks, c.var.town);
			return c.json((await desk?.people(desks.edge.now())) ?? []);
		})
		.delete("/people/:person", only("clerk", "host"), (c) => remove(desks, c))
		.get("/audit", only("clerk", "host"), (c) => audit(desks, c));
}

/** The first invitation opens a town's desk; the town itself may be still to come. */
async function invite(desks: Desks, c: DeskContext): Promise<Response> {
	const body = await readBody(c, parseAs(inviteShape));
	if (!body.ok) return body.problem;
	const { town } = c.var;
	const by = actorOf(c);
	if (!IN_CHARGE_OF[by.role].includes(body.value.role)) return makeProblem({ code: "not_your_role" });
	await desks.registry().open(town);
	const made = await desks.desk(town).invite({ ...body.value, town, by, at: desks.edge.now() });
	return c.json(linkOf(desks, c, made), 201);
}

async function linkDevice(desks: Desks, c: DeskContext): Promise<Response> {
	const made = await desks.desk(c.var.town).linkDevice(actorOf(c), desks.edge.now());
	return made ? c.json(linkOf(desks, c, made), 201) : makeProblem({ code: "signed_out" });
}

/** The secret stands behind `#`, where no browser sends it and no proxy writes it down. */
function linkOf({ edge }: Desks, c: DeskContext, { token, until }: NewToken): Link {
	const { origin, town } = partyOf(edge, c.req.url, c.var.town);
	return { link: `${origin}/desk/${town}#invite=${token}`, until: new Date(until).toISOString() };
}

/** Lets `attempt` decide, unless this client failed too often; what it does not answer is a failure. */
async function attempted(
	desks: Desks,
	c: DeskContext,
	code: ProblemCode,
	attempt: (desk: DeskStub) => Promise<Response | undefined>,
): Promise<Response> {
	const { headers } = c.req.raw;
	const wait = desks.attempts.wait(headers);
	if (wait > 0) return tooMany(wait);
	const desk = await openDesk(desks, c.var.town);
	const answer = desk && (await attempt(desk));
	if (answer) return answer;
	desks.attempts.noteFailure(headers);
	return makeProblem({ code });
}

async function readInvitation(desks: Desks, c: DeskContext): Promise<Response> {
	const body = await readBody(c, parseAs(withInviteShape));
	if (!body.ok) return body.problem;
	return attempted(desks, c, "unknown_invitation", async (desk) => {
		const guest = await desk.invited(body.value.invite ?? "", desks.edge.now());
		return guest && c.json({ ...guest, town: c.var.town, until: new Date(guest.until).toISOString() });
	});
}

/** A link counts before a session: whoever opens one wants to be who it is for. */
function applicantOf(invite: string | undefined, caller: Caller | undefined): Applicant | undefined {
	if (invite !== undefined) return { invite };
	return caller?.person === undefined ? undefined : { person: caller.person };
}

async function creationOptions(desks: Desks, c: DeskContext): Promise<Response> {
	const body = await readBody(c, parseAs(withInviteShape));
	if (!body.ok) return body.problem;
	const applicant = applicantOf(body.value.invite, c.var.caller);
	if (!applicant) return makeProblem({ code: "signed_out" });
	return attempted(desks, c, "unknown_invitation", async (desk) => {
		const party = partyOf(desks.edge, c.req.url, c.var.town);
		const options = await desk.creationOptions(party, applicant, desks.edge.now());
		return options && c.json({ options });
	});
}

async function addPasskey(desks: Desks, c: DeskContext): Promise<Response> {
	const body = await readBody(c, parseAs(passkeyShape));
	if (!body.ok) return body.problem;
	const applicant = applicantOf(body.value.invite, c.var.caller);
	if (!applicant) return makeProblem({ code: "signed_out" });
	return signedIn(desks, c, (desk, ...given) => desk.addPasskey(...given, applicant), body.value);
}

async function requestOptions(desks: Desks, c: DeskContext): Promise<Response> {
	const desk = await openDesk(desks, c.var.town);
	if (!desk) return makeProblem({ code: "unknown_town" });
	const party = partyOf(desks.edge, c.req.url, c.var.town);
	return c.json({ options: await desk.requestOptions(party, desks.edge.now()) });
}

async function signIn(desks: Desks, c: DeskContext): Promise<Response> {
	const body = await readBody(c, parseAs(passkeyShape));
	if (!body.ok) return body.problem;
	return signedIn(desks, c, (desk, ...given) => desk.signIn(...given), body.value);
}

type Given = Parameters<DeskStub["signIn"]>;

function signedIn(
	desks: Desks,
	c: DeskContext,
	prove: (desk: DeskStub, ...given: Given) => Promise<NewToken | undefined>,
	{ response }: PasskeyBody,
): Promise<Response> {
	return attempted(desks, c, "passkey_refused", async (desk) => {
		const made = await prove(desk, partyOf(desks.edge, c.req.url, c.var.town), response, desks.edge.now());
		return made && leave(c, c.var.town, made.token);
	});
}

/** Without a body, with the session's cookie; an empty token ends it. */
function leave(c: DeskContext, town: TownId, token: string): Response {
	return new Response(null, { status: 204, headers: { "set-cookie": sessionCookie(c, town, token) } });
}

async function signOut(desks: Desks, c: DeskContext): Promise<Response> {
	await desks.desk(c.var.town).signOut(c.var.caller?.token ?? "", desks.edge.now());
	return leave(c, c.var.town, "");
}

async function signOutEverywhere(desks: Desks, c: DeskContext): Promise<Response> {
	await desks.desk(c.var.town).signOutEverywhere(actorOf(c), desks.edge.now());
	return leave(c, c.var.town, "");
}

function sessionAnswer(c: DeskContext) {
	const { town, caller } = c.var;
	const session = caller?.session;
	const until = session && new Date(session.until).toISOString();
	return { person: session?.person, role: actorOf(c).role, town, until };
}

async function remove(desks: Desks, c: DeskContext): Promise<Response> {
	const desk = await openDesk(desks, c.var.town);
	const isGone = await desk?.remove(c.req.param("person") ?? "", actorOf(c), desks.edge.now());
	return isGone ? c.body(null, 204) : makeProblem({ code: "unknown_person" });
}

async function audit(desks: Desks, c: DeskContext): Promise<Response> {
	const before = c.req.query("before") ?? `${Number.MAX_SAFE_INTEGER}`;
	if (!/^\d{1,16}$/u.test(before))
		return makeProblem({ code: "malformed", errors: [{ field: "before", code: "not_a_number" }] });
	const desk = await openDesk(desks, c.var.town);
	return c.json((await desk?.audit(Number(before), desks.edge.now())) ?? []);
}
