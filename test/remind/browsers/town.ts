import type { Dataset } from "../../../data/model/dataset.ts";
import { type Day, plusDays } from "../../../data/model/day.ts";
import { wallClock } from "../../../data/model/zone.ts";
import { inventedTown, must, planned } from "../../worker/invented-town.ts";

export const BERLIN = inventedTown().town.zone;

/** A service worker's clock is the machine's: the town's dates lie around the real today. */
export function townAround(today: Day): Dataset {
	const town = inventedTown();
	const coverage = { from: plusDays(today, -30), to: plusDays(today, 300) };
	const [rest, bio, van] = town.rounds;
	const on = (...ahead: number[]) => ahead.map((days) => planned(plusDays(today, days)));
	const rounds = [
		{ ...must(rest), dates: on(1, 29) },
		{ ...must(bio), dates: on(1, 2, 3, 4) },
		{ ...must(van), dates: on(60) },
	];
	const [street] = town.streets;
	const { places, ...ahornweg } = must(street);
	const assignments = rounds.map((round) => ({ round, sources: [{ file: "abfuhr.csv", line: 3 }], edition: 0 }));
	const streets = [{ ...ahornweg, places: [{ ...must(places[0]), assignments }] }];
	return { ...town, coverage, rounds, streets, retired: { places: new Map(), services: [] } };
}

export function today(): Day {
	return wallClock(BERLIN, Date.now()).day;
}
