import { apply, edited, type Given, type Kind, type Meaning, type Mutation, rewritten } from "../engine/mutation.ts";
import { type DaySpan, daySpans, moved } from "./spans.ts";

/** Calendars have kinds of their own: there a day stands in two properties. */
function drawn(given: Given): DaySpan | undefined {
	return given.file.shape === "calendar" ? undefined : given.luck.pick(daySpans(given.text));
}

function put(given: Given, { from, to }: DaySpan, text: string, meaning: Meaning): Mutation {
	return edited(given, { from, to, put: text }, meaning);
}

/** `none` for a day that the oracle reads: what else stands on a page may say what it wants. */
function unlessIdle({ town, texts, file, text }: Given, { from, to }: DaySpan): Meaning {
	const [before, now] = [texts, new Map([...texts, [file.name, apply(text, { from, to, put: "?" })]])].map(town.read);
	const isRead = now && before && (now.refused.length > 0 || now.said.size !== before.said.size);
	return isRead ? "none" : "either";
}

function movedBy(choices: readonly { days?: number; months?: number; years?: number }[]): Kind {
	return (given) => {
		const span = drawn(given);
		const by = given.luck.pick(choices);
		return span && by && put(given, span, span.make(...moved(span, by)), "read");
	};
}

/** Days that no calendar has, written as the file writes days. */
const impossible: Kind = (given) => {
	const span = drawn(given);
	if (!span) return undefined;
	const { year, month, date } = span;
	const days: [number, number, number][] = [
		[year, 2, 30],
		[year, 13, date],
		[year, 0, date],
		[year, month, 32],
		[year, month, 0],
		[year, 4, 31],
		[0, month, date],
	];
	const [none] = [given.luck.pick(days)];
	return none && put(given, span, span.make(...none), "read");
};

const two = (number: number) => String(number).padStart(2, "0");
const MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" ");

/** The same day as people and spreadsheets write it. */
const otherForm: Kind = (given) => {
	const span = drawn(given);
	if (!span) return undefined;
	const { year, month, date } = span;
	const form = given.luck.pick([
		`${date}.${month}.${year}`,
		`${two(date)}.${two(month)}.${two(year % 100)}`,
		`${year}-${two(month)}-${two(date)}`,
		`${two(date)}.${two(month)}.${year}`,
		`${date}. ${MONTHS[month - 1]} ${year}`,
		`${two(date)}/${two(month)}/${year}`,
		`${two(date)}-${two(month)}-${year}`,
		`${year}/${two(month)}/${two(date)}`,
		`${year}${two(month)}${two(date)}`,
		`${two(date)}.${two(month)}. ${year}`,
		` ${span.make(year, month, date)} `,
		`${span.make(year, month, date)}T00:00:00`,
		`${span.make(year, month, date)} 00:00:00`,
		`'${span.make(year, month, date)}`,
	]);
	return put(given, span, form ?? "", "same");
};

/** Month before day: for days up to the 12th nobody can tell which is which; beyond it the day is none. */
const monthFirst: Kind = (given) => {
	const span = drawn(given);
	if (!span || span.date === span.month) return undefined;
	return put(given, span, `${two(span.month)}/${two(span.date)}/${span.year}`, "same");
};

const WORDS = [
	"entfällt",
	"nicht",
	"?",
	"ab 14 Uhr",
	"verlegt",
	"(Nachholtermin)",
	"oder 1 Tag später",
	"ca.",
	"bis Ende",
];

const wordBeside: Kind = (given) => {
	const span = drawn(given);
	const word = given.luck.pick(WORDS) ?? "";
	const day = given.text.slice(span?.from, span?.to);
	return (
		span && put(given, span, given.luck.below(2) === 0 ? `${day} ${word}` : `${word} ${day}`, unlessIdle(given, span))
	);
};

const TWO = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
const FULL = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];

/** A weekday put beside the day: the right one changes nothing, any other contradicts it. */
const weekdayBeside: Kind = (given) => {
	const span = drawn(given);
	if (!span) return undefined;
	const right = (new Date(Date.UTC(span.year, span.month - 1, span.date)).getUTCDay() + 6) % 7;
	const said = given.luck.below(2) === 0 ? right : given.luck.below(7);
	const word = given.luck.pick([`${TWO[said]}, `, `${TWO[said]} `, `${FULL[said]}, `, `${TWO[said]}. `]) ?? "";
	const text = word + given.text.slice(span.from, span.to);
	return put(given, span, text, said === right ? "same" : unlessIdle(given, span));
};

/** A weekday word of the file becomes another one. */
const otherWeekday: Kind = (given) => {
	if (given.file.shape === "calendar") return undefined;
	const words = [
		...given.text.matchAll(
			/(?<=^|[",;(>] ?)(Mo|Di|Mi|Do|Fr|Sa|So|(?:Mon|Diens|Donners|Frei|Sams)tag|Mittwoch)(?=[",;)])/gmu,
		),
	];
	const word = given.luck.pick(words);
	const list = word && word[0].length > 2 ? FULL : TWO;
	const other = given.luck.pick(list.filter((each) => each !== word?.[0]));
	return word && other
		? edited(given, { from: word.index, to: word.index + word[0].length, put: other }, "read")
		: undefined;
};

const DIGITS = "0123456789";

/** A slip of the key within a day. */
const digitChanged: Kind = (given) => {
	const span = drawn(given);
	if (!span) return undefined;
	const at = span.from + given.luck.below(span.to - span.from);
	const put = given.luck.pick([...DIGITS, "O", "l", "", "00", "x", " "]) ?? "";
	return edited(given, { from: at, to: at + 1, put }, "either");
};

/** Every day of the file a year (or ten) earlier or later: the plan of another year under the old name. */
const otherYear: Kind = (given) => {
	const years = given.luck.pick([-1, 1, -10]) ?? -1;
	const spans = daySpans(given.text).toSorted((one, other) => one.from - other.from);
	if (spans.length === 0) return undefined;
	let [text, at] = ["", 0];
	for (const span of spans) {
		text += given.text.slice(at, span.from) + span.make(...moved(span, { years }));
		at = span.to;
	}
	return rewritten(given, text + given.text.slice(at), "read");
};

export const DAYS: Readonly<Record<string, Kind>> = {
	"day moved by a day": movedBy([{ days: 1 }, { days: -1 }, { days: 2 }, { days: 7 }, { days: -14 }]),
	"day moved by a month": movedBy([{ months: 1 }, { months: -1 }, { months: 6 }]),
	"day moved by a year": movedBy([{ years: 1 }, { years: -1 }, { years: 100 }, { years: -10 }]),
	"impossible day": impossible,
	"day in another form": otherForm,
	"month before day": monthFirst,
	"word beside a day": wordBeside,
	"weekday beside a day": weekdayBeside,
	"other weekday": otherWeekday,
	"digit of a day": digitChanged,
	"file of another year": otherYear,
};
