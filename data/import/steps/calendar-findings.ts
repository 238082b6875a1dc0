import type { Day, Period } from "../../model/day.ts";
import type { Problem, Where } from "../../model/problem.ts";
import type { IcsEvent } from "../read/ics-calendar.ts";
import type { EventFlaw, FoundFlaw } from "./occurrences.ts";

/** The findings of a calendar, as a clerk reads them. */

function problem(where: Where, code: string, what: string, remedy: string): Problem {
	return { level: "problem", code, where, what, remedy };
}

export function emptyCalendar(file: string): Problem {
	const what = "Der Kalender enthält keinen einzigen Termin.";
	return problem(
		{ file, line: 1 },
		"empty_calendar",
		what,
		"Den Kalender neu exportieren; der bisherige Stand bleibt.",
	);
}

export function unmapped(file: string, line: number, field: string, wording: string): Problem {
	if (wording === "")
		return problem(
			{ file, line, field },
			"unmapped_service",
			`Der Termin hat keinen Text (${field}), also keine Leistung.`,
			'Den Text in der Datei ergänzen, im Rezept unter "property" eine andere Angabe nennen, oder unter "summaries": "": null.',
		);
	return problem(
		{ file, line, field },
		"unmapped_service",
		`«${wording}» ist keiner Leistung zugeordnet.`,
		`Im Rezept unter "summaries" ergänzen: "${wording}": "<leistung>" (oder null, wenn es nicht zählt).`,
	);
}

/** A calendar of another year is one cause for all of its events. */
export function outsidePeriod(file: string, events: readonly IcsEvent[], day: Day, { from, to }: Period): Problem {
	const lines = events.map(({ line }) => line);
	const what = `${day} liegt außerhalb von ${from} bis ${to}${lines.length > 1 ? ` (${linesOf(events)})` : ""}.`;
	const where = { file, line: lines[0], field: "DTSTART" };
	const found = problem(where, "outside_coverage", what, 'Den Tag berichtigen oder in town.json "coverage" anpassen.');
	return lines.length > 1 ? { ...found, alike: lines } : found;
}

export function seriesOutside(file: string, { line }: IcsEvent, { from, to }: Period): Problem {
	const what = `Die Wiederholung hat keinen einzigen Tag von ${from} bis ${to}.`;
	const where = { file, line, field: "RRULE" };
	return problem(where, "outside_coverage", what, 'RRULE berichtigen oder in town.json "coverage" anpassen.');
}

export function notAnEvent(file: string, { line, kind }: IcsEvent, wording: string, count: number): Problem {
	const more = count > 1 ? ` (und ${count - 1} weitere)` : "";
	return problem(
		{ file, line },
		"not_an_event",
		`«${wording}» ist eine Aufgabe oder Notiz (${kind}), kein Termin, und zählt nicht${more}.`,
		`In der Datei einen Termin (VEVENT) daraus machen; ist es keine Abfuhr, im Rezept unter "summaries" ergänzen: "${wording}": null.`,
	);
}

export function unfilled(file: string, line: number, field: string, name: string): Problem {
	return problem(
		{ file, line, field },
		"unfilled_placeholder",
		`Aus diesem Termin wird «${name}»: für einen Platzhalter steht nirgends ein Wert.`,
		'Im Rezept unter "patterns", "named", "location" oder "fill" sagen, woher der Wert kommt.',
	);
}

export function nameNotFit(file: string, pattern: string): Problem {
	return problem(
		{ file, field: "named" },
		"name_not_fit",
		`Der Name der Datei passt nicht zu «${pattern}».`,
		'Die Datei so benennen oder "named" im Rezept berichtigen.',
	);
}

export function unreadNumbers(file: string, line: number, wording: string): Problem {
	return problem(
		{ file, line, field: "numbers" },
		"unread_numbers",
		`«${wording}» lässt sich nicht als Hausnummern lesen.`,
		"Wie «gerade 2-28», «16 - Ende» oder «1-15, ohne 7» schreiben.",
	);
}

export function eveningEvents(file: string, line: number, time: string): Problem {
	return {
		level: "warning",
		code: "evening_events",
		where: { file, line, field: "DTSTART" },
		what: `Die Termine dieses Kalenders beginnen am Abend (der erste um ${time}): vielleicht erinnern sie am Vorabend, und abgeholt wird am Tag danach.`,
		remedy: 'Ist es so, im Rezept "dayAfter": true angeben; sonst "dayAfter": false.',
	};
}

