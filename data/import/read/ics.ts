import type { Problem } from "../../model/problem.ts";

/**
 * Calendars as vendors write them, not as RFC 5545 asks: CR CR LF, TAB folding, blank lines,
 * no UID, no VERSION. What is read is lines and their properties; what they mean is said elsewhere.
 */
export interface IcsProperty {
	readonly value: string;
	/** Upper-case names. */
	readonly params: Readonly<Record<string, string>>;
}

export interface IcsEvent {
	/** Line of BEGIN:VEVENT. */
	readonly line: number;
	/** Upper-case names; those of alarms within are left out. */
	readonly properties: ReadonlyMap<string, readonly IcsProperty[]>;
}

export interface IcsCalendar {
	readonly events: readonly IcsEvent[];
	/** X-WR-CALNAME. */
	readonly name: string;
	readonly problems: readonly Problem[];
}

/** Only these are kept of an event: descriptions can be long. */
const KEPT = new Set(
	"UID DTSTART DTEND DURATION SUMMARY DESCRIPTION LOCATION CATEGORIES STATUS RRULE RDATE EXDATE EXRULE RECURRENCE-ID".split(
		" ",
	),
);

/** A folded line longer than this is cut: no date is there. */
const LONGEST_LINE = 262_144;

export function readIcs(text: string, file: string): IcsCalendar {
	const reader = new ComponentReader();
	for (const { line, content } of unfold(text)) reader.take(line, content);
	const problem = reader.flaw();
	return {
		events: reader.events,
		name: reader.name,
		problems: problem ? [{ ...problem, where: { file, ...problem.where } }] : [],
	};
}

interface LogicalLine {
	readonly line: number;
	readonly content: string;
}

/** Joins folded lines; each knows the line on which it begins. */
function* unfold(text: string): Generator<LogicalLine> {
	let current: { line: number; parts: string[]; length: number } | undefined;
	let line = 0;
	for (const raw of linesOf(text)) {
		line++;
		const folded = raw.startsWith(" ") || raw.startsWith("\t");
		if (folded && current) {
			if (current.length < LONGEST_LINE) current.parts.push(raw.slice(1));
			current.length += raw.length;
			continue;
		}
		if (current) yield { line: current.line, content: current.parts.join("") };
		current = raw.trim() === "" ? undefined : { line, parts: [raw], length: raw.length };
	}
	if (current) yield { line: current.line, content: current.parts.join("") };
}

/** LF, CRLF, CR CR LF and CR end a line; CR CR LF ends one, not two. */
export function* linesOf(text: string): Generator<string> {
	const ends = /\r*\n|\r/gu;
	let start = 0;
	for (const end of text.matchAll(ends)) {
		yield text.slice(start, end.index);
		start = end.index + end[0].length;
	}
	if (start < text.length) yield text.slice(start);
}

class ComponentReader {
	readonly events: IcsEvent[] = [];
	name = "";
	#calendars = 0;
	#closed = 0;
	/** Components that are open; only how many matters beyond the event. */
	#depth = 0;
	#eventDepth = 0;
	#event: { line: number; properties: Map<string, IcsProperty[]> } | undefined;

	take(line: number, content: string): void {
		const property = parseProperty(content);
		if (!property) return;
		const { name, value } = property;
		const component = value.trim().toUpperCase();
		if (name === "BEGIN") this.#begin(line, component);
		else if (name === "END") this.#end(component);
		else if (this.#event) this.#keep(property);
		else if (name === "X-WR-CALNAME") this.name = unescapeText(value).trim();
	}

	/** What tells half a file from a whole one. */
	flaw(): (Omit<Problem, "where"> & { where: { line?: number } }) | undefined {
		if (this.#calendars === 0) return badCalendar();
		return this.#event || this.#closed < this.#calendars ? cutCalendar(this.#event?.line) : undefined;
	}

	#begin(line: number, component: string): void {
		this.#depth++;
		if (component === "VCALENDAR") this.#calendars++;
		if (component !== "VEVENT" || this.#event) return;
		this.#event = { line, properties: new Map() };
		this.#eventDepth = this.#depth;
	}

	#end(component: string): void {
		if (component === "VCALENDAR") this.#closed++;
		if (component === "VEVENT" && this.#event) {
			this.events.push(this.#event);
			this.#event = undefined;
			this.#depth = this.#eventDepth;
		}
		this.#depth = Math.max(this.#depth - 1, 0);
	}

	#keep({ name, value, params }: NamedProperty): void {
		if (this.#depth > this.#eventDepth || !KEPT.has(name)) return;
		const before = this.#event?.properties.get(name);
		if (before) before.push({ value, params });
		else this.#event?.properties.set(name, [{ value, params }]);
	}
}

interface NamedProperty extends IcsProperty {
	readonly name: string;
}

/** `NAME;PARAM="a:b";OTHER=c:value` */
function parseProperty(content: string): NamedProperty | undefined {
	const end = endOfHead(content);
	if (end === undefined) return undefined;
	const [name = "", ...given] = content.slice(0, end).split(";");
	const params = given
		.map((each) => each.split("="))
		.map(([key = "", value = ""]) => [key.toUpperCase(), value.replaceAll('"', "")]);
	return { name: name.trim().toUpperCase(), value: content.slice(end + 1), params: Object.fromEntries(params) };
}

/** The first colon outside quotes. */
function endOfHead(content: string): number | undefined {
	let quoted = false;
	for (let at = 0; at < content.length; at++) {
		const character = content[at];
		if (character === '"') quoted = !quoted;
		else if (character === ":" && !quoted) return at;
	}
	return undefined;
}

/** TEXT values: `\n`, `\,`, `\;`, `\\`. */
export function unescapeText(value: string): string {
	return value.replace(/\\([\\;,nN])/gu, (_, escaped: string) => (escaped.toLowerCase() === "n" ? "\n" : escaped));
}

function badCalendar() {
	return {
		level: "problem" as const,
		code: "bad_calendar",
		where: { line: 1 },
		what: "Die Datei ist kein lesbarer Kalender: BEGIN:VCALENDAR fehlt.",
		remedy: "Den Kalender neu exportieren.",
	};
}

function cutCalendar(line: number | undefined) {
	return {
		level: "problem" as const,
		code: "cut_calendar",
		where: line === undefined ? {} : { line },
		what: "Der Kalender bricht ab: END:VCALENDAR fehlt, also vielleicht auch Termine.",
		remedy: "Den Kalender neu exportieren; ist er doch vollständig, mit known bestätigen.",
	};
}
