import { type Dataset, findPlace } from "../../data/model/dataset.ts";
import { type Day, parseDay } from "../../data/model/day.ts";
import { deadlineOf, dueOn } from "../../data/model/reminder.ts";
import type { Instant } from "../../data/model/zone.ts";
import type { NextTold, PlaceDay, ServerState, WantedPlace } from "../device/reminder-state.ts";
import { isFor } from "./homes-wanted.ts";
import { wishOf } from "./next-reminder.ts";

/** A reminder that was promised and did not come. */
export interface Missed {
	/** When it should have come. */
	readonly at: Instant;
	/** It never left the server; else it was handed over, and this device has not shown it. */
	readonly isUnsent: boolean;
}

/** Clocks of devices differ from the server's. */
const SKEW = 15 * 60_000;

/** What is known of the reminders that should have come. */
export interface Expectations {
	/** What the server answered just now. */
	readonly told: ServerState;
	/** When this device last showed a message; `undefined` where it never wrote that down. */
	readonly shown: Instant | undefined;
	readonly isOut: (day: PlaceDay) => boolean;
}

/** The promises that are still open, with those of a new answer. */
export function keptPromises(before: readonly NextTold[], told: ServerState, now: Instant): readonly NextTold[] {
	return [...before.filter(({ at }) => Date.parse(at) <= now), ...told.next];
}

/** When nothing can come any more for a promised day: until then it may be late only. */
export function isOver({ town }: Dataset, { day }: NextTold, now: Instant): boolean {
	const parsed = parseDay(day);
	return parsed === undefined || now >= deadlineOf(town.zone, town.putOut, parsed);
}

/**
 * The latest of the promised reminders that did not come, though it was due by the dates as they are now,
 * still wanted, and nothing was put out before. Only of days that are over: a push may come late.
 */
export function missedOf(
	promises: readonly NextTold[],
	wants: readonly WantedPlace[],
	schedule: Dataset,
	arrivals: Expectations,
	now: Instant,
): Missed | undefined {
	const missed = promises
		.filter((each) => isOver(schedule, each, now) && !arrivals.isOut(each) && isWanted(each, wants, schedule))
		.flatMap(({ at }) => judged(Date.parse(at), arrivals) ?? []);
	return missed.sort((one, other) => other.at - one.at)[0];
}

function judged(at: Instant, { told, shown }: Expectations): Missed | undefined {
	const isUnsent = !(Date.parse(told.lastDelivered ?? "") >= at);
	return isUnsent || (shown !== undefined && shown < at - SKEW) ? { at, isUnsent } : undefined;
}

function isWanted(promise: NextTold, wants: readonly WantedPlace[], schedule: Dataset): boolean {
	const found = findPlace(schedule, promise.place);
	const wanted = wants.find((each) => isFor(each, promise));
	const day: Day | undefined = parseDay(promise.day);
	return (
		found !== undefined &&
		wanted !== undefined &&
		day !== undefined &&
		dueOn(schedule, found.place, wishOf(wanted), day).length > 0
	);
}
