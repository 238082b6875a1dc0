import type { Day } from "../../model/day.ts";
import type { Minutes } from "../../model/time.ts";
import type { Zone } from "../../model/zone.ts";
import type { IcsCalendar, IcsEvent } from "../read/ics-calendar.ts";
import {
	type IcsMoment,
	MOST_DAYS,
	parseDuration,
	parseIcsMoment,
	type Span,
	spanOf,
	townClock,
} from "../read/ics-day.ts";
import { type ClockOf, clocksOf } from "../read/ics-zone.ts";
import { type Entry, Series, type SeriesContext, type SeriesFlaw } from "./series.ts";
import { isCancelled, reconcile, textOf, uidOf } from "./versions.ts";

/** One event as one day, or as the day that replaces another of its series. */
export interface Occurrence {
	readonly event: IcsEvent;
	readonly planned: Day;
	/** `undefined`: cancelled. */
	readonly day: Day | undefined;
	readonly from: Minutes | undefined;
	readonly until: Minutes | undefined;
	/** Days that the event touches, at least one. */
	readonly days: number;
}

export type EventFlaw =
	| "all-taken-out"
	| SeriesFlaw
	| "this-and-future"
	| "series-in-series"
	| "no-such-occurrence"
	| "older-change"
	| "no-end"
	| "reversed"
	| "long"
	| "unknown-zone"
	| "floating-elsewhere"
	| "cancelled"
	| "replaced"
	| "alike"
	| "doubtful";

export interface FoundFlaw {
	readonly event: IcsEvent;
	readonly flaw: EventFlaw;
	readonly text: string;
}

export interface Occurrences {
	readonly found: readonly Occurrence[];
	readonly flaws: readonly FoundFlaw[];
}

/** Steps of ical.js for all events of one file. */
const BUDGET = 120_000;

export interface OccurrenceOptions {
	readonly zone: Zone;
	readonly last: Day;
	/** What the recipe says of zones that nobody knows. */
	readonly zones: Readonly<Record<string, Zone>>;
}

/** Every event with its days: single, recurring (RRULE, RDATE, EXDATE), or moved out of a series (RECURRENCE-ID). */
export function occurrencesOf(calendar: IcsCalendar, options: OccurrenceOptions): Occurrences {
	const reader = new OccurrenceReader(calendar, options);
	const { kept, replaced, alike, doubtful } = reconcile(calendar.events);
	for (const [older, newer] of replaced) reader.tell(older, "replaced", `${newer.line}`);
	for (const [name, groups] of [
		["alike", alike],
		["doubtful", doubtful],
	] as const) {
		for (const [first, ...others] of groups) {
			if (first) reader.tell(first, name, others.map(({ line }) => line).join(", "));
		}
	}
	const isChange = (event: IcsEvent) => event.properties.has("RECURRENCE-ID");
	for (const event of kept.filter((each) => !isChange(each))) reader.takeSeries(event);
	for (const event of kept.filter(isChange)) reader.takeChange(event);
	return reader.finish();
}

class OccurrenceReader implements SeriesContext {
	readonly zone: Zone;
	readonly last: Day;
	readonly clockOf: ClockOf;
	budget = BUDGET;
	readonly #zoneOfCalendar: string;
	readonly #found: Occurrence[] = [];
	readonly #flaws: FoundFlaw[] = [];
	readonly #series = new Map<string, Series[]>();
	/** UIDs of series that are cancelled or have no day. */
	readonly #without = new Set<string>();

	constructor(calendar: IcsCalendar, { zone, last, zones }: OccurrenceOptions) {
		this.zone = zone;
		this.last = last;
		this.clockOf = clocksOf(calendar, zones, last);
		this.#zoneOfCalendar = calendar.zone;
	}

	tell(event: IcsEvent, flaw: EventFlaw, text: string): void {
		this.#flaws.push({ event, flaw, text: text.slice(0, 80) });
	}

	takeSeries(event: IcsEvent): void {
		const start = this.#startOf(event);
		this.#tellZones(event);
		if (start && !isCancelled(event)) {
			const same = this.#series.get(uidOf(event)) ?? [];
			this.#series.set(uidOf(event), [...same, new Series(event, start, this)]);
			return;
		}
		this.#without.add(uidOf(event));
		if (start) this.tell(event, "cancelled", start.day);
		else this.tell(event, "no-day", textOf(event, "DTSTART"));
	}

	/** The day that a change stands for is no longer one of its series. */
	takeChange(event: IcsEvent): void {
		const series = this.#series.get(uidOf(event));
		if (!series) return this.#takeAlone(event);
		const [id] = event.properties.get("RECURRENCE-ID") ?? [];
		const moment = parseIcsMoment(id?.value ?? "", id?.params ?? {}, this.clockOf);
		if (!moment) return this.tell(event, "no-day", id?.value ?? "");
		if (id?.params.RANGE) return this.tell(event, "this-and-future", id.value);
		if (event.properties.has("RRULE")) this.tell(event, "series-in-series", textOf(event, "RRULE"));
		this.#tellZones(event);
		this.#replace(event, moment, series);
	}

