import type { Day, Period } from "../../model/day.ts";
import { isWithin } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { DraftAssignment } from "../draft.ts";
import { germanDay } from "../read/day-text.ts";
import { textOfRound } from "../round-key.ts";
import { inTour, serviceWords } from "../words.ts";
import type { Linted } from "./linted.ts";
import { roundsKept } from "./spoken.ts";

/**
 * A list of streets that holds for a part of the coverage, with a round that has dates, but none in this part: of
 * the plan of that year a heading is missing, or its end.
 */
export function emptyPeriods({ dataset, draft, schedule, carried, file: { coverage } }: Linted): Problem[] {
	const kept = roundsKept(carried);
	const lists = Map.groupBy(
		draft.assignments.filter(({ period }) => period.from > coverage.from || period.to < coverage.to),
		({ service, round, period }) => [service, textOfRound(round.key), period.from, period.to].join("\t"),
	);
	return [...lists.values()].flatMap((rows) => {
		const [first] = rows;
		if (!first) return [];
		const { service, round } = first;
		const days = schedule.get(service, round.key)?.map(({ planned }) => planned) ?? [];
		if (kept.has(service, round.key) || days.length === 0 || hasDay(days, first.period)) return [];
		const words = serviceWords(dataset.services, service);
		return [noDates(first, words, new Set(rows.map(({ street }) => street.name)).size)];
	});
}

function hasDay(days: readonly Day[], period: Period): boolean {
	return days.some((day) => isWithin(day, period));
}

function noDates({ street, round, period, source }: DraftAssignment, service: string, streets: number): Problem {
	const others = streets > 1 ? ` und ${streets - 1} weitere Straßen haben` : " hat";
	return {
		level: "warning",
		code: "no_dates_in_period",
		where: source,
		what: `${street.name}${others} ${service}${inTour(round.name)}, aber vom ${germanDay(period.from)} bis ${germanDay(period.to)} keinen einzigen Termin.`,
		remedy: "Prüfen, ob in der Datei mit den Terminen dieser Zeit eine Überschrift oder das Ende fehlt.",
		touches: streets,
	};
}
