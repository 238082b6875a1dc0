import type { Dataset } from "../../../data/model/dataset.ts";
import { TOGETHER } from "../../../data/model/push-message.ts";
import type { LaterReason } from "../../../data/model/subscription-shapes.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { shorten } from "../error-words.ts";
import type { Delivery } from "../ledger/deliveries.ts";
import { parseKind } from "../ledger/kind.ts";
import type { Ending } from "../ledger/outcomes.ts";
import { backoff, classify, type Outcome, reasonOf } from "../push/answer.ts";
import { type Way, wayTo } from "../push/endpoint.ts";
import type { Evidence, PushHosts } from "../push/push-hosts.ts";
import { makePushRequest } from "../push/request.ts";
import type { VapidTokens } from "../push/vapid.ts";
import { keyNamed, type VapidKey } from "../push/vapid-keys.ts";
import type { World } from "../world.ts";
import { isGoodTime, notBefore } from "./payload.ts";
import { PayloadCache } from "./payload-cache.ts";
import { makeTag } from "./tag.ts";

/** A push service that does not send its headers within this time is given up, in milliseconds. */
const PATIENCE = 10_000;
/** After a refusal of our token, also of a fresh one; in milliseconds. */
const UNAUTHORISED_REST = 15 * 60_000;
/** A fault that meets one meets thousands: so many lines tell of each kind. */
const MOST_LINES = 3;
/** Bytes of an answer that are read, to keep the connection. */
const SHORT_BODY = 1024;

export interface SendContext {
	readonly world: World;
	readonly hosts: PushHosts;
	readonly tokens: VapidTokens;
	readonly now: () => Instant;
	/** The `sub` of the tokens. */
	readonly subject: string;
}

/** How one of the deliveries of a push ended. */
export interface Ended {
	readonly delivery: Delivery;
	readonly ending: Ending;
}

interface Parcel {
	readonly delivery: Delivery;
	readonly way: Way;
	readonly tag: string;
	readonly payload: string;
}

/** Carries out one push, of one delivery or of several: writes it, sends it, and says how it ended. */
export class Sender {
	readonly #context: SendContext;
	readonly #told = new Map<string, number>();
	readonly #payloads = new PayloadCache();
	readonly #waiting = new Set<{ readonly patience: AbortController; readonly until: number }>();
	/** By slot, day and minute: what holds for everybody is worked out once. */
	readonly #goodTimes = new Map<string, boolean>();
	/** Requests that were sent. */
	sent = 0;

	constructor(context: SendContext) {
		this.#context = context;
	}

