import type { Problem } from "../model/problem.ts";
import type { Reader } from "./recipe/recipe.ts";
import type { Usage } from "./usage.ts";

/** Entries of one field of a step, and what to say of those that no file needed. */
interface Entries {
	/** Path from the step on, as the step marks it in `Usage`. */
	readonly field: string;
	readonly names: readonly string[];
	readonly what: string;
	readonly remedy: string;
}

/**
 * What a step's recipe says and none of its files needed: a misspelled wording, or one that is gone.
 * One hint per field, as each has one cause.
 */
export function withoutEffect(step: Reader, at: number, usage: Usage): Problem[] {
	return entriesOf(step).flatMap(({ field, names, what, remedy }) => {
		const unused = usage.unusedOf(field, names);
		return unused.length === 0 ? [] : [noEffect(`recipe.read.${at}.${field}`, `${what}: ${listed(unused)}.`, remedy)];
	});
}

export function noEffect(field: string, what: string, remedy: string): Problem {
	return { level: "warning", code: "no_effect", where: { file: "town.json", field }, what, remedy };
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
	const shown = names.slice(0, MOST_LISTED).map((name) => `«${name}»`);
	const more = names.length - shown.length;
	return more > 0 ? `${shown.join(", ")} und ${more} weitere` : shown.join(", ");
}

const SPELLING = "Schreibweise mit der Datei vergleichen; kommt es nicht mehr vor, den Eintrag löschen.";

function entriesOf(step: Reader): Entries[] {
	return [...wordings(step), ...leftOut(step), ...ofCalendar(step), ...streetNames(step)].filter(
		({ names }) => names.length > 0,
	);
}

function wordings(step: Reader): Entries[] {
	const what = "Diese Wortlaute kommen in keiner Datei des Schrittes vor";
	// What a list of shifts may name is more than what is shifted in a year.
	const service = "service" in step && step.as !== "shifts" && typeof step.service === "object" ? step.service.map : {};
	const tokens = step.as === "day-tokens" ? step.map.map(({ token }) => token) : [];
	return [
		{ field: "service.map", names: Object.keys(service), what, remedy: SPELLING },
		{ field: "map", names: tokens, what, remedy: SPELLING },
	];
}

function streetNames(step: Reader): Entries[] {
	const names = step.as === "streets" && step.numbers && "inStreet" in step.numbers ? step.numbers.names : [];
	return [{ field: "numbers.names", names, what: "So heißt keine Straße der Datei", remedy: SPELLING }];
}

/** Everybody's "nothing": a recipe that names them too says nothing odd. */
const USUAL_NONE: readonly string[] = ["", "-", "–"];

function leftOut(step: Reader): Entries[] {
	const what = "Diese Zellen sollen nichts bedeuten und kommen nicht vor";
	const own = (none: readonly string[]) => none.filter((each) => !USUAL_NONE.includes(each));
	const rounds = step.as === "streets" ? step.rounds.flatMap(({ none }) => own(none)) : [];
	const dates = step.as === "streets" && step.dates ? own(step.dates.none) : [];
	return [
		{ field: "ignore", names: step.as === "day-tokens" ? step.ignore : [], what, remedy: SPELLING },
		{ field: "none", names: "none" in step ? own(step.none) : [], what, remedy: SPELLING },
		{ field: "rounds.none", names: [...new Set(rounds)], what, remedy: SPELLING },
		{ field: "dates.none", names: dates, what, remedy: SPELLING },
	];
}

function ofCalendar(step: Reader): Entries[] {
	if (step.as !== "calendar") return [];
	const wording = "Diese Wortlaute kommen in keinem Kalender des Schrittes vor";
	const pattern = "Diese Muster passen auf keinen Termin";
	const split = "Diese Trennzeichen trennen nichts";
	const stops = "Diese Leistungen haben in keinem Termin einen Ort (LOCATION)";
	return [
		{ field: "summaries", names: Object.keys(step.summaries), what: wording, remedy: SPELLING },
		{ field: "patterns", names: step.patterns, what: pattern, remedy: SPELLING },
		{ field: "split", names: step.split, what: split, remedy: SPELLING },
		{ field: "stops", names: step.stops, what: stops, remedy: SPELLING },
	];
}
