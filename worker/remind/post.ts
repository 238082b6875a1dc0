import type { Dataset } from "../../data/model/dataset.ts";
import type { Instant } from "../../data/model/zone.ts";
import { backoff, classify, type Outcome } from "./answer.ts";
import { wayTo } from "./endpoint.ts";
import { seal, type Tokens } from "./envelope.ts";
import { type Errand, readErrand, type Written, write } from "./errand.ts";
import { keyNamed } from "./keys.ts";
import type { Hosts } from "./lanes.ts";
import { type Ending, Ledger } from "./ledger.ts";
import { shorten } from "./short.ts";
import { makeTag } from "./tag.ts";
import type { World } from "./world.ts";

/** A push service that does not send its headers within this time is given up, in milliseconds. */
const PATIENCE = 10_000;
/** Answers wait this long at most for others to be written down with, in milliseconds. */
const COMMIT_AFTER = 250;
/** Errands whose ids are held in memory per host. */
const PAGE = 120;
/** Rows that this run has begun and the ledger still shows as due, at most. */
const WITHHELD = 64;
/** After a refusal of our token with a fresh one: the host rests. */
const UNAUTHORISED_REST = 15 * 60_000;

export interface PostContext {
	readonly world: World;
	readonly hosts: Hosts;
	readonly tokens: Tokens;
	/** Asked anew now and then: a dataset may be imported while a wave is under way. */
	readonly dataset: () => Promise<Dataset | undefined>;
	readonly now: () => Instant;
	/** The `sub` of the tokens: the contact of the town. */
	readonly subject: string;
	/** `elapsed()` after which nothing new is begun. */
	readonly stopAt: number;
}

export interface Posted {
	/** Requests that were sent. */
	readonly sent: number;
	/** When there is more to do; `undefined` when everything is done. */
	readonly next: Instant | undefined;
}

/** Carries out what the ledger holds as due, a handful at a time, until nothing may be sent or the time is up. */
export async function post(context: PostContext): Promise<Posted> {
	return new Postman(context).run();
}

class Postman {
	readonly #context: PostContext;
	readonly #ledger: Ledger;
	readonly #queues = new Map<string, number[]>();
	/** Ids that this run has begun: the ledger may not say so yet. */
	readonly #begun = new Set<number>();
	readonly #underWay = new Set<Promise<void>>();
	#sent = 0;
	#failures = 0;
	#dataset: Dataset | undefined;
	#askedAt = Number.NEGATIVE_INFINITY;

	constructor(context: PostContext) {
		this.#context = context;
		this.#ledger = new Ledger(context.world);
	}

