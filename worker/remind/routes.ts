import type { Context } from "hono";
import { Hono } from "hono";
import type { NextReminder, Wish } from "../../data/model/reminder.ts";
import { type FieldFlaw, parseChange, parsePlaceDay, parseSubscribe } from "../../data/model/subscription.ts";
import { makeTime } from "../../data/model/time.ts";
import { describe } from "../api/describe.ts";
import { publicOrigin } from "../edge.ts";
import { makeProblem, type ProblemCode } from "../http/problem.ts";
import { readBody } from "./body.ts";
import { areLawfulKeys } from "./browser-keys.ts";
import { wayTo } from "./endpoint.ts";
import { currentKey } from "./keys.ts";
import { type Reminders, tickAll } from "./reminders.ts";
import { doneShape, keyShape, subscribedShape, subscriptionShape } from "./shapes.ts";
import { sliceOf } from "./slice-of.ts";
import type { Bearer, Refusal, Told } from "./talk.ts";
import { makeToken } from "./token.ts";

/** `GET /api/push-key`, `/api/subscriptions…`: what the page and its service worker ask of the reminders. */
export function reminderRoutes(reminders: Reminders): Hono {
	return new Hono()
		.get("/api/push-key", described("Key for push subscriptions of this address", "getPushKey", keyShape, []), (c) =>
			pushKey(c, reminders),
		)
		.post(
			"/api/subscriptions",
			described("Switch reminders on, or renew them", "subscribe", subscribedShape, INTAKE),
			(c) => subscribe(c, reminders),
		)
		.get(
			"/api/subscriptions/:id",
			described("What is stored, and what comes next", "getSubscription", subscriptionShape, OWN),
			(c) => withShard(c, reminders, (shard, bearer) => shard.read(bearer)),
		)
		.patch(
			"/api/subscriptions/:id",
			described("Change places, times or language", "changeSubscription", subscriptionShape, [...OWN, ...INTAKE]),
			async (c) => {
				const body = await readBody(c, parseChange);
				if (!body.ok) return body.problem;
				return withShard(c, reminders, (shard, bearer) => shard.change(bearer, body.value));
			},
		)
		.delete(
			"/api/subscriptions/:id",
			described("Switch reminders off; everything is deleted", "unsubscribe", doneShape, OWN),
			(c) => withShard(c, reminders, (shard, bearer) => shard.remove(bearer)),
		)
		.post(
			"/api/subscriptions/:id/test",
			described("Send one push now", "testSubscription", doneShape, [...OWN, "too_often"]),
			(c) => withShard(c, reminders, (shard, bearer) => shard.test(bearer)),
		)
		.post(
			"/api/subscriptions/:id/done",
			described("It is out: no further reminder for that day", "settle", doneShape, OWN),
			async (c) => {
				const body = await readBody(c, parsePlaceDay);
				if (!body.ok) return body.problem;
				return withShard(c, reminders, (shard, bearer) => shard.settle(bearer, body.value));
			},
		)
		.post(
			"/api/subscriptions/:id/later",
			described("One more push in an hour", "postpone", doneShape, [...OWN, "after_deadline"]),
			async (c) => {
				const body = await readBody(c, parsePlaceDay);
				if (!body.ok) return body.problem;
				return withShard(c, reminders, (shard, bearer) => shard.postpone(bearer, body.value));
			},
		);
}

/** `POST /test/tick`: everything that is due by a test's clock, until it is done. Exists only with such a clock. */
export function tickRoute(reminders: Reminders): Hono {
	return new Hono().post("/test/tick", async (c) => {
		const { sent, next } = await tickAll(reminders, reminders.edge.now());
		return c.json({ sent, next: next === undefined ? undefined : new Date(next).toISOString() });
	});
}

const INTAKE: readonly ProblemCode[] = [
	"malformed",
	"unknown_town",
	"body_too_large",
	"no_json",
	"unknown_place",
	"unknown_service",
	"off_grid_time",
	"after_deadline",
	"endpoint_not_allowed",
	"bad_key",
	"endpoint_taken",
	"too_many_requests",
	"reminders_off",
	"storage_full",
];
const OWN: readonly ProblemCode[] = ["unauthorised", "unknown_subscription", "malformed"];

function described(
	summary: string,
	operationId: string,
	answers: Parameters<typeof describe>[0]["answers"],
	problems: readonly ProblemCode[],
) {
	return describe({ summary, operationId, answers, problems: [...new Set(problems)] });
}

function pushKey(c: Context, { edge, keys }: Reminders): Response {
	const key = currentKey(keys, publicOrigin(edge, c).address);
	if (!key) return makeProblem({ code: "reminders_off" });
	return c.json({ key: key.publicKey, kid: key.kid }, 200, { "cache-control": "no-store" });
}

