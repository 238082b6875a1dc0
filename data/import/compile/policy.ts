import { type Day, daysOf, type Period, parseDay, plusDays, weekdayOf } from "../../model/day.ts";
import type { HolidayPolicy, TownFile } from "../recipe/recipe.ts";
import { namedDays, publicHolidays, turningDays } from "./holidays.ts";

/** Where a policy moves the collections of a day, and because of which holiday. */
export interface PolicyMove {
	readonly to: Day;
	readonly reason: string;
}

/** The moves of a policy, by planned day. A day that it leaves alone is not there. */
export function movesOf(policy: HolidayPolicy, file: TownFile, period: Period): ReadonlyMap<Day, PolicyMove> {
	const wide = { from: plusDays(period.from, -14), to: plusDays(period.to, 14) };
	const free = freeDays(policy, file, wide);
	const week = new WeekMover(free, policy, turningDays(wide));
	const moves = new Map<Day, PolicyMove>();
	for (let monday = plusDays(wide.from, 1 - weekdayOf(wide.from)); monday <= period.to; monday = plusDays(monday, 7)) {
		for (const [day, move] of week.move(monday)) moves.set(day, move);
	}
	return moves;
}

/** The days without work in words that the recipe names and the calendar does not know. */
export function unknownDays({ also, not }: HolidayPolicy, file: TownFile): string[] {
	const named = namedDays(file, file.coverage);
	return [...also, ...not].filter((text) => !named.has(text) && parseDay(text.slice(0, 10)) === undefined);
}

/** The days on which nobody works, by the policy. */
export function freeDays({ also, not }: HolidayPolicy, file: TownFile, period: Period): Map<Day, string> {
	const free = new Map(publicHolidays(file.state, period, file.country));
	const named = namedDays(file, period);
	for (const text of also) {
		const day = parseDay(text.slice(0, 10));
		if (day) free.set(day, text.slice(10).trim() || "arbeitsfrei");
		for (const each of named.get(text) ?? []) free.set(each, text);
	}
	for (const [day, name] of [...free]) if (not.includes(name) || not.includes(day)) free.delete(day);
	return free;
}

class WeekMover {
	readonly #free: ReadonlyMap<Day, string>;
	readonly #policy: HolidayPolicy;
	/** The holidays whose whole week comes earlier. */
	readonly #turning: ReadonlySet<Day>;
	/** The day to which the last collection of the week before was pushed. */
	#pushed: Day | undefined;

	constructor(free: ReadonlyMap<Day, string>, policy: HolidayPolicy, turning: ReadonlySet<Day>) {
		this.#free = free;
		this.#policy = policy;
		this.#turning = turning;
	}

	/** The days from Monday to Saturday that move. */
	move(monday: Day): [Day, PolicyMove][] {
		const days = daysOf({ from: monday, to: plusDays(monday, 5) });
		const turning =
			this.#policy.kind === "later"
				? undefined
				: days.slice(0, 5).findLast((day) => this.#turning.has(day) && this.#free.has(day));
		const before = turning ? days.filter((day) => day <= turning) : [];
		const earlier = before.map((day): [Day, PolicyMove] => [
			day,
			{ to: this.#before(day), reason: this.#free.get(turning ?? day) ?? "" },
		]);
		return [...earlier, ...this.#later(days.filter((day) => !before.includes(day)))];
	}

	/** Each day waits for the one before it: a holiday on Thursday pushes Friday to Saturday. */
	#later(days: readonly Day[]): [Day, PolicyMove][] {
		const moves: [Day, PolicyMove][] = [];
		let last = this.#policy.overflow === "push" ? this.#pushed : undefined;
		let reason = last ? "Feiertag in der Woche davor" : "";
		for (const day of days) {
			reason = this.#free.get(day) ?? reason;
			const wanted = last && last >= day && weekdayOf(day) < 6 ? plusDays(last, 1) : day;
			const to = this.#workday(wanted, day);
			if (to !== day) moves.push([day, { to, reason }]);
			if (weekdayOf(day) < 6) last = to;
		}
		const edge = days.at(-1);
		this.#pushed = last && edge && last > edge ? last : undefined;
		return moves;
	}

	/** The first day from `day` on on which somebody works. A collection that is planned on Saturdays has Saturdays. */
	#workday(day: Day, planned: Day): Day {
		let at = day;
		while (!this.#isWorkday(at, planned)) at = plusDays(at, 1);
		return at;
	}

	#before(day: Day): Day {
		let at = plusDays(day, -1);
		while (!this.#isWorkday(at, day)) at = plusDays(at, -1);
		return at;
	}

	#isWorkday(day: Day, planned: Day): boolean {
		const weekday = weekdayOf(day);
		if (weekday === 7 || this.#free.has(day)) return false;
		return weekday < 6 || this.#policy.saturday || day === planned;
	}
}
