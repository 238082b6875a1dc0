import type { Round, RoundDate } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import { type Day, isWithin, type Period, plusDays } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import { inTour, moreOf } from "../words.ts";
import type { Linted } from "./linted.ts";
import { rhythmOf, stepsOf } from "./odd-rounds.ts";

/**
 * Whether the dates of a service begin with the plan and end with it, asked of all that a place has: one edition
 * that goes on where another ends is whole.
 */
export function edges({ dataset, file }: Linted): Problem[] {
	const found = [...plansOf(dataset)].flatMap((rounds) => edgesOf(rounds, file.coverage));
	return [...Map.groupBy(found, ({ service, code }) => `${service} ${code}`).values()].flatMap((same) =>
		problemOf(dataset, file.coverage, same),
	);
}

/** The rounds of each service that some place has, each combination once. */
function plansOf({ streets, rounds }: Dataset): Iterable<readonly Round[]> {
	const numbers = new Map(rounds.map((round, at) => [round, at]));
	const plans = new Map<string, readonly Round[]>();
	for (const { assignments } of streets.flatMap(({ places }) => places)) {
		const own = Map.groupBy(assignments, ({ round }) => round.service);
		for (const same of own.values()) {
			const plan = same.map(({ round }) => round);
			plans.set(plan.map((round) => numbers.get(round)).join(" "), plan);
		}
	}
	return plans.values();
}

interface Edge {
	readonly code: "early_end" | "late_start";
	readonly service: ServiceId;
	readonly name: string | undefined;
	readonly at: RoundDate;
}

function edgesOf(rounds: readonly Round[], coverage: Period): Edge[] {
	const [round] = rounds.slice(-1);
	const dates = rounds.flatMap((each) => each.dates).sort((one, other) => (one.planned < other.planned ? -1 : 1));
	const usual = rhythmOf(stepsOf(dates));
	const [first] = dates.filter(({ planned }) => planned >= coverage.from);
	const last = dates.at(-1);
	if (!round || !last || usual === undefined) return [];
	const begins = first?.planned ?? coverage.to;
	const steps = stepsOf(dates.filter(({ planned }) => planned >= coverage.from));
	const isLate = plusDays(coverage.from, 2 * stepAt(steps[0], usual)) < begins && isWithin(begins, coverage);
	const isEarly = plusDays(last.planned, 2 * stepAt(steps.at(-1), usual)) < coverage.to;
	// Both: a season, as for what grows in gardens.
	if (isLate === isEarly) return [];
	const { service, name } = round;
	return [{ code: isLate ? "late_start" : "early_end", service, name, at: isLate && first ? first : last }];
}

/** In winter what is collected weekly in summer comes every other week: the step there counts, up to twice the usual. */
function stepAt(step: number | undefined, usual: number): number {
	return Math.max(usual, Math.min(step ?? usual, 2 * usual));
}

function problemOf(dataset: Dataset, coverage: Period, same: readonly Edge[]): Problem[] {
	const [first] = same;
	if (!first) return [];
	const label = dataset.services.find(({ id }) => id === first.service)?.label ?? first.service;
	const others = same.length > 1 ? ` und ${moreOf(same.length - 1, "Tour", "Touren")}` : "";
	const named = `«${label}»${inTour(first.name)}${others}`;
	return [
		{
			level: "warning",
			code: first.code,
			where: first.at.source ?? { file: "town.json" },
			what: `${named}: der ${wordsOf(first, coverage)}.`,
			remedy: first.code === "early_end" ? "Prüfen, ob die Datei vollständig ist." : LATE,
			touches: same.length,
		},
	];
}

const LATE =
	'Prüfen, ob die ersten Termine fehlen; beginnt der Plan wirklich erst dann, "coverage" in town.json danach richten.';

function wordsOf({ code, at }: Edge, { from, to }: { readonly from: Day; readonly to: Day }): string {
	return code === "early_end"
		? `letzte Termin ist am ${at.planned}, der Plan geht bis ${to}`
		: `erste Termin ist erst am ${at.planned}, der Plan beginnt am ${from}`;
}
