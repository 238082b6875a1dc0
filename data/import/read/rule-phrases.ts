import { type Day, makeDay, monthOf } from "../../model/day.ts";
import { MONTH_WORDS, monthNamed, WEEKDAY_WORDS, weekdayNamed } from "./day-names.ts";
import { parseDayText } from "./day-text.ts";

/** What the phrases of a rule say, before they are put together. Each is said at most once. */
export interface RuleParts {
	readonly weekday?: number;
	/** "jeden": alone it means weekly. */
	readonly each?: true;
	readonly weeks?: number;
	/** "jeden 2. Mittwoch", "1. und 3. Montag"; -1 is the last. */
	readonly nth?: readonly number[];
	readonly monthly?: true;
	readonly even?: boolean;
	readonly only?: readonly number[];
	/** The months stand behind "im": "am 1. Montag im März". */
	readonly ofMonths?: true;
	readonly except?: readonly number[];
	/** "jeden 2. Monat". */
	readonly months?: number;
	readonly startMonth?: number;
	readonly season?: Season;
	readonly from?: Day;
	readonly to?: Day;
}

/** Days of the year, `MM-DD`, both included; October to March goes over New Year. */
export interface Season {
	readonly from: string;
	readonly to: string;
}

/** Words of a rule that nothing reads. */
export interface Unread {
	readonly rest: string;
}

const ORDINAL_WORDS: Readonly<Record<string, number>> = {
	erste: 1,
	zweite: 2,
	dritte: 3,
	vierte: 4,
	fünfte: 5,
	letzte: -1,
	first: 1,
	second: 2,
	third: 3,
	fourth: 4,
	fifth: 5,
	last: -1,
	other: 2,
};
const COUNTS: Readonly<Record<string, number>> = {
	zwei: 2,
	drei: 3,
	vier: 4,
	sechs: 6,
	acht: 8,
	two: 2,
	three: 3,
	four: 4,
};
const ORD =
	"(?:[1-5](?:\\.|st|nd|rd|th)|(?:erste|zweite|dritte|vierte|fünfte|letzte)[rnms]?|first|second|third|fourth|fifth|last|other)";
const COUNT = "(?:\\d{1,2}|zwei|drei|vier|sechs|acht|two|three|four)";
const AND = "(?: ,)? (?:und |and |sowie )?";
const TO = "(?:bis|through|until|to)(?: (?:einschließlich|einschl\\.|inkl\\.))?";
const DATE = "(?:\\d{1,2}\\.\\d{1,2}\\.(?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2})";
const NAMED_DATE = `(?:${DATE}|\\d{1,2}\\. ${MONTH_WORDS} \\d{4})`;
const YEAR_DAY = `(?:\\d{1,2}\\.\\d{1,2}\\.|\\d{1,2}\\. ${MONTH_WORDS})`;
const WEEK = "(?:wochen?|kalenderwochen?|kws?|weeks?)";
const EACH = "(?:jede[nrms]?|each|every)";
const MONTH_LIST = `${MONTH_WORDS}(?:${AND}${MONTH_WORDS})*`;
const IN_MONTHS = "(?:in den monaten |der monate |im monat |im |in )";

type Reader = (found: readonly string[]) => RuleParts | undefined;

