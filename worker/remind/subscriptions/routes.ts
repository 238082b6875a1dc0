import type { Context } from "hono";
import { Hono } from "hono";
import {
	aboutDayShape,
	changeShape,
	parseAboutDay,
	parseChange,
	subscribeShape,
} from "../../../data/model/subscription.ts";
import { makeDone, makeStored } from "../../../data/model/subscription-answers.ts";
import { doneShape, keyShape, storedShape, subscribedShape } from "../../../data/model/subscription-shapes.ts";
import { type Described, describe, pathOf } from "../../api/describe.ts";
import { publicOrigin } from "../../edge.ts";
import { readBody } from "../../http/body.ts";
import { makeProblem, type ProblemCode, tooMany } from "../../http/problem.ts";
import { currentKey } from "../push/vapid-keys.ts";
import { type Reminders, tickAll } from "../reminders.ts";
import type { Bearer, Done, Refusal, StoredSubscription } from "../slice-api.ts";
import { askAbout } from "./find.ts";
import { answer, refusal } from "./problems.ts";
import { subscribe } from "./subscribe.ts";
import { parseSubscriptionId, type SubscriptionId } from "./subscription-id.ts";

/** `GET /api/push-key`, `/api/subscriptions…`: what the page and its service worker ask of the reminders. */
export function reminderRoutes(reminders: Reminders): Hono {
	return new Hono()
		.use("/api/subscriptions/:id/*", async (c, next) => {
			const wait = reminders.rateLimit.wait(c, "change");
			return wait > 0 ? tooMany(wait) : next();
		})
		.get(
			"/api/push-key",
			described("Key for push subscriptions of this address", "getPushKey", keyShape, ["reminders_off"]),
			(c) => pushKey(c, reminders),
		)
		.post(
			"/api/subscriptions",
			described("Switch reminders on, or renew them", "subscribe", subscribedShape, INTAKE, {
				status: 201,
				body: subscribeShape,
			}),
			(c) => subscribe(c, reminders),
		)
		.get(
			"/api/subscriptions/:id",
			described("What is stored, and what comes next", "getSubscription", storedShape, OWN, OF_ONE),
			(c) => withSlice(c, reminders, (stub, bearer) => stub.read(bearer)),
		)
		.patch(
			"/api/subscriptions/:id",
			described("Change places, times or language", "changeSubscription", storedShape, [...OWN, ...INTAKE], {
				...OF_ONE,
				body: changeShape,
			}),
			async (c) => {
				const body = await readBody(c, parseChange);
				if (!body.ok) return body.problem;
				return withSlice(c, reminders, (stub, bearer) => stub.change(bearer, body.value));
			},
		)
		.delete(
			"/api/subscriptions/:id",
			described("Switch reminders off; everything is deleted", "unsubscribe", doneShape, OWN, OF_ONE),
			(c) => withSlice(c, reminders, (stub, bearer) => stub.remove(bearer)),
		)
		.post(
			"/api/subscriptions/:id/test",
			described("Send one push now", "testSubscription", doneShape, [...OWN, "too_often"], OF_ONE),
			(c) => withSlice(c, reminders, (stub, bearer) => stub.test(bearer)),
		)
		.post(
			"/api/subscriptions/:id/done",
			described("It is out: no further reminder for that day", "settle", doneShape, ABOUT, ABOUT_A_DAY),
			async (c) => {
				const body = await readBody(c, parseAboutDay);
				if (!body.ok) return body.problem;
				return withSlice(c, reminders, (stub, bearer) => stub.settle(bearer, body.value));
			},
		)
		.post(
			"/api/subscriptions/:id/undone",
			described("It is not out after all", "unsettle", doneShape, ABOUT, ABOUT_A_DAY),
			async (c) => {
				const body = await readBody(c, parseAboutDay);
				if (!body.ok) return body.problem;
				return withSlice(c, reminders, (stub, bearer) => stub.unsettle(bearer, body.value));
			},
		)
		.post(
			"/api/subscriptions/:id/later",
			described("One more push in an hour", "postpone", doneShape, [...ABOUT, "after_deadline"], ABOUT_A_DAY),
			async (c) => {
				const body = await readBody(c, parseAboutDay);
				if (!body.ok) return body.problem;
				return withSlice(c, reminders, (stub, bearer) => stub.postpone(bearer, body.value));
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
	"too_slow",
	"unknown_town",
	"unconfirmed_town",
	"body_too_large",
	"no_json",
	"unknown_place",
	"unknown_service",
	"off_grid_time",
	"after_deadline",
	"endpoint_not_allowed",
	"bad_key",
	"unknown_key",
	"endpoint_taken",
	"too_many_requests",
	"reminders_off",
	"storage_full",
	"broken_town",
	"moving",
	"unlawful",
];
/** Whoever asks for one subscription: nothing has to be sent, and the slice may be out of order. */
const OWN: readonly ProblemCode[] = [
	"unauthorised",
	"unknown_subscription",
	"reminders_off",
	"storage_full",
	"moving",
	"too_many_requests",
];
const ABOUT: readonly ProblemCode[] = [...OWN, "malformed", "no_json", "too_slow", "body_too_large", "unknown_place"];

function described(
	summary: string,
	operationId: string,
	answers: Described["answers"],
	problems: readonly ProblemCode[],
	more: Partial<Described> = {},
) {
	return describe({ tag: "reminders", summary, operationId, answers, problems: [...new Set(problems)], ...more });
}

const OF_ONE = { isOwn: true, path: pathOf("id") } as const;
const ABOUT_A_DAY = { ...OF_ONE, body: aboutDayShape } as const;

function pushKey(c: Context, { edge, keys }: Reminders): Response {
	const key = currentKey(keys, publicOrigin(edge, c).address);
	if (!key) return makeProblem({ code: "reminders_off" });
	return c.json({ key: key.publicKey, kid: key.kid }, 200, { "cache-control": "no-store" });
}

type Stub = ReturnType<Reminders["slice"]>;

async function tellingOf(
	reminders: Reminders,
	named: SubscriptionId,
	ask: (stub: Stub) => Promise<Telling>,
): Promise<Telling> {
	const told = await askAbout(reminders, named, async (stub) => {
		const answer = await ask(stub);
		return answer.kind === "unknown" ? undefined : answer;
	});
	return told === "moving" ? { kind: "moving" } : (told ?? { kind: "unknown" });
}

type Telling = StoredSubscription | Done | Refusal;

/** Runs a method of the slice in which a subscription is, for the bearer of its token. */
async function withSlice(
	c: Context,
	reminders: Reminders,
	ask: (stub: Stub, bearer: Bearer) => Promise<Telling>,
): Promise<Response> {
	const token = /^Bearer ([A-Za-z0-9_-]{16,64})$/u.exec(c.req.header("authorization") ?? "")?.[1];
	if (token === undefined) return makeProblem({ code: "unauthorised", headers: { "www-authenticate": "Bearer" } });
	return answer(reminders, async () => {
		const named = parseSubscriptionId(c.req.param("id") ?? "", (await reminders.layouts.now()).most);
		if (!named) return makeProblem({ code: "unknown_subscription" });
		// Whether the town's dates are there says nothing about who may switch its reminders off.
		const told = await tellingOf(reminders, named, (stub) => ask(stub, { name: named.name, token }));
		if (told.kind === "stored") return c.json(makeStored(told), 200, { "cache-control": "no-store" });
		if (told.kind === "done") return c.json(makeDone(told), 200, { "cache-control": "no-store" });
		return refusal(told);
	});
}
