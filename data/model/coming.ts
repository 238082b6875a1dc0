import { collectionsOf, type Dataset } from "./dataset.ts";
import type { Day } from "./day.ts";
import {
	deadlineOf,
	type NextReminder,
	nextChance,
	nextGridPoint,
	type RemindTime,
	slotOf,
	type Wish,
} from "./reminder.ts";
import type { ServiceId } from "./service.ts";
import type { Place } from "./street.ts";
import type { Minutes } from "./time.ts";
import { type Instant, wallClock } from "./zone.ts";

/** What became of an address's reminders so far. */
export interface SoFar {
	/** Its bins stand outside already. */
	readonly isOut: (day: Day) => boolean;
	/** The reminder of a time came, or waits to be sent: it is not planned once more. */
	readonly isEntered: (day: Day, slot: RemindTime, at: Instant) => boolean;
	/** The times of other addresses in the place that are told of a day: one push tells all that have its time. */
	readonly others?: (day: Day) => readonly (readonly RemindTime[])[];
}

/** For who does not know what came: nothing is made up for, and only times ahead come. */
export function onlyAhead(now: Instant, isOut: SoFar["isOut"] = () => false): SoFar {
	return { isOut, isEntered: (_day, _slot, at) => at <= now };
}

/**
 * The reminders that will come to a wish, the earliest first, as far as the schedule is known: those of its
 * times ahead, and those of times gone by that are made up for. The worker's plan (`planDue`) sends these and
 * no others; a property holds the two together.
 */
export function comingReminders(
	dataset: Dataset,
	place: Place,
	wish: Wish,
	now: Instant,
	count: number,
	soFar: SoFar,
): NextReminder[] {
	const { day: today } = wallClock(dataset.town.zone, now);
	const from = wish.pausedUntil && wish.pausedUntil > today ? wish.pausedUntil : today;
	const collections = collectionsOf(dataset, place, {
		period: { from, to: dataset.coverage.to },
		services: wish.services,
	});
	const byDay = new Map<Day, ServiceId[]>();
	for (const { day, service } of collections) {
		// Of today and tomorrow all reminders may be over already.
		if (byDay.size >= count + 2 && !byDay.has(day)) break;
		if (!soFar.isOut(day)) byDay.set(day, [...(byDay.get(day) ?? []), service.id]);
	}
	return [...byDay]
		.flatMap(([day, services]) =>
			momentsOf(dataset, wish, day, now, soFar).map((at) => nextReminder(wish, at, day, services)),
		)
		.sort((one, other) => one.at - other.at)
		.slice(0, count);
}

function nextReminder({ id, place }: Wish, at: Instant, day: Day, services: readonly ServiceId[]): NextReminder {
	return { at, ...(id !== undefined && { id }), place, day, services };
}

/** When a wish is told of a day, from now on. */
function momentsOf({ town }: Dataset, { remind }: Wish, day: Day, now: Instant, soFar: SoFar): Instant[] {
	const { zone, putOut } = town;
	const wave = nextGridPoint(zone, now);
	const lists = [remind, ...(soFar.others?.(day) ?? [])];
	const moments = remind.flatMap((slot): Instant[] => {
		const at = nextChance(zone, day, slot, wave);
		if (soFar.isEntered(day, slot, slotOf(zone, day, slot)) || at >= deadlineOf(zone, putOut, day)) return [];
		const { day: then, time } = wallClock(zone, at);
		const upTo = slot.when === "eve" && then === day ? undefined : time;
		return lists.some((list) => isIn(slot, list) && !isMadeUpFor(slot, list, upTo)) ? [at] : [];
	});
	return [...new Set(moments)];
}

function isIn({ when, time }: RemindTime, list: readonly RemindTime[]): boolean {
	return list.some((each) => each.when === when && each.time === time);
}

/** A later time of the same kind tells the same, once it is there; a missed evening is also told by any morning. */
function isMadeUpFor(slot: RemindTime, all: readonly RemindTime[], upTo: Minutes | undefined): boolean {
	return all.some(({ when, time }) =>
		when === slot.when
			? time > slot.time && (upTo === undefined || time <= upTo)
			: upTo === undefined && when === "morning",
	);
}
