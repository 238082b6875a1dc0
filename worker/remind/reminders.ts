import type { Edge } from "../edge.ts";
import type { Admission } from "./admission.ts";
import type { Clock } from "./clock.ts";
import type { Routes } from "./endpoint.ts";
import type { KeyRing } from "./keys.ts";
import type { ShardBase, ShardState } from "./shard.ts";
import type { Run } from "./slice.ts";

type Methods = Pick<
	ShardBase<unknown>,
	"subscribe" | "read" | "change" | "remove" | "settle" | "postpone" | "test" | "forgetEndpoint" | "tick" | "rearm"
>;

/** The methods of a slice as they are seen through the wall between two objects: every answer is a promise. */
export type ShardStub = {
	[Name in keyof Methods]: (...given: Parameters<Methods[Name]>) => Promise<Awaited<ReturnType<Methods[Name]>>>;
};

/** What the routes of the reminders need. */
export interface Reminders {
	readonly edge: Edge;
	readonly keys: KeyRing;
	readonly routes: Routes;
	/** Slices per town. */
	readonly slices: number;
	readonly admission: Admission;
	readonly clock: Clock;
	readonly shard: (town: string, slice: number) => ShardStub;
}

export interface SliceHealth extends ShardState {
	readonly town: string;
	readonly slice: number;
}

/** Arms every slice anew and asks how it is. */
export async function rearmAll(reminders: Reminders): Promise<SliceHealth[]> {
	return everySlice(reminders, async (shard, town, slice) => ({ town, slice, ...(await shard.rearm()) }));
}

/** Runs every slice that is due by the clock; answers when all are done. */
export async function tickAll(reminders: Reminders): Promise<Run> {
	const runs = await everySlice(reminders, (shard) => shard.tick());
	const nexts = runs.map(({ next }) => next).filter((next) => next !== undefined);
	return {
		sent: runs.reduce((sum, { sent }) => sum + sent, 0),
		next: nexts.length > 0 ? Math.min(...nexts) : undefined,
	};
}

async function everySlice<T>(
	{ edge, slices, shard }: Reminders,
	ask: (shard: ShardStub, town: string, slice: number) => Promise<T>,
): Promise<T[]> {
	const towns = [...(await edge.towns.all()).keys()];
	const names = towns.flatMap((town) => Array.from({ length: slices }, (_, slice) => ({ town, slice })));
	return Promise.all(names.map(({ town, slice }) => ask(shard(town, slice), town, slice)));
}
