import * as fc from "fast-check";
import { expect, test } from "vitest";
import { daysOfRule, makeRule, parseRule, type Rule } from "../../../data/import/read/rule.ts";
import { parseDay } from "../../../data/model/day.ts";

// A rule is read whole or refused. The evaluator here shares nothing with the reader: dates of the platform, in UTC.

const day = (text: string) => {
	const parsed = parseDay(text);
	if (!parsed) throw new Error(text);
	return parsed;
};
const YEAR = { from: day("2026-01-01"), to: day("2027-12-31") };

function daysOf(text: string): readonly string[] | string {
	const rule = parseRule(text);
	if ("flaw" in rule) return rule.flaw;
	const days = daysOfRule(rule, YEAR, undefined);
	return "flaw" in days ? days.flaw : days;
}

interface Say {
	readonly words: string;
	readonly holds: (date: Date) => boolean;
}

const NAMES = ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"];
const SHORT = ["So", "Mo.", "Di", "Mi.", "Do", "Fr", "Sa"];
const ENGLISH = ["Sunday", "Mon", "Tuesdays", "Wed", "Thursday", "Fri.", "Sat"];
const MONTHS = [
	["Januar", "Jänner", "Jan.", "January"],
	["Februar", "Feb", "Feber", "February"],
	["März", "Mrz.", "Mär", "March"],
	["April", "Apr.", "apr", "April"],
	["Mai", "MAI", "mai", "May"],
	["Juni", "Jun.", "Juni", "June"],
	["Juli", "Jul", "Juli", "July"],
	["August", "Aug.", "August", "August"],
	["September", "Sept.", "Sep", "September"],
	["Oktober", "Okt.", "okt", "October"],
	["November", "Nov.", "Nov", "November"],
	["Dezember", "Dez.", "Dez", "December"],
];

function isoWeek(date: Date): number {
	const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000);
	return Math.ceil((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / (7 * 86_400_000) + 1e-9);
}

const nthInMonth = (date: Date) => Math.floor((date.getUTCDate() - 1) / 7) + 1;
const isLast = (date: Date) => new Date(date.getTime() + 7 * 86_400_000).getUTCMonth() !== date.getUTCMonth();
const ANCHOR = Date.UTC(2026, 0, 5);
const weeksSince = (date: Date) => Math.floor((date.getTime() - ANCHOR) / (7 * 86_400_000));

/** «Dienstag» in the middle: what stands before it, and what it means. */
const core = (name: string): fc.Arbitrary<Say> =>
	fc.oneof(
		fc
			.constantFrom(`jeden ${name}`, `jede Woche ${name}`, `wöchentlich am ${name}`, `${name}`, `immer ${name}`)
			.map((words): Say => ({ words, holds: () => true })),
		fc.integer({ min: 2, max: 9 }).map(
			(every): Say => ({
				words: `alle ${every} Wochen ${name} ab 05.01.2026`,
				holds: (date) => weeksSince(date) >= 0 && weeksSince(date) % every === 0,
			}),
		),
		fc.tuple(fc.boolean(), fc.constantFrom("Wochen", "KW", "Kalenderwochen")).map(
			([even, noun]): Say => ({
				words: `${name} in ${even ? "geraden" : "ungeraden"} ${noun}`,
				holds: (date) => isoWeek(date) % 2 === (even ? 0 : 1),
			}),
		),
		fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }).map(
			(nth): Say => ({
				words: `${nth.map((each) => `${each}.`).join(" und ")} ${name} im Monat`,
				holds: (date) => nth.includes(nthInMonth(date)),
			}),
		),
		fc.constant<Say>({ words: `letzter ${name} im Monat`, holds: isLast }),
	);

const month = fc.tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 0, max: 3 }));
const named = ([at, form]: readonly [number, number]) => MONTHS[at]?.[form] ?? "";
const between = (from: number, to: number, at: number) =>
	from <= to ? from <= at && at <= to : at >= from || at <= to;