/** The first that fits counts; what says more stands before what says less. */
const PHRASES: readonly (readonly [pattern: RegExp, read: Reader])[] = [
	[phrase(`(?:vo[nm] |from )?(${YEAR_DAY}) ${TO}(?: zum)? (${YEAR_DAY})`), ([from, to]) => seasonOf(from, to)],
	[
		phrase(
			`(?:nur |only )?(?:vo[nm] |from |in den monaten )?(?:anfang )?(${MONTH_WORDS}) ${TO}(?: ende)? (${MONTH_WORDS})`,
		),
		([from, to]) => only(monthRange(from, to)),
	],
	[
		phrase(
			`(?:außer|ausser|nicht|ohne|except) ${IN_MONTHS}?(?:den monaten )?(${MONTH_WORDS}) (?:bis|to) (${MONTH_WORDS})`,
		),
		([from, to]) => except(monthRange(from, to)),
	],
	[phrase(`(?:außer|ausser|nicht|ohne|except) ${IN_MONTHS}?(${MONTH_LIST})`), ([list = ""]) => except(monthsIn(list))],
	[phrase(`(nur |only )?(${IN_MONTHS})?(${MONTH_LIST})`), ([, of, list = ""]) => listed(monthsIn(list), of)],
	[
		phrase("(?:(?:nur )?in (?:den |jedem )?)?(un)?gerade[nm]? monat(?:en|e)?"),
		([odd]) => only(monthsOf(odd ? 1 : 2, 2)),
	],
	[phrase(`(?:ab|beginnend (?:im|mit)|beginnend ab) (${MONTH_WORDS})`), ([month = ""]) => startOf(month)],
	[
		phrase(`(?:vo[nm]|from) (${NAMED_DATE}) ${TO}(?: zum)? (${NAMED_DATE})`),
		([from = "", to = ""]) => bothDays(withDay("from", from, undefined), withDay("to", to, undefined)),
	],
	[
		phrase(
			`(?:ab(?: dem)?|from|beginnend (?:ab|am)|erstmals(?: am)?) (?:(${WEEKDAY_WORDS})(?: ,)? (?:de[nm] )?)?(${NAMED_DATE})(?: an)?`,
		),
		([weekday, date = ""]) => withDay("from", date, weekday),
	],
	[
		phrase(`${TO}(?: zum)? (?:(${WEEKDAY_WORDS})(?: ,)? (?:de[nm] )?)?(${NAMED_DATE})`),
		([weekday, date = ""]) => withDay("to", date, weekday),
	],
	[
		phrase(`(?:in |an )?(?:den |der |${EACH} )?(un)?gerade[nrms]?(?: ${WEEK})?(?! monat)`),
		([odd]) => ({ even: odd === undefined }),
	],
	[
		phrase(`${WEEK}(?: mit)? (un)?gerade[nrms]?(?! (?:monat|woche|kalenderwoche|kw))`),
		([odd]) => ({ even: odd === undefined }),
	],
	[phrase("(?:in )?(even|odd)(?: weeks?)?"), ([word]) => ({ even: word?.toLowerCase() === "even" })],
	[phrase(`${EACH} (${ORD}) (?:monat|month)s?`), ([nth = ""]) => monthsEvery(ordinal(nth))],
	[phrase(`(?:alle|every) (${COUNT}) (?:monate|months)`), ([count = ""]) => monthsEvery(counted(count))],
	[phrase("zweimonatlich"), () => monthsEvery(2)],
	[phrase("(?:vierteljährlich|quartalsweise)"), () => monthsEvery(3)],
	[phrase(`(?:alle|every) (${COUNT}) (?:wochen?|weeks?)`), ([count = ""]) => weeksOf(counted(count))],
	[phrase("alle (\\d{1,2}) tage"), ([count]) => weeksOf(Number(count) / 7)],
	[phrase(`${EACH} (${ORD}) (?:woche|week)`), ([nth = ""]) => weeksOf(ordinal(nth))],
	[phrase(`${EACH} (\\d{1,2})\\. (?:woche|week)`), ([nth]) => weeksOf(Number(nth))],
	[phrase("(?:in |einmal (?:pro|in der) )?(?:jede[rn]?|every|each) (?:woche|week)"), () => ({ weeks: 1 })],
	[phrase("(?:wöchentlich|wöchentl\\.|weekly|einmal (?:pro|in der) woche)"), () => ({ weeks: 1 })],
	[phrase("(\\d{1,2})-?w(?:ö|oe)ch(?:entlich|entl\\.|ig)e?[nrs]?"), ([count]) => weeksOf(Number(count))],
	[phrase("(zwei|drei|vier|sechs|acht)w(?:ö|oe)ch(?:entlich|ig)e?[nrs]?"), ([word = ""]) => weeksOf(counted(word))],
	[phrase("(\\d{1,2})-?t(?:ä|ae|a)g(?:lich|l\\.|ig)e?[nrs]?"), ([count]) => weeksOf(Number(count) / 7)],
	[phrase("(?:vierzehnt(?:ä|ae)g(?:lich|ig)e?[nrs]?|fortnightly)"), () => ({ weeks: 2 })],
	[
		phrase("(?:(?:im|in|des|of|a|per|pro|eines) )?(?:(?:the|each|every|jede[nsmr]) )?(?:monats?|month)"),
		() => ({ monthly: true }),
	],
	[phrase("(?:monatlich|monthly)"), () => ({ monthly: true })],
	[
		phrase(`(${ORD}(?:(?: ,)? (?:und |and |sowie )${ORD}| , ${ORD})*)(?= ${WEEKDAY_WORDS}(?= |$))`),
		([list = ""]) => nthOf(list),
	],
	[phrase(EACH), () => ({ each: true })],
	[phrase(`(${WEEKDAY_WORDS})`), ([name = ""]) => weekdayPart(name)],
	[phrase("(?:am|an|on|the|immer|jeweils|stets|,)"), () => ({})],
];