export function severalDays(file: string, events: readonly IcsEvent[]): Problem {
	const lines = linesOf(events);
	return {
		level: "warning",
		code: "several_days",
		where: { file, line: events[0]?.line, field: "DTEND" },
		what: `${events.length === 1 ? "Dieser Termin dauert" : `${events.length} Termine dauern`} mehrere Tage (${lines}); jeder davon zählt als Tag der Abfuhr.`,
		remedy: 'Im Rezept "severalDays": "every" angeben, wenn das stimmt, oder "first", wenn nur der erste zählt.',
	};
}

const MOST_LINES = 20;

export function linesOf(events: readonly IcsEvent[]): string {
	const lines = events.slice(0, MOST_LINES).map(({ line }) => line);
	const more = events.length > MOST_LINES ? " …" : "";
	return `${events.length === 1 ? "Zeile" : "Zeilen"} ${lines.join(", ")}${more}`;
}

interface FlawWords {
	readonly field: string;
	readonly code: string;
	readonly level: Problem["level"];
	/** `{}` is what the file says there. */
	readonly what: string;
	readonly remedy: string;
	/** Where the file says nothing there. */
	readonly empty?: string;
	/** One finding for all that have the same text. */
	readonly isOne?: true;
}

const EXPORT_SINGLY = "Die Tage einzeln exportieren oder die Angabe in der Datei berichtigen.";

