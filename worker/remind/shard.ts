import { DurableObject } from "cloudflare:workers";
import type { Dataset } from "../../data/model/dataset.ts";
import { findPlace } from "../../data/model/dataset.ts";
import { type Day, NO_DAY_AFTER } from "../../data/model/day.ts";
import { deadlineOf, type NextReminder, nextGridPoint, type Wish } from "../../data/model/reminder.ts";
import type { ChangeRequest, FieldFlaw, PushTarget } from "../../data/model/subscription.ts";
import type { Instant } from "../../data/model/zone.ts";
import type { Clock } from "./clock.ts";
import { enterErrand } from "./plan.ts";
import { shorten } from "./short.ts";
import { type Run, Slice } from "./slice.ts";
import {
	flawsOf,
	insertSubscriber,
	nextOf,
	readWishes,
	removeSubscriber,
	renewSubscriber,
	type Subscriber,
	subscriberAt,
	subscriberNamed,
	writeWishes,
} from "./subscribers.ts";
import { openTables, readMeta, writeMeta } from "./tables.ts";
import { hashToken, isSameHash, makeToken } from "./token.ts";
import type { World } from "./world.ts";

/** What the entry point lends to every slice of this isolate. */
export interface ShardWorld extends Omit<World, "sql" | "atomically"> {
	readonly clock: Clock;
	/** Tells another town's slice to forget an endpoint that has moved; throws when it cannot be reached. */
	readonly sayFarewell: (town: string, push: PushTarget, since: Instant) => Promise<void>;
}

export type Refusal =
	/** Unknown, deleted or with a wrong token: it is never told which. */
	| { readonly kind: "unknown" }
	| { readonly kind: "taken" }
	| { readonly kind: "flawed"; readonly flaws: readonly FieldFlaw[] }
	| { readonly kind: "too_late" }
	| { readonly kind: "too_often"; readonly wait: number }
	| { readonly kind: "unready" };

export interface Subscribed {
	readonly kind: "subscribed";
	readonly name: string;
	readonly token: string;
	readonly next: readonly NextReminder[];
}

export interface Told {
	readonly kind: "told";
	readonly lang: string;
	readonly kid: string;
	readonly places: readonly Wish[];
	readonly lastDelivered: Instant | undefined;
	readonly lastOutcome: string | undefined;
	readonly next: readonly NextReminder[];
}

export type Done = { readonly kind: "done"; readonly outcome?: string };

export interface NewSubscription {
	readonly town: string;
	readonly name: string;
	readonly push: PushTarget;
	readonly host: string;
	readonly kid: string;
	readonly origin: string;
	readonly lang: string;
	readonly places: readonly Wish[];
	/** Towns that may know this endpoint from before. */
	readonly otherTowns: readonly string[];
}

export interface Bearer {
	readonly name: string;
	readonly token: string;
}

/** Between two test pushes of one subscription, in milliseconds. */
const TEST_REST = 20_000;
const TEST_LIFE = 120_000;
const LATER = 60 * 60_000;
/** An alarm that failed is tried again after this. */
const RECOVERY = 15_000;

/**
 * One slice of a town's reminders: subscriptions, timer and ledger in one place, with
 * a database of its own. The name of the object is `<town>/<slice>`.
 */
