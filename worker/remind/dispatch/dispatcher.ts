import type { Dataset } from "../../../data/model/dataset.ts";
import type { Instant } from "../../../data/model/zone.ts";
import type { Delivery } from "../ledger/deliveries.ts";
import { Ledger } from "../ledger/outcomes.ts";
import { Queues } from "./queues.ts";
import { type SendContext, Sender } from "./send.ts";
import { Signal } from "./signal.ts";

/** Answers wait this long at most for others to be written down with; also the grain of the pace. Milliseconds. */
const COMMIT_AFTER = 100;
/** So many answers at most are known to nobody but this process, beside as many as there are lanes. */
const BATCH = 6;
/** Where answers follow each other within this time, the next one is waited for before the disk is; in milliseconds. */
const CLOSE = 3;
/** The dataset is looked at again this often: it may be imported while a wave is under way. Milliseconds. */
const LOOK_AGAIN_AFTER = 1_000;

export interface DispatchContext extends SendContext {
	readonly dataset: () => Promise<Dataset | undefined>;
	/** `elapsed()` after which nothing new is begun. */
	readonly stopAt: () => number;
}

type Bundle = readonly Delivery[];

export interface Dispatched {
	/** Requests that were sent. */
	readonly sent: number;
	/** When there is more to do; `undefined` when everything is done. */
	readonly next: Instant | undefined;
}

/** Carries out what the ledger holds as due, a handful at a time, until nothing may be sent or the time is up. */
export async function dispatch(context: DispatchContext): Promise<Dispatched> {
	return new Dispatcher(context).run();
}

class Dispatcher {
	readonly #context: DispatchContext;
	readonly #sender: Sender;
	readonly #ledger: Ledger;
	readonly #queues: Queues;
	readonly #signal = new Signal();
	readonly #unpaced: ReadonlySet<string>;
	#underWay = 0;
	#answeredAt = 0;
	/** Between the last two answers, in milliseconds. */
	#answerGap = 0;
	#dataset: Dataset | undefined;
	#askedAt = Number.NEGATIVE_INFINITY;

	constructor(context: DispatchContext) {
		this.#context = context;
		this.#sender = new Sender(context);
		this.#ledger = new Ledger(context.world);
		this.#queues = new Queues(context.world.sql);
		this.#unpaced = new Set([...context.world.routes.keys()].map((origin) => new URL(origin).host));
	}

	async run(): Promise<Dispatched> {
		const hasWork = this.#queues.hosts(this.#context.now(), this.#context.world.elapsed()).length > 0;
		if (hasWork) await this.#work();
		return { sent: this.#sender.sent, next: this.#next() };
	}

	async #work(): Promise<void> {
		const pulse = setInterval(() => {
			this.#sender.giveUpOnSilent();
			this.#commit();
			this.#signal.raise();
		}, COMMIT_AFTER);
		try {
			while (this.#hasTime() && (await this.#fillLanes())) await this.#wait();
			while (this.#underWay > 0) await this.#wait();
		} finally {
			clearInterval(pulse);
			this.#commit();
		}
	}

	/**
	 * Nothing else is done while the disk writes: so as many answers as a crash may repeat
	 * are written down at once. A quick push service has answered all lanes by then; a slow
	 * one is not waited for.
	 */
	async #wait(): Promise<void> {
		if (this.#isExposed() && (this.#underWay === 0 || this.#answerGap > CLOSE)) this.#commit();
		else await this.#signal.wait();
	}

	#commit(): void {
		this.#queues.release(this.#ledger.flush());
	}

	/** On their way, or answered and not written down: all that a crash may repeat. */
	#isExposed(): boolean {
		return this.#underWay + this.#ledger.open >= this.#context.world.lanes + BATCH;
	}

	#hasLane(): boolean {
		return this.#underWay < this.#context.world.lanes && !this.#isExposed();
	}

	#hasTime(): boolean {
		return this.#context.world.elapsed() < this.#context.stopAt();
	}

	/** Begins what may be begun. False: nothing is under way, and only the time of day can bring more. */
	async #fillLanes(): Promise<boolean> {
		await this.#refreshDataset();
		while (this.#hasLane() && this.#hasTime()) {
			const turn = this.#nextTurn();
			if (turn === "pace") return true;
			if (turn === undefined) return this.#underWay > 0;
			this.#begin(turn);
		}
		return true;
	}

	async #refreshDataset(): Promise<void> {
		const { world, dataset } = this.#context;
		if (world.elapsed() - this.#askedAt < LOOK_AGAIN_AFTER) return;
		this.#askedAt = world.elapsed();
		this.#dataset = (await dataset()) ?? this.#dataset;
	}

	/** A push that may be begun; `pace`: soon; nothing: not before another has returned, or later. */
	#nextTurn(): Bundle | "pace" | undefined {
		const { world, hosts, now } = this.#context;
		const clocks = { now: now(), elapsed: world.elapsed() };
		const waiting = this.#queues.hosts(clocks.now, clocks.elapsed);
		let isPaced = false;
		for (const host of waiting) {
			const turn = hosts.turnOf(host, !this.#unpaced.has(host), waiting.length > 1, clocks);
			if (turn.kind === "pace") isPaced = true;
			const bundle = turn.kind === "go" ? this.#queues.take(host, clocks.now) : undefined;
			if (bundle) return bundle;
		}
		return isPaced ? "pace" : undefined;
	}

	#begin(bundle: Bundle): void {
		const { hosts, world } = this.#context;
		const [{ host } = { host: "" }] = bundle;
		this.#underWay++;
		hosts.begin(host, world.elapsed());
		void this.#carryOut(bundle).finally(() => {
			hosts.end(host);
			this.#underWay--;
			this.#noteAnswer();
			this.#signal.raise();
		});
	}

	#noteAnswer(): void {
		const elapsed = this.#context.world.elapsed();
		this.#answerGap = elapsed - this.#answeredAt;
		this.#answeredAt = elapsed;
	}

	async #carryOut(bundle: Bundle): Promise<void> {
		const endings = this.#dataset ? await this.#sender.carryOut(bundle, this.#dataset) : [];
		const at = this.#context.now();
		for (const { delivery, ending } of endings) {
			const { id, subscription, place, day } = delivery;
			this.#ledger.record({ id, subscription, place, day, ending, at });
		}
	}

	#next(): Instant | undefined {
		const { world, hosts, now } = this.#context;
		const open = world.sql
			.exec<{ host: string; due: number }>(
				"SELECT host, MIN(due) AS due FROM delivery WHERE state = 'due' GROUP BY host",
			)
			.toArray();
		const moments = open.map(({ host, due }) => {
			const turn = hosts.turnOf(host, false, false, { now: now(), elapsed: world.elapsed() });
			return Math.max(due, turn.kind === "rest" ? turn.until : 0);
		});
		return moments.length === 0 ? undefined : Math.min(...moments);
	}
}
