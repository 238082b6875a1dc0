import { type Day, daysBetween, earlier, later, type Period, plusDays } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Cover, Draft, DraftDate } from "../draft.ts";
import type { RoundKey } from "../round-key.ts";

/**
 * For which days a file is the word on a round: from its first date of that round to its last, or for the days
 * that the recipe says with `period`. What lies beyond, the file does not speak of, however near: nothing there
 * is taken away. What a rule makes has a cover of its own (`coverOfRule`).
 */
export function coversOf(dates: readonly DraftDate[], said: Period | undefined): Cover[] {
	const stretches = new Map<ServiceId, Map<RoundKey, Period>>();
	for (const { service, round, planned, ruled } of dates) {
		if (ruled && !said) continue;
		const rounds = stretches.get(service) ?? new Map<RoundKey, Period>();
		stretches.set(service, rounds.set(round, widened(rounds.get(round), planned)));
	}
	return [...stretches].flatMap(([service, rounds]) =>
		[...rounds].map(([round, stretch]) => ({ service, round, period: said ?? stretch })),
	);
}

function widened(period: Period | undefined, day: Day): Period {
	if (!period) return { from: day, to: day };
	return period.from <= day && day <= period.to
		? period
		: { from: earlier(period.from, day), to: later(period.to, day) };
}

/** A rule speaks of its whole season, also of the days before its first date and after its last. */
export function coverOfRule(draft: Draft, service: ServiceId, round: RoundKey, days: readonly Day[], season: Period) {
	const [first, last] = [days[0], days.at(-1)];
	if (!first || !last) return;
	const widest = Math.max(0, ...days.slice(1).map((day, at) => daysBetween(days[at] ?? day, day)));
	const from = plusDays(first, -widest) < season.from ? season.from : first;
	const to = plusDays(last, widest) > season.to ? season.to : last;
	draft.covers.push({ service, round, period: { from: earlier(from, first), to: later(to, last) } });
}
