import type { Dataset } from "../../data/model/dataset.ts";
import type { ReachAsked } from "../../data/model/desk.ts";
import { nextGridPoint, type Wish } from "../../data/model/reminder.ts";
import type { ChangeRequest } from "../../data/model/subscription.ts";
import type { Instant } from "../../data/model/zone.ts";
import { KeptObject } from "../backup/kept-object.ts";
import { restoredFrom } from "../backup/restored-mark.ts";
import { isSameHash } from "../http/sha256.ts";
import { Alarms } from "./alarms.ts";
import { touch } from "./change-count.ts";
import { shorten } from "./error-words.ts";
import { hasTraces, leaveTraces } from "./ledger/erase.ts";
import { forgetEverybody, isOverdue, stateOf } from "./ledger/outcomes.ts";
import { hasTables, openTables, readMeta, writeMeta } from "./ledger/schema.ts";
import { readRules } from "./ledger/town-rules.ts";
import { nextOf } from "./plan/ahead.ts";
import { awaySince } from "./plan/away.ts";
import { type Button, type Known, postpone, settle, unsettle } from "./plan/buttons.ts";
import { closeGapFor, openGap } from "./plan/gap.ts";
import { storedOf } from "./plan/stored.ts";
import { sendTestPush } from "./plan/test-push.ts";
import { subjectOf } from "./push/vapid-subject.ts";
import { Slice } from "./slice.ts";
import type {
	AboutDay,
	Bearer,
	Done,
	Handover,
	NewSubscription,
	Refusal,
	Run,
	SliceFigures,
	SliceState,
	SliceStub,
	StoredSubscription,
	Subscribed,
} from "./slice-api.ts";
import type { SliceEnvironment } from "./slice-environment.ts";
import { figuresOf } from "./subscriptions/figures.ts";
import { readHandover } from "./subscriptions/handover.ts";
import { isProof, makeProof } from "./subscriptions/proof.ts";
import { isCounted, store } from "./subscriptions/store.ts";
import {
	countSubscribers,
	noteSeen,
	removeSubscriber,
	type Subscriber,
	subscriberNamed,
} from "./subscriptions/subscription-table.ts";
import { hashToken, makeToken } from "./subscriptions/token.ts";
import { areWithin, flawsOf, timeFlaws } from "./subscriptions/wish-flaws.ts";
import { readWishes, writeWishes } from "./subscriptions/wishes.ts";
import type { World } from "./world.ts";

/** An alarm that failed is tried again after this. */
const RECOVERY = 5000;

/**
 * One slice of a town's reminders: subscriptions, timer and ledger in one place, with
 * a database of its own. The name of the object is `<town>/<slice>`.
 */
export abstract class SliceObject<Env> extends KeptObject<Env> implements SliceStub {
	readonly #world: World;
	readonly #lent: SliceEnvironment;
	readonly #alarms: Alarms;
	#slice: Slice | undefined;
	#isAwake = false;
	/** Alarm and tick take turns: two at once would send twice. */
	#turn: Promise<unknown> = Promise.resolve();

	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		const { sql } = state.storage;
		this.#lent = this.lend(env);
		// Where anybody can ask for a slice by an invented name, nothing is kept of the question.
		if (this.#lent.isGuarded || hasTables(sql)) openTables(sql);
		this.#world = {
			...this.#lent,
			sql,
			atomically: (work) => state.storage.transactionSync(work),
			fileBytes: () => this.#lent.fileBytes(state.id.toString()),
		};
		this.#alarms = new Alarms(state, this.#lent);
		if (restoredFrom(sql) !== undefined) state.blockConcurrencyWhile(() => this.#beginRestored());
	}

	/** Before the first answer. Where the dates are away, the first run with them does the rest. */
	async #beginRestored(): Promise<void> {
		try {
			openGap(this.#world, await this.#lent.clock.read());
			await this.#sliceOf()?.settleGap();
		} catch (error) {
			this.#lent.tell({ event: "restore_failed", error: shorten(error) });
		}
	}

	protected abstract lend(env: Env): SliceEnvironment;

	protected override now(): Promise<Instant> {
		return this.#lent.clock.read();
	}

