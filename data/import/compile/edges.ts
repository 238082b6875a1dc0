import type { Round, RoundDate } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import { type Day, isWithin, type Period, plusDays } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Linted } from "./lint.ts";
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
	const isLate = plusDays(coverage.from, 2 * usual) < begins && isWithin(begins, coverage);
	const isEarly = plusDays(last.planned, 2 * usual) < coverage.to;
	// Both: a season, as for what grows in gardens.
	if (isLate === isEarly) return [];
	const { service, name } = round;
	return [{ code: isLate ? "late_start" : "early_end", service, name, at: isLate && first ? first : last }];
}

function problemOf(dataset: Dataset, coverage: Period, same: readonly Edge[]): Problem[] {
	const [first] = same;
	if (!first) return [];
	const label = dataset.services.find(({ id }) => id === first.service)?.label ?? first.service;
	const others = same.length > 1 ? ` und ${same.length - 1} weitere Touren` : "";
	const named = `«${label}»${first.name ? ` in Tour «${first.name}»` : ""}${others}`;
	return [
		{
			level: "warning",
			code: first.code,
			where: first.at.source ?? { file: "town.json" },
			what: `${named} ${wordsOf(first, coverage)}.`,
			remedy: first.code === "early_end" ? "Prüfen, ob die Datei vollständig ist." : LATE,
			touches: same.length,
		},
	];
}

const LATE = "Prüfen, ob die ersten Termine fehlen; beginnt der Plan wirklich erst dann, coverage danach richten.";

function wordsOf({ code, at }: Edge, { from, to }: { readonly from: Day; readonly to: Day }): string {
	return code === "early_end"
		? `endet am ${at.planned}, der Plan erst am ${to}`
		: `beginnt erst am ${at.planned}, der Plan schon am ${from}`;
}
