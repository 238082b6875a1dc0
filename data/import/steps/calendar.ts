import { type Day, isWithin, plusDays } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import { type Minutes, makeTime } from "../../model/time.ts";
import { countRows } from "../draft.ts";
import { type CutCell, emptyPieces, holesOf, isHoled } from "../read/empty-pieces.ts";
import type { IcsEvent } from "../read/ics-calendar.ts";
import { roundNamed } from "../round-key.ts";
import { besideEvents } from "./calendar-beside.ts";
import { type Calendar, type CalendarContext, type CalendarFile, wordsOf } from "./calendar-file.ts";
import { filteredCalendar } from "./calendar-filter.ts";
import {
	emptyCalendar,
	eveningEvents,
	flawProblems,
	notAnEvent,
	outsidePeriod,
	seriesOutside,
	severalDays,
	unmapped,
} from "./calendar-findings.ts";
import { PlaceReader } from "./calendar-places.ts";
import { type FoundFlaw, type Occurrence, type Occurrences, occurrencesOf } from "./occurrences.ts";
import { type Meaning, summaryReader, variantsOf } from "./summary.ts";

/** A calendar (ICS, RFC 5545) of one district or one address: the events are its dates, SUMMARY says the service. */
export function readCalendar(given: CalendarFile, step: Calendar, context: CalendarContext): void {
	const { draft, zone, period } = context;
	const { file } = given;
	countRows(draft, file, { held: given.calendar.held, read: 0 });
	draft.problems.push(...given.calendar.problems);
	if (given.calendar.events.length + given.calendar.others.length === 0) {
		if (given.calendar.problems.length === 0) draft.problems.push(emptyCalendar(file));
		return;
	}
	const calendar = filteredCalendar(given, step, context);
	const reader = new CalendarReader({ ...given, calendar }, step, context);
	reader.leaveOut([...calendar.events, ...calendar.others]);
	reader.takeOthers(calendar.others);
	reader.take(occurrencesOf(calendar, { zone, last: period.to, zones: step.zones }));
	reader.finish();
	besideEvents({ ...given, calendar }, step, context, reader.meanings());
}

class CalendarReader {
	readonly #file: string;
	readonly #step: Calendar;
	readonly #context: CalendarContext;
	readonly #meaningOf: (wording: string) => Meaning;
	readonly #places: PlaceReader;
	readonly #told = new Set<string>();
	/** Events with a service, and the time at which each first begins in the town. */
	readonly #begins = new Map<IcsEvent, Minutes | undefined>();
	readonly #long = new Set<IcsEvent>();
	readonly #outside: { readonly event: IcsEvent; readonly day: Day }[] = [];

	constructor({ file, calendar, round }: CalendarFile, step: Calendar, context: CalendarContext) {
		this.#file = file;
		this.#step = step;
		this.#context = context;
		this.#meaningOf = summaryReader(step);
		this.#places = new PlaceReader({ file, round, calendarName: calendar.name }, step, context);
	}

