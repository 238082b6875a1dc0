import { parseDay } from "../model/day.ts";
import { dayWords } from "../model/day-changes.ts";
import type { Problem } from "../model/problem.ts";

/** How findings are told to people, whoever found them: short, days as they are spoken, one for what has one cause. */

const LONGEST = 400;

/** A day outside of quotes is ours, and no part of a name: `2027-01-07` is "Do 7.1.2027" to whoever reads it. */
const QUOTED_OR_DAY = /«[^«»]*»|"[^"]*"|(?<![\w./-]|Stand )\d{4}-\d{2}-\d{2}(?![\w/-]|\.\w)/gu;

/** A cell of 64 kB is no message. */
export function inWords({ alike: _, ...problem }: Problem): Problem {
	return { ...problem, what: textInWords(problem.what), remedy: textInWords(problem.remedy) };
}

function textInWords(text: string): string {
	const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
	return short.replace(QUOTED_OR_DAY, (found) => {
		const day = parseDay(found);
		return day ? dayWords(day) : found;
	});
}

/** So many of one cause are told one by one. */
const MOST_APART = 5;
const SHOWN = 3;

/** The same sentence about many places, whatever is quoted in it, is one finding with the first of them. */
export function oneACause(problems: readonly Problem[]): Problem[] {
	const causes = Map.groupBy(problems, causeOf);
	return [...causes.values()].flatMap((same) => (same.length > MOST_APART ? [together(same)] : same));
}

const NUMBER_OR_DAY = /(?:\b(?:Mo|Di|Mi|Do|Fr|Sa|So) )?\d+/gu;

function causeOf({ level, code, where, what }: Problem): string {
	const said = what.replace(/«[^«»]*»|"[^"]*"/gu, "").replace(NUMBER_OR_DAY, "");
	const field = where.field?.replace(/\d+/gu, "");
	return [level, code, where.file, field, where.line === undefined, said].join("\t");
}

function together(same: readonly Problem[]): Problem {
	const [first, ...others] = same.toSorted((one, other) => (one.where.line ?? 0) - (other.where.line ?? 0));
	if (!first) throw new Error("a cause without a finding");
	const shown = others.map(placeOf).filter((place) => place !== "");
	const named = shown.slice(0, SHOWN - 1);
	const [one, many] =
		first.where.line === undefined ? ["ein weiteres", "weitere"] : ["eine weitere Zeile", "weitere Zeilen"];
	const rest = others.length - named.length;
	const places = [...named.slice(0, -1), `${named.at(-1) ?? ""} und ${rest === 1 ? one : `${rest} ${many}`}`.trim()];
	const touches = Math.max(...same.map((each) => each.touches ?? 0));
	return { ...first, what: `${first.what} Ebenso ${places.join(", ")}.`, ...(touches > 0 && { touches }) };
}

/** "Zeile 9 («16a»)" */
function placeOf({ where: { line }, what }: Problem): string {
	const quoted = /«[^«»]{1,40}»/u.exec(what)?.[0] ?? "";
	if (line === undefined) return quoted;
	return `Zeile ${line}${quoted && ` (${quoted})`}`;
}

/** What is concluded from dates, streets or columns that are not there. */
const AFTERMATH: ReadonlySet<string> = new Set([
	"service_without_dates",
	"street_without_dates",
	"round_without_dates",
	"round_without_places",
	"rare_round",
	"no_dates",
	"no_dates_in_period",
	"great_loss",
	"street_gone",
	"street_only_before",
	"kept_dates",
	"early_end",
	"late_start",
	"missing_date",
	"shift_without_collection",
	"extra_of_nobody",
	"policy_without_dates",
	"policy_differs",
	"rule_differs",
	"unread_column",
	"no_effect",
	"nothing_kept",
	"idle_rename",
	"known_unused",
]);

/** What is concluded from rows that are not there. */
const AFTER_ROWS: ReadonlySet<string> = new Set(["service_without_dates", "no_dates", "no_dates_in_period"]);

/** What costs rows of a file, as long as nobody acknowledges it. */
const LOST_ROWS: ReadonlySet<string> = new Set([
	"unread_line",
	"bad_day",
	"wrong_weekday",
	"year_turn",
	"outside_coverage",
	"unmapped_service",
	"unknown_token",
	"missing_round",
	"missing_street",
	"bad_rule",
	"row_without_dates",
	"not_an_event",
]);

/** Where a whole file, a column or rows could not be read, what is missing says nothing; the cause says how much that is. */
export function withoutAftermath(found: readonly Problem[], isCause: (problem: Problem) => boolean): Problem[] {
	const whole = found.find(isCause);
	const cause = whole ?? found.find(({ level, code }) => level === "problem" && LOST_ROWS.has(code));
	const waiting = whole ? AFTERMATH : AFTER_ROWS;
	const own = found.filter(({ code }) => !waiting.has(code));
	const left = found.length - own.length;
	if (!cause || left === 0) return [...found];
	const more = left === 1 ? "ein weiterer Befund kann" : `${left} weitere Befunde können`;
	const remedy = `${cause.remedy} Danach noch einmal importieren: ${more} daher kommen.`;
	return own.map((each) => (each === cause ? { ...cause, remedy } : each));
}
