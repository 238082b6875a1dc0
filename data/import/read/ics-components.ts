import type { Problem } from "../../model/problem.ts";
import type { IcsCalendar, IcsEvent, ZoneDefinition } from "./ics-calendar.ts";
import {
	anotherCalendar,
	badCalendar,
	brokenLine,
	cutCalendar,
	doubledProperty,
	misspelled,
	outsideCalendar,
	outsideEvent,
	recalled,
	strayEnd,
	unclosed,
	unknownComponent,
} from "./ics-frames.ts";
import { isMisspelled } from "./ics-names.ts";
import { type IcsProperty, type NamedProperty, parseProperty, unescapeText } from "./ics-property.ts";

/** Only these are kept of a component. */
const KEPT = new Set(
	(
		"UID DTSTAMP LAST-MODIFIED SEQUENCE STATUS DTSTART DTEND DUE DURATION RRULE RDATE EXDATE EXRULE RECURRENCE-ID " +
		"SUMMARY DESCRIPTION LOCATION CATEGORIES TZOFFSETFROM TZOFFSETTO"
	).split(" "),
);
/** Words beside: of the standard, and what vendors add; programs have no words for people. */
const WORDS = /^(?:COMMENT|CONTACT|RESOURCES|X-(?!MICROSOFT|MOZ|APPLE|GOOGLE|EVOLUTION|LIC-|OUTLOOK|MS-)[A-Z0-9-]+)$/;
/** What a calendar says of itself. */
const OF_CALENDAR = /^(?:NAME|DESCRIPTION|COMMENT|X-WR-CALNAME|X-WR-CALDESC)$/;
/** These say what a day is: of a line that begins so and cannot be read, a date may hang. */
const OF_DATES = /^(?:BEGIN|END|DTSTART|DTEND|DUE|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE|STATUS|SUMMARY|UID)/i;
/** Nothing but an event has them. */
const OF_EVENTS = new Set(["DTSTART", "DTEND", "DUE", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"]);
/** At most one in an event (RFC 5545 3.6.1). Texts may stand once per LANGUAGE. */
const ONCE = ["DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "UID", "SEQUENCE", "STATUS", "SUMMARY"];
const ENTRIES = new Set(["VEVENT", "VTODO", "VJOURNAL"]);
const WITHOUT_DATES = new Set(["VTIMEZONE", "VALARM", "STANDARD", "DAYLIGHT"]);
/** Messages about an invitation, none of which publishes (RFC 5546 1.4). */
const RECALLING = new Set(["CANCEL", "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"]);

interface Component {
	readonly name: string;
	readonly line: number;
	readonly properties: Map<string, IcsProperty[]>;
}

/** Puts lines together to components, and tells every frame that is not whole. Nothing that was begun is lost. */
export class ComponentReader {
	readonly #file: string;
	readonly #open: Component[] = [];
	readonly #entries: IcsEvent[] = [];
	readonly #zones = new Map<string, ZoneDefinition>();
	readonly #observances: Map<string, IcsProperty[]>[] = [];
	readonly #problems: Problem[] = [];
	readonly #told = new Set<string>();
	#held = 0;
	#last = 1;
	#calendars = 0;
	#closed = 0;
	readonly #said: (IcsProperty & { readonly name: string; readonly line: number })[] = [];
	#name = "";
	#zone = "";
	/** How many entries there were before the calendar that is open, and whether it recalls them. */
	#before = 0;
	#recalls = false;
	/** The first property since the last frame, and whether an event hangs on it. */
	#loose: number | undefined;
	#isEventLoose = false;

	constructor(file: string) {
		this.#file = file;
	}

	take(line: number, content: string): void {
		this.#last = line;
		const property = parseProperty(content);
		if (!property) return this.#takeBroken(line, content);
		const component = property.value.trim().toUpperCase();
		if (property.name === "BEGIN") this.#begin(line, component);
		else if (property.name === "END") this.#end(line, component);
		else this.#takeProperty(line, property);
	}

	finish(): IcsCalendar {
		const frameless = this.#frameless();
		for (const component of this.#open.toReversed()) this.#close(component);
		this.#endCalendar();
		const isEvent = ({ kind }: IcsEvent) => kind === "VEVENT";
		return {
			events: this.#entries.filter(isEvent),
			others: this.#entries.filter((entry) => !isEvent(entry)),
			held: this.#held,
			zones: this.#zones,
			name: this.#name,
			said: this.#said,
			zone: this.#zone,
			problems: this.#calendars === 0 ? [badCalendar(this.#file)] : [...frameless, ...this.#problems],
		};
	}

	/** What tells half a file from a whole one. */
	#frameless(): Problem[] {
		const entry = this.#open.find(({ name }) => ENTRIES.has(name));
		return entry || this.#closed < this.#calendars ? [cutCalendar(this.#file, entry?.line ?? this.#last)] : [];
	}

	#begin(line: number, name: string): void {
		this.#loosen();
		if (name === "VCALENDAR") this.#beginCalendar(line);
		else if (this.#open.length === 0) this.#tellOnce("outside", outsideCalendar(this.#file, line));
		if (ENTRIES.has(name))
			this.#closeFrom(
				line,
				this.#open.findIndex((each) => ENTRIES.has(each.name)),
			);
		if (ENTRIES.has(name)) this.#held++;
		else if (this.#isInCalendar() && !WITHOUT_DATES.has(name) && !name.startsWith("X-")) {
			this.#tellOnce(name, unknownComponent(this.#file, line, name));
		}
		this.#open.push({ name, line, properties: new Map() });
	}

	#beginCalendar(line: number): void {
		this.#closeFrom(
			line,
			this.#open.findIndex(({ name }) => name !== "VCALENDAR"),
		);
		this.#open.length = 0;
		this.#endCalendar();
		this.#calendars++;
	}

	#end(line: number, name: string): void {
		const wasLoose = this.#isEventLoose;
		this.#loosen();
		const at = this.#open.findLastIndex((each) => each.name === name);
		if (at < 0) return this.#takeStrayEnd(line, name, wasLoose);
		this.#closeFrom(line, at + 1);
		const component = this.#open.pop();
		if (component) this.#close(component);
		if (name !== "VCALENDAR") return;
		this.#closed++;
		this.#endCalendar();
	}

	/** Where the properties of the lost event have been told already, its END is no second cause. */
	#takeStrayEnd(line: number, name: string, isTold: boolean): void {
		if (isTold) return;
		if (ENTRIES.has(name)) this.#held++;
		this.#tellOnce(ENTRIES.has(name) ? `end ${line}` : `end ${name}`, strayEnd(this.#file, line, name));
	}

	/** Ends what is open from there on, and tells it: its own END has not come. */
	#closeFrom(line: number, at: number): void {
		if (at < 0) return;
		const unended = this.#open.splice(at);
		const [first] = unended.filter(({ name }) => ENTRIES.has(name)).concat(unended);
		if (first) this.#problems.push(unclosed(this.#file, line, first.name, first.line));
		for (const component of unended.toReversed()) this.#close(component);
	}

	#close({ name, line, properties }: Component): void {
		if (ENTRIES.has(name)) {
			this.#entries.push({ kind: name, line, properties });
			const doubled = ONCE.find((each) => isDoubled(properties.get(each) ?? []));
			if (doubled) this.#problems.push(doubledProperty(this.#file, line, doubled));
		} else if (name === "STANDARD" || name === "DAYLIGHT") this.#observances.push(properties);
		else if (name === "VTIMEZONE") {
			const of = (key: string) => properties.get(key)?.[0]?.value.trim();
			const observances = this.#observances.splice(0);
			this.#zones.set(of("TZID") ?? "", { location: of("X-LIC-LOCATION"), observances });
		}
	}

	/** Events of a calendar that recalls are none. */
	#endCalendar(): void {
		if (this.#recalls) this.#entries.length = this.#before;
		this.#before = this.#entries.length;
		this.#recalls = false;
	}

	#takeProperty(line: number, property: NamedProperty): void {
		const component = this.#open.at(-1);
		if (!component) this.#tellOnce("outside", outsideCalendar(this.#file, line));
		else if (component.name === "VCALENDAR") this.#takeOfCalendar(line, property);
		else if (ENTRIES.has(component.name) && isMisspelled(property.name)) {
			this.#problems.push(misspelled(this.#file, line, property.name));
		} else if (isKept(component, property)) {
			const before = component.properties.get(property.name);
			if (before) before.push(property);
			else component.properties.set(property.name, [property]);
		}
	}

	#takeOfCalendar(line: number, { name, value, params }: NamedProperty): void {
		if (name === "X-WR-CALNAME") this.#name = this.#ofAll(line, this.#name, unescapeText(value).trim());
		if (name === "X-WR-TIMEZONE") this.#zone = this.#ofAll(line, this.#zone, value.trim());
		else if (OF_CALENDAR.test(name)) this.#said.push({ name, line, value, params });
		const method = value.trim().toUpperCase();
		if (name === "METHOD" && RECALLING.has(method)) {
			this.#recalls = true;
			this.#problems.push(recalled(this.#file, line, method));
		}
		this.#loose ??= line;
		if (!OF_EVENTS.has(name) || this.#isEventLoose) return;
		this.#isEventLoose = true;
		this.#held++;
		this.#problems.push(outsideEvent(this.#file, this.#loose, name));
	}

	/** One file is read as one calendar: what each of several says of itself was said of all. */
	#ofAll(line: number, before: string, now: string): string {
		if (before !== "" && now !== before) this.#tellOnce("another", anotherCalendar(this.#file, line, before, now));
		return now;
	}

	#takeBroken(line: number, content: string): void {
		const component = this.#open.at(-1);
		if (!component) this.#tellOnce("outside", outsideCalendar(this.#file, line));
		else if (OF_DATES.test(content.trim())) this.#problems.push(brokenLine(this.#file, line, content));
		else if (ENTRIES.has(component.name)) {
			this.#tellOnce("broken", { ...brokenLine(this.#file, line, content), level: "warning" });
		}
	}

	#loosen(): void {
		this.#loose = undefined;
		this.#isEventLoose = false;
	}

	#isInCalendar(): boolean {
		return this.#open.length === 1 && this.#open[0]?.name === "VCALENDAR";
	}

	#tellOnce(cause: string, problem: Problem): void {
		if (!this.#told.has(cause)) this.#problems.push(problem);
		this.#told.add(cause);
	}
}

function isKept({ name }: Component, property: NamedProperty): boolean {
	if (ENTRIES.has(name) && WORDS.test(property.name)) return true;
	return KEPT.has(property.name) || (name === "VTIMEZONE" && /^(?:TZID|X-LIC-LOCATION)$/.test(property.name));
}

function isDoubled(properties: readonly IcsProperty[]): boolean {
	const [first, ...others] = properties;
	return others.some(
		({ value, params }) => value.trim() !== first?.value.trim() && params.LANGUAGE === first?.params.LANGUAGE,
	);
}