	protected override leaveTraces(): void {
		leaveTraces(this.#world.sql);
	}

	async subscribe(given: NewSubscription): Promise<Subscribed | Refusal> {
		const token = makeToken();
		const dataset = await this.#dataset(given.town);
		const [hash, now] = [await hashToken(token), await this.#lent.clock.read()];
		if (!dataset) return { kind: "unready" };
		openTables(this.#world.sql);
		if (subjectOf(dataset.town.contact) === undefined || !isCounted(this.#world, given.slices)) return { kind: "off" };
		const flaws = flawsOf(dataset, given.places);
		if (flaws.length > 0) return { kind: "flawed", flaws };
		const { sql } = this.#world;
		const isProven = given.proof !== undefined && (await isProof(sql, given.push, given.proof, now));
		const stored = this.#world.atomically(() => {
			const done = store(this.#world, given, hash, { dataset, now, isProven });
			if (!("kind" in done)) closeGapFor(this.#world, done.id, dataset, now);
			return done;
		});
		if ("kind" in stored) {
			if (stored.kind === "taken") await this.#askForProof(given, now);
			return stored;
		}
		await this.#alarms.armBy(nextGridPoint(dataset.town.zone, now), now);
		const { id, ...places } = stored;
		return { kind: "subscribed", ...places, token, next: nextOf(this.#world, id, dataset, now) };
	}

	/** The answer waits for no push service. */
	async #askForProof({ push, kid, currentKid, lang, origin }: NewSubscription, now: Instant): Promise<void> {
		const proof = await makeProof(this.#world.sql, push, now);
		const asked = this.#sliceOf()?.sendProof({ push, kid: kid ?? currentKid, lang, origin, proof }, now);
		this.ctx.waitUntil(asked ?? Promise.resolve());
	}

	async read(bearer: Bearer): Promise<StoredSubscription | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		const dataset = await this.#dataset(this.#town() ?? "");
		return storedOf(this.#world, subscriber, dataset, await this.#lent.clock.read());
	}

	async change(bearer: Bearer, { lang, places }: ChangeRequest): Promise<StoredSubscription | Refusal> {
		const known = await this.#findWithRules(bearer);
		if ("kind" in known) return known;
		const { subscriber, rules } = known;
		const dataset = await this.#dataset(this.#town() ?? "");
		const refused = places && this.#refusalOf(places, known, dataset);
		if (refused) return refused;
		const now = await this.#lent.clock.read();
		this.#world.atomically(() => {
			touch(this.#world.sql);
			if (lang !== undefined)
				this.#world.sql.exec("UPDATE subscription SET lang = ? WHERE id = ?", lang, subscriber.id);
			if (places) writeWishes(this.#world, subscriber.id, places, { dataset, zone: rules.zone, now });
			closeGapFor(this.#world, subscriber.id, dataset, now);
		});
		await this.#alarms.armBy(nextGridPoint(rules.zone, now), now);
		return storedOf(this.#world, { ...subscriber, lang: lang ?? subscriber.lang }, dataset, now);
	}

	/** While the dates are away, whatever asks for less is granted; more cannot be judged. */
	#refusalOf(places: readonly Wish[], { subscriber, rules }: Known, dataset: Dataset | undefined): Refusal | undefined {
		const flaws = dataset ? flawsOf(dataset, places) : timeFlaws(rules, places);
		if (flaws.length > 0) return { kind: "flawed", flaws };
		if (dataset || areWithin(readWishes(this.#world, subscriber.id), places)) return undefined;
		return { kind: "unready" };
	}

	async remove(bearer: Bearer): Promise<Done | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		removeSubscriber(this.#world, subscriber.id);
		return { kind: "done" };
	}

	/** What it was told, for the subscription that takes its place; nothing changes here. */
	async handover(bearer: Bearer): Promise<Handover | undefined> {
		const subscriber = await this.#find(bearer);
		return subscriber && readHandover(this.#world, subscriber.id);
	}

	/** It is out: no further reminder for that day. */
	settle(bearer: Bearer, which: AboutDay): Promise<Done | Refusal> {
		return this.#press(settle, bearer, which);
	}

	/** It is not out after all: what is still to come, comes. */
	unsettle(bearer: Bearer, which: AboutDay): Promise<Done | Refusal> {
		return this.#press(unsettle, bearer, which);
	}

	/** One more push in an hour, once, and never when the bins must be out already. */
	postpone(bearer: Bearer, which: AboutDay): Promise<Done | Refusal> {
		return this.#press(postpone, bearer, which);
	}

	/** Sends one push now and says how it went. */
	async test(bearer: Bearer): Promise<Done | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		if (!(await this.#dataset(this.#town() ?? ""))) return { kind: "unready" };
		const slice = this.#sliceOf();
		const now = await this.#lent.clock.read();
		return sendTestPush(this.#world.sql, slice && ((id, at) => slice.runOne(id, at)), subscriber, now);
	}

	/** Runs what is due at a test's `instant`, and answers when it is done. */
	async tick(instant: Instant): Promise<Run> {
		let [sent, isErased] = [0, false];
		for (let round = 0; round < 20; round++) {
			const run = await this.#run(() => instant);
			sent += run.sent;
			isErased ||= run.isErased ?? false;
			if (run.next === undefined || run.next > instant + 1) return { sent, next: run.next, isErased };
		}
		return { sent, next: instant + 1, isErased };
	}

	async close(): Promise<void> {
		await this.#turn;
		this.ctx.abort("closed");
	}

	async figures(asked: ReachAsked): Promise<SliceFigures> {
		return figuresOf(this.#world.sql, asked);
	}

	async inspect(): Promise<SliceState> {
		const { sql } = this.#world;
		if (!hasTables(sql)) return { subscriptions: 0, open: 0, tally: {}, pulse: "armed" };
		const subscriptions = countSubscribers(sql);
		const pulse = subscriptions > 0 && !this.#isAwake ? await this.#alarms.pulse() : "armed";
		const isLate = pulse === "armed" && isOverdue(sql, await this.#alarms.now());
		return { subscriptions, ...stateOf(sql), pulse: isLate ? "late" : pulse, away: awaySince(sql) };
	}

	/** At the start and now and then; see `alarms.ts`. */
	async rearm(): Promise<SliceState> {
		const state = await this.inspect();
		const { sql } = this.#world;
		if (hasTables(sql) && (state.subscriptions > 0 || hasTraces(sql))) await this.#alarms.rearm();
		return state;
	}

	/** Nobody is reminded here any more, by the host's word alone; answers how many households that were. */
	async forgetEverybody(): Promise<number> {
		const { sql } = this.#world;
		const count = hasTables(sql) ? this.#world.atomically(() => forgetEverybody(sql)) : 0;
		// What was deleted is erased at once where nobody is left.
		if (count > 0) await this.alarm();
		return count;
	}

	/** What the alarm should have done long ago; nothing where it is at it. */
	async wake(): Promise<void> {
		if (!this.#isAwake) await this.alarm();
	}

	/** Throws only where the disk refuses to write: after seven other failures the platform would drop the alarm in silence. */
	override async alarm(): Promise<void> {
		this.#isAwake = true;
		try {
			await this.#work();
		} finally {
			this.#isAwake = false;
		}
	}

	async #work(): Promise<void> {
		let next: Instant | undefined;
		try {
			await this.#tryDisk();
			const run = await this.#run(await this.#lent.clock.start());
			if (run.isErased) this.#lent.wakeups.close(this.ctx.id.toString());
			next = run.next;
		} catch (error) {
			this.#lent.tell({ event: "alarm_failed", error: shorten(error) });
			next = (await this.#alarms.now()) + RECOVERY;
		} finally {
			await this.#alarms.arm(next);
		}
	}

	/** Nothing is sent that cannot be written down: it would be sent again with each further try. */
	async #tryDisk(): Promise<void> {
		const { sql } = this.#world;
		if (!hasTables(sql)) return;
		writeMeta(sql, "woken", String(Date.now()));
		await this.ctx.storage.sync();
	}

	#run(now: () => Instant): Promise<Run> {
		const idle: Run = { sent: 0, next: undefined };
		const mine = this.#turn.then(async () => (await this.#sliceOf()?.run(now)) ?? idle);
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
		const { sql } = this.#world;
		return hasTables(sql) ? readMeta(sql, "town") : undefined;
	}

	async #dataset(town: string): Promise<Dataset | undefined> {
		return (await this.#world.readTown(town))?.dataset;
	}

	async #find({ name, token }: Bearer): Promise<Subscriber | undefined> {
		const hash = await hashToken(token);
		const subscriber = hasTables(this.#world.sql) ? subscriberNamed(this.#world, name) : undefined;
		// Unknown names are compared too, so that they take as long as wrong tokens.
		const matches = isSameHash(subscriber?.token ?? hash.replace(/./gu, "0"), hash);
		if (!matches || !subscriber) return undefined;
		noteSeen(this.#world, subscriber, await this.#lent.clock.read());
		return subscriber;
	}

	/** With the rules as they are served now; while they are not, as they were last. */
	async #findWithRules(bearer: Bearer): Promise<Known | Refusal> {
		const subscriber = await this.#find(bearer);
		if (!subscriber) return { kind: "unknown" };
		const dataset = await this.#dataset(this.#town() ?? "");
		const rules = dataset?.town ?? readRules(this.#world.sql);
		return rules ? { subscriber, rules } : { kind: "unready" };
	}

	async #press(button: Button, bearer: Bearer, which: AboutDay): Promise<Done | Refusal> {
		const known = await this.#findWithRules(bearer);
		if ("kind" in known) return known;
		const now = await this.#lent.clock.read();
		const pressed = this.#world.atomically(() => button(this.#world, { ...known, ...which, now }));
		if (pressed.kind !== "pressed") return pressed;
		if (pressed.due !== undefined) await this.#alarms.armBy(pressed.due, now);
		return { kind: "done" };
	}
}
