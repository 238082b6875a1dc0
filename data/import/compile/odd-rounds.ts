import type { RoundDate } from "../../model/collection.ts";
import { type Day, daysBetween, yearOf } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Linted } from "./lint.ts";
import type { Schedule } from "./rounds.ts";

/** What is lawful and odd in the dates of a round: a hole, an early end, a day of another year. */
export function oddRounds({ schedule, dataset }: Linted): Problem[] {
	const label = (service: ServiceId) => dataset.services.find(({ id }) => id === service)?.label ?? service;
	const rounds = [...schedule].map(([name, dates]) => roundOf(name, dates));
	const byService = [...Map.groupBy(rounds, ({ service }) => service)];
	return byService.flatMap(([service, own]) => [...gaps(own, label(service)), ...strayYears(own, label(service))]);
}

interface DatedRound {
	readonly service: ServiceId;
	readonly name: string;
	readonly dates: readonly RoundDate[];
	/** The usual days from one date to the next; absent where there is no rhythm. */
	readonly usual: number | undefined;
}

function roundOf(key: string, dates: Schedule extends ReadonlyMap<string, infer Dates> ? Dates : never): DatedRound {
	const [service = "", round = ""] = key.split("\t");
	const usual = rhythmOf(stepsOf(dates));
	const name = round === "" || /^[=~]/u.test(round) ? "" : ` in Tour «${round}»`;
	return { service: service as ServiceId, name, dates, usual };
}

const FEWEST_STEPS = 5;
const STEADY = 0.6;

/** Days from each date to the next. */
export function stepsOf(dates: readonly RoundDate[]): number[] {
	return dates.slice(1).map(({ planned }, at) => daysBetween(dates[at]?.planned ?? planned, planned));
}

/** The usual step; `undefined` where most steps are others: twice in spring and twice in autumn has no rhythm. */
export function rhythmOf(steps: readonly number[]): number | undefined {
	const usual = steps.toSorted((one, other) => one - other)[Math.floor(steps.length / 2)];
	if (usual === undefined || steps.length < FEWEST_STEPS) return undefined;
	const alike = steps.filter((step) => Math.abs(step - usual) <= 2).length;
	return alike >= steps.length * STEADY ? usual : undefined;
}

function warning(code: string, at: RoundDate | undefined, what: string, remedy: string, touches: number): Problem {
	return { level: "warning", code, where: at?.source ?? { file: "town.json" }, what, remedy, touches };
}

/** More than twice the rhythm without a collection. A summer rhythm doubles it, and is no hole. */
function gaps(rounds: readonly DatedRound[], label: string): Problem[] {
	const found = rounds.flatMap((round) => {
		const { usual, dates } = round;
		const at =
			usual === undefined
				? -1
				: dates.findIndex(
						({ planned }, nth) => nth > 0 && daysBetween(dates[nth - 1]?.planned ?? planned, planned) > 2 * usual + 1,
					);
		return at > 0 ? [{ round, from: dates[at - 1], to: dates[at] }] : [];
	});
	const [first] = found;
	if (!first) return [];
	const what = `«${label}»${first.round.name}${others(found.length)}: zwischen ${first.from?.planned} und ${first.to?.planned} liegt mehr als das Doppelte des Üblichen (${first.round.usual} Tage).`;
	return [warning("long_gap", first.to, what, "Prüfen, ob dort Termine fehlen.", found.length)];
}

/** One date of a year of which a round has no second, beside many of another: a typing error in the year. */
function strayYears(rounds: readonly DatedRound[], label: string): Problem[] {
	return rounds.flatMap((round) => {
		const years = Map.groupBy(round.dates, ({ planned }) => yearOf(planned));
		const [lonely] = [...years.values()].find((dates) => dates.length === 1) ?? [];
		const edge = lonely === undefined || isEdge(lonely.planned);
		if (!lonely || edge || round.dates.length < 6) return [];
		const what = `«${label}»${round.name}: der ${lonely.planned} ist der einzige Termin seines Jahres.`;
		return [warning("date_of_another_year", lonely, what, "Prüfen, ob das Jahr stimmt.", 1)];
	});
}

/** The last days of December and the first of January belong to the plan of the year beside them. */
function isEdge(day: Day): boolean {
	return day.slice(5) >= "12-20" || day.slice(5) <= "01-14";
}

function others(count: number): string {
	return count > 1 ? ` und ${count - 1} weitere Touren` : "";
}
