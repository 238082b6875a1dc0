import type { Day } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import { daysOfRule, parseRule, type RuleFlaw } from "../read/rule.ts";
import type { Row } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import {
	accept,
	cellAt,
	columnIndex,
	dayReader,
	optionalIndex,
	type Reading,
	report,
	roundReader,
	serviceReader,
	sourceOf,
} from "./reading.ts";

/** "Mittwoch in geraden Wochen": one rule in words per row, with its season. */
export function readRules(reading: Reading, step: ReaderOf<"rules">): void {
	const rule = columnIndex(reading, step.rule);
	const roundOf = roundReader(reading, step.round);
	const [first, from, to] = [step.first, step.from, step.to].map((column) => optionalIndex(reading, column));
	const serviceOf = serviceReader(reading, step.service);
	if (rule === undefined || !roundOf || first === null || from === null || to === null || !serviceOf) return;
	const readDay = dayReader(reading, step.format);
	const dayAt = (row: Row, index: number | undefined): Day | "bad" | undefined => {
		const text = cellAt(row, index);
		return text === "" ? undefined : (readDay(row, text, reading.table.header[index ?? 0] ?? "") ?? "bad");
	};
	for (const row of reading.table.rows) {
		const service = serviceOf(row);
		const [start, begins, ends] = [dayAt(row, first), dayAt(row, from), dayAt(row, to)];
		const round = service ? roundOf(row) : undefined;
		if (!service || round === undefined || start === "bad" || begins === "bad" || ends === "bad") continue;
		const within = { from: begins ?? reading.period.from, to: ends ?? reading.period.to };
		const days = daysIn(cellAt(row, rule), within, start);
		if (typeof days === "string") flawed(reading, row, cellAt(row, rule), days);
		else pushDays(reading, row, service, round, days);
	}
}

function pushDays(reading: Reading, row: Row, service: ServiceId, round: string, days: readonly Day[]): void {
	accept(reading, row);
	const source = sourceOf(reading, row);
	for (const planned of days) reading.draft.dates.push({ service, round, planned, source, plan: true, ruled: true });
}

function daysIn(text: string, within: { from: Day; to: Day }, start: Day | undefined): Day[] | RuleFlaw {
	const rule = parseRule(text);
	return typeof rule === "string" ? rule : daysOfRule(rule, within, start);
}

const FLAWS: Readonly<Record<RuleFlaw, readonly [what: string, remedy: string]>> = {
	unread: [
		"ist keine Regel, die sich lesen lässt",
		"Zum Beispiel «Mittwoch in geraden Wochen» oder «1. und 3. Montag im Monat» schreiben.",
	],
	ambiguous: [
		"heißt entweder jede zweite Woche oder der zweite Tag im Monat",
		"«alle 2 Wochen Mittwoch ab 07.01.2026» oder «2. Mittwoch im Monat» schreiben.",
	],
	"no-start": [
		"sagt nicht, mit welcher Woche es beginnt",
		"«ab 07.01.2026» anfügen, oder die Spalte mit dem ersten Tag im Rezept unter first nennen.",
	],
};

function flawed(reading: Reading, row: Row, text: string, flaw: RuleFlaw): void {
	const [what, remedy] = FLAWS[flaw];
	report(reading, row, {
		code: flaw === "ambiguous" ? "ambiguous_rule" : "bad_rule",
		what: `«${text}» ${what}.`,
		remedy,
	});
}
