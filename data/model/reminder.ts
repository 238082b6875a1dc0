import type { Collection } from "./collection.ts";
import { collectionsOf, type Dataset } from "./dataset.ts";
import { type Day, plusDays } from "./day.ts";
import type { ServiceId } from "./service.ts";
import type { Place } from "./street.ts";
import { type Minutes, parseTime } from "./time.ts";
import type { PutOut } from "./town.ts";
import { type Instant, instantAt, wallClock, type Zone } from "./zone.ts";

/** When a household wants to be told: on the evening before a collection, or on its morning. */
export type When = "eve" | "morning";

export interface RemindTime {
	readonly when: When;
	/** Wall time in the town's zone, on the quarter-hour grid. */
	readonly time: Minutes;
}

/** One address of a subscription. */
export interface Wish {
	/** The device's own random name of the address: several may lie in one place. Absent: the place names it. */
	readonly id?: string | undefined;
	readonly place: string;
	/** Absent: all services, now and later. */
	readonly services?: readonly ServiceId[] | undefined;
	readonly remind: readonly RemindTime[];
	/** No reminder for collections before this day. */
	readonly pausedUntil?: Day | undefined;
}

export const GRID: number = 15;

const EARLIEST_EVE = time("12:00");
const LATEST_EVE = time("23:45");
const EARLIEST_MORNING = time("04:00");
/** After this nobody is woken any more; what is late waits for the morning. */
export const QUIET_FROM: Minutes = time("22:30");
/** From here on a late reminder may come, with "today". */
export const CATCH_UP_FROM: Minutes = time("05:30");
/** A reminder that is due later than the quiet time still has this long. */
const GRACE = 15;

function time(text: string): Minutes {
	const parsed = parseTime(text);
	if (parsed === undefined) throw new Error(`not a time: ${text}`);
	return parsed;
}

export type RemindTimeFlaw = "off_grid_time" | "after_deadline";

/** What is wrong with a time, if anything: it must lie on the grid, and before the bins must be out. */
export function flawOfRemindTime({ when, time: at }: RemindTime, putOut: PutOut): RemindTimeFlaw | undefined {
	if (at % GRID !== 0) return "off_grid_time";
	if (when === "eve") return at < EARLIEST_EVE || at > LATEST_EVE ? "off_grid_time" : undefined;
	if (at >= putOut.latest) return "after_deadline";
	return at < EARLIEST_MORNING ? "off_grid_time" : undefined;
}

export function slotOf(zone: Zone, day: Day, { when, time: at }: RemindTime): Instant {
	return instantAt(zone, when === "eve" ? plusDays(day, -1) : day, at);
}

/** When the bins must stand at the kerb: after that a reminder is of no use. */
export function deadlineOf(zone: Zone, putOut: PutOut, day: Day): Instant {
	return instantAt(zone, day, putOut.latest);
}

/**
 * When a reminder may be sent: at its slot and, late, until 22:30 (or a quarter of an
 * hour after the slot, whichever is later); else from 05:30 until the deadline; never after.
 */
export function mayBeSent(
	zone: Zone,
	putOut: PutOut,
	day: Day,
	slot: RemindTime,
	now: Instant,
): "now" | "later" | "never" {
	if (now >= deadlineOf(zone, putOut, day)) return "never";
	if (now < slotOf(zone, day, slot)) return "later";
	if (slot.when === "morning" || now >= instantAt(zone, day, CATCH_UP_FROM)) return "now";
	return now < eveningEnd(zone, day, slot.time) ? "now" : "later";
}

/** The next moment at which `mayBeSent` can turn to "now". */
export function nextChance(zone: Zone, day: Day, slot: RemindTime, now: Instant): Instant {
	const due = slotOf(zone, day, slot);
	if (now < due) return due;
	const morning = instantAt(zone, day, CATCH_UP_FROM);
	return slot.when === "eve" && now >= eveningEnd(zone, day, slot.time) && now < morning ? morning : now;
}

function eveningEnd(zone: Zone, day: Day, slot: Minutes): Instant {
	return instantAt(zone, plusDays(day, -1), Math.max(QUIET_FROM, slot + GRACE) as Minutes);
}

/** What a wish wants to be told of on a day; empty: nothing. */
export function dueOn(
	dataset: Dataset,
	place: Place,
	wish: Pick<Wish, "services" | "pausedUntil">,
	day: Day,
): Collection[] {
	if (wish.pausedUntil && day < wish.pausedUntil) return [];
	return collectionsOf(dataset, place, { period: { from: day, to: day }, services: wish.services });
}

export interface NextReminder {
	readonly at: Instant;
	/** Of the address, where it has one. */
	readonly id?: string | undefined;
	readonly place: string;
	readonly day: Day;
	readonly services: readonly ServiceId[];
}

/** The next quarter of an hour on the town's clock, strictly after `now`. */
export function nextGridPoint(zone: Zone, now: Instant): Instant {
	const { day, time: at } = wallClock(zone, now);
	const next = (Math.floor(at / GRID) + 1) * GRID;
	const found =
		next >= 24 * 60 ? instantAt(zone, plusDays(day, 1), 0 as Minutes) : instantAt(zone, day, next as Minutes);
	// In the hour that summer time repeats, the wall shows each quarter twice.
	return found > now ? found : now + GRID * 60_000;
}
