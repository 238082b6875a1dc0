import type { Dataset } from "../../data/model/dataset.ts";
import type { Instant } from "../../data/model/zone.ts";
import { KeptObject } from "../backup/kept-object.ts";
import { restoredFrom } from "../backup/restored-mark.ts";
import { Alarms } from "./alarms.ts";
import { shorten } from "./error-words.ts";
import type { SliceHome } from "./layout.ts";
import { hasTraces, leaveTraces } from "./ledger/erase.ts";
import { adopt, hearOf, isSettled } from "./ledger/home.ts";
import { forgetEverybody, isOverdue, stateOf } from "./ledger/outcomes.ts";
import { hasTables, openTables, readMeta, writeMeta } from "./ledger/schema.ts";
import { moveIn } from "./moving/move-in.ts";
import { moveOut } from "./moving/move-out.ts";
import { countOutbox, dropOutbox, isInOutbox } from "./moving/outbox.ts";
import { awaySince } from "./plan/away.ts";
import { openGap } from "./plan/gap.ts";
import { Slice } from "./slice.ts";
import type { Arrivals, Run, SliceState, Sought } from "./slice-api.ts";
import type { SliceEnvironment } from "./slice-environment.ts";
import { countSubscribers } from "./subscriptions/subscription-table.ts";
import type { World } from "./world.ts";

/** An alarm that failed is tried again after this. */
const RECOVERY = 5000;
/** Households leave for so long at once, in milliseconds; then whoever stays is reminded. */
const LONGEST_MOVE = 10_000;

/** What a slice does by itself: its timer and its turns, and what becomes of its households when slices are divided anew. */
export abstract class RunningSlice<Env> extends KeptObject<Env> {
	protected readonly world: World;
	protected readonly lent: SliceEnvironment;
	protected readonly alarms: Alarms;
	#slice: Slice | undefined;
	#isAwake = false;
	/** Others may have reminders that are due by now. */
	#hasArrivals = false;
	/** Alarm and tick take turns: two at once would send twice. */
	#turn: Promise<unknown> = Promise.resolve();
	/** The move to other slices that is under way. */
	#leaving: Promise<boolean> | undefined;

	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		const { sql } = state.storage;
		this.lent = this.lend(env);
		// Where anybody can ask for a slice by an invented name, nothing is kept of the question.
		if (this.lent.isGuarded || hasTables(sql)) openTables(sql);
		this.world = {
			...this.lent,
			sql,
			atomically: (work) => state.storage.transactionSync(work),
			fileBytes: () => this.lent.fileBytes(state.id.toString()),
		};
		this.alarms = new Alarms(state, this.lent);
		if (restoredFrom(sql) !== undefined) state.blockConcurrencyWhile(() => this.#beginRestored());
	}

