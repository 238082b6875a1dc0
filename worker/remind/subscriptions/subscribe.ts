import type { Context } from "hono";
import { parseSubscribe, type SubscribeRequest } from "../../../data/model/subscription.ts";
import { makeSubscribed } from "../../../data/model/subscription-answers.ts";
import { publicOrigin } from "../../edge.ts";
import { readBody } from "../../http/body.ts";
import { makeProblem, type ProblemCode, tooMany } from "../../http/problem.ts";
import type { TownState } from "../../town/shelf.ts";
import { areLawfulKeys } from "../push/browser-keys.ts";
import { wayTo } from "../push/endpoint.ts";
import { currentKey, keyNamed } from "../push/vapid-keys.ts";
import type { Reminders } from "../reminders.ts";
import type { Handover, NewSubscription } from "../slice-api.ts";
import { askAbout } from "./find.ts";
import { answer, refusal } from "./problems.ts";
import { subscribeAt } from "./subscribe-at.ts";
import { parseSubscriptionId } from "./subscription-id.ts";
import { makeToken } from "./token.ts";

/** `POST /api/subscriptions`: one per town and endpoint; posted again it is renewed. */
export async function subscribe(c: Context, reminders: Reminders): Promise<Response> {
	const wait = reminders.rateLimit.wait(c, "subscribe");
	if (wait > 0) return tooMany(wait);
	const body = await readBody(c, parseSubscribe);
	if (!body.ok) return body.problem;
	const given = await admit(c, reminders, body.value);
	if (given instanceof Response) return given;
	const turn = reminders.rateLimit.waitForShare(given.town, given.host);
	if (turn > 0) return tooMany(turn);
	return answer(reminders, async () => {
		const handover = await handoverOf(reminders, body.value);
		const { slice, done } = await subscribeAt(reminders, { ...given, handover });
		if (done.kind !== "subscribed") return refusal(done);
		const id = `${given.town}.${slice}.${done.name}`;
		// New first, then the old one goes: a household is never without.
		await leave(reminders, body.value, id);
		const headers = { "cache-control": "no-store" };
		return c.json(makeSubscribed(id, done), 201, headers);
	});
}

/** Everything about a request that can be judged without its slice. */
async function admit(
	c: Context,
	{ edge, keys, routes }: Reminders,
	{ town, lang, push, kid, places, bundle = false, proof }: SubscribeRequest,
): Promise<Omit<NewSubscription, "handover" | "home" | "isOnlyKnown"> | Response> {
	const origin = publicOrigin(edge, c);
	const current = currentKey(keys, origin.address);
	const state = origin.town === undefined || origin.town === town ? await edge.towns.find(town) : undefined;
	if (!state) return flawed("unknown_town", "town");
	if (isTrial(state)) return flawed("unconfirmed_town", "town");
	if (!current) return makeProblem({ code: "reminders_off" });
	// A key may be rotated between the question for it and this request.
	if (kid !== undefined && !keyNamed(keys, kid)) return flawed("unknown_key", "kid");
	const way = wayTo(push.endpoint, routes);
	if (!way) return flawed("endpoint_not_allowed", "push.endpoint");
	const isOurs = [...keys.values()].flat().some(({ publicKey }) => publicKey === push.keys.p256dh.replace(/=+$/u, ""));
	// Our own key is no browser's: nobody could read what is encrypted for it.
	if (isOurs || !(await areLawfulKeys(push.keys.p256dh, push.keys.auth))) return flawed("bad_key", "push.keys");
	return {
		town,
		name: makeToken(),
		push,
		host: way.host,
		kid,
		currentKid: current.kid,
		origin: origin.address,
		lang,
		places,
		bundle,
		proof,
	};
}

/** A first dataset that may still lose everything: nobody is to rely on it. */
function isTrial(state: TownState): boolean {
	return state.kind === "ready" && !state.reading.dataset.town.confirmed;
}

function flawed(code: ProblemCode, field: string): Response {
	return makeProblem({ code, errors: [{ field, code }] });
}

/** What the subscription that goes was told. Another town's days are of no use here. */
async function handoverOf(reminders: Reminders, { town, replaces }: SubscribeRequest): Promise<Handover | undefined> {
	const old = replaces && parseSubscriptionId(replaces.id, (await reminders.layouts.now()).most);
	if (old?.town !== town) return undefined;
	const bearer = { name: old.name, token: replaces?.token ?? "" };
	const told = await askAbout(reminders, old, (stub) => stub.handover(bearer));
	return told === "moving" ? undefined : told;
}

async function leave(reminders: Reminders, { replaces }: SubscribeRequest, id: string): Promise<void> {
	const old = replaces && parseSubscriptionId(replaces.id, reminders.layouts.last.most);
	if (!old || id.endsWith(`.${old.name}`)) return;
	await askAbout(reminders, old, async (stub) => {
		const done = await stub.remove({ name: old.name, token: replaces.token });
		return done.kind === "unknown" ? undefined : done;
	});
}
