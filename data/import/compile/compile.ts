import type { Round, RoundDate } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import { makeDataset } from "../../model/dataset-file.ts";
import { type Day, isWithin } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Assignment, Place, Street } from "../../model/street.ts";
import type { TownId } from "../../model/town.ts";
import type { Draft, DraftAssignment } from "../draft.ts";
import type { TownFile } from "../recipe/recipe.ts";
import { textOfRound } from "../round-key.ts";
import { serviceWords } from "../words.ts";
import { type Carried, carryOver } from "./carry.ts";
import { Editions } from "./editions.ts";
import { serviceOf, townOf } from "./facts.ts";
import { type Identified, identify } from "./identity.ts";
import { keptHolidays } from "./kept-holidays.ts";
import { lint } from "./lint.ts";
import { type DraftPlace, type DraftStreet, placesOf } from "./places.ts";
import { idleRenames } from "./renames.ts";
import { compileRequests } from "./requests.ts";
import { goneServices, retiredServices } from "./retired-services.ts";
import { Rivalries } from "./rivalries.ts";
import { scheduleOf } from "./rounds.ts";
import type { Schedule } from "./schedule.ts";

export interface Compiled {
	readonly dataset: Dataset;
	/** Found while reading and while compiling; none acknowledged yet. */
	readonly problems: readonly Problem[];
	readonly gone: readonly Street[];
	readonly kept: readonly KeptDays[];
}

/** Days of a service that stay from the last dataset, because no file speaks of them. */
export interface KeptDays {
	/** The label. */
	readonly service: string;
	/** How many days that differ, over all rounds. */
	readonly days: number;
	readonly from: Day;
	readonly to: Day;
}

export interface CompileInput {
	readonly id: TownId;
	readonly file: TownFile;
	readonly draft: Draft;
	readonly previous: Dataset | undefined;
	/** ISO instant in UTC. */
	readonly now: string;
}

/** From what the files said to a dataset, with all that is wrong with it. */
export function compile({ id, file, draft, previous, now }: CompileInput): Compiled {
	const { schedule, problems: planned, keep } = scheduleOf(draft, file);
	const carried = carryOver(previous, draft, file, schedule);
	const problems = [...draft.problems, ...planned, ...keep(carried.rounds.values())];
	const rivalries = new Rivalries((service) => serviceWords(file.services, service));
	const streets = placesOf([...draft.assignments, ...carried.assignments], rivalries);
	problems.push(...rivalries.problems());
	const { streets: identified, retired, gone } = identify(streets, previous, file.recipe.renamed);
	const editions = new Editions(previous);
	const rounds = new RoundBook(schedule, streets, identified, editions, carried);
	const services = file.services.map((service) => editions.service(serviceOf(service)));
	const made = {
		town: editions.town(townOf(id, file, previous)),
		coverage: carried.coverage,
		editions: [],
		services,
		streets: streets.map((street) => streetOf(street, identified.get(street), rounds, editions)).sort(byName),
		rounds: rounds.all(),
		stands: new Map([...(previous?.stands ?? []), ...draft.stands]),
		holidays: keptHolidays(file, carried.coverage, rounds.all()),
		requests: compileRequests(file, carried.coverage, editions),
	};
	const dataset: Dataset = { ...made, retired: { places: retired, services: retiredServices(made, previous) } };
	problems.push(...idleRenames(file.recipe.renamed, dataset, previous), ...goneServices(dataset, previous));
	problems.push(...lint({ dataset, draft, schedule, file, gone, carried, now }));
	return {
		dataset: { ...dataset, editions: editions.instants(now, dataset) },
		problems,
		gone,
		kept: keptDays(dataset, carried),
	};
}

function keptDays({ services }: Dataset, { rounds }: Carried): KeptDays[] {
	return services.flatMap(({ id, label }) => {
		const own = [...rounds.values()].flatMap(({ round }) => (round.service === id ? round.dates : []));
		const days = [...new Set(own.map(({ planned }) => planned))].sort();
		const [from, to] = [days[0], days.at(-1)];
		return from && to ? [{ service: label, days: days.length, from, to }] : [];
	});
}

/** True when nothing that is stored differs. */
export function isSame(one: Dataset, other: Dataset | undefined): boolean {
	return other !== undefined && makeDataset(one) === makeDataset(other);
}

