import type { Instant } from "../../data/model/zone.ts";

/** Of a town. */
export const MOST_SLICES = 64;

/** How many slices each town has, and how many it had for as long as households are on their way. */
export interface Layout {
	/** Grows with every change. */
	readonly epoch: number;
	readonly slices: number;
	/** Where somebody has not arrived yet, they are where this number had put them. */
	readonly before: number;
	/** So many there ever were: ids may name them still. */
	readonly most: number;
	readonly isMoving: boolean;
}

/** What one slice knows of it. */
export interface SliceHome {
	readonly slice: number;
	readonly slices: number;
	readonly epoch: number;
}

/** As long as the number was never changed. */
export function firstLayout(slices: number): Layout {
	return { epoch: 0, slices, before: slices, most: slices, isMoving: false };
}

/** The slices in which somebody may be now, from 0. */
export function slicesIn({ slices, before, isMoving }: Layout): number[] {
	return Array.from({ length: isMoving ? Math.max(slices, before) : slices }, (_, slice) => slice);
}

/** Between a backup and the start on it: nobody knows what was told then. */
export interface UnknownSpan {
	readonly from: Instant;
	/** The start. */
	readonly to: Instant;
}

/** Where a number of slices has been changed it is kept by one object; see `slice-registry.ts`. */
export interface SliceRegistryStub {
	/** `undefined`: never changed. */
	layout(): Promise<Layout | undefined>;
	/** From the layout that there is to another number; while households are on their way nothing changes. */
	begin(slices: number, present: Layout): Promise<Layout>;
	/** Everybody has arrived. */
	finish(epoch: number): Promise<void>;
	/** Of the last restore, for slices of which the backup knew nothing. */
	unknownSpan(): Promise<UnknownSpan | undefined>;
}

/** An isolate looks again after this, in milliseconds: another one may have changed it. */
const STALE_AFTER = 5000;

/** The layout as one isolate knows it. */
export class Layouts {
	/** For each question a new one: it belongs to the request that asks. */
	readonly registry: () => SliceRegistryStub;
	readonly #first: Layout;
	readonly #elapsed: () => number;
	#known: Layout | undefined;
	#readAt = Number.NEGATIVE_INFINITY;

	constructor(registry: () => SliceRegistryStub, slices: number, elapsed: () => number) {
		this.registry = registry;
		this.#first = firstLayout(slices);
		this.#elapsed = elapsed;
	}

	/** Without asking. */
	get last(): Layout {
		return this.#known ?? this.#first;
	}

	async now(): Promise<Layout> {
		return this.#elapsed() - this.#readAt < STALE_AFTER ? this.last : this.fresh();
	}

	async fresh(): Promise<Layout> {
		this.#known = (await this.registry().layout()) ?? this.#first;
		this.#readAt = this.#elapsed();
		return this.#known;
	}
}
