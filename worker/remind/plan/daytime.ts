import { plusDays } from "../../../data/model/day.ts";
import { CATCH_UP_FROM, QUIET_FROM } from "../../../data/model/reminder.ts";
import { type Minutes, parseTime } from "../../../data/model/time.ts";
import { type Instant, instantAt, wallClock, type Zone } from "../../../data/model/zone.ts";

const DAYTIME_FROM = (parseTime("09:00") ?? 0) as Minutes;
export const DAYTIME_TO = (parseTime("20:00") ?? 0) as Minutes;

/** What is urgent still lets people sleep. */
export function notAtNight(zone: Zone, now: Instant): Instant {
	const { day, time } = wallClock(zone, now);
	if (time >= QUIET_FROM) return instantAt(zone, plusDays(day, 1), CATCH_UP_FROM);
	return time < CATCH_UP_FROM ? instantAt(zone, day, CATCH_UP_FROM) : now;
}

/** News that are not urgent come between nine and eight. */
export function nextDaytime(zone: Zone, now: Instant): Instant {
	const { day, time } = wallClock(zone, now);
	if (time < DAYTIME_FROM) return instantAt(zone, day, DAYTIME_FROM);
	return time < DAYTIME_TO ? now : instantAt(zone, plusDays(day, 1), DAYTIME_FROM);
}
