import type { Dataset } from "../../../data/model/dataset.ts";
import { type Day, plusDays } from "../../../data/model/day.ts";
import type { PlaceId, StreetId } from "../../../data/model/street.ts";
import { wallClock } from "../../../data/model/zone.ts";
import { inventedTown, must, planned } from "../../worker/invented-town.ts";

export const BERLIN = inventedTown().town.zone;

/**
 * A service worker's clock is the machine's, and cannot be held: on the day of a collection
 * it would say "Heute", and after six in the morning that it is too late. So the town's
 * first day is tomorrow and its first collection the day after: at whatever hour the tests
 * begin, and also when midnight comes while they run, all collections lie ahead.
 */
export function firstDay(): Day {
	return plusDays(wallClock(BERLIN, Date.now()).day, 1);
}

/**
 * Residual waste on the first day after `day`, organic waste on each of eight days; both on Ahornweg, the second on
 * Birkenweg and on both sides of Hauptstraße too, where several houses share a place.
 */
export function townAround(day: Day): Dataset {
	const town = inventedTown();
	const coverage = { from: plusDays(day, -30), to: plusDays(day, 300) };
	const [rest, bio, van] = town.rounds;
	const on = (...ahead: number[]) => ahead.map((days) => planned(plusDays(day, days)));
	const rounds = [
		{ ...must(rest), dates: on(1, 29) },
		{ ...must(bio), dates: on(1, 2, 3, 4, 5, 6, 7, 8) },
		{ ...must(van), dates: on(60) },
	];
	const [ahornweg, hauptstrasse] = town.streets.map(({ places, ...street }) => ({ ...street, place: must(places[0]) }));
	const assigned = rounds.map((round) => ({ round, sources: [{ file: "abfuhr.csv", line: 3 }], edition: 0 }));
	const streetOf = (given: typeof ahornweg, id: string, name: string, assignments: typeof assigned) => {
		const { place } = must(given);
		return { id: id as StreetId, name, places: [{ ...place, part: { kind: "whole" } as const, assignments }] };
	};
	const [even, odd] = must(town.streets[1]).places.map((place) => ({ ...place, assignments: assigned.slice(1, 2) }));
	const sides = [{ ...must(even), id: "p-other-side" as PlaceId }, must(odd)];
	const streets = [
		streetOf(ahornweg, "ahornweg", "Ahornweg", assigned),
		streetOf(hauptstrasse, "birkenweg", "Birkenweg", assigned.slice(1, 2)),
		{ id: "hauptstr" as StreetId, name: "Hauptstraße", places: sides },
	];
	return { ...town, coverage, rounds, streets, retired: { places: new Map(), services: [] } };
}
