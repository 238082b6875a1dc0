import type { RoundDate } from "../../model/collection.ts";
import { type Day, daysBetween } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import { concerns, type Shift } from "../../model/shift.ts";
import { makeSource } from "../../model/source.ts";
import { CHANGES_FILE } from "../files.ts";
import { nameOfRound } from "../round-key.ts";
import type { Schedule } from "./schedule.ts";

/** Published moves, or one-off changes, applied to dates; what none of them could move is told. */
export class Shifting {
	readonly #byFrom: ReadonlyMap<Day, readonly Shift[]>;
	readonly #used = new Set<Shift>();
	readonly #shifts: readonly Shift[];
	readonly #problems: Problem[];

	constructor(shifts: readonly Shift[], problems: Problem[]) {
		this.#shifts = shifts;
		this.#byFrom = Map.groupBy(shifts, ({ from }) => from);
		this.#problems = problems;
	}

	apply(date: RoundDate, service: ServiceId, round: string | undefined): RoundDate {
		const fitting = (date.day && this.#byFrom.get(date.day))?.filter((shift) => concerns(shift, service, round)) ?? [];
		for (const shift of fitting) this.#used.add(shift);
		const shift = this.#closest(fitting);
		if (!shift) return date;
		return { ...date, day: shift.to, reason: shift.reason ?? date.reason, moved: shift.source };
	}

	/** What it says of this day has been done, or is done in a dataset that stays. */
	use(from: Day, service: ServiceId, round: string | undefined): void {
		for (const shift of this.#byFrom.get(from) ?? []) if (concerns(shift, service, round)) this.#used.add(shift);
	}

	/** True when some line still makes this date what it is. */
	leadsTo({ day }: RoundDate, service: ServiceId, round: string | undefined): boolean {
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

	reportUnused(schedule: Schedule): void {
		for (const shift of this.#shifts) {
			if (this.#used.has(shift)) continue;
			const before = this.#shifts.find((other) => isNext(shift, other) && this.#used.has(other));
			this.#problems.push(before ? chained(shift, before) : unused(shift, schedule));
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

/** Published lists move all tours at once, day after day; a change follows what one line before it did. */
function isNext(shift: Shift, before: Shift): boolean {
	return shift.source.file === CHANGES_FILE && before.to === shift.from;
}

/** "The 12th to the 14th, the 14th to the 15th": a move starts from a day on which something is collected by plan. */
function chained({ from, to, source }: Shift, before: Shift): Problem {
	return {
		level: "problem",
		code: "shift_of_shift",
		where: source,
		what: `Am ${from} wird nur abgeholt, was ${makeSource(before.source)} vom ${before.from} hierher verschiebt.`,
		remedy: to
			? `In jener Zeile gleich auf den ${to} verschieben und diese löschen.`
			: "In jener Zeile den neuen Tag leer lassen und diese löschen.",
	};
}

function unused(shift: Shift, schedule: Schedule): Problem {
	const { from, round, source } = shift;
	const near = nearestDays(shift, schedule);
	const rounds = round === undefined ? [] : roundsOf(shift, schedule);
	const missing = round !== undefined && rounds.length > 0 && !rounds.includes(round);
	const named = `; eine Tour «${round}» gibt es dort nicht (vorhanden: ${rounds.slice(0, 8).join(", ")})`;
	return {
		level: "problem",
		code: "shift_without_collection",
		where: source,
		what: `Am ${from} wird nichts abgeholt, was diese Zeile verschieben könnte${missing ? named : near.length > 0 ? `; die nächsten Termine: ${near.join(", ")}` : ""}.`,
		remedy:
			'Den Tag, die Leistung oder den Bezirk berichtigen; gilt die Liste auch für andere Orte, unter "known" bestätigen.',
	};
}

function roundsOf({ services }: Shift, schedule: Schedule): string[] {
	const own = [...schedule].filter(({ service }) => services.length === 0 || services.includes(service));
	return [...new Set(own.flatMap(({ key }) => nameOfRound(key) || []))];
}

/** The day before and the day after on which the rounds that are meant have a collection. */
function nearestDays(shift: Shift, schedule: Schedule): Day[] {
	const days = [...schedule].flatMap(({ service, key, value: dates }) =>
		concerns(shift, service, nameOfRound(key)) ? dates.flatMap(({ day }) => day ?? []) : [],
	);
	const near = days.filter((day) => Math.abs(daysBetween(day, shift.from)) <= 31).sort();
	const around = [near.findLast((day) => day < shift.from), near.find((day) => day > shift.from)];
	return around.filter((day) => day !== undefined);
}
