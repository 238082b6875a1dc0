import type { Day } from "./day.ts";
import type { Service, ServiceId } from "./service.ts";
import type { Source } from "./source.ts";
import type { Minutes } from "./time.ts";

/** Where and when something is collected that does not come to the door: the hazardous-waste van. */
export interface Stop {
	readonly place: string;
	readonly from?: Minutes | undefined;
	readonly until?: Minutes | undefined;
}

/** One date of a round. */
export interface RoundDate {
	/** The day by rhythm or plan. It stays when the date moves, so that a moved date is not a second one. */
	readonly planned: Day;
	/** `undefined`: cancelled. */
	readonly day: Day | undefined;
	/** Why it moved or is cancelled. */
	readonly reason?: string | undefined;
	readonly note?: string | undefined;
	/** One or more stops, in the order of the day. */
	readonly at?: readonly Stop[] | undefined;
	/** Where the date was read; absent where the line that assigns the round holds its dates too. */
	readonly source?: Source | undefined;
	/** Where the move was read. */
	readonly moved?: Source | undefined;
	/** Index into the editions of the dataset: when this date was last changed. */
	readonly edition: number;
}

/** One tour: a service in a district. A district belongs to a service, never to an address. */
export interface Round {
	readonly service: ServiceId;
	/** The town's name for it: "Bezirk 3". */
	readonly name?: string | undefined;
	/** Sorted by planned day; no planned day twice. */
	readonly dates: readonly RoundDate[];
}

/** A date as one place sees it. */
export interface Collection {
	readonly day: Day;
	readonly planned: Day;
	readonly service: Service;
	readonly reason?: string | undefined;
	readonly note?: string | undefined;
	/** One or more stops, in the order of the day. */
	readonly at?: readonly Stop[] | undefined;
	readonly sources: CollectionSources;
	/** When anything that is shown of it last changed: the SEQUENCE of its event. */
	readonly edition: number;
}

/** A collection that was planned and does not take place. */
export interface Cancellation {
	readonly planned: Day;
	readonly service: Service;
	readonly reason?: string | undefined;
	readonly sources: CollectionSources;
}

export interface CollectionSources {
	/** The line that gives this place its round. */
	readonly assigned: Source;
	/** The line that holds the date. */
	readonly date: Source;
	/** The line that moved it. */
	readonly moved?: Source | undefined;
}

/** The API's and the command line's short form: the line of the date, then the line that moved it. */
export function makeSources({ date, moved }: CollectionSources): string {
	const read = `${date.file}:${date.line}`;
	return moved ? `${read} > ${moved.file}:${moved.line}` : read;
}

/** True when the day people must know differs from the plan. */
export function isMoved(collection: Pick<Collection, "day" | "planned">): boolean {
	return collection.day !== collection.planned;
}