	async run(): Promise<Posted> {
		const { world, stopAt } = this.#context;
		while (world.elapsed() < stopAt) {
			const idle = await this.#fillLanes();
			if (this.#underWay.size > 0) await this.#oneReturns();
			else if (idle === undefined) break;
			else await new Promise((resolve) => setTimeout(resolve, idle));
		}
		await Promise.all(this.#underWay);
		this.#ledger.flush();
		return { sent: this.#sent, next: this.#next() };
	}

	/** What has returned is written down soon, also while all others are slow. */
	async #oneReturns(): Promise<void> {
		let timer: ReturnType<typeof setTimeout> | null = null;
		const patience = new Promise<"slow">((resolve) => {
			timer = setTimeout(() => resolve("slow"), COMMIT_AFTER);
		});
		if ((await Promise.race([...this.#underWay, patience])) === "slow") this.#ledger.flush();
		clearTimeout(timer);
	}

	/** Begins what may be begun. Answers how long to wait for the pace, or nothing when only time of day helps. */
	async #fillLanes(): Promise<number | undefined> {
		const { world } = this.#context;
		await this.#refreshDataset();
		let idle: number | undefined;
		while (this.#underWay.size < world.lanes && world.elapsed() < this.#context.stopAt) {
			const turn = this.#nextTurn();
			if (turn === undefined) return idle;
			if (typeof turn === "number") {
				idle = turn;
				return idle;
			}
			this.#begin(turn);
		}
		return idle;
	}

	async #refreshDataset(): Promise<void> {
		const { world, dataset } = this.#context;
		if (world.elapsed() - this.#askedAt < 1_000) return;
		this.#askedAt = world.elapsed();
		this.#dataset = (await dataset()) ?? this.#dataset;
	}

	/** An errand that may be begun, milliseconds to wait for the pace, or nothing. */
	#nextTurn(): Errand | number | undefined {
		const { world, hosts, now } = this.#context;
		const waiting = this.#hostsWithWork();
		let wait: number | undefined;
		for (const host of waiting) {
			const isPaced = this.#isPaced(host);
			const turn = hosts.turnOf(host, isPaced, waiting.length > 1, { now: now(), elapsed: world.elapsed() });
			if (turn.kind === "pace") wait = Math.min(wait ?? turn.wait, turn.wait);
			if (turn.kind !== "go") continue;
			const errand = this.#take(host);
			if (errand) return errand;
		}
		return wait;
	}

	/** The ones with the fewest requests under way first, so that all hosts advance. */
	#hostsWithWork(): string[] {
		const { world, now } = this.#context;
		for (const [host, queue] of this.#queues) if (queue.length === 0) this.#queues.delete(host);
		if (this.#queues.size === 0 || this.#staleAt < world.elapsed()) {
			this.#staleAt = world.elapsed() + 500;
			const found = world.sql.exec<{ host: string }>(
				"SELECT DISTINCT host FROM errand WHERE state = 'due' AND due <= ?",
				now(),
			);
			for (const { host } of found.toArray()) if (!this.#queues.has(host)) this.#fill(host);
		}
		// Turns go round: the host that was served last is asked last.
		return [...this.#queues.keys()];
	}

	#staleAt = Number.NEGATIVE_INFINITY;

	#fill(host: string): void {
		const { world, now } = this.#context;
		const page = world.sql
			.exec<{ id: number }>(
				"SELECT id FROM errand WHERE state = 'due' AND host = ? AND due <= ? ORDER BY due, id LIMIT ?",
				host,
				now(),
				PAGE + WITHHELD,
			)
			.toArray()
			.map(({ id }) => id)
			.filter((id) => !this.#begun.has(id))
			.slice(0, PAGE);
		if (page.length > 0) this.#queues.set(host, page);
	}

	#take(host: string): Errand | undefined {
		const queue = this.#queues.get(host) ?? [];
		this.#queues.delete(host);
		let found: Errand | undefined;
		while (!found && queue.length > 0) {
			const id = queue.shift();
			found = id === undefined || this.#begun.has(id) ? undefined : readErrand(this.#context.world.sql, id);
		}
		if (queue.length > 0) this.#queues.set(host, queue);
		else this.#fill(host);
		return found;
	}

	#isPaced(host: string): boolean {
		return ![...this.#context.world.routes.keys()].some((origin) => new URL(origin).host === host);
	}

	#begin(errand: Errand): void {
		this.#begun.add(errand.id);
		const task: Promise<void> = this.#carryOut(errand)
			.catch((error: unknown) => {
				this.#tellFailure(error);
				this.#record(errand, this.#again(errand, undefined));
			})
			.finally(() => this.#underWay.delete(task));
		this.#underWay.add(task);
	}

	/** A fault that meets one meets thousands: a few lines tell of it. */
	#tellFailure(error: unknown): void {
		this.#failures++;
		if (this.#failures <= 3) this.#context.world.tell({ event: "errand_failed", error: shorten(error) });
	}

	async #carryOut(errand: Errand): Promise<void> {
		const { now } = this.#context;
		if (now() >= errand.until) return this.#record(errand, { state: "expired" });
		const dataset = this.#dataset;
		if (!dataset) return this.#record(errand, { state: "due", due: now() + 60_000 });
		const tag = await makeTag(errand.name, errand.place, errand.day, errand.kind);
		const written = write(errand, dataset, tag, now());
		if (!written) return this.#record(errand, { state: "withdrawn" });
		const outcome = await this.#send(errand, written, tag);
		this.#record(errand, this.#endingOf(errand, outcome, written));
	}

	/** Sends, with one more try where a fresh token or a shorter payload may help. */
	async #send(errand: Errand, written: Written, tag: string): Promise<Outcome> {
		const outcome = await this.#request(errand, written.payload, tag);
		if (outcome.kind === "unauthorised") {
			this.#forgetToken(errand);
			return this.#request(errand, written.payload, tag);
		}
		if (outcome.kind !== "too_large") return outcome;
		this.#context.world.tell({ event: "payload_too_large", length: written.payload.length });
		return this.#request(errand, withoutExtras(written.payload), tag);
	}

	async #request(errand: Errand, payload: string, topic: string): Promise<Outcome> {
		const { world, hosts, now, tokens, subject } = this.#context;
		const way = wayTo(errand.endpoint, world.routes);
		const key = keyNamed(world.keys, errand.origin, errand.kid);
		if (!way) return { kind: "refused", why: "endpoint_not_allowed" };
		if (!key) return { kind: "refused", why: "key_lost" };
		const authorization = await tokens.headerFor(way.audience, subject, key, now());
		const ttl = Math.max(Math.floor((errand.until - now()) / 1000), 60);
		const request = seal({ ...errand, payload, ttl, topic, authorization });
		const began = world.elapsed();
		hosts.begin(errand.host, began);
		this.#sent++;
		const outcome = await this.#exchange(() =>
			world.send(way, errand.endpoint, { ...request, signal: AbortSignal.timeout(PATIENCE) }),
		);
		const well = outcome.kind !== "later" && outcome.kind !== "unauthorised";
		hosts.end(errand.host, { well, took: world.elapsed() - began, now: now() });
		return outcome;
	}

	async #exchange(send: () => Promise<Response>): Promise<Outcome> {
		try {
			const answer = await send();
			const retryAfter = answer.headers.get("retry-after");
			// Never read: a body may be endless, or a bomb.
			await answer.body?.cancel();
			return classify(answer.status, retryAfter, this.#context.now());
		} catch (error) {
			return { kind: "later", why: shorten(error) };
		}
	}

	#forgetToken({ endpoint, origin, kid }: Errand): void {
		const { world, tokens } = this.#context;
		const [way, key] = [wayTo(endpoint, world.routes), keyNamed(world.keys, origin, kid)];
		if (way && key) tokens.forget(way.audience, key);
	}

