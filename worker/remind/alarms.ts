import type { Instant } from "../../data/model/zone.ts";
import type { Clock } from "./clock.ts";

/** Whoever asks for our health often must not keep every slice busy with it. */
const REARM_REST = 60_000;

/** When a slice wakes up: moments on its clock, which may be a test's, as alarms on the machine's. */
export class Alarms {
	readonly #storage: DurableObjectStorage;
	readonly #clock: Clock;
	readonly #elapsed: () => number;
	#rearmedAt = Number.NEGATIVE_INFINITY;

	constructor(storage: DurableObjectStorage, clock: Clock, elapsed: () => number) {
		this.#storage = storage;
		this.#clock = clock;
		this.#elapsed = elapsed;
	}

	/** Sets the alarm unless an earlier one stands. */
	async armBy(due: Instant, now: Instant): Promise<void> {
		const at = Date.now() + (due - now);
		const current = await this.#storage.getAlarm();
		if (current === null || current > at) await this.#storage.setAlarm(at);
	}

	async arm(next: Instant | undefined): Promise<void> {
		if (next === undefined) return;
		await this.#storage.setAlarm(Date.now() + Math.max(next - (await this.now()), 0));
	}

	/**
	 * At the start and now and then: with the alarm table lost, `getAlarm()` still answers
	 * while nothing fires, and setting the same time again is a no-op.
	 */
	async rearm(): Promise<void> {
		if (this.#elapsed() - this.#rearmedAt < REARM_REST) return;
		this.#rearmedAt = this.#elapsed();
		await this.#storage.deleteAlarm();
		await this.#storage.setAlarm(Date.now());
	}

	/** The machine's own time while a test's cannot be read. */
	async now(): Promise<Instant> {
		return this.#clock.read().catch(() => Date.now());
	}
}
