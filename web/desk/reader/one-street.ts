import type { Round } from "../../../data/model/collection.ts";
import type { Dataset } from "../../../data/model/dataset.ts";
import { makeDataset } from "../../../data/model/dataset-file.ts";
import { roundKey } from "../../../data/model/notice.ts";
import type { RoundOfDay } from "./messages.ts";

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

/** The rounds that go on a day. */
export function roundsOn(dataset: Dataset | undefined, day: string): RoundOfDay[] {
	return roundsOf(dataset, ({ dates }) => dates.some((date) => date.day === day));
}

export function roundsOf(dataset: Dataset | undefined, isMeant: (round: Round) => boolean = () => true): RoundOfDay[] {
	const found = (dataset?.rounds.filter(isMeant) ?? []).map(({ service, name = "" }) => {
		const label = dataset?.services.find(({ id }) => id === service)?.label ?? service;
		return { service, label, round: name };
	});
	// Rounds without a name are told apart by their dates alone: what speaks of one speaks of all of them.
	const unique = new Map(found.map((each) => [roundKey({ service: each.service, name: each.round }), each]));
	return [...unique.values()];
}
