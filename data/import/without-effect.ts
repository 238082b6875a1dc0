import type { Problem } from "../model/problem.ts";
import type { Reader, TableStep } from "./recipe/recipe.ts";
import type { Usage } from "./usage.ts";
import { listWords } from "./words.ts";

/** Entries of one field of a step, and what to say of those that no file needed. */
interface Entries {
	/** Path from the step on, as the step marks it in `Usage`. */
	readonly field: string;
	readonly names: readonly string[];
	readonly what: string;
	readonly remedy: string;
	/** Default: a hint. */
	readonly level?: "problem";
}

/**
 * What a step's recipe says and none of its files needed: a misspelled wording, or one that is gone.
 * One hint per field, as each has one cause.
 */
export function withoutEffect(step: Reader, at: number, usage: Usage): Problem[] {
	const path = `recipe.read.${at}`;
	const unused = entriesOf(step).flatMap(({ field, names, what, remedy, level }) => {
		const left = usage.unusedOf(field, names);
		if (left.length === 0) return [];
		return [noEffect(`${path}.${field}`, `${what}: ${listed(left)}.`, remedy, level)];
	});
	return [...unused, ...linesMissing(step, path, usage), ...(step.as === "calendar" ? [] : allLeftOut(path, usage))];
}

/** Lines that are to be left out and are not there. */
function linesMissing({ leaveOut }: Reader, path: string, usage: Usage): Problem[] {
	const missing = usage.unusedOf("leaveOut", [...leaveOut.keys()].map(String));
	const lines = missing.map((at) => leaveOut[Number(at)]?.lines ?? "");
	if (lines.length === 0) return [];
	return [noEffect(`${path}.leaveOut`, `Diese Zeilen gibt es nicht: ${listed(lines)}.`, LINES)];
}

function allLeftOut(path: string, usage: Usage): Problem[] {
	const none = usage.unusedOf("rows", ["kept"]).length > 0 && usage.unusedOf("rows", ["left out"]).length === 0;
	return none ? [nothingKept(path)] : [];
}

const LINES = "Die Nummern mit der Datei vergleichen; sind die Zeilen fort, den Eintrag löschen.";

function nothingKept(field: string): Problem {
	return {
		level: "problem",
		code: "nothing_kept",
		where: { file: "town.json", field },
		what: "Das Rezept lässt alle Zeilen dieses Schrittes aus.",
		remedy: 'Die Werte unter "only" und "not" und die Zeilen unter "leaveOut" mit der Datei vergleichen.',
	};
}

function noEffect(field: string, what: string, remedy: string, level: Problem["level"] = "warning"): Problem {
	return { level, code: "no_effect", where: { file: "town.json", field }, what, remedy };
}

const MOST_LISTED = 8;

function listed(names: readonly string[]): string {
	return listWords(names, MOST_LISTED);
}

const SPELLING = "Schreibweise mit der Datei vergleichen; kommt es nicht mehr vor, den Eintrag löschen.";

function entriesOf(step: Reader): Entries[] {
	const reshaped = step.as === "calendar" ? [] : reshaping(step);
	return [...wordings(step), ...leftOut(step), ...ofCalendar(step), ...streetNames(step), ...reshaped].filter(
		({ names }) => names.length > 0,
	);
}

/** Values by the column or property in which they are looked for. */
function byColumn(field: string, given: Readonly<Record<string, object | string>>, what: string): Entries[] {
	return Object.entries(given).map(([column, values]) => ({
		field: `${field}.${column}`,
		names: typeof values === "string" || Array.isArray(values) ? [values].flat() : Object.keys(values),
		what,
		remedy: SPELLING,
	}));
}

/** What a step does with its rows before it reads them. */
function reshaping({ several, fill, down, readAs, only, not, tree }: TableStep): Entries[] {
	const cells = "Diese Zellen kommen nicht vor";
	return [
		{
			field: "several",
			names: Object.keys(several),
			what: "In diesen Spalten steht das Trennzeichen nie",
			remedy: "Das Trennzeichen mit der Datei vergleichen; steht dort immer nur ein Wert, den Eintrag löschen.",
		},
		{ field: "fill", names: Object.keys(fill), what: "Diese Spalten sind nie leer", remedy: NEVER_EMPTY },
		{ field: "down", names: down, what: "Diese Spalten sind nie leer", remedy: NEVER_EMPTY },
		...byColumn("readAs", readAs, cells),
		...byColumn("only", only, cells),
		...byColumn("not", not, cells),
		{ field: "only", names: Object.keys(only), what: "Alle Zeilen haben die verlangten Werte", remedy: ONLY_ALL },
		{
			field: "tree.columns",
			names: tree ? Object.keys(tree.columns) : [],
			what: "Die Pfade dieser Spalten führen in keiner Datei zu etwas",
			remedy: "Die Pfade mit der Datei vergleichen (Groß- und Kleinschreibung, «@» vor Attributen).",
			level: "problem" as const,
		},
	];
}

const NEVER_EMPTY = "Die Spalte mit der Datei vergleichen; ist sie wirklich nie leer, den Eintrag löschen.";
const ONLY_ALL = "Die Spalte und ihre Werte mit der Datei vergleichen; zählen wirklich alle, den Eintrag löschen.";

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
		...[["readAs", step.readAs] as const, ["only", step.only] as const, ["not", step.not] as const].flatMap(
			([field, given]) => byColumn(field, given, "Das steht in keinem Termin"),
		),
	];
}
