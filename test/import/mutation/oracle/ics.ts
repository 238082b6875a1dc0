import type { Asked, Reading, Texts } from "../engine/reading.ts";
import type { SourceFile } from "../engine/town.ts";
import { dayOf, isLong, listed, seriesOf, valuesOf } from "./ics-days.ts";
import { type Calendar, type Component, plain, readCalendar } from "./ics-lines.ts";

export interface Saying {
	readonly place: Asked;
	readonly service: string;
}

/** What is said of an event: its text properties by name, and the name of its calendar. */
export type Wording = (told: {
	readonly text: (name: string) => string;
	readonly calendar: string;
}) => Saying[] | undefined;

export interface Feed {
	readonly file: string;
	readonly wording: Wording;
	readonly from: string;
	readonly to: string;
}

export function calendarFile(name: string, encoding: SourceFile["encoding"] = "utf-8"): SourceFile {
	return { name, shape: "calendar", encoding, slice: everyThird };
}

/** Long calendars are thinned: every third event stays. */
function everyThird(text: string): string {
	let nth = 0;
	if (text.length < 22_000) return text;
	return text.replace(/BEGIN:VEVENT[\s\S]*?END:VEVENT\r*\n/gu, (event) => (nth++ % 3 === 0 ? event : ""));
}

/** Each event by the letter: a frame, a day, a wording, or it is refused. */
export function readFeed(reading: Reading, texts: Texts, feed: Feed): void {
	const { file } = feed;
	const calendar = readCalendar(texts.get(file) ?? "");
	for (const line of calendar.broken) reading.refuse(file, line);
	if (calendar.events.length === 0 || isRecalled(calendar)) reading.refuse(file);
	const moved = movedDays(calendar);
	for (const event of newest(calendar, (line) => reading.refuse(file, line))) {
		const sayings = feed.wording({ text: (name) => textOf(event, name), calendar: nameOf(calendar) });
		// What is no collection may be on any day.
		if (sayings?.length === 0) continue;
		const days = daysOf(event, feed)?.filter((day) => !isMoved(moved, event, day));
		if (!days || !sayings || isDoubled(event)) reading.refuse(file, event.line);
		else sayAll(reading, feed, event, days, sayings);
	}
}

function sayAll(
	reading: Reading,
	{ file, from, to }: Feed,
	{ line }: Component,
	days: string[],
	sayings: Saying[],
): void {
	for (const day of days) {
		if (day < from || day > to) reading.refuse(file, line);
		else for (const { place, service } of sayings) reading.say(place, service, day, { file, line });
	}
}

function isRecalled({ head }: Calendar): boolean {
	return head.some(({ name, value }) => name === "METHOD" && value.trim().toUpperCase() !== "PUBLISH");
}

function nameOf({ head }: Calendar): string {
	return plain(head.find(({ name }) => name === "X-WR-CALNAME")?.value ?? "").trim();
}

function textOf(event: Component, name: string): string {
	return plain(valuesOf(event, name)[0]?.value ?? "").trim();
}

function isDoubled(event: Component): boolean {
	return ["DTSTART", "DTEND", "SUMMARY", "RRULE", "STATUS"].some(
		(name) => new Set(valuesOf(event, name).map(({ value }) => value)).size > 1,
	);
}

/** Of several versions the one with the highest number; two of the same number that differ cannot be told apart. */
function newest({ events }: Calendar, refuse: (line: number) => void): Component[] {
	const versions = Map.groupBy(events, (event) => identityOf(event));
	return [...versions.values()].flatMap((same) => {
		const best = Math.max(...same.map(sequenceOf));
		const chosen = same.filter((event) => sequenceOf(event) === best);
		if (new Set(chosen.map((event) => `${textOf(event, "DTSTART")} ${textOf(event, "SUMMARY")}`)).size > 1)
			for (const { line } of chosen) refuse(line);
		return chosen.filter((event) => textOf(event, "STATUS").toUpperCase() !== "CANCELLED");
	});
}

function identityOf(event: Component): string {
	const uid = textOf(event, "UID");
	return uid === "" ? `line ${event.line}` : `${uid} ${textOf(event, "RECURRENCE-ID")}`;
}

function sequenceOf(event: Component): number {
	return Number(textOf(event, "SEQUENCE") || 0);
}

function daysOf(event: Component, { from, to }: Feed): string[] | undefined {
	const [start] = valuesOf(event, "DTSTART");
	const day = start && dayOf(start);
	if (!day || isLong(day, valuesOf(event, "DTEND")[0])) return undefined;
	const [rule] = valuesOf(event, "RRULE");
	// A series may have begun long ago.
	const series = rule ? seriesOf(day, rule.value, to)?.filter((each) => each >= from) : [day];
	const [gone, more] = [listed(event, "EXDATE"), listed(event, "RDATE")];
	if (!series || !gone || !more || series.length === 0) return undefined;
	return [...new Set([...series, ...more])].filter((each) => !gone.includes(each));
}

/** `UID day` of each occurrence that another event replaces. */
function movedDays({ events }: Calendar): ReadonlySet<string> {
	return new Set(
		events.flatMap((event) => valuesOf(event, "RECURRENCE-ID").map((each) => `${textOf(event, "UID")} ${dayOf(each)}`)),
	);
}

function isMoved(moved: ReadonlySet<string>, event: Component, day: string): boolean {
	return valuesOf(event, "RECURRENCE-ID").length === 0 && moved.has(`${textOf(event, "UID")} ${day}`);
}
