import { overlaps, type Period } from "../model/day.ts";
import type { Problem } from "../model/problem.ts";
import type { TownFile } from "./recipe/recipe.ts";

/** A `period` outside the plan: what its files say would hold on no day. */
export function idlePeriods({ coverage, recipe }: TownFile): Problem[] {
	return recipe.read.flatMap(({ period }, at) => {
		if (!period) return [];
		return overlaps(period, coverage) ? [] : [outside(`recipe.read.${at}.period`, period, coverage)];
	});
}

function outside(field: string, { from, to }: Period, coverage: Period): Problem {
	return {
		level: "problem",
		code: "idle_period",
		where: { file: "town.json", field },
		what: `Die Tage vom ${from} bis ${to} liegen ganz außerhalb des Plans (${coverage.from} bis ${coverage.to}).`,
		remedy: 'Am Schritt "period" berichtigen, oder "coverage" in town.json anpassen.',
	};
}