	#endingOf(errand: Errand, outcome: Outcome, { told }: Written): Ending {
		const { world, hosts, now } = this.#context;
		switch (outcome.kind) {
			case "delivered":
				return { state: "sent", told };
			case "gone":
				return { state: "gone" };
			case "refused":
			case "too_large":
				world.tell({
					event: "push_refused",
					host: errand.host,
					why: outcome.kind === "refused" ? outcome.why : "too_large",
				});
				return { state: "refused" };
			case "unauthorised":
				world.tell({ event: "push_unauthorised", host: errand.host, kid: errand.kid });
				hosts.rest(errand.host, now() + UNAUTHORISED_REST);
				return this.#again(errand, UNAUTHORISED_REST / 1000);
			case "later":
				if (outcome.pause !== undefined) hosts.rest(errand.host, now() + outcome.pause * 1000);
				return this.#again(errand, outcome.pause);
		}
	}

	/** Tried again within its usefulness, or not at all. */
	#again({ attempts, until }: Errand, pause: number | undefined): Ending {
		const { now, world } = this.#context;
		const wait = pause ?? backoff(attempts + 1, world.luck());
		const due = now() + Math.ceil(wait * 1000);
		return due >= until ? { state: "due", due: until } : { state: "due", due };
	}

	#record(errand: Errand, ending: Ending): void {
		const { id, subscription, place, day } = errand;
		this.#ledger.record({ id, subscription, place, day, ending, at: this.#context.now() });
	}

	#next(): Instant | undefined {
		const { world, hosts, now } = this.#context;
		const open = world.sql
			.exec<{ host: string; due: number }>("SELECT host, MIN(due) AS due FROM errand WHERE state = 'due' GROUP BY host")
			.toArray();
		const moments = open.map(({ host, due }) => {
			const turn = hosts.turnOf(host, false, false, { now: now(), elapsed: world.elapsed() });
			return Math.max(due, turn.kind === "rest" ? turn.until : 0);
		});
		return moments.length === 0 ? undefined : Math.min(...moments);
	}
}

/** The title alone: for a push service, or a phone behind it, that takes less than the standard asks. */
function withoutExtras(payload: string): string {
	const message = JSON.parse(payload) as { web_push: number; notification: Record<string, unknown> };
	const { title, navigate, tag, lang } = message.notification;
	return JSON.stringify({ web_push: message.web_push, notification: { title, navigate, tag, lang } });
}
