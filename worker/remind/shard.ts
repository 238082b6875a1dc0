import { DurableObject } from "cloudflare:workers";
import type { Dataset } from "../../data/model/dataset.ts";
import { NO_DAY_AFTER, plusDays } from "../../data/model/day.ts";
import { deadlineOf, nextGridPoint } from "../../data/model/reminder.ts";
import type { ChangeRequest, PushTarget } from "../../data/model/subscription.ts";
import { type Instant, wallClock } from "../../data/model/zone.ts";
import type { Clock } from "./clock.ts";
import { subjectOf } from "./contact.ts";
import { hasFarewells, hearFarewell, type SayFarewell, sayFarewells } from "./farewells.ts";
import { isCounted, store } from "./intake.ts";
import { stateOf } from "./ledger.ts";
import { enterErrand } from "./plan.ts";
import { shorten } from "./short.ts";
import { Slice } from "./slice.ts";
import {
	countSubscribers,
	flawsOf,
	hasWish,
	nextOf,
	readWishes,
	removeSubscriber,
	type Subscriber,
	subscriberNamed,
	writeWishes,
} from "./subscribers.ts";
import { openTables, readMeta } from "./tables.ts";
import type {
	Bearer,
	Done,
	NewSubscription,
	PlaceDay,
	Refusal,
	Run,
	ShardState,
	ShardStub,
	Subscribed,
	Told,
} from "./talk.ts";
import { hashToken, isSameHash, makeToken } from "./token.ts";
import { touch } from "./touch.ts";
import type { World } from "./world.ts";

/** What the entry point lends to every slice of this isolate. */
export interface ShardWorld extends Omit<World, "sql" | "atomically"> {
	readonly clock: Clock;
	readonly sayFarewell: SayFarewell;
}

/** Between two test pushes of one subscription, in milliseconds. */
const TEST_REST = 20_000;
const TEST_LIFE = 120_000;
const LATER = 60 * 60_000;
/** An alarm that failed is tried again after this. */
const RECOVERY = 15_000;
/** Whoever asks for our health often must not keep every slice busy with it. */
const REARM_REST = 60_000;
/**
 * One slice of a town's reminders: subscriptions, timer and ledger in one place, with
 * a database of its own. The name of the object is `<town>/<slice>`.
 */