	/** Before the first answer. Where the dates are away, the first run with them does the rest. */
	async #beginRestored(): Promise<void> {
		try {
			openGap(this.world, await this.lent.clock.read());
			await this.sliceOf()?.settleGap();
		} catch (error) {
			this.lent.tell({ event: "restore_failed", error: shorten(error) });
		}
	}

	protected abstract lend(env: Env): SliceEnvironment;

	protected override now(): Promise<Instant> {
		return this.lent.clock.read();
	}

	protected override leaveTraces(): void {
		leaveTraces(this.world.sql);
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
		// Between two runs, and with what the last one wrote on the disk: else what it has sent would be sent again.
		await this.#inTurn(async () => {
			await this.ctx.storage.sync();
			this.ctx.abort("closed");
		});
	}

	async inspect(): Promise<SliceState> {
		const { sql } = this.world;
		if (!hasTables(sql)) return { subscriptions: 0, open: 0, tally: {}, pulse: "armed" };
		const subscriptions = this.#countHouseholds();
		const pulse = subscriptions > 0 && !this.#isAwake ? await this.alarms.pulse() : "armed";
		const isLate = pulse === "armed" && isOverdue(sql, await this.alarms.now());
		return { subscriptions, ...stateOf(sql), pulse: isLate ? "late" : pulse, away: awaySince(sql) };
	}

	/** At the start and now and then; see `alarms.ts`. */
	async rearm(): Promise<SliceState> {
		const state = await this.inspect();
		const { sql } = this.world;
		if (hasTables(sql) && (state.subscriptions > 0 || hasTraces(sql))) await this.alarms.rearm();
		return state;
	}

	/** Nobody is reminded here any more, by the host's word alone; answers how many households that were. */
	async forgetEverybody(): Promise<number> {
		const { sql } = this.world;
		const count = hasTables(sql) ? this.world.atomically(() => this.#forgetAll()) : 0;
		// What was deleted is erased at once where nobody is left.
		if (count > 0) await this.alarm();
		return count;
	}

	/** Also those that are on their way to another slice. */
	#countHouseholds(): number {
		const { sql } = this.world;
		return countSubscribers(sql) + countOutbox(sql);
	}

	#forgetAll(): number {
		const { sql } = this.world;
		const count = this.#countHouseholds();
		dropOutbox(sql);
		forgetEverybody(sql);
		return count;
	}

	/** What the alarm should have done long ago; nothing where it is at it. */
	async wake(): Promise<void> {
		if (!this.#isAwake) await this.alarm();
	}

	async moveAway(home: SliceHome): Promise<boolean> {
		const { sql } = this.world;
		if (!hasTables(sql)) return true;
		this.world.atomically(() => adopt(sql, home));
		// Whoever asks meanwhile waits for the same move: more of them in line would keep reminders waiting.
		this.#leaving ??= this.#leave().finally(() => {
			this.#leaving = undefined;
		});
		return this.#leaving;
	}

	async #leave(): Promise<boolean> {
		this.#slice?.hurry(true);
		const isDone = await this.#inTurn(() => this.#moveOut()).finally(() => this.#slice?.hurry(false));
		// Who stays is reminded, and what the others left is erased.
		const now = await this.alarms.now();
		await this.alarms.armBy(now, now);
		return isDone;
	}

	#moveOut(): Promise<boolean> {
		const slice = (nth: number) => this.lent.slice(this.town() ?? "", nth);
		return moveOut(this.world, slice, this.lent.elapsed() + LONGEST_MOVE);
	}

	async takeIn(arrivals: Arrivals): Promise<boolean> {
		openTables(this.world.sql);
		const isTaken = moveIn(this.world, arrivals);
		this.#hasArrivals ||= isTaken;
		const now = await this.alarms.now();
		await this.alarms.armBy(now, now);
		return isTaken;
	}

	async isLeaving(who: Sought): Promise<boolean> {
		return hasTables(this.world.sql) && isInOutbox(this.world.sql, who);
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
		this.#hasArrivals = false;
		try {
			await this.#tryDisk();
			const run = await this.#run(await this.lent.clock.start());
			if (run.isErased) this.lent.wakeups.close(this.ctx.id.toString());
			next = run.next;
		} catch (error) {
			this.lent.tell({ event: "alarm_failed", error: shorten(error) });
			next = (await this.alarms.now()) + RECOVERY;
		} finally {
			await this.alarms.arm(this.#hasArrivals ? 0 : next);
		}
	}

	/** Nothing is sent that cannot be written down: it would be sent again with each further try. */
	async #tryDisk(): Promise<void> {
		const { sql } = this.world;
		if (!hasTables(sql)) return;
		writeMeta(sql, "woken", String(Date.now()));
		await this.ctx.storage.sync();
	}

	#run(now: () => Instant): Promise<Run> {
		const idle: Run = { sent: 0, next: undefined };
		return this.#inTurn(async () => {
			await this.#catchUp();
			return (await this.sliceOf()?.run(now)) ?? idle;
		});
	}

	#inTurn<T>(work: () => Promise<T>): Promise<T> {
		const mine = this.#turn.then(work);
		this.#turn = mine.catch(() => undefined);
		return mine;
	}

	/** Also where nobody told this slice that the number of slices has changed. Whoever stays waits for no other slice. */
	async #catchUp(): Promise<void> {
		const { sql } = this.world;
		if (!hasTables(sql)) return;
		try {
			hearOf(sql, await this.lent.layout());
			if (!isSettled(sql)) await this.#moveOut();
		} catch (error) {
			this.lent.tell({ event: "moving_failed", error: shorten(error) });
		}
	}

	/** `undefined` before the first subscription. */
	protected sliceOf(): Slice | undefined {
		const town = this.town();
		if (town !== undefined) this.#slice ??= new Slice(this.world, town);
		return this.#slice;
	}

	protected town(): string | undefined {
		const { sql } = this.world;
		return hasTables(sql) ? readMeta(sql, "town") : undefined;
	}

	protected async dataset(town: string): Promise<Dataset | undefined> {
		return (await this.world.readTown(town))?.dataset;
	}
}
