import type { RoundDate } from "../../model/collection.ts";
import { type Day, daysBetween, yearOf } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Draft, DraftAssignment } from "../draft.ts";
import { nameOfRound } from "../round-key.ts";
import { type RoundId, RoundMap, RoundSet } from "../round-map.ts";
import { inTour, moreOf } from "../words.ts";
import type { Linted } from "./linted.ts";

/** What is lawful and odd in the dates of a round: a hole, an early end, a day of another year. */
export function oddRounds({ schedule, dataset, draft }: Linted): Problem[] {
	const label = (service: ServiceId) => dataset.services.find(({ id }) => id === service)?.label ?? service;
	const ruled = new RoundSet(
		draft.dates.filter((date) => date.ruled).map(({ service, round: key }) => ({ service, key })),
	);
	const rows = rowsOfNameless(draft);
	const rounds = [...schedule].map((round) =>
		roundOf(round, ruled.has(round.service, round.key), rows.get(round.service, round.key)),
	);
	const byService = [...Map.groupBy(rounds, ({ service }) => service)];
	return byService.flatMap(([service, own]) => [
		...gaps(own, label(service)),
		...slips(own, label(service), MISSING),
		...slips(own, label(service), NEAR),
		...strayYears(own, label(service)),
	]);
}

interface DatedRound {
	readonly service: ServiceId;
	readonly name: string;
	readonly dates: readonly RoundDate[];
	/** The usual days from one date to the next; absent where there is no rhythm, and where a rule makes the dates: it has its own seasons. */
	readonly usual: number | undefined;
}

function roundOf(
	{ service, key, value: dates }: RoundId & { readonly value: readonly RoundDate[] },
	ruled: boolean,
	row: DraftAssignment | undefined,
): DatedRound {
	const usual = ruled ? undefined : rhythmOf(stepsOf(dates));
	const name = row ? ` in ${row.street.name}` : inTour(nameOfRound(key));
	const placed = row ? dates.map((date) => ({ ...date, source: date.source ?? row.source })) : dates;
	return { service, name, dates: placed, usual };
}

/** Rounds that only their days name, with the first row that holds them. */
function rowsOfNameless({ assignments }: Draft): RoundMap<DraftAssignment> {
	const rows = new RoundMap<DraftAssignment>();
	for (const row of assignments) {
		const { service, round } = row;
		if (nameOfRound(round.key) === undefined && !rows.has(service, round.key)) rows.set(service, round.key, row);
	}
	return rows;
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

/** A step between two dates that is wrong for the rhythm, where no more than a few are: a season changes them all. */
interface Slip {
	readonly code: string;
	readonly fits: (step: number, usual: number) => boolean;
	readonly what: string;
	readonly remedy: string;
}

/** Twice the usual to the day or the two that a holiday moves. A week left out is common at Christmas, with weekly rounds. */
const MISSING: Slip = {
	code: "missing_date",
	fits: (step, usual) => usual >= 7 && step >= 2 * usual - 2 && step <= 2 * usual + 1,
	what: "liegt genau das Doppelte",
	remedy: "Prüfen, ob dazwischen ein Termin fehlt.",
};
const NEAR: Slip = {
	code: "near_dates",
	fits: (step, usual) => usual >= 7 && 2 * step < usual,
	what: "liegt weniger als die Hälfte",
	remedy: "Prüfen, ob einer der beiden Tage oder Monate ein Schreibfehler ist.",
};

/** More of them in one round are no slips. */
const FEW = 2;

function slips(rounds: readonly DatedRound[], label: string, { code, fits, what, remedy }: Slip): Problem[] {
	const found = rounds.flatMap((round) => {
		const { dates, usual = 0 } = round;
		const steps = stepsOf(dates);
		const isSlip = (step: number, nth: number) => usual > 0 && fits(step, usual) && inOneYear(dates, nth);
		const at = steps.flatMap((step, nth) => (isSlip(step, nth) ? [nth] : []));
		const [first] = at;
		return first === undefined || at.length > FEW ? [] : [{ round, from: dates[first], to: dates[first + 1] }];
	});
	const [slip] = found;
	if (!slip) return [];
	const { round, from, to } = slip;
	const said = `«${label}»${round.name}${others(found.length)}: zwischen ${from?.planned} und ${to?.planned} ${what} des Üblichen (${round.usual} Tage).`;
	return [warning(code, to, said, remedy, found.length)];
}

/** At New Year tours are cut anew, and the rhythm begins anew. */
function inOneYear(dates: readonly RoundDate[], nth: number): boolean {
	return dates[nth]?.planned.slice(0, 4) === dates[nth + 1]?.planned.slice(0, 4);
}

/** One date of a year of which a round has no second, beside many of another: a typing error in the year. */
function strayYears(rounds: readonly DatedRound[], label: string): Problem[] {
	const found = rounds.flatMap((round) => {
		const years = Map.groupBy(round.dates, ({ planned }) => yearOf(planned));
		const [lonely] = [...years.values()].find((dates) => dates.length === 1) ?? [];
		const edge = lonely === undefined || isEdge(lonely.planned);
		return !lonely || edge || round.dates.length < 6 ? [] : [{ round, lonely }];
	});
	const [first] = found;
	if (!first) return [];
	const what = `«${label}»${first.round.name}: der ${first.lonely.planned} ist der einzige Termin seines Jahres${found.length > 1 ? `; ebenso ${moreOf(found.length - 1, "Tour", "Touren")}` : ""}.`;
	return [warning("date_of_another_year", first.lonely, what, "Prüfen, ob das Jahr stimmt.", found.length)];
}

/** The last days of December and the first of January belong to the plan of the year beside them. */
function isEdge(day: Day): boolean {
	return day.slice(5) >= "12-20" || day.slice(5) <= "01-14";
}

function others(count: number): string {
	return count > 1 ? ` und ${moreOf(count - 1, "Tour", "Touren")}` : "";
}