export abstract class ShardBase<Env> extends DurableObject<Env> implements ShardStub {
	readonly #world: World;
	readonly #lent: ShardWorld;
	#slice: Slice | undefined;
	#rearmedAt = Number.NEGATIVE_INFINITY;
	/** Alarm and tick take turns: two at once would send twice. */
	#turn: Promise<unknown> = Promise.resolve();

	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		const { sql } = state.storage;
		openTables(sql);
		this.#lent = this.lend(env);
		this.#world = { ...this.#lent, sql, atomically: (work) => state.storage.transactionSync(work) };
	}

	protected abstract lend(env: Env): ShardWorld;

	async subscribe(given: NewSubscription): Promise<Subscribed | Refusal> {
		const token = makeToken();
		const dataset = await this.#dataset(given.town);
		const [hash, now] = [await hashToken(token), await this.#lent.clock.read()];
		if (!dataset) return { kind: "unready" };
		if (subjectOf(dataset.town.contact) === undefined || !isCounted(this.#world, given.slices)) return { kind: "off" };
		const flaws = flawsOf(dataset, given.places);
		if (flaws.length > 0) return { kind: "flawed", flaws };
		const stored = this.#world.atomically(() => store(this.#world, given, hash, { dataset, now }));
		if (typeof stored === "object") return stored;
		await sayFarewells(this.#world, this.#lent.sayFarewell);
		await this.#armBy(nextGridPoint(dataset.town.zone, now), now);
		return { kind: "subscribed", name: stored, token, next: nextOf(dataset, given.places, now) };
	}

	async read(bearer: Bearer): Promise<Told | Refusal> {
		const known = await this.#findWithDates(bearer);
		return "kind" in known ? known : this.#tell(known.subscriber, known.dataset, await this.#lent.clock.read());
	}

	async change(bearer: Bearer, { lang, places }: ChangeRequest): Promise<Told | Refusal> {
		const known = await this.#findWithDates(bearer);
		if ("kind" in known) return known;
		const { subscriber, dataset } = known;
		const flaws = places ? flawsOf(dataset, places) : [];
		if (flaws.length > 0) return { kind: "flawed", flaws };
		const now = await this.#lent.clock.read();
		this.#world.atomically(() => {
			touch(this.#world.sql);
			if (lang !== undefined)
				this.#world.sql.exec("UPDATE subscription SET lang = ? WHERE id = ?", lang, subscriber.id);
			if (places) writeWishes(this.#world, subscriber.id, places, dataset, now);
		});
		await this.#armBy(nextGridPoint(dataset.town.zone, now), now);
		return this.#tell({ ...subscriber, lang: lang ?? subscriber.lang }, dataset, now);
	}

	async remove(bearer: Bearer): Promise<Done | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		removeSubscriber(this.#world, subscriber.id);
		return { kind: "done" };
	}

	/** It is out: no further reminder for that day. */
	async settle(bearer: Bearer, { place, day }: PlaceDay): Promise<Done | Refusal> {
		const known = await this.#findWithDates(bearer);
		if ("kind" in known) return known;
		const refused = this.#refusedDay(known, { place, day }, await this.#lent.clock.read());
		if (refused) return refused;
		const note = "INSERT OR IGNORE INTO done (subscription, place, day) VALUES (?, ?, ?)";
		this.#world.sql.exec(note, known.subscriber.id, place, day);
		touch(this.#world.sql);
		return { kind: "done" };
	}

	/** One more push in an hour, once, and never when the bins must be out already. */
	async postpone(bearer: Bearer, { place, day }: PlaceDay): Promise<Done | Refusal> {
		const known = await this.#findWithDates(bearer);
		if ("kind" in known) return known;
		const now = await this.#lent.clock.read();
		const refused = this.#refusedDay(known, { place, day }, now);
		if (refused) return refused;
		const { zone, putOut } = known.dataset.town;
		const until = deadlineOf(zone, putOut, day);
		const due = now + LATER;
		if (due >= until) return { kind: "too_late" };
		const { id: subscription, host } = known.subscriber;
		enterErrand(this.#world.sql, { subscription, place, day, kind: "later", host, due, until });
		await this.#armBy(due, now);
		return { kind: "done" };
	}

	/** Sends one push now and says how it went. It waits for no wave: in the ledger it is due only when it is of no use any more. */
	async test(bearer: Bearer): Promise<Done | Refusal> {
		const known = await this.#findWithDates(bearer);
		if ("kind" in known) return known;
		const { id: subscription, host, tested } = known.subscriber;
		const now = await this.#lent.clock.read();
		const wait = tested + TEST_REST - now;
		if (wait > 0 && wait <= TEST_REST) return { kind: "too_often", wait: Math.ceil(wait / 1000) };
		const { sql } = this.#world;
		sql.exec("UPDATE subscription SET tested = ? WHERE id = ?", now, subscription);
		const [kind, until] = [`test ${now}`, now + TEST_LIFE];
		enterErrand(sql, { subscription, place: "", day: NO_DAY_AFTER, kind, host, due: until, until });
		const query = "SELECT id, state FROM errand WHERE subscription = ? AND kind = ?";
		const find = () => sql.exec<{ id: number; state: string }>(query, subscription, kind).toArray()[0];
		const [slice, errand] = [this.#sliceOf(), find()];
		if (slice && errand) await slice.runOne(errand.id, now);
		const outcome = OUTCOMES[find()?.state ?? "gone"] ?? "later";
		sql.exec("DELETE FROM errand WHERE subscription = ? AND kind = ?", subscription, kind);
		return { kind: "done", outcome };
	}

	async forgetEndpoint(push: PushTarget, since: Instant): Promise<void> {
		hearFarewell(this.#world, push, since);
	}

	/** Runs what is due at a test's `instant`, and answers when it is done. */
	async tick(instant: Instant): Promise<Run> {
		let sent = 0;
		for (let round = 0; round < 20; round++) {
			const run = await this.#run(() => instant);
			sent += run.sent;
			if (run.next === undefined || run.next > instant + 1) return { sent, next: run.next };
		}
		return { sent, next: instant + 1 };
	}

	/**
	 * At the start and now and then: with the alarm table lost, `getAlarm()` still answers
	 * while nothing fires, and setting the same time again is a no-op.
	 */
	async rearm(): Promise<ShardState> {
		const { sql, elapsed } = this.#world;
		const subscriptions = countSubscribers(sql);
		const isResting = elapsed() - this.#rearmedAt < REARM_REST;
		if (!isResting && (subscriptions > 0 || hasFarewells(sql))) {
			this.#rearmedAt = elapsed();
			await this.ctx.storage.deleteAlarm();
			await this.ctx.storage.setAlarm(Date.now());
		}
		return { subscriptions, ...stateOf(sql) };
	}

	/** Never throws: after seven failures the platform would drop the alarm in silence. */
	override async alarm(): Promise<void> {
		let next: Instant | undefined;
		try {
			next = (await this.#run(await this.#lent.clock.start())).next;
		} catch (error) {
			this.#lent.tell({ event: "alarm_failed", error: shorten(error) });
			next = (await this.#now()) + RECOVERY;
		} finally {
			await this.#arm(next);
		}
	}

	#run(now: () => Instant): Promise<Run> {
		const mine = this.#turn.then(async () => {
			await sayFarewells(this.#world, this.#lent.sayFarewell);
			const { sent, next } = (await this.#sliceOf()?.run(now)) ?? { sent: 0, next: undefined };
			return { sent, next: next ?? (hasFarewells(this.#world.sql) ? now() + REARM_REST : undefined) };
		});
		this.#turn = mine.catch(() => undefined);
		return mine;
	}

	/** `undefined` before the first subscription. */
	#sliceOf(): Slice | undefined {
		const town = this.#town();
		if (town !== undefined) this.#slice ??= new Slice(this.#world, town);
		return this.#slice;
	}

	#town(): string | undefined {
		return readMeta(this.#world.sql, "town");
	}

	async #dataset(town: string): Promise<Dataset | undefined> {
		return (await this.#world.readTown(town))?.dataset;
	}

	async #find({ name, token }: Bearer): Promise<Subscriber | undefined> {
		const hash = await hashToken(token);
		const subscriber = subscriberNamed(this.#world, name);
		// Unknown names are compared too, so that they take as long as wrong tokens.
		const matches = isSameHash(subscriber?.token ?? hash.replace(/./gu, "0"), hash);
		return matches ? subscriber : undefined;
	}

	async #findWithDates(bearer: Bearer): Promise<Known | Refusal> {
		const dataset = await this.#dataset(this.#town() ?? "");
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		return dataset ? { subscriber, dataset } : { kind: "unready" };
	}

	/** "It is out" and "later" are for an address of one's own, and for the days around today. */
	#refusedDay({ subscriber, dataset }: Known, { place, day }: PlaceDay, now: Instant): Refusal | undefined {
		if (!hasWish(this.#world.sql, subscriber.id, place))
			return { kind: "flawed", flaws: [{ field: "place", code: "unknown_place" }] };
		const { day: today } = wallClock(dataset.town.zone, now);
		const isNear = day >= plusDays(today, -2) && day <= plusDays(today, 2);
		return isNear ? undefined : { kind: "flawed", flaws: [{ field: "day", code: "not_near" }] };
	}

	#tell(subscriber: Subscriber, dataset: Dataset, now: Instant): Told {
		const places = readWishes(this.#world, subscriber.id);
		const { lang, kid, delivered, outcome } = subscriber;
		const next = nextOf(dataset, places, now);
		const [lastDelivered, lastOutcome] = [delivered ?? undefined, outcome ?? undefined];
		return { kind: "told", lang, kid, places, lastDelivered, lastOutcome, next };
	}

	/** Sets the alarm unless an earlier one stands. */
	async #armBy(due: Instant, now: Instant): Promise<void> {
		const at = Date.now() + (due - now);
		const current = await this.ctx.storage.getAlarm();
		if (current === null || current > at) await this.ctx.storage.setAlarm(at);
	}

	async #arm(next: Instant | undefined): Promise<void> {
		if (next === undefined) return;
		await this.ctx.storage.setAlarm(Date.now() + Math.max(next - (await this.#now()), 0));
	}

	/** The machine's own time while a test's cannot be read. */
	async #now(): Promise<Instant> {
		return this.#lent.clock.read().catch(() => Date.now());
	}
}

interface Known {
	readonly subscriber: Subscriber;
	readonly dataset: Dataset;
}

const OUTCOMES: Readonly<Record<string, string>> = {
	sent: "delivered",
	gone: "gone",
	refused: "refused",
	expired: "expired",
	due: "later",
};
