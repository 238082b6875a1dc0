import type { Round, RoundDate } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import { type Day, isWithin, type Period, plusDays } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Assignment, Place, Street } from "../../model/street.ts";
import type { Cover, Draft, DraftAssignment, DraftPart, StreetName } from "../draft.ts";
import type { TownFile } from "../recipe/recipe.ts";
import { earlier, later } from "../steps/covers.ts";
import { foldStreet } from "./fold.ts";
import { streetKey } from "./places.ts";

/**
 * What the last dataset holds and no file of this import speaks of stays: the other year, the
 * other half of the year, the services of the other haulier. No new file empties anybody's calendar.
 */
export interface Carried {
	/** As if rows of the files had said so. */
	readonly assignments: readonly DraftAssignment[];
	/** By the key of the round in `assignments`. */
	readonly rounds: ReadonlyMap<string, KeptRound>;
	/** The coverage of the town, widened by what stays. */
	readonly coverage: Period;
	readonly warnings: readonly Problem[];
}

export interface KeptRound {
	readonly key: string;
	/** As it was, with only the dates that stay. */
	readonly round: Round;
	/** The round of the last dataset. */
	readonly before: Round;
	/** From the first to the last date that stays. */
	readonly period: Period;
}

/** How long dates before the coverage stay: people look back at most a year. */
const LOOK_BACK = 366;

export function carryOver(previous: Dataset | undefined, draft: Draft, file: TownFile): Carried {
	const kept = previous ? keptRounds(previous, draft.covers, file) : new Map<Round, KeptRound>();
	if (!previous || kept.size === 0)
		return { assignments: [], rounds: new Map(), coverage: file.coverage, warnings: [] };
	const nameNow = namesNow(previous, draft, file.recipe.renamed);
	const assignments = previous.streets.flatMap((street) =>
		street.places.flatMap((place) => assignmentsOf(nameNow(street), place, kept)),
	);
	const all = [...kept.values()];
	return {
		assignments,
		rounds: new Map(all.map((each) => [each.key, each])),
		coverage: widened(previous.coverage, file.coverage, all),
		warnings: warningsOf(previous, all),
	};
}

function keptRounds(previous: Dataset, covers: readonly Cover[], file: TownFile): Map<Round, KeptRound> {
	const known = new Set<ServiceId>(file.services.map(({ id }) => id));
	const earliest = plusDays(file.coverage.from, -LOOK_BACK);
	const kept = new Map<Round, KeptRound>();
	previous.rounds.forEach((before, at) => {
		const spoken = covers.filter(({ service }) => service === before.service);
		const stays = ({ planned }: RoundDate) =>
			planned >= earliest && !spoken.some(({ period }) => isWithin(planned, period));
		const dates = known.has(before.service) ? before.dates.filter(stays) : [];
		const [first, last] = [dates[0], dates.at(-1)];
		if (!first || !last) return;
		const period = { from: first.planned, to: last.planned };
		kept.set(before, { key: `~${at}`, round: { ...before, dates }, before, period });
	});
	return kept;
}

/** What a street is called in this import: its dates of before belong to it, whatever its name. */
function namesNow(previous: Dataset, { assignments }: Draft, renamed: Readonly<Record<string, string>>) {
	const listed = new Map(assignments.map(({ street }) => [streetKey(street), street]));
	const byName = Map.groupBy(listed.values(), ({ name }) => foldStreet(name));
	const oldByName = Map.groupBy(previous.streets, ({ name }) => foldStreet(name));
	const renames = new Map(Object.entries(renamed).map(([from, to]) => [foldStreet(from), to]));
	return ({ name, postcode, locality }: Street): StreetName => {
		const same = { name, postcode, locality };
		const known =
			listed.get(streetKey(same)) ?? listed.get(streetKey({ ...same, name: renames.get(foldStreet(name)) ?? name }));
		const [only, second] = byName.get(foldStreet(name)) ?? [];
		const alone = !second && oldByName.get(foldStreet(name))?.length === 1;
		return known ?? (alone ? only : undefined) ?? same;
	};
}

/** One row for each row that the place was put together from. */
function assignmentsOf(street: StreetName, place: Place, kept: ReadonlyMap<Round, KeptRound>): DraftAssignment[] {
	const parts: readonly DraftPart[] =
		place.rows.length > 0 ? place.rows.map((numbers) => ({ kind: "numbers", numbers })) : [place.part];
	return place.assignments.flatMap(({ round, sources }: Assignment) => {
		const stays = kept.get(round);
		if (!stays) return [];
		return parts.flatMap((part, at): DraftAssignment[] => {
			const source = sources[at] ?? sources[0];
			if (!source) return [];
			const key = { key: stays.key, name: round.name };
			const { period } = stays;
			return [
				{
					street,
					part,
					service: round.service,
					round: key,
					period,
					source,
					carried: true,
				},
			];
		});
	});
}

/** To the old edge where dates stay there: the year before was published whole, to its last day. */
function widened(old: Period, now: Period, kept: readonly KeptRound[]): Period {
	const earliest = plusDays(now.from, -LOOK_BACK);
	const before = kept.some(({ period }) => period.from < now.from);
	const after = kept.some(({ round }) =>
		round.dates.some(({ planned, day }) => planned > now.to || (day ?? planned) > now.to),
	);
	return {
		from: before ? earlier(later(old.from, earliest), now.from) : now.from,
		to: after ? later(old.to, now.to) : now.to,
	};
}

function warningsOf(previous: Dataset, kept: readonly KeptRound[]): Problem[] {
	const byService = Map.groupBy(kept, ({ round }) => round.service);
	return [...byService].map(([service, rounds]) => {
		const label = previous.services.find(({ id }) => id === service)?.label ?? service;
		const days = new Set(rounds.flatMap(({ round }) => round.dates.map(({ planned }) => planned)));
		const [first, last] = edgesOf([...days]);
		return {
			level: "warning",
			code: "kept_dates",
			where: { file: "dataset.json" },
			what: `«${label}»: ${days.size} Tage vom ${first} bis ${last} bleiben aus dem letzten Stand, weil keine Datei von ihnen spricht.`,
			remedy: 'Gut so, wenn die Dateien nur einen Teil enthalten; sollen die Termine weg, im Rezept "period" angeben.',
		};
	});
}

function edgesOf(days: readonly Day[]): readonly [Day | undefined, Day | undefined] {
	const sorted = days.toSorted();
	return [sorted[0], sorted.at(-1)];
}
