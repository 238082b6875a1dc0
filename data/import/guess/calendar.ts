import { type Day, NO_DAY_AFTER, parseDay } from "../../model/day.ts";
import { parseZone } from "../../model/zone.ts";
import { unescapeText } from "../read/ics.ts";
import type { IcsCalendar, IcsEvent } from "../read/ics-calendar.ts";
import { parseIcsMoment, townClock } from "../read/ics-day.ts";
import { clocksOf } from "../read/ics-zone.ts";
import { tidy } from "../read/table.ts";
import { OPEN } from "../recipe/open-questions.ts";
import { unreadDetails } from "./calendar-details.ts";
import { guessAddress, type Seen } from "./calendar-street.ts";
import { STREET_LIKE } from "./columns.ts";
import type { Guess } from "./guessed.ts";
import type { ServiceBook } from "./services.ts";
import { readWording } from "./wording.ts";

/** An ICS file: its wordings are cut until each part is one service; for whom it is, is mostly asked. */
export function guessCalendar(calendar: IcsCalendar, name: string, book: ServiceBook): Guess {
	const { events, name: title } = calendar;
	const seen = events.map(seenOf);
	const wordings = [...new Set(seen.map(({ summary }) => summary))].filter(Boolean);
	const { pattern, parts } = within(wordings);
	const { summaries, split } = meanings(parts, book);
	const unread = unreadDetails(seen, name);
	const address = guessAddress({ seen, title, name, pattern, summaries });
	const step = {
		as: "calendar",
		file: `source/${name}`,
		...(pattern && { patterns: [pattern] }),
		...(split.length > 0 && { split }),
		summaries,
		...address.fields,
		guessed: unread ? OPEN : true,
	};
	return { step, days: daysOf(calendar), questions: [...address.questions, ...(unread ? [unread] : [])] };
}

function seenOf({ properties }: IcsEvent): Seen {
	const text = (property: string) => tidy(unescapeText(properties.get(property)?.[0]?.value ?? ""));
	return {
		summary: text("SUMMARY"),
		location: text("LOCATION"),
		start: properties.get("DTSTART")?.[0]?.value ?? "",
		details: { DESCRIPTION: text("DESCRIPTION"), CATEGORIES: text("CATEGORIES") },
	};
}

function meanings(parts: readonly string[], book: ServiceBook) {
	const split = new Set<string>();
	const summaries: Record<string, string> = {};
	for (const part of parts) {
		const meaning = book.meaningOf(part, { wordings: parts });
		if (meaning.kind !== "parts") summaries[part] = meaning.kind === "open" ? OPEN : meaning.id;
		else {
			split.add(meaning.separator);
			for (const piece of meaning.parts) summaries[piece] ??= book.of(piece);
		}
	}
	return { summaries, split: [...split] };
}

/** What all wordings begin or end with stands around the service, unless it says what the service is. */
function within(wordings: readonly string[]): { pattern?: string; parts: readonly string[] } {
	const before = wholeWords(
		common(wordings, (text) => text),
		"end",
	);
	const after = wholeWords(reversed(common(wordings, reversed)), "start");
	const [kept, left] = [before, after].map((around) => (saysWaste(around) ? "" : around));
	if (wordings.length < 2 || kept === undefined || left === undefined || kept + left === "") return { parts: wordings };
	const parts = wordings.map((text) => text.slice(kept.length, text.length - left.length).trim());
	if (parts.some((part) => part === "")) return { parts: wordings };
	return { pattern: `${aroundPattern(kept, "street")}{what}${aroundPattern(left, "danach")}`, parts };
}

/** «Schwarze Tonne», «Blaue Tonne»: the bin is a part of the name. */
function saysWaste(around: string): boolean {
	const { named, colours } = readWording(around);
	return (
		named.length > 0 ||
		colours.length > 0 ||
		/tonne|sack|säcke|deckel|behälter|container|müll|abfall/iu.test(around.replace(/müllabfuhr|abfallabholung/iu, ""))
	);
}

/** A street before a dash is one; times and whatever holds a number may stand for an address, and are not repeated. */
function aroundPattern(around: string, name: string): string {
	if (around.trim() === "") return around;
	const dash = / [-–] $/u.exec(around)?.[0];
	if (dash && STREET_LIKE.test(around) && !/\d/u.test(around)) return `{${name}}${dash}`;
	const time = around.replace(/\d{1,2}:\d\d/u, "{um:time}");
	if (!/\d/u.test(time.replace("{um:time}", ""))) return time;
	return around.startsWith(" ") ? ` {anschrift}` : `{anschrift}${dash ?? " "}`;
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

function daysOf(calendar: IcsCalendar): Day[] {
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
