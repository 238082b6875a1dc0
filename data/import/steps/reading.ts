import type { Stop } from "../../model/collection.ts";
import type { Period } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Source } from "../../model/source.ts";
import { type Minutes, parseTime } from "../../model/time.ts";
import type { Zone } from "../../model/zone.ts";
import type { Draft } from "../draft.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import { fillTemplate } from "../read/pattern.ts";
import { type Row, type Table, tidy } from "../read/table.ts";
import type { Column, ColumnPattern, ServiceChoice } from "../recipe/recipe.ts";
import { WHOLE_TOWN } from "../round-key.ts";
import type { Usage } from "../usage.ts";
import type { Account } from "./account.ts";
import { unknownColumns } from "./table-columns.ts";

/** One file in the hands of one reader: the table, where findings go, and the days it may speak of. */
export interface Reading {
	readonly table: Table;
	readonly draft: Draft;
	readonly coverage: Period;
	/** The part of the coverage this file speaks of. */
	readonly period: Period;
	/** The town's: its clock says which day a moment is. */
	readonly zone: Zone;
	/** What becomes of each row. */
	readonly account: Account;
	/** Which entries of the recipe the rows need. */
	readonly usage: Usage;
	/** Places of the columns that the recipe names. */
	readonly named: Set<number>;
	/** Columns that are not there, as the recipe names them. */
	readonly missing: string[];
	/** What is the same in many rows, until all were read. */
	readonly causes: Map<string, { readonly rows: Row[]; readonly findingOf: FindingOf }>;
}

/** Nothing where all rows together show that it is none. */
type FindingOf = (lines: string) => Finding | undefined;

/** A finding about a row, or about the whole file: then the rows need no account. */
export function report(reading: Reading, row: Row | number | undefined, found: Finding): void {
	const line = typeof row === "object" ? row.line : row;
	const { field, cellOnly, ...rest } = found;
	const where = { file: reading.table.file, line, field: fieldOf(row, field) };
	const problem: Problem = { level: "problem", where, ...rest };
	reading.draft.problems.push(problem);
	if (typeof row === "object") markTold(reading, row, found);
	else if (problem.level === "problem") reading.account.stop();
}

/** In a file of one line, its path tells a row from the others: `termine/2/Datum`. */
function fieldOf(row: Row | number | undefined, field: string | undefined): string | undefined {
	const path = typeof row === "object" ? row.path : undefined;
	return path === undefined ? field : [path, ...(field ? [field] : [])].join("/");
}

/** One finding for all rows with the same cause, made once all rows were read. `lines` are theirs, in words. */
export function reportAlike(reading: Reading, row: Row, cause: string, findingOf: FindingOf): void {
	const known = reading.causes.get(cause);
	if (known) known.rows.push(row);
	else reading.causes.set(cause, { rows: [row], findingOf });
}

/** Tells what was found alike in many rows. */
export function tellCauses(reading: Reading): void {
	for (const { rows, findingOf } of reading.causes.values()) {
		const lines = rows.map(({ line }) => line);
		const made = findingOf(linesInWords(lines));
		if (!made) continue;
		const found = { ...made, alike: lines };
		report(reading, rows[0], found);
		for (const row of rows) markTold(reading, row, found);
	}
	reading.causes.clear();
}

function markTold({ account }: Reading, row: Row, { level, cellOnly }: Finding): void {
	if (level === "warning") return;
	if (cellOnly) account.tell(row);
	else account.refuse(row);
}

export interface Finding {
	readonly code: string;
	readonly what: string;
	readonly remedy: string;
	readonly field?: string | undefined;
	readonly level?: Problem["level"];
	readonly alike?: Problem["alike"];
	/** Acknowledged, the row counts without this cell. Else nothing of its line counts. */
	readonly cellOnly?: true;
}

/** The row was understood. */
export function accept({ account }: Reading, row: Row): void {
	account.read(row);
}

/** The recipe says that the row does not count. */
export function leaveOut({ account }: Reading, row: Row): void {
	account.leaveOut(row);
}

export function sourceOf(reading: Reading, row: Row): Source {
	return { file: reading.table.file, line: row.line };
}

/** Finds every column or says which are missing; -1 is never returned. */
export function columnIndex(reading: Reading, column: Column): number | undefined {
	const { header, rows } = reading.table;
	if (typeof column === "number") {
		const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), header.length);
		if (column <= width) return named(reading, column - 1);
		unknownColumn(reading, `Nr. ${column} (die Tabelle hat ${width === 1 ? "eine Spalte" : `${width} Spalten`})`);
		return undefined;
	}
	const at = header.indexOf(column);
	if (at >= 0) return named(reading, at);
	unknownColumn(reading, `«${column}»`);
	return undefined;
}