	take({ found, flaws }: Occurrences): void {
		const { draft, period } = this.#context;
		draft.problems.push(
			...flawProblems(
				this.#file,
				flaws.filter((each) => this.#isMeant(each)),
			),
		);
		// Without a day and without a wording that is known it is not passed over either.
		for (const { event } of flaws) this.#tellUnknown(event, this.#meaning(event));
		const read = new Set<IcsEvent>();
		const outside = new Set<IcsEvent>();
		for (const occurrence of found) {
			const taken = this.#takeOne(occurrence);
			if (taken) read.add(occurrence.event);
			if (taken === "outside") outside.add(occurrence.event);
			else if (taken) this.#begins.set(occurrence.event, occurrence.from);
		}
		for (const event of outside) {
			if (!this.#begins.has(event)) draft.problems.push(seriesOutside(this.#file, event, period));
		}
		this.#tellOutside();
		countRows(draft, this.#file, { held: 0, read: read.size });
	}

	#tellOutside(): void {
		const { draft, period } = this.#context;
		const sides = Map.groupBy(this.#outside, ({ day }) => day < period.from);
		for (const [first, ...more] of sides.values()) {
			if (!first) continue;
			const events = [...new Set([first, ...more].map(({ event }) => event))];
			draft.problems.push(outsidePeriod(this.#file, events, first.day, period));
		}
	}

	#isMeant({ event }: FoundFlaw): boolean {
		return this.#meaning(event).services.length > 0;
	}

	/** What the recipe says is none of its services (`null`). */
	leaveOut(entries: readonly IcsEvent[]): void {
		const leftOut = entries.filter((entry) => {
			const { services, unknown } = this.#meaning(entry);
			return services.length + unknown.length === 0;
		});
		countRows(this.#context.draft, this.#file, { held: 0, read: 0, leftOut: leftOut.length });
	}

	/** Tasks and notes are no dates; the recipe may say that they are none of its services. */
	takeOthers(others: readonly IcsEvent[]): void {
		const { draft } = this.#context;
		const meant = others.filter((entry) => {
			const { services, unknown } = this.#meaning(entry);
			return services.length + unknown.length > 0;
		});
		for (const [wording, same] of Map.groupBy(meant, (entry) => this.#wordingOf(entry))) {
			const [first] = same;
			if (first) draft.problems.push(notAnEvent(this.#file, first, wording, same.length));
		}
	}

	/** What came of it; nothing where the event says nothing here. */
	#takeOne(occurrence: Occurrence): "read" | "outside" | undefined {
		const { event, planned, day } = occurrence;
		const meaning = this.#meaning(event);
		this.#tellUnknown(event, meaning);
		if (meaning.services.length === 0) return undefined;
		const { period } = this.#context;
		const [from, to] = [planned, day].map((each) => each && this.#collected(each));
		const outside = [from, to].find((each) => each && !isWithin(each, period));
		// A series may have begun long ago; a single event has no business outside.
		if (outside && event.properties.has("RRULE")) return "outside";
		if (outside) {
			this.#outside.push({ event, day: outside });
			return undefined;
		}
		this.#pushDays(occurrence, meaning);
		return "read";
	}

	/** The day of collection, of an event that stands on the evening before it. */
	#collected(day: Day): Day {
		return this.#step.dayAfter ? plusDays(day, 1) : day;
	}

	#pushDays(occurrence: Occurrence, meaning: Meaning): void {
		const { event, planned, day, days } = occurrence;
		if (days > 1) this.#long.add(event);
		const count = this.#step.severalDays === "first" ? 1 : days;
		for (let at = 0; at < count; at++) {
			const each = {
				...occurrence,
				planned: plusDays(this.#collected(planned), at),
				day: day && plusDays(this.#collected(day), at),
			};
			if (isWithin(each.day ?? each.planned, this.#context.period)) this.#pushPlaces(each, meaning);
		}
		this.#tellUnknown(event, meaning);
	}

	#pushPlaces(occurrence: Occurrence, { services, values }: Meaning): void {
		const { event } = occurrence;
		for (const variant of variantsOf(this.#places.valuesOf(event, values), this.#step, this.#context.usage)) {
			const place = this.#places.placeOf(event, variant);
			for (const service of place ? services : []) {
				this.#push(service, place?.round ?? "", occurrence);
				if (place) this.#places.note(place, service, event.line);
			}
		}
	}

	#push(service: ServiceId, round: string, { event, planned, day, from, until }: Occurrence): void {
		const { draft } = this.#context;
		const source = { file: this.#file, line: event.line };
		const place = this.#textOf(event, "LOCATION");
		const stops = this.#step.stops.includes(service) && place !== "";
		if (stops) this.#context.usage.use("stops", service);
		const at = stops
			? { place, ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
			: undefined;
		draft.dates.push({ service, round: roundNamed(round), planned, at, source });
		if (day !== planned) {
			draft.shifts.push({ from: planned, to: day, reason: undefined, services: [service], round, source });
		}
	}

	/** Of the events that have days here. */
	meanings(): ReadonlyMap<IcsEvent, Meaning> {
		return new Map([...this.#begins.keys()].map((event) => [event, this.#meaning(event)]));
	}

	#meaning(event: IcsEvent): Meaning {
		const meaning = this.#meaningOf(this.#wordingOf(event));
		for (const [field, entry] of meaning.used) this.#context.usage.use(field, entry);
		return meaning;
	}

	#wordingOf(event: IcsEvent): string {
		return this.#textOf(event, this.#step.property);
	}

	#textOf(event: IcsEvent, name: string): string {
		return wordsOf(event, name, this.#context.languages);
	}

	#tellUnknown(event: IcsEvent, { unknown }: Meaning): void {
		for (const wording of unknown) {
			if (!this.#told.has(wording)) {
				this.#context.draft.problems.push(unmapped(this.#file, event.line, this.#step.property, wording));
			}
			this.#told.add(wording);
		}
	}

	finish(): void {
		const { problems } = this.#context.draft;
		const [long, evening] = [[...this.#long], this.#eveningOf()];
		if (long.length > 0 && this.#step.severalDays === undefined) problems.push(severalDays(this.#file, long));
		if (evening) problems.push(eveningEvents(this.#file, evening.event.line, makeTime(evening.time)));
		problems.push(...emptyPieces(this.#file, holesOf(this.#lists())));
		this.#places.assign();
	}

	/** Wordings of several wastes, and values of several rounds. */
	#lists(): CutCell[] {
		const several = Object.entries(this.#step.several);
		return [...this.#begins.keys()].flatMap((event) => {
			const meaning = this.#meaning(event);
			const values: Readonly<Record<string, string | undefined>> = this.#places.valuesOf(event, meaning.values);
			const lists = several.filter(([name, separator]) => values[name]?.includes(separator));
			if (meaning.isHoled === undefined && lists.length === 0) return [];
			const holed = lists.some(([name, separator]) => isHoled(values[name] ?? "", separator));
			return [{ line: event.line, isHoled: holed || meaning.isHoled === true }];
		});
	}

	/** The first of the events, where nearly all that have a time begin in the evening and most have one. */
	#eveningOf(): { event: IcsEvent; time: Minutes } | undefined {
		if (this.#step.dayAfter !== undefined) return undefined;
		const atDoor = [...this.#begins].filter(([event]) => !this.#isStop(event));
		const timed = atDoor.flatMap(([event, time]) => (time === undefined ? [] : [{ event, time }]));
		const late = timed.filter(({ time }) => time >= EVENING);
		const isUsual = late.length >= timed.length * NEARLY_ALL && timed.length * 2 >= atDoor.length;
		return isUsual ? late[0] : undefined;
	}

	#isStop(event: IcsEvent): boolean {
		return this.#meaning(event).services.some((service) => this.#step.stops.includes(service));
	}
}

/** Nobody collects at the door from then on. */
const EVENING = 15 * 60;
const NEARLY_ALL = 0.9;
