import type { Period } from "../model/day.ts";
import type { Problem } from "../model/problem.ts";
import { countRows, type Draft, emptyDraft } from "./draft.ts";
import { addStand } from "./file-stands.ts";
import { CHANGES_FILE, type FileContent, type Files, foundFiles } from "./files.ts";
import { idlePeriods } from "./idle-periods.ts";
import { CAUSES } from "./known.ts";
import { notTaken } from "./not-taken.ts";
import { decode, fittingEncoding } from "./read/decode.ts";
import type { Encoding } from "./read/encodings.ts";
import { readIcsOctets } from "./read/ics.ts";
import type { Reader, ReaderOf, TableStep, TownFile } from "./recipe/recipe.ts";
import { readCalendar } from "./steps/calendar.ts";
import { readChanges, readChangesTable } from "./steps/changes.ts";
import { coversOf } from "./steps/covers.ts";
import { readDateColumns, readDates } from "./steps/dates.ts";
import { readDayTokens } from "./steps/day-tokens.ts";
import { assignDistricts } from "./steps/districts.ts";
import { tellEscapedText } from "./steps/escaped-text.ts";
import { tellNoDates } from "./steps/no-dates.ts";
import { tellOtherYear } from "./steps/other-year.ts";
import { readRows } from "./steps/read-rows.ts";
import type { Reading } from "./steps/reading.ts";
import { readRhythms } from "./steps/rhythms.ts";
import { readRules } from "./steps/rules.ts";
import { readShifts } from "./steps/shifts.ts";
import { tellStreetNames } from "./steps/street-names.ts";
import { readStreets } from "./steps/streets.ts";
import { readShape } from "./steps/tables.ts";
import { sheetName } from "./unpack.ts";
import { besideJoined, besideTable, unreadBeside } from "./unread-columns.ts";
import { Usage } from "./usage.ts";
import { withoutEffect } from "./without-effect.ts";

/** Bytes in, what they say out: nothing is judged here but whether it can be read. */
export function readTown(town: TownFile, files: Files): Draft {
	const draft = emptyDraft();
	for (const [at, step] of town.recipe.read.entries()) readStep({ town, draft, step, at }, files);
	const changes = files.get(CHANGES_FILE);
	if (changes instanceof Uint8Array) readChangesFile(town, draft, files, changes);
	if (town.recipe.districts !== undefined) assignDistricts(draft, town.recipe.districts, town);
	draft.problems.push(...idlePeriods(town), ...unreadBeside(draft));
	return draft;
}

interface StepReading {
	readonly town: TownFile;
	readonly draft: Draft;
	readonly step: Reader;
	/** Its place in the recipe, from 0. */
	readonly at: number;
}

/** All files of a step, and then what of the recipe none of them needed. */
function readStep(reading: StepReading, files: Files): void {
	const { draft, step, at } = reading;
	const usage = new Usage();
	draft.problems.push(...notTaken(step, at));
	const before = draft.problems.length;
	for (const { file, round } of foundFiles(step, files)) {
		const known = {
			dates: draft.dates.length,
			assignments: draft.assignments.length,
			problems: draft.problems.length,
		};
		const found = { file, round, files };
		if (step.as === "calendar") readCalendarFile(reading, step, found, usage);
		else readTableFile(reading, step, found, usage);
		addStand(draft.stands, file, contentOf(files, file, "sheet" in step ? step.sheet : undefined));
		tellSpoken(reading, file, known);
		tellStreetNames(draft, file, known);
		tellEscapedText(draft, file, known);
		tellNoDates(draft, step, file, known);
		tellOtherYear(draft, file, known);
	}
	const isWhole = draft.problems.slice(before).every(({ code }) => !CAUSES.has(code));
	if (isWhole) draft.problems.push(...withoutEffect(step, at, usage));
}

/** Of which services, rounds and days a file has spoken, since so many dates and assignments were known. */
function tellSpoken({ town, draft, step }: StepReading, file: string, known: Readonly<Record<Told, number>>): void {
	const [dates, assignments] = [draft.dates.slice(known.dates), draft.assignments.slice(known.assignments)];
	draft.covers.push(...coversOf(dates, step.period));
	const listed = new Set(assignments.map(({ service }) => service));
	for (const service of new Set([...listed, ...dates.map((date) => date.service)]))
		draft.reads.push({ file, service, period: step.period ?? town.coverage });
	if (step.as === "streets" && step.period)
		for (const service of listed) draft.wholeLists.push({ service, period: step.period });
}

