import type { Dataset } from "../../../data/model/dataset.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { shorten } from "../error-words.ts";
import type { Ending } from "../ledger/outcomes.ts";
import { backoff, classify, type Outcome } from "../push/answer.ts";
import { type Way, wayTo } from "../push/endpoint.ts";
import type { Hosts } from "../push/push-hosts.ts";
import { seal, type Tokens } from "../push/request.ts";
import { keyNamed, type VapidKey } from "../push/vapid-keys.ts";
import type { World } from "../world.ts";
import { type Errand, isGoodTime, notBefore, type Written } from "./payload.ts";
import { Letters } from "./payload-cache.ts";
import { makeTag } from "./tag.ts";

/** A push service that does not send its headers within this time is given up, in milliseconds. */
const PATIENCE = 10_000;
/** After a refusal of our token, also of a fresh one; in milliseconds. */
const UNAUTHORISED_REST = 15 * 60_000;
/** A fault that meets one meets thousands: so many lines tell of each kind. */
const MOST_LINES = 3;
/** Bytes of an answer that are read, to keep the connection. */
const SHORT_BODY = 1024;

export interface CourierContext {
	readonly world: World;
	readonly hosts: Hosts;
	readonly tokens: Tokens;
	readonly now: () => Instant;
	/** The `sub` of the tokens. */
	readonly subject: string;
}

interface Parcel {
	readonly errand: Errand;
	readonly way: Way;
	readonly tag: string;
	readonly payload: string;
}

/** Carries out one errand: writes it, sends it, and says how it ended. */
export class Courier {
	readonly #context: CourierContext;
	readonly #told = new Map<string, number>();
	readonly #letters = new Letters();
	readonly #waiting = new Set<{ readonly patience: AbortController; readonly until: number }>();
	/** By slot, day and minute: what holds for everybody is worked out once. */
	readonly #goodTimes = new Map<string, boolean>();
	/** Requests that were sent. */
	sent = 0;

	constructor(context: CourierContext) {
		this.#context = context;
	}

	/** Never throws: what goes wrong with one errand is tried again, and the next one goes on. */
	async carryOut(errand: Errand, dataset: Dataset): Promise<Ending> {
		try {
			return await this.#carryOut(errand, dataset);
		} catch (error) {
			this.#tell("errand_failed", { error: shorten(error) });
			return this.#again(errand, undefined);
		}
	}

	/** To be called now and then: a timer for each request costs more than its encryption. */
	giveUpOnSilent(): void {
		const elapsed = this.#context.world.elapsed();
		for (const { patience, until } of this.#waiting)
			if (until <= elapsed) patience.abort(new Error("no answer in time"));
	}

	async #carryOut(errand: Errand, dataset: Dataset): Promise<Ending> {
		const { world, now } = this.#context;
		if (now() >= errand.until) return { state: "expired" };
		const wait = this.#isGoodTime(errand, dataset) ? undefined : notBefore(world.sql, errand, dataset, now());
		if (wait === "never") return { state: "withdrawn" };
		if (wait !== undefined) return { state: "due", due: Math.min(wait, errand.until) };
		const tag = makeTag(errand.name, errand.place, errand.day, errand.kind);
		const written = this.#letters.write(errand, dataset, tag, now());
		if (!written) return { state: "withdrawn" };
		const way = wayTo(errand.endpoint, world.routes);
		const key = keyNamed(world.keys, errand.kid);
		if (!way || !key) return this.#refused(errand, way ? "key_lost" : "endpoint_not_allowed");
		const outcome = await this.#send({ errand, way, tag, payload: written.payload }, key);
		return this.#endingOf(errand, outcome, written);
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

	async #request({ errand, way, tag: topic, payload }: Parcel, key: VapidKey): Promise<Outcome> {
		const { world, hosts, now, tokens, subject } = this.#context;
		const known = tokens.headerFor(way.audience, subject, key, now());
		const authorization = typeof known === "string" ? known : await known;
		const ttl = Math.max(Math.floor((errand.until - now()) / 1000), 60);
		const request = await seal({ ...errand, payload, ttl, topic, authorization });
		const began = world.elapsed();
		hosts.begin(errand.host, began);
		this.sent++;
		const outcome = await this.#exchange((signal) => world.send(way, errand.endpoint, { ...request, signal }));
		const well = outcome.kind !== "later" && outcome.kind !== "unauthorised";
		// A single wrong key must not stop everybody; when most are refused, ours is wrong.
		const rest = outcome.kind === "unauthorised" ? UNAUTHORISED_REST : undefined;
		hosts.end(errand.host, { well, took: world.elapsed() - began, now: now(), rest });
		return outcome;
	}

	async #exchange(send: (signal: AbortSignal) => Promise<Response>): Promise<Outcome> {
		const patience = new AbortController();
		const waiting = { patience, until: this.#context.world.elapsed() + PATIENCE };
		this.#waiting.add(waiting);
		try {
			const answer = await send(patience.signal);
			const retryAfter = answer.headers.get("retry-after");
			await leaveBody(answer);
			return classify(answer.status, retryAfter, this.#context.now());
		} catch (error) {
			return { kind: "later", why: shorten(error) };
		} finally {
			this.#waiting.delete(waiting);
		}
	}

	#endingOf(errand: Errand, outcome: Outcome, { told }: Written): Ending {
		const { hosts, now } = this.#context;
		switch (outcome.kind) {
			case "delivered":
				return { state: "sent", told };
			case "gone":
				return { state: "gone" };
			case "refused":
				return this.#refused(errand, outcome.why);
			case "too_large":
				return this.#refused(errand, "too_large");
			case "unauthorised":
				this.#tell("push_unauthorised", { host: errand.host, kid: errand.kid });
				return this.#again(errand, UNAUTHORISED_REST / 1000);
			case "later":
				if (outcome.pause !== undefined) hosts.rest(errand.host, now() + outcome.pause * 1000);
				return this.#again(errand, outcome.pause);
		}
	}

	#refused({ host }: Errand, why: string): Ending {
		this.#tell("push_refused", { host, why });
		return { state: "refused" };
	}

	/** Tried again within its usefulness; at its end it counts as expired. */
	#again({ attempts, until }: Errand, pause: number | undefined): Ending {
		const { now, world } = this.#context;
		const wait = pause ?? backoff(attempts + 1, world.luck());
		return { state: "due", due: Math.min(now() + Math.ceil(wait * 1000), until) };
	}

	#isGoodTime(errand: Errand, dataset: Dataset): boolean {
		const now = this.#context.now();
		const name = `${errand.kind} ${errand.day} ${Math.floor(now / 60_000)}`;
		const is = this.#goodTimes.get(name) ?? isGoodTime(errand, dataset, now);
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
