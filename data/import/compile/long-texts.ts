import type { Round } from "../../model/collection.ts";
import type { Dataset } from "../../model/dataset.ts";
import type { Problem } from "../../model/problem.ts";
import type { Source } from "../../model/source.ts";
import type { Place, Street } from "../../model/street.ts";

/**
 * Every text of a dataset is written into each event, each push and each view that it belongs to: one of a megabyte
 * would make a calendar of hundreds. The longest real ones are a fifth of what is allowed.
 */
const MOST = { label: 100, name: 200, sentence: 1000 } as const;

interface Found {
	readonly where: { readonly file: string; readonly line?: number | undefined; readonly field?: string };
	readonly text: string | undefined;
	readonly kind: keyof typeof MOST;
}

export function longTexts(dataset: Dataset): Problem[] {
	const texts = [...townTexts(dataset), ...dataset.streets.flatMap(streetTexts), ...dataset.rounds.flatMap(roundTexts)];
	const long = texts.filter(({ text = "", kind }) => text.length > MOST[kind]);
	return [...new Map(long.map((each) => [each.text, each])).values()].map(problem);
}

function townTexts({ town, services }: Dataset): Found[] {
	const at = (field: string, text: string | undefined, kind: Found["kind"]): Found => ({
		where: { file: "town.json", field },
		text,
		kind,
	});
	return [
		at("name", town.name, "name"),
		at("publisher", town.publisher, "name"),
		at("putOut.note", town.putOut.note, "sentence"),
		...services.flatMap(({ label, detail }, nth) => [
			at(`services.${nth}.label`, label, "label"),
			at(`services.${nth}.detail`, detail, "name"),
		]),
	];
}

function streetTexts({ name, locality, places }: Street): Found[] {
	const where = whereOf(places[0]?.assignments[0]?.sources[0]);
	return [
		{ where, text: name, kind: "name" },
		{ where, text: locality, kind: "name" },
		...places.flatMap((place) => wordsOf(place)),
	];
}

function wordsOf({ part, assignments }: Place): Found[] {
	if (part.kind !== "words") return [];
	return [{ where: whereOf(assignments[0]?.sources[0]), text: part.words, kind: "sentence" }];
}

function roundTexts({ name, dates }: Round): Found[] {
	return [
		{ where: whereOf(dates[0]?.source), text: name, kind: "name" },
		...dates.flatMap(({ reason, note, at = [], source, moved }): Found[] => [
			{ where: whereOf(moved ?? source), text: reason, kind: "sentence" },
			{ where: whereOf(source), text: note, kind: "sentence" },
			...at.map(({ place }): Found => ({ where: whereOf(source), text: place, kind: "name" })),
		]),
	];
}

function whereOf(source: Source | undefined): Found["where"] {
	return source ?? { file: "town.json" };
}

function problem({ where, text = "", kind }: Found): Problem {
	return {
		level: "problem",
		code: "text_too_long",
		where,
		what: `Der Text «${text.slice(0, 40)}…» hat ${text.length} Zeichen, mehr als die ${MOST[kind]}, die auf Seite und Kalender Platz haben.`,
		remedy: "Den Text kürzen, oder prüfen, ob ein Anführungszeichen oder ein Trennzeichen fehlt.",
	};
}