const FLAWS: Readonly<Record<EventFlaw, FlawWords>> = {
	"no-day": {
		field: "DTSTART",
		code: "bad_day",
		level: "problem",
		what: "Der Termin hat keinen lesbaren Tag: «{}».",
		empty: "Der Termin hat keinen Tag.",
		remedy: "DTSTART ergänzen oder berichtigen.",
	},
	unreadable: {
		field: "RRULE",
		code: "bad_recurrence",
		level: "problem",
		what: "Diese Wiederholung lässt sich nicht lesen: «{}».",
		remedy: "RRULE berichtigen oder die Tage einzeln exportieren.",
	},
	"too-often": {
		field: "RRULE",
		code: "wild_recurrence",
		level: "problem",
		what: "Diese Wiederholung ist öfter als täglich oder zu verschachtelt: «{}».",
		remedy: "Die Tage einzeln exportieren.",
	},
	endless: {
		field: "RRULE",
		code: "endless_recurrence",
		level: "problem",
		what: "Diese Wiederholung hat zu viele Tage: «{}».",
		remedy: "DTSTART näher an die Gegenwart legen oder die Tage einzeln exportieren.",
	},
	"this-and-future": {
		field: "RECURRENCE-ID",
		code: "unread_recurrence",
		level: "problem",
		what: "Eine Änderung aller künftigen Termine (RANGE) wird nicht gelesen: «{}».",
		remedy: "Die Tage einzeln exportieren.",
	},
	"series-in-series": {
		field: "RRULE",
		code: "unread_recurrence",
		level: "problem",
		what: "Ein verschobener Termin einer Wiederholung wiederholt sich selbst; gezählt wird nur er: «{}».",
		remedy: "Die Tage einzeln exportieren.",
	},
	"start-not-in-rule": {
		field: "RRULE",
		code: "start_not_in_rule",
		level: "warning",
		what: "Der erste Tag passt nicht zur eigenen Wiederholung («{}»); er zählt trotzdem.",
		remedy: "Tag und Wiederholung mit dem gedruckten Plan vergleichen.",
	},
	"cut-by-hour": {
		field: "RRULE",
		code: "cut_by_hour",
		level: "warning",
		what: "Die Wiederholung endet am {}, aber zu einer früheren Uhrzeit als der Termin; dieser Tag zählt nicht mehr.",
		remedy: "Gehört er dazu, UNTIL in der Datei auf das Ende des Tages setzen.",
	},
	"no-such-exception": {
		field: "EXDATE",
		code: "no_such_exception",
		level: "warning",
		what: "EXDATE nimmt den {} aus, an dem die Wiederholung keinen Termin hat.",
		remedy: "Mit dem gedruckten Plan vergleichen: vielleicht ist ein anderer Tag gemeint.",
	},
	"exception-by-day": {
		field: "EXDATE",
		code: "exception_by_day",
		level: "warning",
		what: "EXDATE nennt den {} mit einer anderen Uhrzeit als der Termin; er wird trotzdem ausgenommen.",
		remedy: "Mit dem gedruckten Plan vergleichen.",
	},
	"all-taken-out": {
		field: "EXDATE",
		code: "all_taken_out",
		level: "warning",
		what: "Von diesem Termin bleibt kein einziger Tag: die Datei nimmt alle aus ({}).",
		remedy: "Mit dem gedruckten Plan vergleichen; fällt wirklich alles aus, den Termin in der Datei löschen.",
	},
	"no-such-occurrence": {
		field: "RECURRENCE-ID",
		code: "no_such_occurrence",
		level: "warning",
		what: "Hier wird der Termin vom {} verschoben, den die Wiederholung nicht hat.",
		remedy: "Mit dem gedruckten Plan vergleichen: vielleicht steht ein Termin zu viel darin.",
	},
	"older-change": {
		field: "SEQUENCE",
		code: "older_change",
		level: "warning",
		what: "Die Verschiebung des Termins vom {} ist älter als die Wiederholung (SEQUENCE); sie gilt weiter.",
		remedy: "Mit dem gedruckten Plan vergleichen.",
	},
	"no-end": {
		field: "DTEND",
		code: "bad_end",
		level: "warning",
		what: "Das Ende des Termins lässt sich nicht lesen: «{}»; er zählt an seinem ersten Tag.",
		remedy: "DTEND oder DURATION berichtigen.",
	},
	reversed: {
		field: "DTEND",
		code: "bad_end",
		level: "warning",
		what: "Der Termin endet, bevor er beginnt: «{}»; er zählt an seinem ersten Tag.",
		remedy: "DTSTART und DTEND mit dem gedruckten Plan vergleichen.",
	},
	long: {
		field: "DTEND",
		code: "long_event",
		level: "problem",
		what: "Der Termin dauert Monate (bis «{}»): das ist kein Tag einer Abfuhr.",
		remedy: EXPORT_SINGLY,
	},
	"unknown-zone": {
		field: "DTSTART",
		code: "unknown_zone",
		level: "problem",
		what: "Die Zeitzone «{}» ist nicht bekannt und in der Datei nicht erklärt; der Tag könnte ein anderer sein.",
		remedy: 'Im Rezept sagen, welche gemeint ist: "zones": { "{}": "Europe/Berlin" }.',
		isOne: true,
	},
	"floating-elsewhere": {
		field: "DTSTART",
		code: "floating_time",
		level: "warning",
		what: "Zeiten ohne Zone gelten als Zeiten in {}, wie der Kalender sagt (X-WR-TIMEZONE); hier ist es dann schon ein anderer Tag.",
		remedy: "Mit dem gedruckten Plan vergleichen; stimmt der Tag nicht, den Kalender mit Zeitzonen exportieren.",
		isOne: true,
	},
	cancelled: {
		field: "STATUS",
		code: "cancelled_event",
		level: "warning",
		what: "Dieser Termin ist in der Datei abgesagt (STATUS:CANCELLED) und zählt nicht: {}.",
		remedy: "Mit dem gedruckten Plan vergleichen.",
	},
	replaced: {
		field: "UID",
		code: "older_version",
		level: "warning",
		what: "Dieser Termin ist eine ältere Fassung; es zählt die neuere in Zeile {}.",
		remedy: "Sind es zwei verschiedene Termine, ihnen verschiedene UID geben.",
	},
	alike: {
		field: "UID",
		code: "shared_uid",
		level: "warning",
		what: "Mehrere Termine haben dieselbe UID, ohne dass einer der neuere wäre; sie zählen alle (Zeile {}).",
		remedy: "Mit dem gedruckten Plan vergleichen: vielleicht ist einer die ältere Fassung eines anderen.",
	},
	doubtful: {
		field: "UID",
		code: "doubtful_version",
		level: "problem",
		what: "Mehrere Termine haben dieselbe UID und verschiedene Fassungen; ob sie einander ersetzen, lässt sich nicht sagen (auch Zeile {}).",
		remedy: 'Den Kalender neu exportieren; sind es verschiedene Termine, unter "known" bestätigen, dann zählen alle.',
	},
};

/** Faults of one event are told where it stands; what a vendor does throughout is told once, with all lines. */
export function flawProblems(file: string, flaws: readonly FoundFlaw[]): Problem[] {
	const causes = Map.groupBy(flaws, ({ event, flaw, text }) => {
		const { level, isOne } = FLAWS[flaw];
		if (isOne) return `${flaw} ${text}`;
		return level === "warning" ? flaw : `${flaw} ${event.line} ${text}`;
	});
	return [...causes.values()].flatMap((same) => (same[0] ? [flawProblem(file, same[0], same)] : []));
}

function flawProblem(file: string, { event, flaw, text }: FoundFlaw, same: readonly FoundFlaw[]): Problem {
	const { field, code, level, what: words, empty = words, remedy } = FLAWS[flaw];
	const what = text === "" ? empty : words;
	const events = [...new Set(same.map((each) => each.event))];
	const others = events.length > 1 ? ` Ebenso: ${linesOf(events.slice(1))}.` : "";
	const fill = (words: string) => words.replace("{}", () => text);
	return { level, code, where: { file, line: event.line, field }, what: fill(what) + others, remedy: fill(remedy) };
}
