import type { Instant } from "../../data/model/zone.ts";
import type { Edge } from "../edge.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import type { Clock } from "./clock.ts";
import { shorten } from "./error-words.ts";
import type { Routes } from "./push/endpoint.ts";
import type { KeyRing } from "./push/vapid-keys.ts";
import type { Run, SliceState, SliceStub } from "./slice-api.ts";
import type { Wakeups } from "./wakeups.ts";

/** What the routes of the reminders need. */
export interface Reminders {
	readonly edge: Edge;
	readonly keys: KeyRing;
	readonly routes: Routes;
	/** Slices per town. */
	readonly slices: number;
	readonly rateLimit: RateLimit;
	readonly clock: Clock;
	readonly slice: (town: string, slice: number) => SliceStub;
	readonly sliceWithId: (id: string) => SliceStub;
	readonly wakeups: Wakeups;
	/** Whether anything was ever kept in a slice: asking it would make storage for invented names. */
	readonly isKept: (town: string, slice: number) => Promise<boolean>;
}

export type SliceHealth =
	| ({ readonly town: string; readonly slice: number } & SliceState)
	| { readonly town: string; readonly slice: number; readonly problem: string };

/** Arms every slice anew and asks how it is. One that is out of order hides no other. */
export async function rearmAll(reminders: Reminders): Promise<SliceHealth[]> {
	return everySlice(reminders, async (stub, town, slice) => {
		try {
			return { town, slice, ...(await stub.rearm()) };
		} catch (error) {
			reminders.edge.tell({ event: "slice_broken", town, slice, error: shorten(error) });
			return { town, slice, problem: "out_of_order" };
		}
	});
}

/** Runs every slice that is due at an instant; answers when all are done. */
export async function tickAll(reminders: Reminders, instant: Instant): Promise<Run> {
	const runs = await everySlice(reminders, async (stub, town, slice): Promise<Run> => {
		try {
			const run = await stub.tick(instant);
			if (run.isErased) await stub.close().catch(() => undefined);
			return run;
		} catch (error) {
			reminders.edge.tell({ event: "slice_broken", town, slice, error: shorten(error) });
			return { sent: 0, next: undefined };
		}
	});
	const nexts = runs.map(({ next }) => next).filter((next) => next !== undefined);
	return {
		sent: runs.reduce((sum, { sent }) => sum + sent, 0),
		next: nexts.length > 0 ? Math.min(...nexts) : undefined,
	};
}

/** Looks after the slices whose alarm did not come, and closes those that asked for it. */
export async function lookAfter({ wakeups, sliceWithId }: Reminders, now: Instant): Promise<void> {
	// A slice that cannot write yet is asked again in a few seconds.
	const woken = wakeups.overdue(now).map((id) =>
		sliceWithId(id)
			.wake()
			.catch(() => undefined),
	);
	const closed = wakeups.takeClosing().map((id) =>
		sliceWithId(id)
			.close()
			.catch(() => undefined),
	);
	await Promise.all([...woken, ...closed]);
}

async function everySlice<T>(
	{ edge, slices, slice: stubOf }: Reminders,
	ask: (stub: SliceStub, town: string, slice: number) => Promise<T>,
): Promise<T[]> {
	const towns = [...(await edge.towns.all()).keys()];
	const names = towns.flatMap((town) => Array.from({ length: slices }, (_, slice) => ({ town, slice })));
	return Promise.all(names.map(({ town, slice }) => ask(stubOf(town, slice), town, slice)));
}