	/** Never throws: what goes wrong with one push is tried again, and the next one goes on. */
	async carryOut(bundle: readonly Delivery[], dataset: Dataset): Promise<readonly Ended[]> {
		try {
			const early = bundle.flatMap((delivery) => this.#endedEarly(delivery, dataset) ?? []);
			const ready = bundle.filter((each) => !early.some(({ delivery }) => delivery === each));
			return [...early, ...(await this.#carryOut(ready, dataset))];
		} catch (error) {
			this.#tell("delivery_failed", { error: shorten(error) });
			return this.#allSo(bundle, (delivery) => this.#again(delivery, undefined));
		}
	}

	/** To be called now and then: a timer for each request costs more than its encryption. */
	giveUpOnSilent(): void {
		const elapsed = this.#context.world.elapsed();
		for (const { patience, until } of this.#waiting)
			if (until <= elapsed) patience.abort(new Error("no answer in time"));
	}

	/** What is not sent now. */
	#endedEarly(delivery: Delivery, dataset: Dataset): Ended | undefined {
		const { world, now } = this.#context;
		if (now() >= delivery.until) return { delivery, ending: { state: "expired" } };
		const wait = this.#isGoodTime(delivery, dataset) ? undefined : notBefore(world.sql, delivery, dataset, now());
		if (wait === "never") return { delivery, ending: { state: "withdrawn" } };
		return wait === undefined ? undefined : { delivery, ending: { state: "due", due: Math.min(wait, delivery.until) } };
	}

	async #carryOut(bundle: readonly Delivery[], dataset: Dataset): Promise<readonly Ended[]> {
		const [first, ...others] = bundle;
		if (!first) return [];
		const { world, now } = this.#context;
		// However many places it has the next time: it is the same reminder.
		const tag = makeTag(first.name, others.length > 0 ? TOGETHER : first.place, first.day, first.kind);
		const written = this.#payloads.write(bundle, dataset, tag, now());
		const left = bundle.filter((each) => !written?.told.has(each));
		const withdrawn = this.#allSo(left, () => ({ state: "withdrawn" }));
		const way = wayTo(first.endpoint, world.routes);
		const key = keyNamed(world.keys, first.kid);
		if (!written) return withdrawn;
		if (!way || !key) {
			const ending = this.#refused(first, way ? "key_lost" : "endpoint_not_allowed");
			return this.#allSo(bundle, () => ending);
		}
		const outcome = await this.#send({ delivery: first, way, tag, payload: written.payload }, key);
		const ending = this.#endingOf(first, outcome);
		const sent = [...written.told].map(([delivery, told]) => ({
			delivery,
			ending: { ...ending, ...(ending.state === "sent" && { told }) },
		}));
		return [...withdrawn, ...sent];
	}

	#allSo(bundle: readonly Delivery[], endingOf: (delivery: Delivery) => Ending): readonly Ended[] {
		return bundle.map((delivery) => ({ delivery, ending: endingOf(delivery) }));
	}

	/** With one more try where a fresh token or a shorter payload may help. */
	async #send(parcel: Parcel, key: VapidKey): Promise<Outcome> {
		const outcome = await this.#request(parcel, key);
		if (outcome.kind === "unauthorised") {
			this.#context.tokens.forget(parcel.way.audience, key);
			return this.#request(parcel, key);
		}
		if (outcome.kind !== "too_large") return outcome;
		this.#tell("payload_too_large", { length: parcel.payload.length });
		return this.#request({ ...parcel, payload: withoutExtras(parcel.payload) }, key);
	}

