import { type Day, plusDays, yearOf } from "../../model/day.ts";
import type { Minutes } from "../../model/time.ts";
import { type Instant, instantAt, type WallClock, wallClock, type Zone } from "../../model/zone.ts";
import { type Civil, parseCivil } from "./civil.ts";
import type { IcsProperty } from "./ics.ts";
import { type Clock, type ClockOf, clockIn } from "./ics-zone.ts";

/**
 * A value of a calendar as it stands: a DATE, or a wall clock with the zone that it is read in. What
 * day it is in the town, `townDay` says; until then nothing is cut from it.
 */
export interface IcsMoment extends Civil {
	/** `undefined` for a DATE, and for a floating time, which means the same clock everywhere. */
	readonly clock: Clock | undefined;
}

const UTC = clockIn("Etc/UTC" as Zone);

/**
 * The moment of one value. A zone that nobody knows is left out; who reads the file tells it. A time
 * of day in what says that it is a DATE (`VALUE=DATE:20270105T230000Z`) contradicts it, and is none.
 */
export function parseIcsMoment(text: string, params: IcsProperty["params"], clockOf: ClockOf): IcsMoment | undefined {
	const civil = parseCivil(text);
	if (!civil) return undefined;
	if (civil.time === undefined) return { ...civil, clock: undefined };
	if (params.VALUE?.toUpperCase() === "DATE")
		return civil.time === 0 ? { ...civil, time: undefined, isUtc: false, clock: undefined } : undefined;
	return { ...civil, clock: civil.isUtc ? UTC : clockOf(params.TZID) };
}

/** Values of properties that may hold lists: RDATE, EXDATE. A period ("start/end") counts by its start. */
export function parseIcsMoments(properties: readonly IcsProperty[], clockOf: ClockOf) {
	const read = properties.flatMap(({ value, params }) =>
		value
			.split(",")
			.filter((text) => text.trim() !== "")
			.map((text) => ({ text, moment: parseIcsMoment(text.split("/")[0] ?? "", params, clockOf) })),
	);
	return {
		moments: read.flatMap(({ moment }) => moment ?? []),
		unread: read.flatMap(({ text, moment }) => (moment ? [] : text)),
	};
}

/** Beyond them no zone is asked: no runtime has a day there. */
const [FIRST_YEAR, LAST_YEAR] = [2, 9998];

/** The instant; of a DATE or a floating time, that of the town's clock. */
export function instantOf({ day, time, seconds, clock }: IcsMoment, town: Zone): Instant {
	const year = yearOf(day);
	if (year < FIRST_YEAR || year > LAST_YEAR) return Date.UTC(year, 0, 1);
	const at = time ?? (0 as Minutes);
	return (clock ? clock.instantOf(day, at) : instantAt(town, day, at)) + seconds * 1000;
}

/** What the town's clock shows: its day, and its time unless it is a DATE. */
export function townClock(moment: IcsMoment, town: Zone): { day: Day; time: Minutes | undefined } {
	const { day, time, clock } = moment;
	const year = yearOf(day);
	if (!clock || time === undefined || year < FIRST_YEAR || year > LAST_YEAR) return { day, time };
	return wallClock(town, instantOf(moment, town));
}

/** What the clock that `series` is written by shows at `moment`. A DATE is the same day to every clock. */
export function clockOfSeries(moment: IcsMoment, series: IcsMoment, town: Zone): WallClock {
	const { day, time } = moment;
	const year = yearOf(day);
	if (time === undefined || year < FIRST_YEAR || year > LAST_YEAR) return { day, time: time ?? (0 as Minutes) };
	const instant = instantOf(moment, town);
	return series.clock ? series.clock.wallOf(instant) : wallClock(town, instant);
}

/** A moment of the same series on another day. */
export function momentOn(series: IcsMoment, day: Day, time = series.time): IcsMoment {
	return { ...series, day, time };
}

const DURATION = /^([+-])?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?$/i;

/** DURATION (RFC 5545 3.3.6): whole days, and milliseconds beside them. */
export function parseDuration(text: string): { days: number; milliseconds: number } | undefined {
	const match = DURATION.exec(text.trim());
	if (!match || /[PT]$/i.test(text.trim())) return undefined;
	const [weeks, days, hours, minutes, seconds] = match.slice(2).map((each) => Number(each ?? 0));
	const sign = match[1] === "-" ? -1 : 1;
	return {
		days: sign * ((weeks ?? 0) * 7 + (days ?? 0)),
		milliseconds: sign * (((hours ?? 0) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000,
	};
}

/** How an event lies: from when to when, in the town. */
export interface Span {
	/** Days that it touches, at least one. */
	readonly days: number;
	/** Minutes since midnight of its first day, when it ends on it. */
	readonly until: Minutes | undefined;
	/** It ends before it begins. */
	readonly isReversed: boolean;
}

const DAY_LONG = 24 * 3_600_000;

/** From the start to DTEND, which is exclusive (RFC 5545 3.6.1), or for the DURATION. A night is one day. */
export function spanOf(start: IcsMoment, end: IcsMoment | undefined, duration: string, town: Zone): Span {
	const finish = end ?? afterDuration(start, duration, town);
	if (!finish) return { days: 1, until: undefined, isReversed: false };
	const [from, to] = [instantOf(start, town), instantOf(finish, town)];
	const shown = townClock(start, town);
	const closing = townClock(finish, town);
	const until = closing.day === shown.day && closing.time !== shown.time ? closing.time : undefined;
	const isWhole = start.time === undefined || to - from > DAY_LONG;
	const days = isWhole ? daysTouched(shown.day, to, town) : 1;
	return { days, until, isReversed: to < from };
}

/** An event of more days than this is no collection; the days beyond are not counted. */
export const MOST_DAYS = 62;

function daysTouched(first: Day, to: Instant, town: Zone): number {
	const last = wallClock(town, to - 1).day;
	let days = 1;
	for (let day = plusDays(first, 1); day <= last && days <= MOST_DAYS; day = plusDays(day, 1)) days++;
	return days;
}

function afterDuration(start: IcsMoment, text: string, town: Zone): IcsMoment | undefined {
	const duration = parseDuration(text);
	if (!duration) return undefined;
	const day = plusDays(start.day, duration.days);
	if (duration.milliseconds === 0) return momentOn(start, day);
	const instant = instantOf(momentOn(start, day), town) + duration.milliseconds;
	const shown = start.clock ? start.clock.wallOf(instant) : wallClock(town, instant);
	return { ...start, ...shown, seconds: 0 };
}
