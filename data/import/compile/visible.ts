import type { Round } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import type { Place } from "../../model/street.ts";

/**
 * True when somebody who kept the last dataset would show what is no more: a date that is gone, a place, a
 * service, a street's name, the coverage. What is new or moved carries a mark of its own (see `Editions`).
 */
export function leavesBehind(previous: Dataset, next: Dataset): boolean {
	return frameOf(previous) !== frameOf(next) || losesDates(previous, next);
}

/** Everything but dates and lines of files. */
function frameOf({ town, coverage, services, streets, retired }: Dataset): string {
	const places = streets.map(({ places: own, ...street }) => [street, own.map(({ id, part }) => [id, part])]);
	return JSON.stringify([town, coverage, services, places, [...retired.places], retired.services]);
}

function losesDates(previous: Dataset, next: Dataset): boolean {
	const now = new Map(next.streets.flatMap(({ places }) => places.map((place) => [place.id, place] as const)));
	const pairs = new RoundPairs();
	for (const place of previous.streets.flatMap(({ places }) => places))
		for (const { round } of place.assignments) pairs.add(round, roundsOf(now.get(place.id), round));
	return pairs.some((round, rounds) => {
		const days = new Set(rounds.flatMap(({ dates }) => dates.map(({ planned }) => planned)));
		return round.dates.some(({ planned }) => !days.has(planned));
	});
}

function roundsOf(place: Place | undefined, { service }: Round): Round[] {
	return (place?.assignments ?? []).flatMap(({ round }) => (round.service === service ? [round] : []));
}

/** A round of before with the rounds that its places have now; each pair once, for a city's places share them. */
class RoundPairs {
	readonly #numbers = new Map<Round, number>();
	readonly #pairs = new Map<string, readonly [before: Round, now: readonly Round[]]>();

	add(before: Round, now: readonly Round[]): void {
		const key = [before, ...now].map((round) => this.#number(round)).join(" ");
		if (!this.#pairs.has(key)) this.#pairs.set(key, [before, now]);
	}

	some(holds: (before: Round, now: readonly Round[]) => boolean): boolean {
		return [...this.#pairs.values()].some(([before, now]) => holds(before, now));
	}

	#number(round: Round): number {
		const known = this.#numbers.get(round) ?? this.#numbers.size;
		this.#numbers.set(round, known);
		return known;
	}
}
