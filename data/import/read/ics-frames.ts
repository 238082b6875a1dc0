import type { Problem } from "../../model/problem.ts";

/** What is wrong with the frames of a calendar: BEGIN and END, and lines that stand in none. */

export function badCalendar(file: string): Problem {
	return problem(
		file,
		1,
		"bad_calendar",
		"Die Datei ist kein lesbarer Kalender: BEGIN:VCALENDAR fehlt.",
		"Den Kalender neu exportieren.",
	);
}

export function cutCalendar(file: string, line: number): Problem {
	return problem(
		file,
		line,
		"cut_calendar",
		"Der Kalender bricht ab: END:VCALENDAR fehlt, also vielleicht auch Termine.",
		'Den Kalender neu exportieren; ist er doch vollständig, unter "known" bestätigen.',
	);
}

const EXPORT_ANEW =
	'Die Zeile in der Datei ergänzen oder den Kalender neu exportieren; stimmen die Termine doch, unter "known" bestätigen.';

export function unclosed(file: string, line: number, component: string, begun: number): Problem {
	const what = `Vor dieser Zeile fehlt END:${component}: was in Zeile ${begun} beginnt, endet nicht.`;
	return problem(file, line, "unclosed_component", what, EXPORT_ANEW);
}

export function strayEnd(file: string, line: number, component: string): Problem {
	const what = `END:${component} ohne BEGIN:${component}: vielleicht fehlt hier ein Termin, oder zwei sind in einen geraten.`;
	return problem(file, line, "stray_end", what, EXPORT_ANEW);
}

export function outsideEvent(file: string, line: number, name: string): Problem {
	const what = `${name} steht außerhalb eines Termins: BEGIN:VEVENT fehlt, der Termin zählt nicht.`;
	return problem(file, line, "outside_event", what, EXPORT_ANEW);
}

export function outsideCalendar(file: string, line: number): Problem {
	const what = "Hier steht etwas außerhalb von BEGIN:VCALENDAR und END:VCALENDAR.";
	return problem(file, line, "outside_calendar", what, EXPORT_ANEW);
}

export function brokenLine(file: string, line: number, content: string): Problem {
	const what = `Diese Zeile eines Termins lässt sich nicht lesen: «${content.trim().slice(0, 60)}».`;
	const remedy =
		'Den Doppelpunkt ergänzen; gehört die Zeile zum Text darüber, mit einem Leerzeichen beginnen lassen oder unter "known" bestätigen.';
	return problem(file, line, "broken_line", what, remedy);
}

export function misspelled(file: string, line: number, name: string): Problem {
	const what = `Die Angabe ${name} gibt es in Kalendern nicht; sie zählt nicht.`;
	const remedy =
		'Den Namen berichtigen (zum Beispiel RRULE, EXDATE, DTSTART); sagt sie nichts über Tage, unter "known" bestätigen.';
	return problem(file, line, "unknown_property", what, remedy);
}

export function unknownComponent(file: string, line: number, component: string): Problem {
	const what = `BEGIN:${component.slice(0, 40)} ist kein Teil eines Kalenders, der hier gelesen wird; was darin steht, zählt nicht.`;
	return problem(
		file,
		line,
		"unknown_component",
		what,
		'Den Namen berichtigen; enthält der Teil keine Termine der Abfuhr, unter "known" bestätigen.',
	);
}

export function doubledProperty(file: string, line: number, name: string): Problem {
	const what = `${name} steht in diesem Termin zweimal und verschieden: vielleicht sind zwei Termine in einen geraten.`;
	return problem(file, line, "doubled_property", what, EXPORT_ANEW);
}

export function recalled(file: string, line: number, method: string): Problem {
	const what = `METHOD:${method.slice(0, 20)}: diese Datei veröffentlicht keine Termine, sie ruft welche zurück oder antwortet auf eine Einladung; keiner davon zählt.`;
	return problem(file, line, "recalled_calendar", what, "Den Kalender selbst exportieren, nicht die Nachricht dazu.");
}

/** `one`, `other`: names of calendars, or their zones. */
export function anotherCalendar(file: string, line: number, one: string, other: string): Problem {
	const what = `In dieser Datei stehen mehrere Kalender: nach «${one.slice(0, 40)}» beginnt «${other.slice(0, 40)}». Ihre Termine gelten zusammen für dieselben Haushalte.`;
	const remedy =
		"Sind es Bezirke, jeden Kalender als eine eigene Datei ablegen und mit einem eigenen Schritt lesen; sonst mit known bestätigen.";
	return { ...problem(file, line, "another_calendar", what, remedy), level: "warning" };
}

function problem(file: string, line: number, code: string, what: string, remedy: string): Problem {
	return { level: "problem", code, where: { file, line }, what, remedy };
}