const season: fc.Arbitrary<Say> = fc.oneof(
	fc.constant<Say>({ words: "", holds: () => true }),
	fc.tuple(month, month, fc.constantFrom("bis", "-", "–")).map(
		([from, to, joined]): Say => ({
			words: `, ${named(from)} ${joined} ${named(to)}`,
			holds: (date) => between(from[0], to[0], date.getUTCMonth()),
		}),
	),
	fc.uniqueArray(month, { minLength: 1, maxLength: 4, selector: ([at]) => at }).chain((months) =>
		fc.constantFrom(", nur", " im", ", in den Monaten").map(
			(lead): Say => ({
				words: `${lead} ${months.map(named).join(" und ")}`,
				holds: (date) => months.some(([at]) => at === date.getUTCMonth()),
			}),
		),
	),
	fc
		.tuple(month, fc.constantFrom("außer", "nicht im", "ohne"))
		.map(([not, word]): Say => ({ words: `, ${word} ${named(not)}`, holds: (date) => date.getUTCMonth() !== not[0] })),
	fc.boolean().map(
		(even): Say => ({
			words: ` in ${even ? "geraden" : "ungeraden"} Monaten`,
			holds: (date) => (date.getUTCMonth() + 1) % 2 === (even ? 0 : 1),
		}),
	),
	fc.constant<Say>({
		words: ", 15. März bis 15. November",
		holds: (date) => between(315, 1115, (date.getUTCMonth() + 1) * 100 + date.getUTCDate()),
	}),
);

const end: fc.Arbitrary<Say> = fc.oneof(
	fc.constant<Say>({ words: "", holds: () => true }),
	fc
		.constantFrom("bis 31.10.2026", "bis zum 31. Oktober 2026", "bis einschließlich 31.10.26")
		.map((words): Say => ({ words: ` ${words}`, holds: (date) => date.getTime() <= Date.UTC(2026, 9, 31) })),
);

interface Case {
	readonly words: string;
	readonly days: readonly string[];
}

const rules: fc.Arbitrary<Case> = fc
	.tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(NAMES, NAMES, SHORT, ENGLISH))
	.chain(([weekday, names]) =>
		fc.tuple(core(names[weekday] ?? ""), season, end).map(([first, when, until]): Case => {
			const days: string[] = [];
			for (let at = Date.UTC(2026, 0, 1); at <= Date.UTC(2027, 11, 31); at += 86_400_000) {
				const date = new Date(at);
				const holds = [first, when, until].every((say) => say.holds(date));
				if (date.getUTCDay() === weekday && holds) days.push(date.toISOString().slice(0, 10));
			}
			return { words: `${first.words}${when.words}${until.words}`, days };
		}),
	);

test("what a rule says is what an evaluator of its own makes of it", () => {
	fc.assert(
		fc.property(rules, ({ words, days }) => {
			expect([words, daysOf(words)]).toEqual([words, days]);
		}),
		{ numRuns: 200 },
	);
});

// "nicht", "außer" and "ohne" before a month, and "3." before the weekday, are no foreign words. "Ende" and "Anfang" may stand before the months of a season and change nothing; the evaluator knows that.
const FOREIGN =
	"kein|weder|nur|bis|ab|von|vor|nach|oder|bzw.|Mitte|Ende|Anfang|Feiertag|Werktag|KW|14|15.|2027|03.03.2027|Uhr|6:00|vormittags|ca.|Ferien|Abfuhr|Quartal|zweimal|Tagen|Monate|Tour/A|(alt)|*|?|sofern|erst|halb|früh|Juniper|Marktag|Donau".split(
		"|",
	);

test("a foreign word at any place: refused, or the same days", () => {
	const place = fc.integer({ min: 0, max: 40 });
	fc.assert(
		fc.property(rules, fc.constantFrom(...FOREIGN), place, ({ words, days }, foreign, at) => {
			const all = words.split(" ");
			const said = all.toSpliced(at % (all.length + 1), 0, foreign).join(" ");
			const read = daysOf(said);
			if (typeof read !== "string") expect([said, read]).toEqual([said, days]);
		}),
		{ numRuns: 2_000 },
	);
});