type Told = "dates" | "assignments";

/** A sheet of a workbook has been made text beforehand. */
function contentOf(files: Files, file: string, sheet: string | number | undefined): FileContent | undefined {
	return files.get(sheet === undefined ? file : sheetName(file, sheet));
}

interface FoundFile {
	readonly file: string;
	readonly round: string;
	readonly files: Files;
}

function readCalendarFile(reading: StepReading, step: ReaderOf<"calendar">, found: FoundFile, usage: Usage): void {
	const { town, draft } = reading;
	const { file, round, files } = found;
	const content = files.get(file);
	if (!(content instanceof Uint8Array))
		return tellOnce(draft, [content && "code" in content ? content : missingFile(file)]);
	const { calendar, problems } = readIcsOctets(content, file, step.encoding);
	tellOnce(draft, problems);
	const { zone, languages } = town;
	const context = { draft, zone, languages, period: step.period ?? town.coverage, usage };
	if (calendar) readCalendar({ file, round, calendar }, step, context);
}

function readTableFile({ town, draft }: StepReading, step: TableStep, { file, files }: FoundFile, usage: Usage): void {
	const text = textOf(draft, files, { ...step, file });
	if (text === undefined) return;
	const period: Period = step.period ?? town.coverage;
	const context = { usage, textOf: (join: FileOptions) => textOf(draft, files, join) };
	const { table, problems, leftOut, unread = 0, acknowledged, tree, other } = readShape(text, file, step, context);
	draft.problems.push(...problems);
	draft.acknowledged.push(...acknowledged);
	const isWhole = problems.every(({ level }) => level === "warning");
	if (table.rows.length === 0 && isWhole && leftOut === 0) draft.problems.push(emptyTable(file));
	countRows(draft, file, { held: leftOut + unread, read: 0, leftOut });
	if (table.rows.length > 0) usage.use("rows", "kept");
	if (leftOut > 0) usage.use("rows", "left out");
	const given = { table, draft, zone: town.zone, coverage: town.coverage, period, usage };
	const reading = readRows(given, (rows) => table.rows.length > 0 && readTableStep(step, rows));
	if (reading.missing.length > 0) return;
	besideTable(reading, step, tree);
	if (other) besideJoined(draft, step, other);
}

function readTableStep(step: TableStep, reading: Reading): void {
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
		case "rules":
			return readRules(reading, step);
		case "shifts":
			return readShifts(reading, step);
	}
}

function readChangesFile(town: TownFile, draft: Draft, files: Files, bytes: Uint8Array): void {
	const text = textOf(draft, files, { file: CHANGES_FILE, encoding: fittingEncoding(bytes) });
	if (text === undefined) return;
	const { table, problems } = readChangesTable(text, CHANGES_FILE);
	draft.problems.push(...problems);
	const reading = { table, draft, zone: town.zone, coverage: town.coverage, period: town.coverage, usage: new Usage() };
	readRows(reading, (rows) => readChanges(rows, town.services));
}

interface FileOptions {
	readonly file: string;
	readonly sheet?: string | number | undefined;
	readonly encoding: Encoding;
}

function textOf(draft: Draft, files: Files, { file, sheet, encoding }: FileOptions): string | undefined {
	const content = contentOf(files, file, sheet);
	if (!content || "code" in content) {
		draft.problems.push(content ?? missingFile(file));
		return undefined;
	}
	const decoding = sheet === undefined ? encoding : "utf-8";
	const { text, problems } = content instanceof Uint8Array ? decode(content, file, decoding) : content;
	tellOnce(draft, problems);
	return text;
}

/** Two steps may read one file. */
function tellOnce(draft: Draft, problems: readonly Problem[]): void {
	const isNew = ({ what, where }: Problem) =>
		!draft.problems.some((each) => each.where.file === where.file && each.what === what);
	draft.problems.push(...problems.filter(isNew));
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
