import { type Day, isWithin, type Period } from "../../model/day.ts";
import type { Problem, Where } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Zone } from "../../model/zone.ts";
import { countRows, type Draft } from "../draft.ts";
import { type IcsEvent, readIcs, unescapeText } from "../read/ics.ts";
import { fillTemplate } from "../read/pattern.ts";
import { tidy } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import type { Usage } from "../usage.ts";
import { type EventFlaw, type Occurrence, type Occurrences, occurrencesOf, textOf } from "./occurrences.ts";
import { type Meaning, summaryReader } from "./summary.ts";

export interface CalendarFile {
	readonly file: string;
	readonly text: string;
	/** The district whose calendar it is; empty for a calendar of the whole town. */
	readonly round: string;
}

interface CalendarContext {
	readonly draft: Draft;
	readonly zone: Zone;
	readonly period: Period;
	readonly usage: Usage;
}

type Calendar = ReaderOf<"calendar">;

/** A calendar (ICS, RFC 5545) of one district or one address: the events are its dates, SUMMARY says the service. */
export function readCalendar(given: CalendarFile, step: Calendar, context: CalendarContext): void {
	const { draft, zone, period } = context;
	const calendar = readIcs(given.text, given.file);
	countRows(draft, given.file, { held: calendar.events.length, read: 0 });
	draft.problems.push(...calendar.problems);
	if (calendar.events.length === 0) {
		if (calendar.problems.length === 0) draft.problems.push(emptyCalendar(given.file));
		return;
	}
	const occurrences = occurrencesOf(calendar.events, zone, period.to);
	const reader = new CalendarReader(given, step, context, calendar.name);
	reader.take(occurrences);
	reader.assignDistricts();
}

class CalendarReader {
	readonly #given: CalendarFile;
	readonly #step: Calendar;
	readonly #context: CalendarContext;
	readonly #calendarName: string;
	readonly #meaningOf: (wording: string) => Meaning;
	readonly #told = new Set<string>();
	/** Street by round, with the services that were read for it and the line of the first. */
	readonly #districts = new Map<string, { street: string; round: string; services: Map<ServiceId, number> }>();

	constructor(given: CalendarFile, step: Calendar, context: CalendarContext, calendarName: string) {
		this.#given = given;
		this.#step = step;
		this.#context = context;
		this.#calendarName = calendarName;
		this.#meaningOf = summaryReader(step);
	}

