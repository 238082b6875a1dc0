import { type Day, plusDays } from "../../model/day.ts";
import type { Minutes } from "../../model/time.ts";
import type { Instant, Zone } from "../../model/zone.ts";
import { parseCivil } from "../read/civil.ts";
import type { IcsEvent } from "../read/ics-calendar.ts";
import { clockOfSeries, type IcsMoment, instantOf, momentOn, parseIcsMoments, townClock } from "../read/ics-day.ts";
import type { ClockOf } from "../read/ics-zone.ts";
import { type Expanded, expandRule, MOST_STEPS, type RecurrenceFlaw, type Until } from "../read/recurrence.ts";

/** One day of a series, before it is moved. */
export interface Entry {
	readonly moment: IcsMoment;
	/** By the town's clock. */
	readonly day: Day;
	readonly time: Minutes | undefined;
	/** EXDATE or EXRULE takes it out. */
	isOut: boolean;
	/** An event of its own (RECURRENCE-ID) stands for it. */
	isReplaced: boolean;
}

export type SeriesFlaw =
	| RecurrenceFlaw
	| "no-day"
	| "start-not-in-rule"
	| "cut-by-hour"
	| "no-such-exception"
	| "exception-by-day";

export interface SeriesContext {
	readonly zone: Zone;
	/** Nobody asks for days behind it. */
	readonly last: Day;
	readonly clockOf: ClockOf;
	/** Steps that are left for the whole file. */
	budget: number;
	tell(event: IcsEvent, flaw: SeriesFlaw, text: string): void;
}

/**
 * A single event or a series with its rules, in the zone that it is written in (RFC 5545 3.8.5). A rule
 * counts the days of that zone; which day of the town each of them is, its instant says.
 */
export class Series {
	readonly event: IcsEvent;
	readonly start: IcsMoment;
	readonly entries: readonly Entry[];
	readonly #context: SeriesContext;
	readonly #byInstant = new Map<Instant, Entry[]>();
	/** By the day in the zone of the series. */
	readonly #byDay = new Map<Day, Entry[]>();

	constructor(event: IcsEvent, start: IcsMoment, context: SeriesContext) {
		this.event = event;
		this.start = start;
		this.#context = context;
		const added = this.#listed("RDATE");
		const moments = [start, ...this.#values("RRULE").flatMap((rule) => this.#ofRule(rule)), ...added];
		for (const moment of moments) this.#add(moment);
		this.entries = [...this.#byDay.values()].flat().sort((one, other) => (one.day < other.day ? -1 : 1));
		this.#takeOut();
	}

	/** The entry of that moment, as EXDATE and RECURRENCE-ID name it; by its day alone where the hours differ. */
	find(moment: IcsMoment): { readonly entries: readonly Entry[]; readonly isByDay: boolean } {
		const { zone } = this.#context;
		const isTimed = moment.time !== undefined && this.start.time !== undefined;
		const exact = isTimed ? this.#byInstant.get(instantOf(moment, zone)) : this.#byDay.get(this.#dayOf(moment));
		if (exact) return { entries: exact, isByDay: false };
		return { entries: this.#byDay.get(isTimed ? this.#dayOf(moment) : moment.day) ?? [], isByDay: true };
	}

	#dayOf(moment: IcsMoment): Day {
		const { zone } = this.#context;
		return this.start.time === undefined ? townClock(moment, zone).day : clockOfSeries(moment, this.start, zone).day;
	}

	#add(moment: IcsMoment): void {
		const { zone } = this.#context;
		const instant = instantOf(moment, zone);
		const known = this.#byInstant.get(instant);
		if (known) return;
		const entry: Entry = { moment, ...townClock(moment, zone), isOut: false, isReplaced: false };
		this.#byInstant.set(instant, [entry]);
		const day = this.#dayOf(moment);
		this.#byDay.set(day, [...(this.#byDay.get(day) ?? []), entry]);
	}

	#takeOut(): void {
		for (const moment of this.#listed("EXDATE")) this.#except(moment);
		for (const rule of this.#values("EXRULE")) {
			const expansion = this.#expand(rule);
			for (const day of expansion?.days ?? []) for (const entry of this.#byDay.get(day) ?? []) entry.isOut = true;
		}
	}

	#except(moment: IcsMoment): void {
		const { entries, isByDay } = this.find(moment);
		for (const entry of entries) entry.isOut = true;
		const { day } = townClock(moment, this.#context.zone);
		const isWithin = this.start.day <= day && day <= (this.entries.at(-1)?.day ?? day);
		if (entries.length > 0 && isByDay) this.#context.tell(this.event, "exception-by-day", day);
		else if (entries.length === 0 && isWithin) this.#context.tell(this.event, "no-such-exception", day);
	}

	#ofRule(rule: string): IcsMoment[] {
		const expansion = this.#expand(rule);
		if (!expansion) return [];
		const { days, cut, timeFrom } = expansion;
		if (days[0] !== this.start.day) this.#context.tell(this.event, "start-not-in-rule", `${this.start.day}, ${rule}`);
		if (cut) this.#context.tell(this.event, "cut-by-hour", cut);
		const time = this.start.time === undefined ? undefined : (timeFrom(this.start.time) as Minutes);
		return days.map((day) => (day === this.start.day ? this.start : momentOn(this.start, day, time)));
	}

	#expand(rule: string): Expanded | undefined {
		const context = this.#context;
		const { budget } = context;
		const range = { start: this.start.day, last: plusDays(context.last, 1), budget };
		const expansion = expandRule(rule, { ...range, until: (text, timeFrom) => this.#until(text, timeFrom) });
		if ("flaw" in expansion) {
			if (expansion.flaw === "endless") context.budget = Math.max(budget - MOST_STEPS, 0);
			context.tell(this.event, expansion.flaw, rule);
			return undefined;
		}
		context.budget -= expansion.steps;
		return expansion;
	}

	/**
	 * UNTIL is a moment too. Of a series of DATEs it should be a DATE; where it is midnight in the town,
	 * written in UTC, that day is meant, else the day as it is written.
	 */
	#until(text: string, timeFrom: (start: number) => number): Until | undefined {
		const civil = parseCivil(text);
		if (!civil) return undefined;
		const { start } = this;
		const { zone, clockOf } = this.#context;
		const utc = civil.isUtc ? clockOf("UTC") : start.clock;
		const shown = clockOfSeries({ ...civil, clock: utc }, start, zone);
		if (start.time === undefined)
			return { day: civil.isUtc && shown.time === 0 ? shown.day : civil.day, isOver: false };
		if (civil.time === undefined) return { day: civil.day, isOver: false };
		const [begins, ends] = [timeFrom(start.time) * 60 + start.seconds, shown.time * 60 + civil.seconds];
		return { day: shown.day, isOver: begins > ends };
	}

	#values(name: string): string[] {
		return (this.event.properties.get(name) ?? []).map(({ value }) => value);
	}

	#listed(name: string): readonly IcsMoment[] {
		const { moments, unread } = parseIcsMoments(this.event.properties.get(name) ?? [], this.#context.clockOf);
		const [first] = unread;
		if (first !== undefined) this.#context.tell(this.event, "no-day", `${name} ${first}`);
		return moments;
	}
}