async function subscribe(c: Context, reminders: Reminders): Promise<Response> {
	const { edge, keys, routes, slices, admission } = reminders;
	const wait = admission.wait(c);
	if (wait > 0) return makeProblem({ code: "too_many_requests", headers: { "retry-after": String(wait) } });
	const body = await readBody(c, parseSubscribe);
	if (!body.ok) return body.problem;
	const { town, lang, push, places } = body.value;
	const origin = publicOrigin(edge, c);
	const key = currentKey(keys, origin.address);
	const state = origin.town === undefined || origin.town === town ? await edge.towns.find(town) : undefined;
	if (!state) return makeProblem({ code: "unknown_town", errors: [{ field: "town", code: "unknown_town" }] });
	if (!key) return makeProblem({ code: "reminders_off" });
	const way = wayTo(push.endpoint, routes);
	if (!way)
		return makeProblem({
			code: "endpoint_not_allowed",
			errors: [{ field: "push.endpoint", code: "endpoint_not_allowed" }],
		});
	if (!(await areLawfulKeys(push.keys.p256dh, push.keys.auth))) {
		return makeProblem({ code: "bad_key", errors: [{ field: "push.keys", code: "bad_key" }] });
	}
	const slice = await sliceOf(push.endpoint, slices);
	const towns = [...(await edge.towns.all()).keys()];
	const shard = reminders.shard(town, slice);
	return answer(async () => {
		const done = await shard.subscribe({
			town,
			name: makeToken(),
			push,
			host: way.host,
			kid: key.kid,
			origin: origin.address,
			lang,
			places,
			// A browser's endpoint belongs to one address: one that shows one town shares it with no other.
			otherTowns: origin.town === undefined ? towns.filter((each) => each !== town) : [],
			slices,
		});
		if (done.kind !== "subscribed") return refusal(done);
		const { name, token, next } = done;
		return c.json({ id: `${town}.${slice}.${name}`, token, next: next.map(makeNext) }, 201, {
			"cache-control": "no-store",
		});
	});
}

type Shard = ReturnType<Reminders["shard"]>;

/** Runs a method of the slice that an id names, for the bearer of its token. */
async function withShard(
	c: Context,
	reminders: Reminders,
	ask: (shard: Shard, bearer: Bearer) => Promise<Told | { kind: "done"; outcome?: string } | Refusal>,
): Promise<Response> {
	const token = /^Bearer ([A-Za-z0-9_-]{16,64})$/u.exec(c.req.header("authorization") ?? "")?.[1];
	if (token === undefined) return makeProblem({ code: "unauthorised", headers: { "www-authenticate": "Bearer" } });
	const [town = "", number = "", name = ""] = (c.req.param("id") ?? "").split(".");
	const slice = /^\d{1,3}$/u.test(number) ? Number(number) : -1;
	const known = slice >= 0 && slice < reminders.slices && /^[A-Za-z0-9_-]{22}$/u.test(name);
	if (!known || !(await reminders.edge.towns.find(town))) return makeProblem({ code: "unknown_subscription" });
	return answer(async () => {
		const told = await ask(reminders.shard(town, slice), { name, token });
		if (told.kind === "told") return c.json(makeTold(told), 200, { "cache-control": "no-store" });
		if (told.kind === "done") return c.json({ outcome: told.outcome ?? "done" }, 200, { "cache-control": "no-store" });
		return refusal(told);
	});
}

/** A slice that cannot write says so by breaking off; it starts anew with the next request. */
async function answer(work: () => Promise<Response>): Promise<Response> {
	try {
		return await work();
	} catch (error) {
		const isFull = /full|SQLITE_FULL|no space/iu.test(String(error));
		return makeProblem({ code: isFull ? "storage_full" : "reminders_off", headers: { "retry-after": "60" } });
	}
}

function refusal(refused: Refusal): Response {
	switch (refused.kind) {
		case "unknown":
			return makeProblem({ code: "unknown_subscription" });
		case "taken":
			return makeProblem({ code: "endpoint_taken" });
		case "too_late":
			return makeProblem({ code: "after_deadline" });
		case "too_often":
			return makeProblem({ code: "too_often", headers: { "retry-after": String(refused.wait) } });
		case "unready":
			return makeProblem({ code: "broken_town", headers: { "retry-after": "60" } });
		case "off":
			return makeProblem({ code: "reminders_off", detail: "The town names no contact, or its slices were changed." });
		case "full":
			return makeProblem({ code: "storage_full", headers: { "retry-after": "3600" } });
		case "flawed":
			return flawed(refused.flaws);
	}
}

const LAWFUL_FLAWS: readonly ProblemCode[] = ["unknown_place", "unknown_service", "off_grid_time", "after_deadline"];

function flawed(flaws: readonly FieldFlaw[]): Response {
	const code = LAWFUL_FLAWS.find((each) => flaws.some((flaw) => flaw.code === each)) ?? "unlawful";
	return makeProblem({ code, status: 422, errors: flaws });
}

function makeTold({ lang, kid, places, lastDelivered, lastOutcome, next }: Told) {
	return {
		lang,
		kid,
		places: places.map(makeWish),
		lastDelivered: lastDelivered === undefined ? undefined : new Date(lastDelivered).toISOString(),
		lastOutcome,
		next: next.map(makeNext),
	};
}

function makeWish({ remind, ...rest }: Wish) {
	return { ...rest, remind: remind.map(({ when, time }) => ({ when, time: makeTime(time) })) };
}

function makeNext({ at, ...rest }: NextReminder) {
	return { at: new Date(at).toISOString(), ...rest };
}
