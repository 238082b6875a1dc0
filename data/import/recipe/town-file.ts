import * as v from "valibot";
import type { Problem } from "../../model/problem.ts";
import { isReserved } from "../../model/reserved.ts";
import { type Result, right, wrong } from "../../model/result.ts";
import { parseTownId, type TownId } from "../../model/town.ts";
import { readJsonTree } from "../read/json-tree.ts";
import { plain, plainLines } from "../read/plain.ts";
import { rowsOfTree } from "../read/tree.ts";
import { fieldNames } from "./field-names.ts";
import { guessWarnings } from "./guess-marks.ts";
import { issueProblems } from "./issues.ts";
import { openQuestions } from "./open-questions.ts";
import { type Reader, type TownFile, townShape } from "./recipe.ts";

const FILE = "town.json";

/** Reads `town.json`: the facts and the recipe, or everything that is wrong with them. */
export function parseTownFile(given: string, folder: string): Result<{ id: TownId; file: TownFile }> {
	const json = plainLines(given);
	const read = parseJson(json);
	if ("problem" in read) return wrong([...(parseTownId(folder) ? [] : [badFolder(folder)]), read.problem]);
	const id = idOf(read.value, folder);
	if (!id) return wrong([badFolder(nameOf(read.value) ?? folder)]);
	const open = openQuestions(json);
	const parsed = v.safeParse(townShape, read.value);
	if (!parsed.success) {
		const left = parsed.issues.filter((issue) => !isOf(issue, open));
		return wrong([...open, ...issueProblems(left, (path) => fieldNames(townShape, path, read.value))]);
	}
	const problems = [...open, ...strayServices(parsed.output)];
	if (problems.length > 0) return wrong(problems);
	const file = { ...parsed.output, policyLines: policyLines(json) };
	return right({ id, file: { ...file, guesses: guessWarnings(json, file) } });
}

/** The folder's name, unless the file says whose it is: a copy may lie in a folder of another name. */
function idOf(value: unknown, folder: string): TownId | undefined {
	return parseTownId(nameOf(value) ?? folder);
}

function nameOf(value: unknown): string | undefined {
	if (value === null || typeof value !== "object" || !("id" in value)) return undefined;
	return String(value.id);
}

/** An open question is told as one, not also as a value that does not fit. */
function isOf(issue: v.BaseIssue<unknown>, open: readonly Problem[]): boolean {
	const path = v.getDotPath(issue) ?? "";
	return open.some(({ where: { field = "" } }) => field === path || field.startsWith(`${path}.`));
}

function policyLines(json: string): number[] {
	const read = readJsonTree(json);
	return "root" in read ? rowsOfTree(read.root, "recipe/holidays/*", []).map(({ line }) => line) : [];
}

function badFolder(folder: string): Problem {
	const reserved = isReserved(folder);
	return {
		level: "problem",
		code: "bad_town_id",
		where: { file: folder },
		what: reserved
			? `«${folder}» ist der Name einer Adresse des Programms.`
			: `«${folder}» taugt nicht als Kennung einer Gemeinde.`,
		remedy: "Den Ordner aus Kleinbuchstaben, Ziffern und Bindestrichen benennen, zum Beispiel «bad-nauheim».",
	};
}

function parseJson(json: string): { value: unknown } | { problem: Problem } {
	try {
		return { value: plainValue(JSON.parse(json)) };
	} catch (error) {
		const position = /position (\d+)/.exec(String(error))?.[1];
		const line = position === undefined ? undefined : json.slice(0, Number(position)).split("\n").length;
		return {
			problem: {
				level: "problem",
				code: "bad_json",
				where: { file: FILE, line },
				what: "Die Datei ist kein gültiges JSON.",
				remedy: "In dieser Zeile (oder kurz davor) Kommas, Klammern und Anführungszeichen prüfen.",
			},
		};
	}
}

/** What a recipe says is compared with what files say, and those are plain. */
function plainValue(value: unknown): unknown {
	if (typeof value === "string") return plain(value);
	if (Array.isArray(value)) return value.map(plainValue);
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, each]) => [plain(name), plainValue(each)]));
}

/** Services that the recipe names and the town does not have, and ids that are there twice. */
function strayServices({ services, recipe }: TownFile): Problem[] {
	const ids = services.map(({ id }) => id);
	const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
	const problems = twice.map((id) =>
		serviceProblem("services", "service_twice", `Die Leistung «${id}» steht zweimal da.`),
	);
	recipe.read.forEach((step, at) => {
		for (const id of namedServices(step)) {
			if (ids.some((known) => known === id)) continue;
			const what = `Die Leistung «${id}» gibt es unter "services" nicht.`;
			problems.push(serviceProblem(`recipe.read.${at}`, "unknown_service", what));
		}
	});
	recipe.holidays.forEach(({ services = [] }, at) => {
		for (const id of services.filter((each) => !ids.includes(each))) {
			const what = `Die Leistung «${id}» gibt es unter "services" nicht.`;
			problems.push(serviceProblem(`recipe.holidays.${at}`, "unknown_service", what));
		}
	});
	return problems;
}

function serviceProblem(field: string, code: string, what: string): Problem {
	return {
		level: "problem",
		code,
		where: { file: FILE, field },
		what,
		remedy: 'Die Kennung unter "services" und im Rezept gleich schreiben.',
	};
}

function namedServices(step: Reader): Set<string> {
	const lists = [
		step.as === "streets" ? [...step.rounds.flatMap(({ services }) => services), ...step.everywhere] : [],
		step.as === "date-columns" ? step.columns.flatMap(({ services }) => services) : [],
		step.as === "day-tokens" ? step.map.flatMap(({ services }) => services) : [],
		step.as === "calendar" ? [...Object.values(step.summaries).flat(), ...step.stops] : [],
		step.as === "shifts" ? (step.services ?? []) : [],
		"service" in step ? chosenServices(step.service) : [],
	];
	return new Set(lists.flat().filter((id) => id !== null));
}

function chosenServices(choice: Extract<Reader, { service?: unknown }>["service"]): (string | null)[] {
	if (choice === undefined) return [];
	return typeof choice === "string" ? [choice] : Object.values(choice.map).flat();
}
