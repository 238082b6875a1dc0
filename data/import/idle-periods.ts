import { isWithin, overlaps, type Period } from "../model/day.ts";
import type { Problem } from "../model/problem.ts";
import type { Draft } from "./draft.ts";
import type { TownFile } from "./recipe/recipe.ts";

/** A `period` in which nothing lies: what its files say would hold on no day, and nobody would be told. */
export function idlePeriods({ coverage, recipe }: TownFile, draft: Draft): Problem[] {
	return recipe.read.flatMap(({ period }, at) => {
		if (!period) return [];
		const field = `recipe.read.${at}.period`;
		if (!overlaps(period, coverage)) return [outside(field, period, coverage)];
		return isEmpty(period, draft) ? [empty(field, period)] : [];
	});
}

/** The services of its files have dates, and none of them in the period. */
function isEmpty(period: Period, { reads, dates }: Draft): boolean {
	const own = reads.filter((read) => read.period.from === period.from && read.period.to === period.to);
	const services = new Set(own.map(({ service }) => service));
	const dated = dates.filter(({ service }) => services.has(service));
	return dated.length > 0 && dated.every(({ planned }) => !isWithin(planned, period));
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

function empty(field: string, { from, to }: Period): Problem {
	return {
		level: "warning",
		code: "idle_period",
		where: { file: "town.json", field },
		what: `Vom ${from} bis ${to} hat keine Leistung dieses Schrittes einen Termin.`,
		remedy: 'Am Schritt "period" mit den Tagen der Termine vergleichen.',
	};
}