function phrase(source: string): RegExp {
	return new RegExp(`(?:${source})(?= |$)`, "iuy");
}

/** Reads a rule from left to right. Every word belongs to a phrase, and no phrase says again what another said. */
export function readPhrases(text: string): RuleParts | Unread {
	const words = spaced(text);
	let parts: RuleParts = {};
	let at = 0;
	while (at < words.length) {
		const found = phraseAt(words, at);
		if (!found) return { rest: restOf(words, at) };
		if (Object.keys(found.part).some((key) => clashes(parts, found.part, key))) {
			return { rest: words.slice(at, found.end).trim() };
		}
		parts = { ...parts, ...found.part };
		at = found.end + 1;
	}
	return parts;
}

function phraseAt(words: string, at: number): { part: RuleParts; end: number } | undefined {
	for (const [pattern, read] of PHRASES) {
		pattern.lastIndex = at;
		const match = pattern.exec(words);
		const part = match && read(match.slice(1));
		if (match && part) return { part, end: at + match[0].length };
	}
	return undefined;
}

/** "jeden Dienstag, dienstags" says one thing twice; two weekdays, two ends or two rhythms are no rule. */
function clashes(said: RuleParts, part: RuleParts, key: string): boolean {
	const [one, other] = [said, part].map((each) => (each as Readonly<Record<string, unknown>>)[key]);
	const again = key === "each" || key === "weekday" || key === "monthly";
	return one !== undefined && !(again && one === other);
}

/** From the first word that nothing reads to the last before one that is read again. */
function restOf(words: string, at: number): string {
	let end = words.indexOf(" ", at);
	while (end >= 0 && !phraseAt(words, end + 1)) end = words.indexOf(" ", end + 1);
	return words.slice(at, end < 0 ? undefined : end).trim();
}

/** One blank between words; commas, dashes between months or days, and signs for "and" are words of their own. */
function spaced(text: string): string {
	return text
		.normalize("NFC")
		.replace(/[,;()]/gu, " , ")
		.replace(/[–—]/gu, "-")
		.replace(/(\d\.)\/(?=\d\.)/gu, "$1 und ")
		.replace(/[+&]/gu, " und ")
		.replace(/:(?=\s|$)/gu, " ")
		.replace(/(?<=\p{L}\.?)-(?=\p{L})|(?<=\d\.|\.\d{2,4})-(?=\d)/gu, " bis ")
		.replace(/\s-\s/gu, " bis ")
		.split(/\s+/u)
		.filter((word) => word !== "")
		.join(" ");
}

