import { comingReminders, onlyAhead } from "../../data/model/coming.ts";
import { type Dataset, findPlace } from "../../data/model/dataset.ts";
import { parseDay } from "../../data/model/day.ts";
import type { RemindTime } from "../../data/model/reminder.ts";
import { parseServiceId, type ServiceId } from "../../data/model/service.ts";
import { parseTime } from "../../data/model/time.ts";
import type { Instant } from "../../data/model/zone.ts";
import type { NextTold, PlaceDay, WantedPlace } from "../device/reminder-state.ts";
import { isFor } from "./homes-wanted.ts";

/** An address that is reminded, and the dates of its town. */
export interface NextFor {
	readonly wanted: WantedPlace;
	readonly schedule: Dataset;
}

/**
 * When the next reminder comes. What the server said counts, for it also knows what was put off or is made up
 * for; what was pressed on this device since, or is over by now, is left out. Where nothing of it is left, the
 * same rule on the dates that the device has tells how it goes on.
 */
export function nextAt(
	{ wanted, schedule }: NextFor,
	told: readonly NextTold[] | undefined,
	isOut: (day: PlaceDay) => boolean,
	now: Instant,
): Instant | undefined {
	const isAhead = (each: NextTold) => isFor(wanted, each) && Date.parse(each.at) > now && !isOut(each);
	const [first] = (told ?? []).filter(isAhead);
	if (first) return Date.parse(first.at);
	const found = findPlace(schedule, wanted.place);
	if (!found) return undefined;
	const soFar = onlyAhead(now, (day) => isOut({ id: wanted.id, place: wanted.place, day }));
	return comingReminders(schedule, found.place, wishOf(wanted), now, 1, soFar)[0]?.at;
}

/** A wish as the model has it; what the device kept in a way that nobody writes is left out. */
export function wishOf({ id, place, services, only, remind, pausedUntil }: WantedPlace) {
	return {
		id,
		place,
		services: (only ?? services)?.map(parseServiceId).filter((each): each is ServiceId => each !== undefined),
		remind: remind.flatMap(({ when, time }): RemindTime[] => {
			const parsed = parseTime(time);
			return parsed === undefined ? [] : [{ when, time: parsed }];
		}),
		pausedUntil: parseDay(pausedUntil ?? ""),
	};
}
