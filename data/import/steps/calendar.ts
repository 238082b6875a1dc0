import ICAL from "ical.js";
import type { Day, Period } from "../../model/day.ts";
import { isWithin, parseDay } from "../../model/day.ts";
import type { Problem, Where } from "../../model/problem.ts";
import { wallClock, type Zone } from "../../model/zone.ts";
import { countRows, type Draft } from "../draft.ts";
import { tidy } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";

export interface CalendarFile {
	readonly file: string;
	readonly text: string;
	/** The district whose calendar it is; empty for a calendar of the whole town. */
	readonly round: string;
}

interface Event {
	readonly line: number;
	readonly summary: string;
	readonly day: Day | undefined;
	readonly recurs: boolean;
}

interface CalendarContext {
	readonly draft: Draft;
	readonly zone: Zone;
	readonly period: Period;
}

/** A calendar of one district (ICS, RFC 5545): the events are its dates, SUMMARY says the service. */
export function readCalendar(given: CalendarFile, step: ReaderOf<"calendar">, context: CalendarContext): void {
	const { file, round } = given;
	const { draft, zone, period } = context;
	const events = eventsOf(given.text, zone);
	countRows(draft, file, { held: events?.length ?? 0, read: 0 });
	if (!events || events.length === 0) {
		draft.problems.push(events ? emptyCalendar(file) : badCalendar(file));
		return;
	}
	draft.problems.push(...unmappedSummaries(file, events, step));
	for (const event of events) {
		const service = step.summaries[event.summary];
		if (!service) continue;
		const flaw = flawOf(file, event, period);
		if (flaw) draft.problems.push(flaw);
		else if (event.day) {
			countRows(draft, file, { held: 0, read: 1 });
			draft.dates.push({ service, round, planned: event.day, source: { file, line: event.line } });
		}
	}
	if (step.street) assignDistrict(draft, step, period, round, file);
}

function problem(where: Where, code: string, what: string, remedy: string): Problem {
	return { level: "problem", code, where, what, remedy };
}

function badCalendar(file: string): Problem {
	return problem(
		{ file, line: 1 },
		"bad_calendar",
		"Die Datei ist kein lesbarer Kalender.",
		"Den Kalender neu exportieren.",
	);
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

function unmappedSummaries(file: string, events: readonly Event[], { summaries }: ReaderOf<"calendar">): Problem[] {
	const firsts = new Map<string, Event>();
	for (const event of events.toReversed()) if (!(event.summary in summaries)) firsts.set(event.summary, event);
	return [...firsts].map(([summary, { line }]) =>
		problem(
			{ file, line, field: "SUMMARY" },
			"unmapped_service",
			`«${summary}» ist keiner Leistung zugeordnet.`,
			`Im Rezept unter "summaries" ergänzen: "${summary}": "<leistung>" (oder null, wenn es nicht zählt).`,
		),
	);
}

function flawOf(file: string, { line, day, recurs }: Event, period: Period): Problem | undefined {
	if (recurs) {
		const what = "Wiederkehrende Termine werden noch nicht gelesen.";
		return problem(
			{ file, line, field: "RRULE" },
			"unread_recurrence",
			what,
			"Den Kalender mit einzelnen Terminen exportieren.",
		);
	}
	const where = { file, line, field: "DTSTART" };
	if (!day) return problem(where, "bad_day", "Der Termin hat keinen lesbaren Tag.", "DTSTART berichtigen.");
	if (isWithin(day, period)) return undefined;
	const what = `${day} liegt außerhalb von ${period.from} bis ${period.to}.`;
	return problem(where, "outside_coverage", what, 'Den Tag berichtigen oder in town.json "coverage" anpassen.');
}

/** Without a list of streets each district is an entry to choose. */
function assignDistrict(draft: Draft, step: ReaderOf<"calendar">, period: Period, round: string, file: string): void {
	const street = { name: (step.street ?? "").replace("{round}", round) };
	for (const service of new Set(Object.values(step.summaries))) {
		if (!service || !draft.dates.some((date) => date.service === service && date.round === round)) continue;
		const key = { key: round, name: round };
		draft.assignments.push({ street, part: { kind: "whole" }, service, round: key, period, source: { file, line: 1 } });
	}
}

function eventsOf(text: string, zone: Zone): Event[] | undefined {
	const lines = text.split(/\r\n|\r|\n/u).flatMap((line, at) => (/^BEGIN:VEVENT\s*$/iu.test(line) ? [at + 1] : []));
	try {
		const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
		return calendar.getAllSubcomponents("vevent").map((event, nth) => ({
			line: lines[nth] ?? 1,
			summary: tidy(String(event.getFirstPropertyValue("summary") ?? "")),
			day: dayOf(event.getFirstPropertyValue("dtstart"), zone),
			recurs: ["rrule", "rdate", "recurrence-id"].some((name) => event.hasProperty(name)),
		}));
	} catch {
		return undefined;
	}
}

/** The local day of a DTSTART: as written, unless it is written in UTC. */
function dayOf(start: unknown, zone: Zone): Day | undefined {
	if (!(start instanceof ICAL.Time)) return undefined;
	if (start.zone?.tzid === "UTC") return wallClock(zone, start.toUnixTime() * 1000).day;
	return parseDay(start.toString().slice(0, 10));
}