function ordinal(word: string): number {
	const bare = word.toLowerCase();
	return /^\d/u.test(bare) ? Number.parseInt(bare, 10) : (ORDINAL_WORDS[bare] ?? ORDINAL_WORDS[bare.slice(0, -1)] ?? 0);
}

function counted(word: string): number {
	return COUNTS[word.toLowerCase()] ?? Number(word);
}

function nthOf(list: string): RuleParts {
	const numbers = [...list.matchAll(new RegExp(ORD, "giu"))].map(([word]) => ordinal(word));
	return { nth: [...new Set(numbers)].sort((one, other) => one - other) };
}

function weekdayPart(name: string): RuleParts | undefined {
	const weekday = weekdayNamed(name);
	if (weekday === undefined) return undefined;
	return { weekday, ...(/(?:ags|ochs|ends|days)$/iu.test(name) && { each: true }) };
}

function weeksOf(weeks: number): RuleParts | undefined {
	return Number.isInteger(weeks) && weeks >= 1 && weeks <= 53 ? { weeks } : undefined;
}

function monthsEvery(months: number): RuleParts | undefined {
	return [1, 2, 3, 4, 6].includes(months) ? (months === 1 ? { monthly: true } : { months }) : undefined;
}

function only(months: readonly number[] | undefined): RuleParts | undefined {
	return months && { only: months };
}

function except(months: readonly number[] | undefined): RuleParts | undefined {
	return months && { except: months };
}

function listed(months: readonly number[] | undefined, of: string | undefined): RuleParts | undefined {
	return months && { only: months, ...(of !== undefined && { ofMonths: true }) };
}

function startOf(month: string): RuleParts | undefined {
	const startMonth = monthNamed(month);
	return startMonth === undefined ? undefined : { startMonth };
}

function monthsIn(list: string): number[] | undefined {
	const months = [...list.matchAll(new RegExp(MONTH_WORDS, "giu"))].map(([name]) => monthNamed(name));
	const known = months.filter((month) => month !== undefined);
	return known.length === months.length ? [...new Set(known)].sort((one, other) => one - other) : undefined;
}

function monthRange(from = "", to = ""): number[] | undefined {
	const [first, last] = [monthNamed(from), monthNamed(to)];
	if (first === undefined || last === undefined) return undefined;
	return monthsOf(1, 1).filter((month) =>
		first <= last ? first <= month && month <= last : month >= first || month <= last,
	);
}

/** Every so many months, around the year. */
export function monthsOf(first: number, step: number): number[] {
	return Array.from({ length: 12 / step }, (_, nth) => ((first - 1 + nth * step) % 12) + 1).sort(
		(one, other) => one - other,
	);
}

function seasonOf(from = "", to = ""): RuleParts | undefined {
	const [first, last] = [yearDay(from), yearDay(to)];
	return first && last ? { season: { from: first, to: last } } : undefined;
}

/** `15.3.` or `15. März` as `03-15`; a leap year decides what a day is. */
function yearDay(text: string): string | undefined {
	const [day = "", month = ""] = text.split(/\.\s?/u);
	return makeDay(2024, monthNamed(month) ?? 0, Number(day))?.slice(5);
}

function withDay(key: "from" | "to", date: string, weekday: string | undefined): RuleParts | undefined {
	const text = weekday === undefined ? date : `${weekday} ${date}`;
	const day = parseDayText(text, /\p{L}/u.test(date) ? "DD. Monat YYYY" : "DD.MM.YYYY");
	const named = weekday === undefined ? undefined : weekdayNamed(weekday);
	return day && { [key]: day, ...(named !== undefined && { weekday: named }) };
}

function bothDays(from: RuleParts | undefined, to: RuleParts | undefined): RuleParts | undefined {
	return from && to && { ...from, ...to };
}

/** The month in which "every second month" begins. */
export function startMonthOf({ startMonth, from }: RuleParts, start: Day | undefined): number | undefined {
	const day = from ?? start;
	return startMonth ?? (day && monthOf(day));
}
