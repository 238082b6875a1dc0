import type { Day } from "../../model/day.ts";
import type { Minutes } from "../../model/time.ts";
import type { Zone } from "../../model/zone.ts";
import type { IcsEvent } from "../read/ics.ts";
import { parseIcsDays, parseIcsMoment } from "../read/ics-day.ts";
import { expandRule, MOST_STEPS, type RecurrenceFlaw } from "../read/recurrence.ts";

/** One event as one day, or as the day that replaces another of its series. */
export interface Occurrence {
	readonly event: IcsEvent;
	readonly planned: Day;
	/** `undefined`: cancelled. */
	readonly day: Day | undefined;
	readonly from: Minutes | undefined;
	readonly until: Minutes | undefined;
}

export type EventFlaw = RecurrenceFlaw | "no-day" | "this-and-future";

export interface Occurrences {
	readonly found: readonly Occurrence[];
	readonly flaws: readonly { readonly event: IcsEvent; readonly flaw: EventFlaw; readonly text: string }[];
}

/** Steps of ical.js for all events of one file. */
const BUDGET = 120_000;

/** Every event with its days: single, recurring (RRULE, RDATE, EXDATE), or moved out of a series (RECURRENCE-ID). */
export function occurrencesOf(events: readonly IcsEvent[], zone: Zone, last: Day): Occurrences {
	const reader = new OccurrenceReader(zone, last);
	const masters = new Set(events.filter((event) => !event.properties.has("RECURRENCE-ID")).map(uidOf));
	const isOverride = (event: IcsEvent) => event.properties.has("RECURRENCE-ID") && masters.has(uidOf(event));
	for (const event of events.filter(isOverride)) reader.takeOverride(event);
	for (const event of events) if (!isOverride(event)) reader.takeEvent(event);
	return reader;
}

function uidOf(event: IcsEvent): string {
	return textOf(event, "UID") || `line ${event.line}`;
}

export function textOf(event: IcsEvent, name: string): string {
	return event.properties.get(name)?.[0]?.value.trim() ?? "";
}

class OccurrenceReader implements Occurrences {
	readonly found: Occurrence[] = [];
	readonly flaws: { event: IcsEvent; flaw: EventFlaw; text: string }[] = [];
	readonly #zone: Zone;
	readonly #last: Day;
	readonly #overridden = new Map<string, Set<Day>>();
	#budget = BUDGET;

	constructor(zone: Zone, last: Day) {
		this.#zone = zone;
		this.#last = last;
	}

	/** The day that an override stands for is no longer one of its series. */
	takeOverride(event: IcsEvent): void {
		const [id] = event.properties.get("RECURRENCE-ID") ?? [];
		const planned = parseIcsMoment(id?.value ?? "", this.#zone)?.day;
		if (!planned) return this.#flaw(event, "no-day", id?.value ?? "");
		if (id?.params.RANGE) return this.#flaw(event, "this-and-future", id.value);
		const days = this.#overridden.get(uidOf(event)) ?? new Set();
		this.#overridden.set(uidOf(event), days.add(planned));
		if (isCancelled(event)) this.found.push({ event, planned, day: undefined, from: undefined, until: undefined });
		else this.#push(event, planned, undefined);
	}

	takeEvent(event: IcsEvent): void {
		const start = parseIcsMoment(textOf(event, "DTSTART"), this.#zone);
		if (!start) return this.#flaw(event, "no-day", textOf(event, "DTSTART"));
		if (isCancelled(event)) return;
		const replaced = this.#overridden.get(uidOf(event));
		for (const day of this.#daysOf(event, start.day)) if (!replaced?.has(day)) this.#push(event, day, day);
	}

	#daysOf(event: IcsEvent, start: Day): Day[] {
		const days = new Set<Day>([start]);
		for (const { value } of event.properties.get("RRULE") ?? []) {
			for (const day of this.#expand(event, value, start)) days.add(day);
		}
		const [added, removed] = ["RDATE", "EXDATE"].map((name) => this.#listed(event, name));
		for (const day of added ?? []) days.add(day);
		for (const day of removed ?? []) days.delete(day);
		return [...days].sort();
	}

	#expand(event: IcsEvent, rule: string, start: Day): readonly Day[] {
		const expansion = expandRule(rule, start, this.#last, this.#budget);
		if ("flaw" in expansion) {
			if (expansion.flaw === "endless") this.#budget = Math.max(this.#budget - MOST_STEPS, 0);
			this.#flaw(event, expansion.flaw, rule);
			return [];
		}
		this.#budget -= expansion.steps;
		return expansion.days;
	}

	#listed(event: IcsEvent, name: string): Day[] {
		const { days, unread } = parseIcsDays(event.properties.get(name) ?? [], this.#zone);
		if (unread > 0) this.#flaw(event, "no-day", `${name}, ${unread}`);
		return days;
	}

	/** `day` is the planned one unless the event itself says another. */
	#push(event: IcsEvent, planned: Day, day: Day | undefined): void {
		const start = parseIcsMoment(textOf(event, "DTSTART"), this.#zone);
		const end = parseIcsMoment(textOf(event, "DTEND"), this.#zone);
		if (!start) return this.#flaw(event, "no-day", textOf(event, "DTSTART"));
		const until = end?.day === start.day && end.time !== start.time ? end.time : undefined;
		this.found.push({ event, planned, day: day ?? start.day, from: start.time, until });
	}

	#flaw(event: IcsEvent, flaw: EventFlaw, text: string): void {
		this.flaws.push({ event, flaw, text: text.slice(0, 60) });
	}
}

function isCancelled(event: IcsEvent): boolean {
	return textOf(event, "STATUS").toUpperCase() === "CANCELLED";
}
