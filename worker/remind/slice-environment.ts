import type { Clock } from "./clock.ts";
import type { Layout, UnknownSpan } from "./layout.ts";
import type { SliceStub } from "./slice-api.ts";
import type { Wakeups } from "./wakeups.ts";
import type { World } from "./world.ts";

/** What the entry point lends to every slice of this isolate. */
export interface SliceEnvironment extends Omit<World, "sql" | "atomically" | "fileBytes"> {
	/** Of the database of the object with that id. */
	readonly fileBytes: (id: string) => Promise<number | undefined>;
	readonly clock: Clock;
	/** Slices are asked only where they keep something, or their town is here. */
	readonly isGuarded: boolean;
	readonly wakeups: Wakeups;
	/** How many slices there are by now. */
	readonly layout: () => Promise<Layout>;
	/** Of the last restore; for a slice of which the backup knew nothing. */
	readonly unknownSpan: () => Promise<UnknownSpan | undefined>;
	readonly slice: (town: string, slice: number) => SliceStub;
}
