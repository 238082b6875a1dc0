import type { Round, RoundDate, Stop } from "../../model/collection.ts";
import type { Day } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import { concerns, type Shift } from "../../model/shift.ts";
import { makeSource } from "../../model/source.ts";
import type { Draft, DraftDate } from "../draft.ts";
import { CHANGES_FILE } from "../files.ts";
import type { TownFile } from "../recipe/recipe.ts";
import type { KeptRound } from "./kept-rounds.ts";
import { Policies } from "./policies.ts";

/** The dates of each round as people will see them, by `roundName`. */
export type Schedule = ReadonlyMap<string, readonly RoundDate[]>;

interface Scheduled {
	readonly schedule: Schedule;
	/** Adds what stays of the last dataset; then it is known which shifts and changes move nothing. */
	readonly keep: (rounds: Iterable<KeptRound>) => void;
}

export function roundName(service: ServiceId, round: string): string {
	return `${service}\t${round}`;
}

/** Plans, then shifts, then one-off changes: each wins over the one before. */
export function scheduleOf(draft: Draft, file: TownFile, problems: Problem[]): Scheduled {
	const shifts = new Shifting(draft.shifts, problems);
	const changes = new Shifting(draft.changes, problems);
	const policies = new Policies(file, draft.shifts);
	const byRound = Map.groupBy(draft.dates, ({ service, round }) => roundName(service, round));
	const schedule = new Map<string, RoundDate[]>();
	for (const [name, dates] of byRound) {
		const first = dates[0];
		if (!first) continue;
		const { service, round } = first;
		const { taken, ruled } = publishedFirst(dates);
		const plans = new Set(taken.flatMap((date) => (date.plan ? [date.planned] : [])));
		const move = (date: RoundDate) => {
			const shifted = shifts.apply(date, service, round);
			return plans.has(date.planned) ? policies.apply(date, shifted, service, round) : shifted;
		};
		const shifted = onePerDay(taken, problems).map(move);
		if (ruled.length > 0) {
			const byRule = onePerDay(ruled, []).map((date) => policies.apply(date, date, service, round));
			problems.push(...ruleDiffers(first, shifted, byRule));
		}
		schedule.set(
			name,
			warnOfCrowds(
				shifted.map((date) => changes.apply(date, service, round)),
				service,
				problems,
			),
		);
	}
	problems.push(...policies.problems(file));
	const keep = (rounds: Iterable<KeptRound>) => {
		for (const { key, round } of rounds) {
			const dates = round.dates.map((date) => changedLater(date, round, shifts, changes));
			schedule.set(roundName(round.service, key), dates);
		}
		shifts.reportUnused();
		changes.reportUnused();
	};
	return { schedule, keep };
}

/** Where a round has dates that were published, a rule says nothing from the first to the last of them. */
function publishedFirst(dates: readonly DraftDate[]): { taken: readonly DraftDate[]; ruled: readonly DraftDate[] } {
	const published = dates.filter(({ ruled }) => !ruled);
	const days = published.map(({ planned }) => planned).sort();
	const [first, last] = [days[0], days.at(-1)];
	if (!first || !last || published.length === dates.length) return { taken: dates, ruled: [] };
	const isBeaten = ({ ruled, planned }: DraftDate) => ruled === true && first <= planned && planned <= last;
	return { taken: dates.filter((date) => !isBeaten(date)), ruled: dates.filter(isBeaten) };
}

function ruleDiffers(
	{ service, source }: DraftDate,
	published: readonly RoundDate[],
	byRule: readonly RoundDate[],
): Problem[] {
	const days = new Set(published.map(({ day }) => day));
	const stray = byRule.filter(({ day }) => !days.has(day));
	const [first] = stray;
	if (!first) return [];
	return [
		{
			level: "warning",
			code: "rule_differs",
			where: first.source ?? source ?? { file: "town.json" },
			what: `«${service}»: die Regel ergibt ${stray.length} andere Tage als die veröffentlichten Termine, zuerst den ${first.day}. Es gilt das Veröffentlichte.`,
			remedy: "Prüfen, ob sich Regel oder Veröffentlichung irrt.",
		},
	];
}

/** A date that stays has been moved before, or is moved now; a change that was taken back is no longer one. */
function changedLater(date: RoundDate, round: Round, shifts: Shifting, changes: Shifting): RoundDate {
	const { service, name = "" } = round;
	shifts.use(date.planned, service, name);
	if (date.moved?.file === CHANGES_FILE) {
		const still = changes.leadsTo(date, service, name);
		return still ? date : { ...date, day: date.planned, reason: undefined, moved: undefined };
	}
	const moved = date.day === date.planned ? shifts.apply(date, service, name) : date;
	return changes.apply(moved, service, name);
}