export abstract class ShardBase<Env> extends DurableObject<Env> {
	readonly #world: World;
	readonly #lent: ShardWorld;
	#slice: Slice | undefined;
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
		const [dataset, hash, now] = [
			await this.#dataset(given.town),
			await hashToken(token),
			await this.#lent.clock.read(),
		];
		if (!dataset) return { kind: "unready" };
		const flaws = flawsOf(dataset, given.places);
		if (flaws.length > 0) return { kind: "flawed", flaws };
		const name = this.#world.atomically(() => this.#store(given, hash, dataset, now));
		if (name === undefined) return { kind: "taken" };
		await this.#sayFarewells();
		await this.#armBy(nextGridPoint(dataset.town.zone, now), now);
		return { kind: "subscribed", name, token, next: nextOf(dataset, given.places, now) };
	}

	async read(bearer: Bearer): Promise<Told | Refusal> {
		const subscriber = await this.#find(bearer);
		const town = this.#town();
		const dataset = town === undefined ? undefined : await this.#dataset(town);
		if (!subscriber) return { kind: "unknown" };
		if (!dataset) return { kind: "unready" };
		const now = await this.#lent.clock.read();
		this.#world.sql.exec("UPDATE subscription SET seen = ? WHERE id = ?", now, subscriber.id);
		return this.#tell(subscriber, dataset, now);
	}

	async change(bearer: Bearer, { lang, places }: ChangeRequest): Promise<Told | Refusal> {
		const subscriber = await this.#find(bearer);
		const dataset = await this.#dataset(this.#town() ?? "");
		if (!subscriber) return { kind: "unknown" };
		if (!dataset) return { kind: "unready" };
		const flaws = places ? flawsOf(dataset, places) : [];
		if (flaws.length > 0) return { kind: "flawed", flaws };
		const now = await this.#lent.clock.read();
		this.#world.atomically(() => {
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
	async settle(bearer: Bearer, { place, day }: { place: string; day: Day }): Promise<Done | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		this.#world.sql.exec(
			"INSERT OR IGNORE INTO done (subscription, place, day) VALUES (?, ?, ?)",
			subscriber.id,
			place,
			day,
		);
		return { kind: "done" };
	}

	/** One more push in an hour, once, and never when the bins must be out already. */
	async postpone(bearer: Bearer, { place, day }: { place: string; day: Day }): Promise<Done | Refusal> {
		const subscriber = await this.#find(bearer);
		const dataset = await this.#dataset(this.#town() ?? "");
		if (!subscriber) return { kind: "unknown" };
		if (!dataset) return { kind: "unready" };
		if (!findPlace(dataset, place)) return { kind: "flawed", flaws: [{ field: "place", code: "unknown_place" }] };
		const now = await this.#lent.clock.read();
		const until = deadlineOf(dataset.town.zone, dataset.town.putOut, day);
		const due = now + LATER;
		if (due >= until) return { kind: "too_late" };
		const { id: subscription, host } = subscriber;
		enterErrand(this.#world.sql, { subscription, place, day, kind: "later", host, due, until });
		await this.#armBy(due, now);
		return { kind: "done" };
	}

	/** Sends one push now and says how it went. */
	async test(bearer: Bearer): Promise<Done | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		const now = await this.#lent.clock.read();
		const wait = subscriber.tested + TEST_REST - now;
		if (wait > 0 && wait <= TEST_REST) return { kind: "too_often", wait: Math.ceil(wait / 1000) };
		const { sql } = this.#world;
		sql.exec("UPDATE subscription SET tested = ? WHERE id = ?", now, subscriber.id);
		const kind = `test ${now}`;
		const { id: subscription, host } = subscriber;
		enterErrand(sql, { subscription, place: "", day: NO_DAY_AFTER, kind, host, due: now, until: now + TEST_LIFE });
		await this.#run();
		const [errand] = sql
			.exec<{ state: string }>("SELECT state FROM errand WHERE subscription = ? AND kind = ?", subscription, kind)
			.toArray();
		sql.exec("DELETE FROM errand WHERE subscription = ? AND kind = ?", subscription, kind);
		return { kind: "done", outcome: OUTCOMES[errand?.state ?? "gone"] ?? "later" };
	}

	/** The household uses another town since then; only who knows the keys may say so, and a later return counts more. */
	forgetEndpoint({ endpoint, keys }: PushTarget, since: Instant): void {
		const { sql } = this.#world;
		sql.exec("DELETE FROM farewell WHERE endpoint = ? AND since <= ?", endpoint, since);
		const subscriber = subscriberAt(this.#world, endpoint);
		if (!subscriber || subscriber.seen > since) return;
		if (isSameHash(subscriber.p256dh, keys.p256dh) && isSameHash(subscriber.auth, keys.auth)) {
			removeSubscriber(this.#world, subscriber.id);
		}
	}

	/** Runs what is due by the clock, and answers when it is done. */
	async tick(): Promise<Run> {
		let sent = 0;
		for (let round = 0; round < 20; round++) {
			const now = await this.#lent.clock.read();
			const run = await this.#run();
			sent += run.sent;
			if (run.next === undefined || run.next > now + 1) return { sent, next: run.next };
		}
		return { sent, next: undefined };
	}

	/** After a start: with the alarm table lost, `getAlarm()` still answers while nothing fires, and setting the same time is a no-op. */
	async rearm(): Promise<ShardState> {
		const { storage } = this.ctx;
		const [subscriptions] = this.#world.sql
			.exec<{ count: number }>("SELECT COUNT(*) AS count FROM subscription")
			.toArray();
		const count = subscriptions?.count ?? 0;
		if (count > 0) {
			await storage.deleteAlarm();
			await storage.setAlarm(Date.now());
		}
		const [open] = this.#world.sql
			.exec<{ count: number }>("SELECT COUNT(*) AS count FROM errand WHERE state = 'due'")
			.toArray();
		const tally = this.#world.sql
			.exec<{ outcome: string; count: number }>("SELECT outcome, SUM(count) AS count FROM tally GROUP BY outcome")
			.toArray()
			.map(({ outcome, count: total }) => [outcome, total] as const);
		return { subscriptions: count, open: open?.count ?? 0, tally: Object.fromEntries(tally) };
	}

	/** Never throws: after seven failures the platform would drop the alarm in silence. */
	override async alarm(): Promise<void> {
		let next: Instant | undefined;
		try {
			next = (await this.#run()).next;
			await this.#sayFarewells();
		} catch (error) {
			this.#lent.tell({ event: "alarm_failed", error: shorten(error) });
			next = (await this.#lent.clock.read().catch(() => Date.now())) + RECOVERY;
		} finally {
			await this.#arm(next);
		}
	}

	#run(): Promise<Run> {
		const mine = this.#turn.then(async () => {
			const town = this.#town();
			if (town === undefined) return { sent: 0, next: undefined };
			this.#slice ??= new Slice(this.#world, town);
			return this.#slice.run(await this.#lent.clock.start());
		});
		this.#turn = mine.catch(() => undefined);
		return mine;
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

	/** One row per endpoint. `undefined`: somebody else's keys. */
	#store(given: NewSubscription, token: string, dataset: Dataset, now: Instant): string | undefined {
		const { endpoint, keys } = given.push;
		const known = subscriberAt(this.#world, endpoint);
		if (known && !(isSameHash(known.p256dh, keys.p256dh) && isSameHash(known.auth, keys.auth))) return undefined;
		writeMeta(this.#world.sql, "town", given.town);
		const row = { ...given, ...keys, endpoint, token };
		const id = known?.id ?? insertSubscriber(this.#world, row, now);
		if (known) renewSubscriber(this.#world, id, row, now);
		writeWishes(this.#world, id, given.places, dataset, now);
		const farewell = "INSERT OR REPLACE INTO farewell (town, endpoint, p256dh, auth, since) VALUES (?, ?, ?, ?, ?)";
		for (const town of given.otherTowns) this.#world.sql.exec(farewell, town, endpoint, keys.p256dh, keys.auth, now);
		return known?.name ?? given.name;
	}

	/** Says them until they are heard. */
	async #sayFarewells(): Promise<void> {
		const { sql } = this.#world;
		for (const { town, endpoint, p256dh, auth, since } of sql
			.exec<Farewell>("SELECT * FROM farewell LIMIT 50")
			.toArray()) {
			try {
				await this.#lent.sayFarewell(town, { endpoint, keys: { p256dh, auth } }, since);
				sql.exec("DELETE FROM farewell WHERE town = ? AND endpoint = ?", town, endpoint);
			} catch (error) {
				this.#lent.tell({ event: "farewell_failed", error: shorten(error) });
			}
		}
	}

	#tell(subscriber: Subscriber, dataset: Dataset, now: Instant): Told {
		const places = readWishes(this.#world, subscriber.id);
		const { lang, kid, delivered, outcome } = subscriber;
		return {
			kind: "told",
			lang,
			kid,
			places,
			lastDelivered: delivered ?? undefined,
			lastOutcome: outcome ?? undefined,
			next: nextOf(dataset, places, now),
		};
	}

	/** Sets the alarm unless an earlier one stands. */
	async #armBy(due: Instant, now: Instant): Promise<void> {
		const at = Date.now() + (due - now);
		const current = await this.ctx.storage.getAlarm();
		if (current === null || current > at) await this.ctx.storage.setAlarm(at);
	}

	async #arm(next: Instant | undefined): Promise<void> {
		if (next === undefined) return;
		const now = await this.#lent.clock.read().catch(() => Date.now());
		await this.ctx.storage.setAlarm(Date.now() + Math.max(next - now, 0));
	}
}

interface Farewell extends Record<string, SqlStorageValue> {
	readonly town: string;
	readonly endpoint: string;
	readonly p256dh: string;
	readonly auth: string;
	readonly since: number;
}

export interface ShardState {
	readonly subscriptions: number;
	/** Errands that wait. */
	readonly open: number;
	/** Endings of the last 60 days. */
	readonly tally: Readonly<Record<string, number>>;
}

const OUTCOMES: Readonly<Record<string, string>> = {
	sent: "delivered",
	gone: "gone",
	refused: "refused",
	expired: "expired",
	withdrawn: "refused",
	due: "later",
};
