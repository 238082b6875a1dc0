import { apply, edited, type Given, type Kind, type Meaning, type Mutation } from "../engine/mutation.ts";
import { type DaySpan, daySpans } from "./spans.ts";

export interface Event {
	readonly from: number;
	readonly to: number;
	readonly text: string;
}

export function eventsOf(text: string): Event[] {
	return [...text.matchAll(/BEGIN:VEVENT[\s\S]*?END:VEVENT\r*\n?/gu)].map((match) => ({
		from: match.index,
		to: match.index + match[0].length,
		text: match[0],
	}));
}

export function drawn(given: Given, wanted = /./u): Event | undefined {
	if (given.file.shape !== "calendar") return undefined;
	return given.luck.pick(eventsOf(given.text).filter(({ text }) => wanted.test(text)));
}

/** One event becomes another text. */
export function event(
	change: (text: string, given: Given) => string | undefined,
	meaning: Meaning,
	wanted?: RegExp,
): Kind {
	return (given) => {
		const one = drawn(given, wanted);
		const put = one && change(one.text, given);
		if (!one || put === undefined || put === one.text) return undefined;
		const idle = meaning === "none" && isIdle(given, one);
		return edited(given, { from: one.from, to: one.to, put }, idle ? "either" : meaning);
	};
}

/** An event that is no collection: the oracle reads the same without it. */
function isIdle({ town, texts, file, text }: Given, { from, to }: Event): boolean {
	const without = new Map([...texts, [file.name, apply(text, { from, to, put: "" })]]);
	const [before, now] = [texts, without].map(town.read);
	return now?.refused.length === 0 && now.said.size === before?.said.size;
}

/** The bytes say it one way, the oracle reads it in a plainer one. */
export function meant(given: Given, one: Event, put: string, plainly: string): Mutation {
	const mutation = edited(given, { from: one.from, to: one.to, put }, "same");
	const text = given.text.slice(0, one.from) + plainly + given.text.slice(one.to);
	return { ...mutation, meanings: [{ texts: new Map([...given.texts, [given.file.name, text]]), itself: false }] };
}

export const START = /^(DTSTART[^:\r\n]*):(\d{8})(T\d{6}Z?)?/mu;
const WHEN = /^((?:DTSTART|DTEND)[^:\r\n]*):(\d{8})(T\d{6}Z?)?/gmu;

export function onDays(
	text: string,
	change: (span: DaySpan) => readonly [number, number, number],
	which = WHEN,
): string {
	return text.replace(which, (_, name: string, day: string, time = "") => {
		const [span] = daySpans(day);
		return `${name}:${span ? span.make(...change(span)) : day}${time}`;
	});
}

/** Plain events of one day: nothing recurs, nothing is replaced. */
export const PLAIN = /^(?![\s\S]*(?:RRULE|RECURRENCE-ID|RDATE|EXDATE))[\s\S]*DTSTART/u;

export function startOf(text: string): DaySpan | undefined {
	return daySpans(START.exec(text)?.[2] ?? "")[0];
}

/** Without its end, and with its day written in another way. */
export function withStart(text: string, start: string): string {
	return text.replace(/^DTEND[^\n]*\n/mu, "").replace(/^DTSTART[^\r\n]*/mu, start);
}
export const uidOf = (text: string) => /^UID:([^\r\n]*)/mu.exec(text)?.[1];
export const withSequence = (text: string, number: number) =>
	text.replace(/^SEQUENCE[^\n]*\n/gmu, "").replace(/END:VEVENT/u, `SEQUENCE:${number}\nEND:VEVENT`);
export const ended = (text: string) => (text.endsWith("\n") ? text : `${text}\n`);