/** Several stops on one day are one date with several stops; the same day twice is one day. */
function onePerDay(dates: readonly DraftDate[], problems: Problem[]): RoundDate[] {
	const byDay = Map.groupBy(dates, ({ planned }) => planned);
	return [...byDay.values()]
		.map((same) => {
			const [first, second] = same;
			if (!first) throw new Error("a group without members");
			const stops = same.map(({ at }) => at).filter((at): at is Stop => at !== undefined);
			if (second && stops.length < same.length) problems.push(dayTwice(first, second));
			const { planned, source } = first;
			const notes = [...new Set(same.map(({ note }) => note).filter((note) => note !== undefined))];
			const note = notes.length > 0 ? notes.join(" · ") : undefined;
			const date: RoundDate = {
				planned,
				day: planned,
				note,
				source,
				at: stops.length > 0 ? stops : undefined,
				edition: 0,
			};
			return date;
		})
		.sort((one, other) => (one.planned < other.planned ? -1 : 1));
}

function dayTwice(first: DraftDate, second: DraftDate): Problem {
	return {
		level: "warning",
		code: "day_twice",
		where: second.source ?? { file: "town.json" },
		what: `${second.planned} steht für «${second.service}» zweimal da${first.source ? `, zuerst in ${makeSource(first.source)}` : ""}.`,
		remedy: "Eine der Zeilen kann weg; gezählt wird der Tag einmal.",
	};
}

class Shifting {
	readonly #byFrom: ReadonlyMap<Day, readonly Shift[]>;
	readonly #used = new Set<Shift>();
	readonly #shifts: readonly Shift[];
	readonly #problems: Problem[];

	constructor(shifts: readonly Shift[], problems: Problem[]) {
		this.#shifts = shifts;
		this.#byFrom = Map.groupBy(shifts, ({ from }) => from);
		this.#problems = problems;
	}

	apply(date: RoundDate, service: ServiceId, round: string): RoundDate {
		const fitting = (date.day && this.#byFrom.get(date.day))?.filter((shift) => concerns(shift, service, round)) ?? [];
		for (const shift of fitting) this.#used.add(shift);
		const shift = this.#closest(fitting);
		if (!shift) return date;
		return { ...date, day: shift.to, reason: shift.reason ?? date.reason, moved: shift.source };
	}

	/** What it says of this day has been done, or is done in a dataset that stays. */
	use(from: Day, service: ServiceId, round: string): void {
		for (const shift of this.#byFrom.get(from) ?? []) if (concerns(shift, service, round)) this.#used.add(shift);
	}

	/** True when some line still makes this date what it is. */
	leadsTo({ day }: RoundDate, service: ServiceId, round: string): boolean {
		const fitting = this.#shifts.filter((shift) => shift.to === day && concerns(shift, service, round));
		for (const shift of fitting) this.#used.add(shift);
		return fitting.length > 0;
	}

	/** What is said of a round counts more than what is said of a service, and that more than what is said of all. */
	#closest(fitting: readonly Shift[]): Shift | undefined {
		const closeness = (shift: Shift) => (shift.round === undefined ? 0 : 2) + (shift.services.length > 0 ? 1 : 0);
		const [best, rival] = fitting.toSorted((one, other) => closeness(other) - closeness(one));
		if (best && rival && closeness(best) === closeness(rival) && best.to !== rival.to)
			this.#problems.push(twoShifts(best, rival));
		return best;
	}

	reportUnused(): void {
		for (const shift of this.#shifts) {
			if (!this.#used.has(shift)) this.#problems.push(unused(shift));
		}
	}
}

function twoShifts(shift: Shift, rival: Shift): Problem {
	return {
		level: "problem",
		code: "two_shifts",
		where: rival.source,
		what: `${rival.from} wird zweimal verschoben: hier auf ${rival.to ?? "nichts"}, in ${makeSource(shift.source)} auf ${shift.to ?? "nichts"}.`,
		remedy: "Eine der Zeilen löschen, oder mit Leistung oder Bezirk sagen, wofür welche gilt.",
	};
}

function unused({ from, source }: Shift): Problem {
	return {
		level: "problem",
		code: "shift_without_collection",
		where: source,
		what: `Am ${from} wird nichts abgeholt, was diese Zeile verschieben könnte.`,
		remedy:
			"Den Tag, die Leistung oder den Bezirk berichtigen; gilt die Liste auch für andere Orte, mit known bestätigen.",
	};
}

/** Two planned days that end up on one day are lawful, and odd. */
function warnOfCrowds(dates: RoundDate[], service: ServiceId, problems: Problem[]): RoundDate[] {
	const seen = new Map<Day, RoundDate>();
	for (const date of dates) {
		const earlier = date.day && seen.get(date.day);
		if (earlier) {
			problems.push({
				level: "warning",
				code: "days_meet",
				where: date.moved ?? date.source ?? { file: "town.json" },
				what: `«${service}»: die Termine vom ${earlier.planned} und vom ${date.planned} fallen beide auf den ${date.day}.`,
				remedy: "Prüfen, ob einer der beiden anders gemeint ist.",
			});
		}
		if (date.day) seen.set(date.day, date);
	}
	return dates;
}