/** The recipe names this column: it is not left over. */
function named(reading: Reading, at: number): number {
	reading.named.add(at);
	return at;
}

function unknownColumn(reading: Reading, named: string): void {
	if (!reading.missing.includes(named)) reading.missing.push(named);
	reading.account.stop();
}

/** One finding for all columns that are not there: another file, another header, or a header that is gone. */
export function tellMissing(reading: Reading): void {
	const { missing, table } = reading;
	if (missing.length === 0) return;
	report(reading, table.headerLine || 1, unknownColumns(missing, table));
}

/** Several columns: a list, or a name with `*` for the rest of it. */
export function columnIndices(reading: Reading, pattern: ColumnPattern): number[] | undefined {
	if (typeof pattern !== "string") return all(pattern.map((column) => columnIndex(reading, column)));
	if (!pattern.includes("*")) return all([columnIndex(reading, pattern)]);
	const [before = "", after = ""] = pattern.split("*");
	const found = reading.table.header.flatMap((name, at) =>
		name.startsWith(before) && name.endsWith(after) ? [at] : [],
	);
	if (found.length > 0) return found.map((at) => named(reading, at));
	unknownColumn(reading, `«${pattern}»`);
	return undefined;
}

/** The list without gaps, or nothing when there is one. */
export function all<T>(list: readonly (T | undefined)[]): T[] | undefined {
	const present = list.filter((each) => each !== undefined);
	return present.length === list.length ? present : undefined;
}

export function cellAt(row: Row, index: number | undefined): string {
	return index === undefined ? "" : tidy(row.cells[index] ?? "");
}

/** An optional column: `null` when it is named but missing, so that callers can stop. */
export function optionalIndex(reading: Reading, column: Column | undefined): number | undefined | null {
	return column === undefined ? undefined : (columnIndex(reading, column) ?? null);
}

/** Where the columns are that a step needs, and those that it may name. Nothing where one of them is not there, which is told. */
export function columnsOf<Needed extends string, Possible extends string = never>(
	reading: Reading,
	needed: Readonly<Record<Needed, Column>>,
	possible?: Readonly<Record<Possible, Column | undefined>>,
): Readonly<Record<Needed, number> & Record<Possible, number | undefined>> | undefined {
	const named = Object.entries<Column | undefined>({ ...needed, ...possible });
	const found = named.map(([name, column]) => [name, optionalIndex(reading, column)] as const);
	if (found.some(([, index]) => index === null)) return undefined;
	return Object.fromEntries(found) as Record<Needed, number> & Record<Possible, number | undefined>;
}

/**
 * Tells the services of each row, at least one. `undefined`: it does not count, because the recipe says
 * so, or because its wording is unknown; that is told once for all of its rows.
 */
export function serviceReader(reading: Reading, choice: ServiceChoice) {
	if (typeof choice === "string") return (_row: Row): readonly ServiceId[] | undefined => [choice];
	const indices = all(choice.columns.map((column) => columnIndex(reading, column)));
	if (!indices) return undefined;
	return (row: Row): readonly ServiceId[] | undefined => {
		const wording = indices.map((at) => cellAt(row, at)).join("|");
		const services = Object.hasOwn(choice.map, wording) ? choice.map[wording] : undefined;
		if (services === undefined) reportAlike(reading, row, `service ${wording}`, (lines) => unmapped(wording, lines));
		else reading.usage.use("service.map", wording);
		if (services === null) leaveOut(reading, row);
		return services ? [services].flat() : undefined;
	};
}

function unmapped(wording: string, lines: string): Finding {
	if (/^\|*$/u.test(wording)) return withoutService(wording, lines);
	return {
		code: "unmapped_service",
		what: `«${wording}» ist keiner Leistung zugeordnet (${lines}).`,
		remedy: `Im Rezept unter "map" ergänzen: "${wording}": "<leistung>" (oder null, wenn die Zeilen nicht zählen).`,
	};
}

/** Of an empty cell nobody can say which waste it means. */
function withoutService(wording: string, lines: string): Finding {
	return {
		code: "unmapped_service",
		what: `Hier steht keine Leistung (${lines}).`,
		remedy: `Die Leistung in der Datei eintragen; steht sie nur in der Zeile darüber, im Rezept unter "down" die Spalte nennen; zählen die Zeilen nicht, unter "map" ergänzen: "${wording}": null.`,
	};
}

