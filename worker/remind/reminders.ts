import type { ReachAsked } from "../../data/model/desk.ts";
import type { Instant } from "../../data/model/zone.ts";
import type { Edge } from "../edge.ts";
import type { RateLimit } from "../http/rate-limit.ts";
import type { Clock } from "./clock.ts";
import { shorten } from "./error-words.ts";
import type { KnownSlice } from "./known-slice.ts";
import { type Layouts, slicesIn } from "./layout.ts";
import type { Routes } from "./push/endpoint.ts";
import type { KeyRing } from "./push/vapid-keys.ts";
import type { Run, SliceFigures, SliceStub } from "./slice-api.ts";
import type { Wakeups } from "./wakeups.ts";

/** What the routes of the reminders need. */
export interface Reminders {
	readonly edge: Edge;
	readonly keys: KeyRing;
	readonly routes: Routes;
	/** How many slices each town has. */
	readonly layouts: Layouts;
	readonly wait: (milliseconds: number) => Promise<void>;
	readonly rateLimit: RateLimit;
	readonly clock: Clock;
	readonly slice: (town: string, slice: number) => SliceStub;
	readonly sliceWithId: (id: string) => SliceStub;
	readonly wakeups: Wakeups;
	/** Whether anything was ever kept in a slice: asking it would make storage for invented names. */
	readonly isKept: (town: string, slice: number) => Promise<boolean>;
	readonly known: readonly KnownSlice[];
}

/** Runs every slice that is due at an instant; answers when all are done. */
export async function tickAll(reminders: Reminders, instant: Instant): Promise<Run> {
	const towns = [...(await reminders.edge.towns.all()).keys()];
	const runs = await everySlice(reminders, towns, async (stub, town, slice): Promise<Run> => {
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

/** Of the towns there are, and those that there were. */
export async function everySlice<T>(
	{ layouts, slice: stubOf, known }: Reminders,
	towns: readonly string[],
	ask: (stub: SliceStub, town: string, slice: number) => Promise<T>,
): Promise<T[]> {
	// Where the registry is out of order, what was known last is looked at.
	const numbers = slicesIn(await layouts.now().catch(() => layouts.last));
	const present = towns.flatMap((town) => numbers.map((slice) => ({ town, slice })));
	const away = known.filter(({ town, slice }) => !towns.includes(town) || !numbers.includes(slice));
	return Promise.all([...present, ...away].map(({ town, slice }) => ask(stubOf(town, slice), town, slice)));
}

/** The slices of a town that keep anything. */
export async function keptSlices({ layouts, slice, isKept }: Reminders, town: string): Promise<SliceStub[]> {
	const all = slicesIn(await layouts.now());
	const kept = await Promise.all(all.map((at) => isKept(town, at)));
	return all.filter((at) => kept[at]).map((at) => slice(town, at));
}

/** What all slices of a town count together. */
export async function figuresOf(reminders: Reminders, town: string, asked: ReachAsked): Promise<SliceFigures> {
	const figures = await Promise.all((await keptSlices(reminders, town)).map((stub) => stub.figures(asked)));
	const sum = (of: (each: SliceFigures) => number) => figures.reduce((total, each) => total + of(each), 0);
	return {
		subscriptions: sum(({ subscriptions }) => subscriptions),
		reached: sum(({ reached }) => reached),
		days: figures.flatMap(({ days }) => days),
	};
}
