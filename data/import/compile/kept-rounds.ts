import type { Round, RoundDate } from "../../model/collection.ts";
import { type Day, daysBetween, isWithin, type Period, yearOf } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import type { DraftAssignment } from "../draft.ts";
import { type RoundKey, roundCarried } from "../round-key.ts";
import { RoundMap } from "../round-map.ts";
import type { Schedule } from "./schedule.ts";
import type { SourceStand } from "./source-stand.ts";
import type { Spoken } from "./spoken.ts";

/** What stays of a round of the last dataset, at some of its places. */
export interface KeptRound {
	readonly key: RoundKey;
	/** As it was, with only the dates that stay. */
	readonly round: Round;
	/** The round of the last dataset. */
	readonly before: Round;
	/** From the first to the last date that stays. */
	readonly period: Period;
}

/** A day that stays beside a new one of the same service at the same place. */
export interface Doubt {
	readonly service: ServiceId;
	readonly name: string | undefined;
	readonly kept: Day;
	readonly beside: Day;
}

/** The rounds of the last dataset without the days of which files speak; the same twice is one. */
export class KeptRounds {
	readonly #earliest: Day;
	readonly #schedule: Schedule;
	readonly #stand: SourceStand;
	readonly #spoken: Spoken;
	readonly #asked = new Map<Round, Map<string, KeptRound | undefined>>();
	readonly #byContent = new Map<string, KeptRound>();
	readonly #shown = new RoundMap<ReadonlySet<Day>>();
	readonly #numbers = new RoundMap<number>();
	#count = 0;
	readonly doubts: Doubt[] = [];

	constructor(earliest: Day, schedule: Schedule, stand: SourceStand, spoken: Spoken) {
		this.#earliest = earliest;
		this.#schedule = schedule;
		this.#stand = stand;
		this.#spoken = spoken;
	}

	/** `rows` are those that hold there now: what they show on a day is not shown a second time. */
	without(round: Round, spoken: readonly Period[], rows: readonly DraftAssignment[]): KeptRound | undefined {
		const asked = this.#asked.get(round) ?? new Map<string, KeptRound | undefined>();
		this.#asked.set(round, asked);
		const question = [...spoken.map(({ from, to }) => `${from}${to}`), ...rows.map((row) => this.#numberOf(row))].join(
			" ",
		);
		if (!asked.has(question)) asked.set(question, this.#find(round, spoken, rows));
		return asked.get(question);
	}

	/** By their keys. */
	all(): ReadonlyMap<RoundKey, KeptRound> {
		return new Map([...this.#byContent.values()].map((kept) => [kept.key, kept]));
	}

	#find(before: Round, spoken: readonly Period[], rows: readonly DraftAssignment[]): KeptRound | undefined {
		const isIn = (planned: Day, periods: readonly Period[]) => periods.some((period) => isWithin(planned, period));
		const stays = ({ planned, day, source }: RoundDate) =>
			planned >= this.#earliest &&
			!isIn(planned, spoken) &&
			!(source && isIn(planned, this.#spoken.daysOfFileAgain(source.file, before.service))) &&
			!(day && rows.some((row) => this.#daysOf(row).has(day)));
		const dates = before.dates.filter(stays).map((date) => this.#stand.ofDate(date));
		const [first, last] = [dates[0], dates.at(-1)];
		if (!first || !last) return undefined;
		this.#doubt(before, dates, rows);
		const round = { ...before, dates };
		const content = JSON.stringify(round);
		const period = { from: first.planned, to: last.planned };
		const known = this.#byContent.get(content) ?? { key: roundCarried(this.#byContent.size), round, before, period };
		this.#byContent.set(content, known);
		return known;
	}

	/** New Year parts the editions: what lies on either side of it is no move. */
	#doubt({ service, name }: Round, dates: readonly RoundDate[], rows: readonly DraftAssignment[]): void {
		const fresh = rows.flatMap((row) => [...this.#daysOf(row)]).sort();
		const usual = fresh.length > 2 ? fresh : dates.map(({ planned }) => planned);
		for (const { day: kept } of fresh.length === 0 ? [] : dates) {
			const beside = kept && neighbours(fresh, kept).find((day) => isNear(day, kept, usual));
			if (beside) this.doubts.push({ service, name, kept, beside });
		}
	}

	#daysOf({ service, round: { key } }: DraftAssignment): ReadonlySet<Day> {
		const dates = this.#schedule.get(service, key) ?? [];
		const known = this.#shown.get(service, key) ?? new Set(dates.flatMap(({ day }) => day ?? []));
		this.#shown.set(service, key, known);
		return known;
	}

	#numberOf({ service, round: { key } }: DraftAssignment): number {
		const known = this.#numbers.get(service, key) ?? this.#count++;
		this.#numbers.set(service, key, known);
		return known;
	}
}

const NEAR = 7;

/** Less than half of the usual days from one date to the next, and at most a week. */
function isNear(one: Day, other: Day, days: readonly Day[]): boolean {
	if (yearOf(one) !== yearOf(other)) return false;
	const distance = Math.abs(daysBetween(one, other));
	return distance <= NEAR && distance * 2 < usualStep(days);
}

function usualStep(days: readonly Day[]): number {
	const steps = days.slice(1).map((day, at) => daysBetween(days[at] ?? day, day));
	return steps.toSorted((one, other) => one - other)[Math.floor(steps.length / 2)] ?? Number.POSITIVE_INFINITY;
}

/** The day before and the day after, of days in order. */
function neighbours(days: readonly Day[], day: Day): Day[] {
	const next = days.findIndex((each) => each > day);
	return days.slice(Math.max(0, (next < 0 ? days.length : next) - 1), (next < 0 ? days.length : next) + 1);
}
