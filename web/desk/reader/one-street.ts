import type { Dataset } from "../../../data/model/dataset.ts";
import { makeDataset } from "../../../data/model/dataset-file.ts";

/** A street by name, with what tells it from others of that name. */
export function streetNames({ streets }: Dataset): string[] {
	return streets.map(({ name, postcode, locality }) =>
		[name, [postcode, locality].filter(Boolean).join(" ")].filter(Boolean).join(", "),
	);
}

/** The same town with one street alone: a page reads it at once, however large the town is. */
export function ofOneStreet(dataset: Dataset, at: number): string {
	const streets = dataset.streets.slice(at, at + 1);
	const used = new Set(
		streets.flatMap(({ places }) => places.flatMap(({ assignments }) => assignments.map(({ round }) => round))),
	);
	const rounds = dataset.rounds.filter((round) => used.has(round));
	return makeDataset({ ...dataset, rounds, streets, retired: { places: new Map(), services: [] } });
}
