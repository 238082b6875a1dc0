import type { Period } from "../model/day.ts";
import type { Problem } from "../model/problem.ts";
import { countRows, type Draft, emptyDraft } from "./draft.ts";
import { decode } from "./read/decode.ts";
import { readTable } from "./read/table.ts";
import type { Reader, TownFile } from "./recipe/recipe.ts";
import { filesOf } from "./recipe/town-file.ts";
import { readCalendar } from "./steps/calendar.ts";
import { readChanges } from "./steps/changes.ts";
import { readDateColumns, readDates, readDayTokens } from "./steps/dates.ts";
import type { Reading } from "./steps/reading.ts";
import { readRhythms } from "./steps/rhythms.ts";
import { readShifts } from "./steps/shifts.ts";
import { readStreets } from "./steps/streets.ts";

export const CHANGES_FILE = "changes.csv";

/** The bytes of each file that a recipe names; `undefined` where it is missing. */
export type Files = ReadonlyMap<string, Uint8Array | undefined>;

/** Every file that the import of a town looks at, besides `town.json`. */
export function namedFiles({ recipe }: TownFile): string[] {
	return [...new Set(recipe.read.flatMap((step) => filesOf(step).map(({ file }) => file)))];
}

/** Bytes in, what they say out: nothing is judged here but whether it can be read. */
export function readTown(town: TownFile, files: Files): Draft {
	const draft = emptyDraft();
	for (const step of town.recipe.read) {
		for (const { file, round } of filesOf(step)) {
			const text = textOf(draft, files.get(file), file, step.encoding);
			if (text !== undefined) readFile(town, step, { file, round, text }, draft);
		}
	}
	const changes = files.get(CHANGES_FILE);
	if (changes) readChangesFile(town, draft, changes);
	return draft;
}

interface TextFile {
	readonly file: string;
	readonly round: string;
	readonly text: string;
}

function readFile(town: TownFile, step: Reader, given: TextFile, draft: Draft): void {
	const period: Period = step.period ?? town.coverage;
	if (step.as === "calendar") {
		readCalendar(given, step, { draft, zone: town.zone, period });
		return;
	}
	const { table, problems } = readTable(given.text, given.file, {
		separator: step.separator,
		header: step.header,
		...step.lines,
	});
	draft.problems.push(...problems);
	countRows(draft, given.file, { held: table.rows.length, read: 0 });
	if (problems.length > 0) return;
	if (table.rows.length === 0) draft.problems.push(emptyTable(given.file));
	else readTableStep(step, { table, draft, coverage: town.coverage, period });
}

function readTableStep(step: Exclude<Reader, { as: "calendar" }>, reading: Reading): void {
	switch (step.as) {
		case "streets":
			return readStreets(reading, step);
		case "dates":
			return readDates(reading, step);
		case "date-columns":
			return readDateColumns(reading, step);
		case "day-tokens":
			return readDayTokens(reading, step);
		case "rhythms":
			return readRhythms(reading, step);
		case "shifts":
			return readShifts(reading, step);
	}
}

function readChangesFile(town: TownFile, draft: Draft, bytes: Uint8Array): void {
	const text = textOf(draft, bytes, CHANGES_FILE, "utf-8");
	if (text === undefined) return;
	const { table, problems } = readTable(text, CHANGES_FILE, { separator: ";", header: 1 });
	draft.problems.push(...problems);
	countRows(draft, CHANGES_FILE, { held: table.rows.length, read: 0 });
	readChanges({ table, draft, coverage: town.coverage, period: town.coverage }, town.services);
}

function textOf(draft: Draft, bytes: Uint8Array | undefined, file: string, encoding: Parameters<typeof decode>[2]) {
	if (!bytes) {
		draft.problems.push(missingFile(file));
		return undefined;
	}
	const decoded = decode(bytes, file, encoding);
	if (decoded.ok) return decoded.value;
	draft.problems.push(...decoded.problems);
	return undefined;
}

function missingFile(file: string): Problem {
	return {
		level: "problem",
		code: "missing_file",
		where: { file },
		what: "Die Datei, die das Rezept nennt, ist nicht da.",
		remedy: "Die Datei in den Ordner der Gemeinde legen oder den Namen in town.json berichtigen.",
	};
}

function emptyTable(file: string): Problem {
	return {
		level: "problem",
		code: "empty_file",
		where: { file, line: 1 },
		what: "Die Datei enthält keine einzige Zeile mit Daten.",
		remedy: "Die vollständige Datei ablegen; der bisherige Stand bleibt.",
	};
}