	async #request({ delivery, way, tag: topic, payload }: Parcel, key: VapidKey): Promise<Outcome> {
		const { world, hosts, now, tokens, subject } = this.#context;
		const known = tokens.headerFor(way.audience, subject, key, now());
		const authorization = typeof known === "string" ? known : await known;
		const ttl = Math.max(Math.floor((delivery.until - now()) / 1000), 60);
		const request = await makePushRequest({ ...delivery, payload, ttl, topic, authorization });
		const began = world.elapsed();
		this.sent++;
		const outcome = await this.#exchange((signal) => world.send(way, delivery.endpoint, { ...request, signal }));
		const elapsed = world.elapsed();
		const evidence = evidenceOf(delivery, outcome, elapsed - began);
		if (evidence) hosts.note(delivery.host, evidence, { now: now(), elapsed });
		return outcome;
	}

	async #exchange(send: (signal: AbortSignal) => Promise<Response>): Promise<Outcome> {
		const patience = new AbortController();
		const waiting = { patience, until: this.#context.world.elapsed() + PATIENCE };
		this.#waiting.add(waiting);
		try {
			const answer = await send(patience.signal);
			// The status is the answer: whatever the body does afterwards changes nothing.
			void leaveBody(answer)
				.catch(() => undefined)
				.finally(() => this.#waiting.delete(waiting));
			return classify(answer.status, answer.headers.get("retry-after"), this.#context.now());
		} catch (error) {
			this.#waiting.delete(waiting);
			return patience.signal.aborted ? { kind: "silent" } : { kind: "later", why: shorten(error) };
		}
	}

	#endingOf(delivery: Delivery, outcome: Outcome): Ending {
		switch (outcome.kind) {
			case "delivered":
				return { state: "sent" };
			case "gone":
				return { state: "gone" };
			case "refused":
				return this.#refused(delivery, outcome.why);
			case "too_large":
				return this.#refused(delivery, "too_large");
			case "unauthorised":
				this.#tell("push_unauthorised", { host: delivery.host, kid: delivery.kid });
				return this.#again(delivery, UNAUTHORISED_REST / 1000, reasonOf(outcome));
			case "silent":
				return this.#again(delivery, undefined, reasonOf(outcome));
			case "later":
				return this.#again(delivery, outcome.pause, reasonOf(outcome));
		}
	}

	#refused({ host }: Delivery, why: string): Ending {
		this.#tell("push_refused", { host, why });
		return { state: "refused" };
	}

	/** Tried again within its usefulness; at its end it counts as expired. */
	#again({ attempts, until }: Delivery, pause: number | undefined, why?: LaterReason): Ending {
		const { now, world } = this.#context;
		const wait = pause ?? backoff(attempts + 1, world.luck());
		return { state: "due", due: Math.min(now() + Math.ceil(wait * 1000), until), why };
	}

	#isGoodTime(delivery: Delivery, dataset: Dataset): boolean {
		const now = this.#context.now();
		const name = `${delivery.kind} ${delivery.day} ${Math.floor(now / 60_000)}`;
		const is = this.#goodTimes.get(name) ?? isGoodTime(delivery, dataset, now);
		this.#goodTimes.set(name, is);
		return is;
	}

	#tell(event: string, more: Readonly<Record<string, unknown>>): void {
		const lines = (this.#told.get(event) ?? 0) + 1;
		this.#told.set(event, lines);
		if (lines <= MOST_LINES) this.#context.world.tell({ event, ...more });
	}
}

/**
 * What an answer says of its push service. A test push says nothing of it: anybody can ask for
 * one as often as they like. A refusal and silence are the affair of the one subscription, unless
 * something was delivered to it before: an endpoint that was made under another key is refused for ever.
 */
function evidenceOf({ kind, proven }: Delivery, outcome: Outcome, took: number): Evidence | undefined {
	if (parseKind(kind)?.is === "test") return undefined;
	const isProven = proven === 1;
	switch (outcome.kind) {
		case "delivered":
		case "gone":
			return { verdict: "well", isProven, took };
		case "later": {
			const rest = outcome.pause === undefined ? undefined : outcome.pause * 1000;
			return { verdict: rest === undefined ? "bad" : "throttled", isProven, took, rest };
		}
		case "silent":
			return { verdict: isProven ? "bad" : "unknown", isProven, took };
		case "unauthorised":
			return { verdict: isProven ? "bad" : "unknown", isProven, took, rest: UNAUTHORISED_REST };
		default:
			return { verdict: isProven ? "well" : "unknown", isProven, took };
	}
}

/**
 * A body may be endless, or a bomb: it is not read. But breaking it off costs the
 * connection, so a short and plain one, as push services send it, is let run out.
 */
async function leaveBody(answer: Response): Promise<void> {
	if (!answer.body) return;
	const length = Number(answer.headers.get("content-length") ?? Number.NaN);
	const isPlain = !answer.headers.has("content-encoding");
	// Nothing to wait for: the connection is free already.
	if (length === 0) void answer.body.cancel().catch(() => undefined);
	else if (isPlain && length <= SHORT_BODY) await answer.arrayBuffer();
	else await answer.body.cancel();
}

/** The title alone: for a push service, or a phone behind it, that takes less than the standard asks. */
function withoutExtras(payload: string): string {
	const message = JSON.parse(payload) as { web_push: number; notification: Record<string, unknown> };
	const { title, navigate, tag, lang } = message.notification;
	return JSON.stringify({ web_push: message.web_push, notification: { title, navigate, tag, lang } });
}
