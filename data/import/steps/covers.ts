import { type Day, daysBetween, makeDay, type Period, plusDays, yearOf } from "../../model/day.ts";
import type { Cover, DraftDate } from "../draft.ts";

/**
 * For which days a file is the word on a service. A recipe says so with `period`; else it is the
 * stretch of its dates and, to either side, as long as from one date to the next: what lies
 * beyond, the file does not speak of, and nothing there is taken away.
 */
export function coversOf(dates: readonly DraftDate[], said: Period | undefined, coverage: Period): Cover[] {
	const byService = Map.groupBy(dates, ({ service }) => service);
	return [...byService].map(([service, own]) => ({ service, period: said ?? stretchOf(own, coverage) }));
}

function stretchOf(dates: readonly DraftDate[], coverage: Period): Period {
	const rounds = [...Map.groupBy(dates, ({ round }) => round).values()].map(daysOfRound);
	const days = rounds.flat().sort();
	const [first = coverage.from, last = coverage.to] = [days[0], days.at(-1)];
	const usual = median(rounds.flatMap((own) => own.slice(1).map((day, at) => daysBetween(own[at] ?? day, day))));
	const { from, to } = usual === undefined ? yearsOf(first, last) : upToNext(rounds, first, last, usual);
	return { from: later(from, coverage.from), to: earlier(to, coverage.to) };
}

function daysOfRound(dates: readonly DraftDate[]): Day[] {
	return [...new Set(dates.map(({ planned }) => planned))].sort();
}

/** As far as the day on which some round would be next. Rounds that end long before the others do not count. */
function upToNext(rounds: readonly (readonly Day[])[], first: Day, last: Day, usual: number): Period {
	const edges = rounds.map((days) => ({ first: days[0] ?? first, last: days.at(-1) ?? last }));
	const next = edges.map((each) => plusDays(each.last, usual)).filter((day) => day > last);
	const before = edges.map((each) => plusDays(each.first, -usual)).filter((day) => day < first);
	return {
		from: before.length === 0 ? first : plusDays(before.reduce(later), 1),
		to: next.length === 0 ? last : plusDays(next.reduce(earlier), -1),
	};
}

/** A service with one date a year: that date is the year's. */
function yearsOf(first: Day, last: Day): Period {
	return { from: makeDay(yearOf(first), 1, 1) ?? first, to: makeDay(yearOf(last), 12, 31) ?? last };
}

function median(numbers: readonly number[]): number | undefined {
	return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}

export function earlier(one: Day, other: Day): Day {
	return one < other ? one : other;
}

export function later(one: Day, other: Day): Day {
	return one > other ? one : other;
}