	finish(): Occurrences {
		for (const series of [...this.#series.values()].flat()) {
			const span = this.#spanOf(series.event, series.start);
			for (const entry of series.entries) {
				if (!entry.isOut && !entry.isReplaced) this.#push(series.event, entry.day, entry, span);
			}
			const isEmpty =
				series.entries.length > 0 && series.entries.every(({ isOut, isReplaced }) => isOut && !isReplaced);
			if (isEmpty) this.tell(series.event, "all-taken-out", series.entries.map(({ day }) => day).join(", "));
		}
		return { found: this.#found, flaws: this.#flaws };
	}

	/** Of a series that is not in the file, or cancelled. */
	#takeAlone(event: IcsEvent): void {
		if (this.#without.has(uidOf(event)) && isCancelled(event)) return;
		if (event.properties.has("RRULE")) this.tell(event, "series-in-series", textOf(event, "RRULE"));
		const start = this.#startOf(event);
		if (!start || isCancelled(event)) return this.takeSeries(event);
		this.#tellZones(event);
		this.#push(event, townClock(start, this.zone).day, townClock(start, this.zone), this.#spanOf(event, start));
	}

	#replace(event: IcsEvent, moment: IcsMoment, series: readonly Series[]): void {
		const planned = townClock(moment, this.zone).day;
		const hits = series.flatMap((each) => each.find(moment).entries);
		for (const entry of hits) entry.isReplaced = true;
		if (hits.length === 0 && planned <= this.last) this.tell(event, "no-such-occurrence", planned);
		if (series.some((each) => numberOf(each.event) > numberOf(event))) this.tell(event, "older-change", planned);
		if (isCancelled(event)) {
			if (hits.length > 0)
				this.#found.push({ event, planned, day: undefined, from: undefined, until: undefined, days: 1 });
			return;
		}
		const start = this.#startOf(event);
		if (!start) return this.tell(event, "no-day", textOf(event, "DTSTART"));
		this.#push(event, planned, townClock(start, this.zone), this.#spanOf(event, start));
	}

	#push(event: IcsEvent, planned: Day, { day, time }: Pick<Entry, "day" | "time">, { days, until }: Span): void {
		this.#found.push({ event, planned, day, from: time, until, days });
	}

	#startOf(event: IcsEvent): IcsMoment | undefined {
		const start = this.#momentOf(event, "DTSTART");
		if (start) this.#tellFloating(event, start);
		return start;
	}

	#momentOf(event: IcsEvent, name: string): IcsMoment | undefined {
		const [property] = event.properties.get(name) ?? [];
		return property && parseIcsMoment(property.value, property.params, this.clockOf);
	}

	/** X-WR-TIMEZONE is no part of the standard: where it makes another day of a time without a zone, that is said. */
	#tellFloating(event: IcsEvent, start: IcsMoment): void {
		const property = event.properties.get("DTSTART")?.[0];
		const isFloating = start.time !== undefined && !start.isUtc && property?.params.TZID === undefined;
		if (!isFloating || this.#zoneOfCalendar === "") return;
		if (!start.clock) this.tell(event, "unknown-zone", this.#zoneOfCalendar);
		else if (townClock(start, this.zone).day !== start.day)
			this.tell(event, "floating-elsewhere", this.#zoneOfCalendar);
	}

	#spanOf(event: IcsEvent, start: IcsMoment): Span {
		const end = this.#momentOf(event, "DTEND");
		const duration = textOf(event, "DURATION");
		const isUnread = (textOf(event, "DTEND") !== "" && !end) || (duration !== "" && !parseDuration(duration));
		const span = spanOf(start, end, duration, this.zone);
		if (isUnread) this.tell(event, "no-end", textOf(event, "DTEND") || duration);
		else if (span.isReversed) this.tell(event, "reversed", textOf(event, "DTEND") || duration);
		else if (span.days > MOST_DAYS) this.tell(event, "long", textOf(event, "DTEND") || duration);
		return span.days > MOST_DAYS ? { ...span, days: 1 } : span;
	}

	#tellZones(event: IcsEvent): void {
		for (const name of ["DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID"]) {
			for (const { value, params } of event.properties.get(name) ?? []) {
				const tzid = params.TZID ?? "";
				const isTimed = /T\d/i.test(value) && !/Z\s*$/i.test(value);
				if (isTimed && tzid !== "" && !this.clockOf(tzid)) this.tell(event, "unknown-zone", tzid);
			}
		}
	}
}

function numberOf(event: IcsEvent): number {
	return Number(textOf(event, "SEQUENCE") || 0);
}