	take({ found, flaws }: Occurrences): void {
		const { draft } = this.#context;
		for (const { event, flaw, text } of flaws) {
			if (this.#meaning(event).services.length > 0)
				draft.problems.push(flawProblem(this.#given.file, event, flaw, text));
		}
		const read = new Set<IcsEvent>();
		for (const occurrence of found) if (this.#takeOne(occurrence)) read.add(occurrence.event);
		countRows(draft, this.#given.file, { held: 0, read: read.size });
	}

	/** True when the event says something now. */
	#takeOne(occurrence: Occurrence): boolean {
		const { event, planned, day } = occurrence;
		const meaning = this.#meaning(event);
		this.#tellUnknown(event, meaning);
		if (meaning.services.length === 0) return false;
		const outside = [planned, day].find((each) => each && !isWithin(each, this.#context.period));
		// A series may have begun long ago; a single event has no business outside.
		if (outside && event.properties.has("RRULE")) return true;
		if (outside) {
			this.#context.draft.problems.push(outsidePeriod(this.#given.file, event, outside, this.#context.period));
			return false;
		}
		for (const service of meaning.services) this.#push(service, this.#roundOf(event, meaning), occurrence);
		return true;
	}

	#push(service: ServiceId, round: string, { event, planned, day, from, until }: Occurrence): void {
		const { draft } = this.#context;
		const source = { file: this.#given.file, line: event.line };
		const place = tidy(unescapeText(textOf(event, "LOCATION")));
		const stops = this.#step.stops.includes(service) && place !== "";
		const at = stops
			? { place, ...(from !== undefined && { from }), ...(until !== undefined && { until }) }
			: undefined;
		draft.dates.push({ service, round, planned, at, source });
		if (day !== planned) {
			draft.shifts.push({ from: planned, to: day, reason: undefined, services: [service], round, source });
		}
		const district = this.#districts.get(round);
		if (district && !district.services.has(service)) district.services.set(service, event.line);
	}

	#meaning(event: IcsEvent): Meaning {
		return this.#meaningOf(tidy(unescapeText(textOf(event, this.#step.property))));
	}

	#tellUnknown(event: IcsEvent, { unknown }: Meaning): void {
		for (const wording of unknown) {
			if (!this.#told.has(wording)) {
				this.#context.draft.problems.push(unmapped(this.#given.file, event.line, this.#step.property, wording));
			}
			this.#told.add(wording);
		}
	}

	/** A calendar of addresses has a round per address, a calendar of a district the district. */
	#roundOf(event: IcsEvent, { values }: Meaning): string {
		const { street } = this.#step;
		const round = values.round ?? this.#given.round;
		if (!street) return round;
		const location = tidy(unescapeText(textOf(event, "LOCATION")));
		const name = fillTemplate(street, { location, ...values, round, calendar: this.#calendarName });
		const ofAddress = !street.includes("{round}") || /\{(?:street|location|calendar)\}/u.test(street);
		const district = ofAddress ? name : round;
		if (!this.#districts.has(district))
			this.#districts.set(district, { street: name, round: district, services: new Map() });
		return district;
	}

	/** Without a list of streets each district is an entry to choose. */
	assignDistricts(): void {
		const { draft, period } = this.#context;
		for (const { street, round, services } of this.#districts.values()) {
			const key = { key: round, name: round };
			const isKnown = (service: ServiceId) =>
				draft.assignments.some(
					(each) => each.service === service && each.round.key === round && each.street.name === street,
				);
			for (const [service, line] of [...services].filter(([service]) => !isKnown(service))) {
				const source = { file: this.#given.file, line };
				draft.assignments.push({
					street: { name: street },
					part: { kind: "whole" },
					service,
					round: key,
					period,
					source,
				});
			}
		}
	}
}

function problem(where: Where, code: string, what: string, remedy: string): Problem {
	return { level: "problem", code, where, what, remedy };
}

function emptyCalendar(file: string): Problem {
	const what = "Der Kalender enthält keinen einzigen Termin.";
	return problem(
		{ file, line: 1 },
		"empty_calendar",
		what,
		"Den Kalender neu exportieren; der bisherige Stand bleibt.",
	);
}

function unmapped(file: string, line: number, field: string, wording: string): Problem {
	return problem(
		{ file, line, field },
		"unmapped_service",
		`«${wording}» ist keiner Leistung zugeordnet.`,
		`Im Rezept unter "summaries" ergänzen: "${wording}": "<leistung>" (oder null, wenn es nicht zählt).`,
	);
}

function outsidePeriod(file: string, { line }: IcsEvent, day: Day, { from, to }: Period): Problem {
	const what = `${day} liegt außerhalb von ${from} bis ${to}.`;
	const where = { file, line, field: "DTSTART" };
	return problem(where, "outside_coverage", what, 'Den Tag berichtigen oder in town.json "coverage" anpassen.');
}

const FLAWS: Readonly<Record<EventFlaw, readonly [field: string, code: string, what: string, remedy: string]>> = {
	"no-day": ["DTSTART", "bad_day", "Der Termin hat keinen lesbaren Tag", "DTSTART berichtigen."],
	unreadable: [
		"RRULE",
		"bad_recurrence",
		"Diese Wiederholung lässt sich nicht lesen",
		"RRULE berichtigen oder die Tage einzeln exportieren.",
	],
	"too-often": [
		"RRULE",
		"wild_recurrence",
		"Diese Wiederholung ist öfter als täglich oder zu verschachtelt",
		"Die Tage einzeln exportieren.",
	],
	endless: [
		"RRULE",
		"endless_recurrence",
		"Diese Wiederholung hat zu viele Tage",
		"DTSTART näher an die Gegenwart legen oder die Tage einzeln exportieren.",
	],
	"this-and-future": [
		"RECURRENCE-ID",
		"unread_recurrence",
		"Eine Änderung aller künftigen Termine (RANGE) wird nicht gelesen",
		"Die Tage einzeln exportieren.",
	],
};

function flawProblem(file: string, { line }: IcsEvent, flaw: EventFlaw, text: string): Problem {
	const [field, code, what, remedy] = FLAWS[flaw];
	return problem({ file, line, field }, code, `${what}: «${text}».`, remedy);
}
