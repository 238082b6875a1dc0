import { type Beside, CellsBeside, daysWithin, type Held, isTelling, noteLooked } from "../beside.ts";
import { speaksOfChange } from "../read/change-words.ts";
import type { IcsEvent } from "../read/ics-calendar.ts";
import { unescapeText } from "../read/ics-property.ts";
import { tidy } from "../read/table.ts";
import { type Calendar, type CalendarContext, type CalendarFile, wordsOf } from "./calendar-file.ts";
import type { Meaning } from "./summary.ts";

/** What the events of a calendar say beside their wording, and no part of the recipe reads. */
export function besideEvents(
	{ file, calendar }: CalendarFile,
	step: Calendar,
	{ draft, languages }: CalendarContext,
	read: ReadonlyMap<IcsEvent, Meaning>,
): void {
	const asked = propertiesRead(step);
	noteLooked(draft, file, [...asked].map(pathOf));
	const events = [...read.keys()];
	const names = new Set(events.flatMap(({ properties }) => [...properties.keys()].filter((name) => isText(name))));
	const put = (name: string, line: number, holds: Held): Beside[] =>
		isTelling(holds) ? [{ file, path: pathOf(name), name, line, holds }] : [];
	const unread = [...names].filter((name) => !asked.has(name));
	draft.beside.push(
		...unread.flatMap((name) => {
			const held = (of: readonly IcsEvent[]) => heldBy(of, name, languages);
			// What stands with each event of a wording is said of the service, not of a day.
			const alike = [...Map.groupBy(events, (event) => wordsOf(event, step.property, languages)).values()];
			const changes = alike.flatMap((of) => held(of).changes);
			return put(name, 1, { values: held(events).values, changes, days: otherDays(events, name, languages) });
		}),
		...put(`${step.property} `, 1, { changes: halfRead(read, step, languages) }),
		...saidOfAll(calendar).flatMap(({ name, line, text }) => put(name, line, { changes: [{ line, text }] })),
	);
}

/** What the calendar says of itself, where it speaks of a change. */
function saidOfAll({ said }: CalendarFile["calendar"]) {
	const told = said.map(({ name, line, value }) => ({
		name: `${name} des Kalenders`,
		line,
		text: tidy(unescapeText(value)),
	}));
	return told.filter(({ text }) => speaksOfChange(text));
}

function heldBy(events: readonly IcsEvent[], name: string, languages: readonly string[]): Held {
	const cells = new CellsBeside(name.replace(/^X-/u, ""));
	for (const event of events) cells.take(event.line, wordsOf(event, name, languages), event.line);
	return cells.finish(events.length);
}

/** «Abfuhr am 14.1.2026» beside few events, where theirs is another day. */
function otherDays(events: readonly IcsEvent[], name: string, languages: readonly string[]): Held["days"] {
	const said = events.flatMap((event) => {
		const text = tidy(wordsOf(event, name, languages));
		const own = event.properties.get("DTSTART")?.[0]?.value.slice(0, 8);
		return daysWithin(text).some((day) => day !== own) ? [{ line: event.line, text }] : [];
	});
	return said.length > 0 && said.length * 2 < events.length ? { isFull: false, said } : undefined;
}

function pathOf(name: string): string[] {
	return ["", name];
}

/** Days, marks of versions and the like are no words. */
function isText(name: string): boolean {
	return /^(?:SUMMARY|STATUS|DESCRIPTION|LOCATION|CATEGORIES|COMMENT|CONTACT|RESOURCES|X-.+)$/u.test(name);
}

function propertiesRead({ property, location, stops, street, numbers, only, not }: Calendar): Set<string> {
	const isPlaceRead = location !== undefined || stops.length > 0 || `${street} ${numbers}`.includes("{location}");
	return new Set([property, ...(isPlaceRead ? ["LOCATION"] : []), ...Object.keys(only), ...Object.keys(not)]);
}

/** Wordings that speak of a change in a part that a pattern caught and nothing reads. */
function halfRead(read: ReadonlyMap<IcsEvent, Meaning>, step: Calendar, languages: readonly string[]) {
	return [...read].flatMap(([event, { used }]) => {
		const text = wordsOf(event, step.property, languages);
		const isKnown = used.some(([field, entry]) => field === "summaries" && speaksOfChange(entry));
		return speaksOfChange(text) && !isKnown ? [{ line: event.line, text }] : [];
	});
}
