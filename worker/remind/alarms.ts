import type { Instant } from "../../data/model/zone.ts";
import type { Clock } from "./clock.ts";
import type { Pulse } from "./slice-api.ts";
import type { Wakeups } from "./wakeups.ts";

/** Whoever asks for our health often must not keep every slice busy with it. */
const REARM_REST = 60_000;

/** An alarm that is so late does not come; milliseconds. */
const OVERSLEPT = 60_000;

interface Lent {
	readonly clock: Clock;
	/** Milliseconds that only ever grow. */
	readonly elapsed: () => number;
	readonly wakeups: Wakeups;
}

/** When a slice wakes up: moments on its clock, which may be a test's, as alarms on the machine's. */
export class Alarms {
	readonly #state: DurableObjectState;
	readonly #clock: Clock;
	readonly #elapsed: () => number;
	readonly #wakeups: Wakeups;
	#rearmedAt = Number.NEGATIVE_INFINITY;

	constructor(state: DurableObjectState, { clock, elapsed, wakeups }: Lent) {
		this.#state = state;
		this.#clock = clock;
		this.#elapsed = elapsed;
		this.#wakeups = wakeups;
	}

	/** Sets the alarm unless an earlier one stands. */
	async armBy(due: Instant, now: Instant): Promise<void> {
		const at = Date.now() + (due - now);
		this.#wakeups.expectBy(this.#id, at);
		const current = await this.#state.storage.getAlarm();
		if (current === null || current > at) await this.#state.storage.setAlarm(at);
	}

	async arm(next: Instant | undefined): Promise<void> {
		if (next === undefined) return this.#wakeups.forget(this.#id);
		const at = Date.now() + Math.max(next - (await this.now()), 0);
		this.#wakeups.expect(this.#id, at);
		await this.#state.storage.setAlarm(at);
	}

	/**
	 * At the start and now and then: with the alarm table lost, `getAlarm()` still answers
	 * while nothing fires, and setting the same time again is a no-op.
	 */
	async rearm(): Promise<void> {
		if (this.#elapsed() - this.#rearmedAt < REARM_REST) return;
		this.#wakeups.expectBy(this.#id, Date.now());
		await this.#state.storage.deleteAlarm();
		await this.#state.storage.setAlarm(Date.now());
		// Only what the disk has taken rests: after a fault the next question arms it.
		await this.#state.storage.sync();
		this.#rearmedAt = this.#elapsed();
	}

	/** After a start alarms of before it are late, and about to come. */
	async pulse(): Promise<Pulse> {
		const [alarm, now] = [await this.#state.storage.getAlarm(), Date.now()];
		if (now - this.#wakeups.bornAt < OVERSLEPT) return "armed";
		if (alarm === null) return "unarmed";
		return alarm < now - OVERSLEPT ? "asleep" : "armed";
	}

	get #id(): string {
		return this.#state.id.toString();
	}

	/** The machine's own time while a test's cannot be read. */
	async now(): Promise<Instant> {
		return this.#clock.read().catch(() => Date.now());
	}
}