function byName(one: Street, other: Street): number {
	return one.name.localeCompare(other.name, "de") || (one.id < other.id ? -1 : 1);
}

function streetOf(
	street: DraftStreet,
	identified: Identified | undefined,
	rounds: RoundBook,
	editions: Editions,
): Street {
	if (!identified) throw new Error(`street ${street.key} has no identity`);
	const places = street.places.map((place, at): Place => {
		const known = identified.places[at];
		if (!known) throw new Error(`a place of ${street.key} has no identity`);
		const { part, rows } = place;
		return { id: known.id, part, rows, assignments: assignmentsOf(place, known.before, rounds, editions) };
	});
	return { id: identified.id, ...street.name, places };
}

function assignmentsOf(
	{ assigned }: DraftPlace,
	before: Place | undefined,
	rounds: RoundBook,
	editions: Editions,
): Assignment[] {
	const [first = []] = assigned;
	return first.flatMap((row, nth) => {
		const entry = rounds.of(row);
		if (!entry) return [];
		const sources = assigned.map((each) => each[nth]?.source).filter((source) => source !== undefined);
		return [{ round: entry.round, sources, edition: editions.assignment(before, entry.round, entry.before) }];
	});
}

interface Entry {
	readonly round: Round;
	/** The round it continues. */
	readonly before: Round | undefined;
}

/** All rounds that some place has, each once, each tied to the one it continues. */
class RoundBook {
	readonly #entries = new Map<string, Entry>();
	readonly #byRow = new Map<string, Entry>();

	constructor(
		schedule: Schedule,
		streets: readonly DraftStreet[],
		identified: ReadonlyMap<DraftStreet, Identified>,
		editions: Editions,
		carried: Carried,
	) {
		const votes = votesOf(streets, identified);
		for (const [key, { row, befores }] of votes) {
			const dates = (schedule.get(row.service, row.round.key) ?? []).filter(({ planned }) =>
				isWithin(planned, row.period),
			);
			if (dates.length === 0) continue;
			const round: Round = { service: row.service, name: row.round.name || undefined, dates };
			const content = JSON.stringify(round);
			const known = this.#entries.get(content);
			const before = known?.before ?? carried.rounds.get(row.round.key)?.before ?? likeliest(befores, dates);
			const entry = known ?? { round: editions.round(round, before), before };
			this.#entries.set(content, entry);
			this.#byRow.set(key, entry);
		}
	}

	of(row: DraftAssignment): Entry | undefined {
		return this.#byRow.get(rowKey(row));
	}

	all(): Round[] {
		return [...this.#entries.values()].map(({ round }) => round);
	}
}

function rowKey({ service, round, period }: DraftAssignment): string {
	return [service, textOfRound(round.key), period.from, period.to].join("\t");
}

interface Votes {
	readonly row: DraftAssignment;
	/** The rounds that the places with this row had for its service. */
	readonly befores: Round[];
}

function votesOf(
	streets: readonly DraftStreet[],
	identified: ReadonlyMap<DraftStreet, Identified>,
): Map<string, Votes> {
	const votes = new Map<string, Votes>();
	for (const street of streets) {
		street.places.forEach(({ assigned }, at) => {
			const before = identified.get(street)?.places[at]?.before;
			for (const row of assigned[0] ?? []) {
				const entry = votes.get(rowKey(row)) ?? { row, befores: [] };
				entry.befores.push(...roundsBefore(before, row.service));
				votes.set(rowKey(row), entry);
			}
		});
	}
	return votes;
}

function roundsBefore(before: Place | undefined, service: ServiceId): Round[] {
	return before?.assignments.filter(({ round }) => round.service === service).map(({ round }) => round) ?? [];
}

/** The round that most of its places had; of those, one with a day in common: the other year's is another. */
function likeliest(rounds: readonly Round[], dates: readonly RoundDate[]): Round | undefined {
	const planned = new Set(dates.map((date) => date.planned));
	const counts = new Map<Round, number>();
	for (const round of rounds) counts.set(round, (counts.get(round) ?? 0) + 1);
	const ranked = [...counts].sort(([, one], [, other]) => other - one).map(([round]) => round);
	return ranked.find((round) => round.dates.some((date) => planned.has(date.planned))) ?? ranked[0];
}
