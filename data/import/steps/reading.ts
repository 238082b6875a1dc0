import type { Stop } from "../../model/collection.ts";
import { type Day, isWithin, type Period } from "../../model/day.ts";
import type { Problem } from "../../model/problem.ts";
import type { ServiceId } from "../../model/service.ts";
import type { Source } from "../../model/source.ts";
import { parseTime } from "../../model/time.ts";
import { countRows, type Draft } from "../draft.ts";
import { type DayFormat, parseDayText } from "../read/day-text.ts";
import { type Row, type Table, tidy } from "../read/table.ts";
import type { Column, ColumnPattern, ServiceChoice } from "../recipe/recipe.ts";

/** One file in the hands of one reader: the table, where findings go, and the days it may speak of. */
export interface Reading {
	readonly table: Table;
	readonly draft: Draft;
	readonly coverage: Period;
	/** The part of the coverage this file speaks of. */
	readonly period: Period;
}

export function report(reading: Reading, row: Row | number | undefined, found: Finding): void {
	const line = typeof row === "object" ? row.line : row;
	const { field, ...rest } = found;
	const problem: Problem = { level: "problem", where: { file: reading.table.file, line, field }, ...rest };
	reading.draft.problems.push(problem);
}

export interface Finding {
	readonly code: string;
	readonly what: string;
	readonly remedy: string;
	readonly field?: string | undefined;
	readonly level?: Problem["level"];
}

/** The row was understood. */
export function accept({ draft, table }: Reading): void {
	countRows(draft, table.file, { held: 0, read: 1 });
}

export function sourceOf(reading: Reading, row: Row): Source {
	return { file: reading.table.file, line: row.line };
}

/** Finds every column or says which are missing; -1 is never returned. */
export function columnIndex(reading: Reading, column: Column): number | undefined {
	const { header, rows } = reading.table;
	if (typeof column === "number") {
		const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), header.length);
		if (column <= width) return column - 1;
		unknownColumn(reading, `Nr. ${column}`, `Die Tabelle hat ${width} Spalten.`);
		return undefined;
	}
	const at = header.indexOf(column);
	if (at >= 0) return at;
	unknownColumn(reading, `«${column}»`, `Vorhanden: ${header.filter((name) => name !== "").join(", ") || "keine"}.`);
	return undefined;
}

function unknownColumn(reading: Reading, named: string, present: string): void {
	report(reading, reading.table.headerLine || 1, {
		code: "unknown_column",
		what: `Die Spalte ${named} gibt es nicht. ${present}`,
		remedy:
			"Den Spaltennamen im Rezept an die Kopfzeile der Datei anpassen (oder die Zeile der Kopfzeile mit header angeben).",
	});
}

/** Several columns: a list, or a name with `*` for the rest of it. */
export function columnIndices(reading: Reading, pattern: ColumnPattern): number[] | undefined {
	if (typeof pattern !== "string") return all(pattern.map((column) => columnIndex(reading, column)));
	if (!pattern.includes("*")) return all([columnIndex(reading, pattern)]);
	const [before = "", after = ""] = pattern.split("*");
	const found = reading.table.header.flatMap((name, at) =>
		name.startsWith(before) && name.endsWith(after) ? [at] : [],
	);
	if (found.length > 0) return found;
	unknownColumn(reading, `«${pattern}»`, `Vorhanden: ${reading.table.header.join(", ")}.`);
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

/** Tells the service of each row; unknown wordings are told once each. */
export function serviceReader(reading: Reading, choice: ServiceChoice | undefined) {
	if (choice === undefined || typeof choice === "string") return (_row: Row): ServiceId | undefined | null => choice;
	const indices = all(choice.columns.map((column) => columnIndex(reading, column)));
	if (!indices) return undefined;
	const told = new Set<string>();
	return (row: Row): ServiceId | undefined | null => {
		const wording = indices.map((at) => cellAt(row, at)).join("|");
		const service = choice.map[wording];
		if (service !== undefined) return service;
		if (!told.has(wording)) unmapped(reading, row, wording);
		told.add(wording);
		return null;
	};
}

function unmapped(reading: Reading, row: Row, wording: string): void {
	report(reading, row, {
		code: "unmapped_service",
		what: `«${wording}» ist keiner Leistung zugeordnet.`,
		remedy: `Im Rezept unter "map" ergänzen: "${wording}": "<leistung>" (oder null, wenn die Zeilen nicht zählen).`,
	});
}

/** Reads days and tells what is none, or lies outside what the file may speak of. Each text is looked at once. */
export function dayReader(reading: Reading, format: DayFormat) {
	const seen = new Map<string, Day | undefined>();
	return (row: Row, text: string, field: string): Day | undefined => {
		if (!seen.has(text)) seen.set(text, parseDayText(text, format));
		const day = seen.get(text);
		if (!day) {
			report(reading, row, {
				code: "bad_day",
				field,
				what: `«${text}» ist kein Tag im Format ${format}.`,
				remedy: "Den Tag in der Datei berichtigen (oder das Format im Rezept mit format angeben).",
			});
			return undefined;
		}
		return inPeriod(reading, row, day, field) ? day : undefined;
	};
}

function inPeriod(reading: Reading, row: Row, day: Day, field: string): boolean {
	const { period, coverage } = reading;
	if (isWithin(day, period)) return true;
	const inCoverage = isWithin(day, coverage);
	const edge = inCoverage ? period : coverage;
	report(reading, row, {
		code: inCoverage ? "outside_period" : "outside_coverage",
		field,
		what: `${day} liegt außerhalb von ${edge.from} bis ${edge.to}.`,
		remedy: `Den Tag berichtigen oder in town.json ${inCoverage ? '"period"' : '"coverage"'} anpassen.`,
	});
	return false;
}

export interface StopColumns {
	readonly place: number;
	readonly from?: number | undefined;
	readonly until?: number | undefined;
}

export function readStop(reading: Reading, row: Row, columns: StopColumns): Stop | undefined {
	const place = cellAt(row, columns.place);
	if (place === "") return undefined;
	const from = readTime(reading, row, columns.from);
	const until = readTime(reading, row, columns.until);
	return { place, ...(from !== undefined && { from }), ...(until !== undefined && { until }) };
}

function readTime(reading: Reading, row: Row, index: number | undefined) {
	const text = cellAt(row, index)
		.replace(/\s*Uhr$/u, "")
		.replace(".", ":");
	if (text === "") return undefined;
	const time = parseTime(text.padStart(5, "0"));
	if (time === undefined) {
		report(reading, row, {
			code: "bad_time",
			what: `«${text}» ist keine Uhrzeit.`,
			remedy: "Als HH:MM schreiben, zum Beispiel 09:30.",
		});
	}
	return time;
}
