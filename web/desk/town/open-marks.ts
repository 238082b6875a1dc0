import { OPEN, TEXT_FIELDS } from "../../../data/import/recipe/open-questions.ts";
import { isObject, type Json, type Path, withAt } from "./value.ts";

/** Where `"?"` stands for what nobody has answered. */
export function openMarks(value: Json, path: Path = []): Path[] {
	if (value === OPEN) return [path];
	if (Array.isArray(value)) return value.flatMap((each, nth) => openMarks(each, [...path, nth]));
	if (!isObject(value)) return [];
	return Object.entries(value).flatMap(([key, each]) => (TEXT_FIELDS.has(key) ? [] : openMarks(each, [...path, key])));
}

/** What stands in for an answer until it is there, so that what was read can be looked at. */
const STAND_INS: readonly (readonly [pattern: string, value: Json | undefined])[] = [
	["name", "…"],
	["state", "HE"],
	["contact.name", "…"],
	["contact.email", "an@example.org"],
	["putOut.earliest", "18:00"],
	["putOut.latest", "06:00"],
	["publisher", "…"],
	["coverage.from", "2000-01-01"],
	["coverage.to", "2099-12-31"],
	["services.*.fraction", "other"],
	["services.*.label", "…"],
	["services.*.usual", true],
	["services.*.guessed", true],
	["recipe.districts", "{round}"],
	["recipe.read.*.guessed", true],
	["recipe.read.*.street", undefined],
	["recipe.read.*.format", "DD.MM.YYYY"],
	["recipe.read.*.numbers.equalEnds", "both-sides"],
	["recipe.read.*.summaries.*", null],
	["recipe.read.*.service.map.*", null],
	["recipe.read.*.columns.*.round", "…"],
];

/** The same with something in the place of each open question; steps of which not even the kind is known are gone. */
export function withStandIns(value: Json): Json {
	const known = withoutUnknown(value);
	return openMarks(known)
		.toReversed()
		.reduce((now, path) => withAt(now, path, standIn(path)), known);
}

function standIn(path: Path): Json | undefined {
	return STAND_INS.find(([pattern]) => fits(pattern.split("."), path))?.[1];
}

function fits(pattern: readonly string[], path: Path): boolean {
	return pattern.length === path.length && pattern.every((part, nth) => part === "*" || part === String(path[nth]));
}

function withoutUnknown(value: Json): Json {
	const recipe = isObject(value) ? value.recipe : undefined;
	if (!isObject(value) || !isObject(recipe) || !Array.isArray(recipe.read)) return value;
	const read = recipe.read.filter((step) => isObject(step) && step.as !== OPEN);
	return { ...value, recipe: { ...recipe, read } };
}
