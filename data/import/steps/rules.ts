import { type Day, makeDay, type Period, plusDays, weekdayOf, weekOf, yearOf } from "../../model/day.ts";
import { germanDay } from "../read/day-text.ts";
import { daysOfRule, parseRule, type RuleFlaw } from "../read/rule.ts";
import type { Row } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import { dayReader } from "./day-reader.ts";
import {
	cellAt,
	columnsOf,
	type Finding,
	type Reading,
	report,
	reportAlike,
	roundReader,
	serviceReader,
} from "./reading.ts";
import { takeRuled } from "./ruled.ts";
import { WeekdayColumns } from "./weekday-columns.ts";

/** "Mittwoch in geraden Wochen": one rule in words per row, with its season. */
export function readRules(reading: Reading, step: ReaderOf<"rules">): void {
	const columns = columnsOf(reading, { rule: step.rule }, { first: step.first, from: step.from, to: step.to });
	const roundOf = roundReader(reading, step.round);
	const serviceOf = serviceReader(reading, step.service);
	if (!columns || !roundOf || !serviceOf) return;
	const { rule, first, from, to } = columns;
	const readDay = dayReader(reading, step.format);
	const dayAt = (row: Row, index: number | undefined): Day | "bad" | undefined => {
		const text = cellAt(row, index);
		return text === "" ? undefined : (readDay(row, text, reading.table.header[index ?? 0] ?? "") ?? "bad");
	};
	const beside = new WeekdayColumns(reading, [rule], { dayAfter: false, isPlan: true });
	for (const row of reading.table.rows) {
		const services = serviceOf(row);
		const [start, begins, ends] = [dayAt(row, first), dayAt(row, from), dayAt(row, to)];
		const round = services && roundOf(row);
		if (!services || round === undefined || start === "bad" || begins === "bad" || ends === "bad") continue;
		const within = { from: begins ?? reading.period.from, to: ends ?? reading.period.to };
		const days = daysIn(cellAt(row, rule), within, start);
		if ("flaw" in days) flawed(reading, row, cellAt(row, rule), days);
		else {
			oddities(reading, row, cellAt(row, rule), days, within);
			takeRuled(reading, row, { services, round, within }, days);
			if (days[0]) beside.take(row, days[0]);
		}
	}
	beside.report();
}

/** A rule that gives no day here, and one of odd or even weeks over the turn of a year that has 53. */
function oddities(reading: Reading, row: Row, text: string, days: readonly Day[], within: Period): void {
	if (days.length === 0)
		report(reading, row, {
			level: "warning",
			code: "rule_without_days",
			what: `«${text}» ergibt vom ${within.from} bis ${within.to} keinen einzigen Tag.`,
			remedy: "Monate, Beginn und Ende der Regel prüfen.",
		});
	const rule = parseRule(text);
	const turn = "flaw" in rule || rule.kind !== "parity" ? undefined : weekAfter53(within);
	if (turn) reportAlike(reading, row, `week 53 ${yearOf(turn)}`, (lines) => weeksMeet(turn, lines));
}

/** The Monday after a week 53, where both lie within the days that a rule speaks of. */
function weekAfter53({ from, to }: Period): Day | undefined {
	const years = Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, nth) => yearOf(from) + nth);
	const turns = years.flatMap((year) => {
		const lastDay = makeDay(year, 12, 31);
		return lastDay && weekOf(lastDay) === 53 ? [plusDays(lastDay, 8 - weekdayOf(lastDay))] : [];
	});
	return turns.find((monday) => from <= plusDays(monday, -7) && plusDays(monday, 6) <= to);
}

function weeksMeet(monday: Day, lines: string): Finding {
	return {
		level: "warning",
		code: "odd_weeks_meet",
		what: `Auf KW 53 folgt am ${germanDay(monday)} KW 1, beide ungerade: «ungerade Wochen» kommen dort zweimal hintereinander, «gerade Wochen» erst nach drei Wochen wieder (${lines}).`,
		remedy:
			"Beim Entsorger fragen, ob der Rhythmus dort wechselt; sonst «alle 2 Wochen … ab» mit dem ersten Tag schreiben.",
	};
}

function daysIn(text: string, within: Period, start: Day | undefined): Day[] | RuleFlaw {
	const rule = parseRule(text, start);
	return "flaw" in rule ? rule : daysOfRule(rule, within, start);
}

const EXAMPLES =
	"Zum Beispiel «Mittwoch in geraden Wochen», «1. und 3. Montag im Monat» oder «jeden Dienstag, April bis Oktober» schreiben; für mehrere Wochentage je eine Zeile.";

const FLAWS: Readonly<Record<RuleFlaw["flaw"], readonly [what: string, remedy: string]>> = {
	unread: ["ist keine Regel, die sich lesen lässt", EXAMPLES],
	"no-weekday": ["nennt keinen Wochentag", EXAMPLES],
	"no-rhythm": [
		"sagt nicht, welcher dieser Wochentage im Monat gemeint ist",
		"Zum Beispiel «1. und 3. Montag im Monat» schreiben.",
	],
	contrary: [
		"nennt zwei Rhythmen oder Zeiten, die nicht zusammenpassen",
		"Für jeden Rhythmus eine eigene Zeile schreiben.",
	],
	ambiguous: [
		"heißt entweder jede zweite Woche oder der zweite Tag im Monat",
		"«alle 2 Wochen Mittwoch ab 07.01.2026» oder «2. Mittwoch im Monat» schreiben.",
	],
	"no-start": [
		"sagt nicht, mit welcher Woche oder welchem Monat der Wechsel beginnt",
		'«ab 07.01.2026» (bei Monaten auch «ab Januar») anfügen, oder die Spalte mit dem ersten Tag im Rezept unter "first" nennen; für den Beginn einer Saison «April bis Oktober» oder «ab 01.04.2026» schreiben.',
	],
	"other-start": [
		"beginnt an einem Tag, von dem aus zwei Wochen gemeint sein können",
		"Als Beginn den ersten Abfuhrtag schreiben («alle 2 Wochen Mittwoch ab 07.01.2026»).",
	],
};

function flawed(reading: Reading, row: Row, text: string, { flaw, rest }: RuleFlaw): void {
	const [what, remedy] = FLAWS[flaw];
	const part =
		rest !== undefined && rest !== text ? `: «${rest}» wird nicht verstanden oder widerspricht dem übrigen` : "";
	report(reading, row, {
		code: flaw === "ambiguous" ? "ambiguous_rule" : "bad_rule",
		what: text === "" ? "Hier fehlt die Regel." : `«${text}» ${what}${part}.`,
		remedy,
	});
}