/** Tells the round of each row. `undefined`: its cell is empty, which is told: it would have been the whole town. */
export function roundReader(reading: Reading, column: Column | undefined) {
	if (column === undefined) return (_row: Row): string | undefined => WHOLE_TOWN;
	const cellOf = valueReader(reading, column);
	return (
		cellOf &&
		((row: Row): string | undefined => {
			const { text, lacks } = cellOf(row);
			if (!lacks) return text;
			reportAlike(reading, row, "round", (lines) => missingRound(String(column), lines));
			return undefined;
		})
	);
}

interface CellValue {
	readonly text: string;
	/** It is empty, or a part of it is. */
	readonly lacks: boolean;
}

/** A column, or text in which `{Name}` or `{8}` stands for the cell of a column: "{Buchstabe}{Nummer}". */
export function valueReader(reading: Reading, column: Column): ((row: Row) => CellValue) | undefined {
	if (typeof column === "string" && column.includes("{")) return templateReader(reading, column);
	const index = columnIndex(reading, column);
	if (index === undefined) return undefined;
	return (row) => {
		const text = cellAt(row, index);
		return { text, lacks: text === "" };
	};
}

/** `own` says what the placeholders are that no column is. A placeholder that names nothing is told. */
export function templateReader(
	reading: Reading,
	template: string,
	own: readonly string[] = [],
): ((row: Row, values?: Readonly<Record<string, string>>) => CellValue) | undefined {
	const names = [...template.matchAll(/\{([^{}]*)\}/gu)].map(([, name = ""]) => name);
	const columns = names.filter((name) => !own.includes(name));
	const places = all(columns.map((name) => columnIndex(reading, columnOf(reading, name))));
	if (!places) return undefined;
	return (row, values = {}) => {
		const cells = Object.fromEntries(columns.map((name, at) => [name, cellAt(row, places[at])]));
		const whole: Readonly<Record<string, string>> = { ...cells, ...values };
		return { text: fillTemplate(template, whole).trim(), lacks: names.some((name) => (whole[name] ?? "") === "") };
	};
}

/** `{8}` is a column by its number, where none is called so. */
function columnOf({ table }: Reading, name: string): Column {
	return /^[1-9]\d{0,3}$/.test(name) && !table.header.includes(name) ? Number(name) : name;
}

export function missingRound(column: string, lines: string): Finding {
	return {
		code: "missing_round",
		field: column,
		what: `Die Spalte «${column}» nennt keine Tour (${lines}).`,
		remedy: 'Die Tour eintragen; gilt die Zeile für alle, im Rezept unter "fill" nennen, welche das sind.',
	};
}

export interface StopColumns {
	readonly place: number;
	readonly from?: number | undefined;
	readonly until?: number | undefined;
}

/** Place and hours, as far as the row has them. `"bad"`: something is wrong with them, and said. */
export function readStop(reading: Reading, row: Row, columns: StopColumns): Stop | "bad" | undefined {
	const place = cellAt(row, columns.place);
	const [from, until] = [readTime(reading, row, columns.from), readTime(reading, row, columns.until)];
	if (from === "bad" || until === "bad") return "bad";
	if (place !== "") return { place, ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
	return from === undefined && until === undefined ? undefined : stopWithoutPlace(reading, row);
}

function stopWithoutPlace(reading: Reading, row: Row): "bad" {
	reportAlike(reading, row, "stop", (lines) => ({
		code: "stop_without_place",
		what: `Hier stehen Uhrzeiten und kein Ort (${lines}).`,
		remedy: "Den Ort eintragen, oder die Uhrzeiten löschen.",
	}));
	return "bad";
}

function readTime(reading: Reading, row: Row, index: number | undefined): Minutes | "bad" | undefined {
	const text = cellAt(row, index)
		.replace(/\s*Uhr$/u, "")
		.replace(".", ":");
	if (text === "") return undefined;
	const time = parseTime((text.includes(":") ? text : `${text}:00`).padStart(5, "0"));
	if (time !== undefined) return time;
	report(reading, row, {
		code: "bad_time",
		what: `«${text}» ist keine Uhrzeit.`,
		remedy: "Als HH:MM schreiben, zum Beispiel 09:30.",
	});
	return "bad";
}
