import { type Day, NO_DAY_AFTER, parseDay } from "../../model/day.ts";
import { parseZone } from "../../model/zone.ts";
import { readIcs, unescapeText } from "../read/ics.ts";
import { parseIcsMoment, townClock } from "../read/ics-day.ts";
import { clocksOf } from "../read/ics-zone.ts";
import { tidy } from "../read/table.ts";
import type { Guess } from "./guess.ts";
import type { ServiceBook } from "./services.ts";

/** An ICS file: its wordings are cut until each part is one service. */
export function guessCalendar(text: string, name: string, book: ServiceBook): Guess {
	const calendar = readIcs(text, name);
	const { events, name: title } = calendar;
	const wordings = [
		...new Set(events.map(({ properties }) => tidy(unescapeText(properties.get("SUMMARY")?.[0]?.value ?? "")))),
	].filter(Boolean);
	const { pattern, parts } = within(wordings);
	const split = [", ", " / ", " + "].filter((separator) => parts.some((part) => part.includes(separator)));
	const pieces = [...new Set(parts.flatMap((part) => cut(part, split)))];
	const summaries = Object.fromEntries(pieces.map((piece) => [piece, serviceOrNothing(piece, book)]));
	const place = new Set(
		events.map(({ properties }) => tidy(unescapeText(properties.get("LOCATION")?.[0]?.value ?? ""))),
	);
	const byPlace = place.size > 1 && !place.has("");
	const street = pattern?.includes("{street}")
		? "{street}"
		: byPlace
			? "{location}"
			: title || [...place][0] || name.replace(/\.\w+$/u, "");
	const questions = street.startsWith("{")
		? []
		: [`Für welche Straßen gilt ${name}? Angenommen: ein Eintrag «${street}». (recipe.read, "street")`];
	const step = {
		as: "calendar",
		file: `source/${name}`,
		...(pattern && { patterns: [pattern] }),
		...(split.length > 0 && { split }),
		summaries,
		street,
	};
	return { step, days: daysOf(calendar), questions, ...(events.length === 0 && { empty: true }) };
}

const NO_COLLECTION = /recyclinghof|wertstoffhof|öffnung|markt|sitzung/iu;

function serviceOrNothing(piece: string, book: ServiceBook): string | null {
	if (NO_COLLECTION.test(piece)) {
		book.questions.push(`«${piece}» ist wohl keine Abfuhr und zählt nicht mit. Stimmt das? (summaries)`);
		return null;
	}
	return book.of(piece);
}

/** What all wordings begin or end with stands around the service. */
function within(wordings: readonly string[]): { pattern?: string; parts: readonly string[] } {
	const prefix = common(wordings, (text) => text);
	const suffix = reversed(common(wordings, reversed));
	const [before, after] = [wholeWords(prefix, "end"), wholeWords(suffix, "start")];
	if (wordings.length < 2 || (before === "" && after === "")) return { parts: wordings };
	const parts = wordings.map((text) => text.slice(before.length, text.length - after.length).trim());
	if (parts.some((part) => part === "")) return { parts: wordings };
	const street = / [-–] $/u.test(before) ? `{street}${before.slice(-3)}` : before;
	return { pattern: `${street}{what}${after}`, parts };
}

function common(texts: readonly string[], turn: (text: string) => string): string {
	const [first = "", ...rest] = texts.map(turn);
	let length = first.length;
	for (const text of rest) while (!text.startsWith(first.slice(0, length))) length--;
	return first.slice(0, length);
}

function reversed(text: string): string {
	return [...text].reverse().join("");
}

/** Cut back to a blank, so that «Restmüll» and «Reststoff» share nothing. */
function wholeWords(text: string, side: "start" | "end"): string {
	if (side === "end") return text.slice(0, text.lastIndexOf(" ") + 1);
	const at = text.indexOf(" ");
	return at < 0 ? "" : text.slice(at);
}

function cut(part: string, separators: readonly string[]): string[] {
	return separators
		.reduce((pieces: string[], separator) => pieces.flatMap((piece) => piece.split(separator)), [part])
		.map((piece) => piece.trim());
}

function daysOf(calendar: ReturnType<typeof readIcs>): Day[] {
	const zone = parseZone("Europe/Berlin");
	if (!zone) throw new Error("this runtime knows no Europe/Berlin");
	const clockOf = clocksOf(calendar, {}, NO_DAY_AFTER);
	const { events } = calendar;
	const properties = events.flatMap(({ properties }) =>
		["DTSTART", "RDATE"].flatMap((name) => properties.get(name) ?? []),
	);
	const moments = properties.flatMap(({ value, params }) =>
		value.split(",").map((text) => parseIcsMoment(text, params, clockOf)),
	);
	const days = moments.flatMap((moment) => (moment ? [townClock(moment, zone).day] : []));
	const recurring = events.some(({ properties }) => properties.has("RRULE"));
	const last = days.toSorted().at(-1) ?? NO_DAY_AFTER;
	const yearEnd = parseDay(`${last.slice(0, 4)}-12-31`);
	return recurring && yearEnd ? [...days, yearEnd] : days;
}