test.each([
	["jeden Dienstag bis Oktober", "bis"],
	["jeden Dienstag ab KW 14", "ab KW 14"],
	["jeden Dienstag Mitte März bis Mitte November", "Mitte"],
	["jeden Dienstag außer an Feiertagen", "außer"],
	["jeden Dienstag ab 6:00 Uhr", "ab 6:00 Uhr"],
	["jeden Dienstag und Freitag", "und"],
	["Restmüll jeden Dienstag", "Restmüll"],
	["1. 3. Montag im Monat", "1."],
	["Dienstag in Wochen mit gerader Nummer", "in"],
])("«%s» is refused because of «%s»", (text, rest) => {
	const rule = parseRule(text);
	expect(rule).toMatchObject({ flaw: "unread" });
	expect("rest" in rule ? rule.rest : "").toContain(rest);
});

test.each([
	["letzter Werktag im Monat", "unread"],
	["jeden 2. Dienstag im Juli", "ambiguous"],
	["alle 2 Wochen Mittwoch", "no-start"],
	["alle 2 Wochen Mittwoch ab 09.01.2026", "other-start"],
	["alle 2 Monate am 1. Dienstag", "no-start"],
	["jeden Dienstag ab April", "no-start"],
	["Dienstag in geraden Wochen, alle 4 Wochen", "contrary"],
	["jeden Dienstag im Monat", "no-rhythm"],
	["in geraden Wochen", "no-weekday"],
	["jeden Dienstag ab 01.10.2026 bis 01.04.2026", "contrary"],
	["alle 2 Wochen ab Mittwoch, 06.01.2026", "unread"],
])("«%s»: %s", (text, flaw) => expect(daysOf(text)).toBe(flaw));

test.each([
	["1. Dienstag jeden 2. Monat ab Januar", ["2026-01-06", "2026-03-03", "2026-05-05"]],
	["alle 3 Monate am 1. Dienstag ab Februar", ["2026-02-03", "2026-05-05", "2026-08-04"]],
	["jeden 2. Monat am letzten Freitag, beginnend im Februar", ["2026-02-27", "2026-04-24", "2026-06-26"]],
	["1. Samstag im Monat, nur März", ["2026-03-07", "2027-03-06"]],
	["1. Montag in ungeraden Monaten im Monat", ["2026-01-05", "2026-03-02", "2026-05-04"]],
	["vierzehntäglich Mi ab 7. Jan. 2026", ["2026-01-07", "2026-01-21", "2026-02-04"]],
	["alle 14 Tage Mittwoch ab Mi, 07.01.2026", ["2026-01-07", "2026-01-21", "2026-02-04"]],
	["1./3. Montag im Monat", ["2026-01-05", "2026-01-19", "2026-02-02"]],
	["dienstags vom 07.04.2026 bis 28.04.2026", ["2026-04-07", "2026-04-14", "2026-04-21", "2026-04-28"]],
	["Mittwoch (gerade KW), April-Oktober", ["2026-04-01", "2026-04-15", "2026-04-29"]],
	["every other Friday from 2026-01-09", ["2026-01-09", "2026-01-23", "2026-02-06"]],
])("«%s»", (text, first) => {
	const days = daysOf(text);
	expect(typeof days === "string" ? days : days.slice(0, first.length)).toEqual(first);
});

test("parse(make(x)) = x for every rule", () => {
	const kind = fc.oneof(
		fc.record({ kind: fc.constant("weeks" as const), every: fc.integer({ min: 1, max: 53 }) }),
		fc.record({ kind: fc.constant("parity" as const), even: fc.boolean() }),
		fc.record({
			kind: fc.constant("nth" as const),
			nth: fc.uniqueArray(fc.constantFrom(-1, 1, 2, 3, 4, 5), { minLength: 1 }).map((all) => all.sort((a, b) => a - b)),
		}),
	);
	const limits = fc.oneof(
		fc.record({
			months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 }).map((all) => all.sort((a, b) => a - b)),
		}),
		fc.record({ season: fc.constant({ from: "03-15", to: "11-15" }) }),
		fc.record({ from: fc.constant(day("2026-03-02")) }),
		fc.record({ to: fc.constant(day("2026-10-31")) }),
		fc.constant({}),
	);
	fc.assert(
		fc.property(kind, fc.integer({ min: 1, max: 7 }), limits, (given, weekday, when) => {
			const rule = { ...given, weekday, ...when } as Rule;
			expect(parseRule(makeRule(rule))).toEqual(rule);
		}),
	);
});
