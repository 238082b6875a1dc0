import type { Round } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import { earlier, later, overlaps, type Period } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Draft, DraftAssignment } from "../draft.ts";
import { type RoundKey, roundNamed, WHOLE_TOWN } from "../round-key.ts";
import { groupByRound, RoundMap, RoundSet } from "../round-map.ts";
import { streetKey } from "../street-identity.ts";

/** What the files of this import speak of: which rounds on which days, which streets, by which files. */
export class Spoken {
	readonly #byRound = new RoundMap<readonly Period[]>();
	readonly #lists: ReadonlyMap<string, readonly Period[]>;
	readonly #rows: ReadonlyMap<string, readonly DraftAssignment[]>;
	readonly #listed: ReadonlySet<string>;
	/** By file and service, of the files that are what they were when the last dataset was made. */
	readonly #again: ReadonlyMap<string, readonly Period[]>;
	readonly files: ReadonlySet<string>;

	constructor({ covers, wholeLists, assignments, rows, reads, stands }: Draft, previous: Dataset) {
		const again = reads.filter(({ file }) => stands.get(file) === previous.stands?.get(file));
		this.#again = grouped(again, ({ file, service }) => `${file}\t${service}`);
		for (const { service, key, value } of groupByRound(covers, ({ service, round }) => ({ service, key: round })))
			this.#byRound.set(
				service,
				key,
				value.map(({ period }) => period),
			);
		this.#lists = grouped(wholeLists, ({ service }) => service);
		this.#rows = Map.groupBy(assignments, ({ street }) => streetKey(street));
		this.#listed = new Set(assignments.map(({ service }) => service));
		this.files = new Set(rows.keys());
	}

	/** The rows that speak of a street and a service. */
	rowsOf(street: Parameters<typeof streetKey>[0], service: string): readonly DraftAssignment[] {
		return this.#rows.get(streetKey(street))?.filter((row) => row.service === service) ?? [];
	}

	/** True when some row says who has the service. */
	isListed(service: string): boolean {
		return this.#listed.has(service);
	}

	/** The days on which the files are the word on what a row says. */
	daysOfRow({ service, round, period }: DraftAssignment): Period[] {
		return this.daysOfRound(service, round.key).flatMap((each) => (overlaps(each, period) ? [cut(each, period)] : []));
	}

	daysOfRound(service: ServiceId, key: RoundKey | undefined): readonly Period[] {
		return key === undefined ? [] : (this.#byRound.get(service, key) ?? []);
	}

	/**
	 * The days for which a file was asked once more that is what it was, to the byte: all that it says is new then,
	 * as when the recipe has been corrected.
	 */
	daysOfFileAgain(file: string, service: string): readonly Period[] {
		return this.#again.get(`${file}\t${service}`) ?? [];
	}

	/** The days for which a list of the streets that have the service is whole. */
	daysOfList(service: string): readonly Period[] {
		return this.#lists.get(service) ?? [];
	}
}

function grouped<T extends { readonly period: Period }>(items: readonly T[], keyOf: (item: T) => string) {
	const groups = Map.groupBy(items, keyOf);
	return new Map([...groups].map(([key, own]) => [key, own.map(({ period }) => period)]));
}

function cut(one: Period, other: Period): Period {
	return { from: later(one.from, other.from), to: earlier(one.to, other.to) };
}

/** By which key files name the round: of dates that stand in the row of a street there is none. */
export function keyOfRound({ name, dates }: Round): RoundKey | undefined {
	if (name !== undefined) return roundNamed(name);
	return dates.some(({ source }) => source) ? roundNamed(WHOLE_TOWN) : undefined;
}

/** By the keys that files give them. */
export function roundsKept({
	rounds,
}: {
	readonly rounds: ReadonlyMap<RoundKey, { readonly round: Round }>;
}): RoundSet {
	const kept = [...rounds.values()].map(({ round }) => round);
	return new RoundSet(
		kept.map((round) => ({ service: round.service, key: keyOfRound(round) ?? roundNamed(WHOLE_TOWN) })),
	);
}
