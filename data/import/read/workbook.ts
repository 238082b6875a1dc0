import type { Problem } from "../../model/problem.ts";
import { CELL_END, GAP, type SheetCells, TooBig } from "./cells.ts";
import { garbledText } from "./garbled.ts";
import { readOds } from "./ods.ts";
import { besideCells } from "./sheet-beside.ts";
import { kindOf } from "./unreadable-kinds.ts";
import { Broken, NoSheet } from "./workbook-parts.ts";
import { readXlsx } from "./xlsx.ts";
import { directoryOf } from "./zip.ts";

/** A sheet as text: its rows are lines, its cells are told apart by `CELL_END`. */
export interface SheetText {
	readonly text: string;
	readonly problems: readonly Problem[];
}

/** A sheet of an .xlsx or .ods by its name or its number from 1: days as YYYY-MM-DD, formulas by their stored value. */
export async function sheetAsText(
	bytes: Uint8Array,
	file: string,
	sheet: string | number,
): Promise<SheetText | Problem> {
	try {
		const cells = await readSheet(bytes, sheet);
		const { text } = cells;
		return { text, problems: [...garbledText(text, file), ...besideCells(file, sheet, cells)] };
	} catch (error) {
		if (error instanceof TooBig) return bigWorkbook(file);
		if (error instanceof NoSheet) return missingSheet(file, sheet, error.present);
		if (error instanceof Broken) return badWorkbook(file, bytes);
		throw error;
	}
}

/** The names of its sheets in their order; none where it is no workbook. */
export async function sheetNames(bytes: Uint8Array): Promise<readonly string[]> {
	try {
		await readSheet(bytes, NO_NAME);
	} catch (error) {
		if (error instanceof NoSheet) return error.present;
		if (!(error instanceof TooBig || error instanceof Broken)) throw error;
	}
	return [];
}

/** Forbidden in the name of a sheet. */
const NO_NAME = "[]";

function readSheet(bytes: Uint8Array, sheet: string | number): Promise<SheetCells> {
	const entries = directoryOf(bytes);
	if (!entries) throw new Broken();
	const parts = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
	return parts.has("content.xml") ? readOds(parts, sheet) : readXlsx(parts, sheet);
}

/** A sheet as separated values, to look at; `undefined` where there is none. */
export async function sheetAsCsv(bytes: Uint8Array, file: string, name: string | number): Promise<string | undefined> {
	const sheet = await sheetAsText(bytes, file, name);
	if (!("text" in sheet)) return undefined;
	const quoted = (cell: string) => (/[";]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
	const rows = sheet.text.replaceAll(GAP, "").split("\n");
	return rows.map((row) => row.split(CELL_END).map(quoted).join(";")).join("\n");
}

function problem(file: string, code: string, what: string, remedy: string): Problem {
	return { level: "problem", code, where: { file }, what, remedy };
}

function bigWorkbook(file: string): Problem {
	const what = "Das Blatt ist größer, als ein Kalender es braucht (mehr als 48 MB Text oder 6 Millionen Zellen).";
	return problem(
		file,
		"big_workbook",
		what,
		"Leere formatierte Zeilen und Spalten löschen, oder das Blatt als CSV speichern.",
	);
}

function badWorkbook(file: string, bytes: Uint8Array): Problem {
	const kind = kindOf(bytes);
	const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
	if (kind && !isZip)
		return problem(file, "bad_workbook", `Die Datei ist ${kind.name}, keine Arbeitsmappe (.xlsx, .ods).`, kind.remedy);
	const what = isZip
		? "Die Arbeitsmappe (.xlsx, .ods) ist beschädigt, abgeschnitten oder mit Kennwort geschützt."
		: "Die Datei ist keine lesbare Arbeitsmappe (.xlsx, .ods).";
	return problem(
		file,
		"bad_workbook",
		what,
		'In der Tabellenkalkulation öffnen und neu als .xlsx oder CSV speichern. Ist sie Text, im Rezept "sheet" streichen.',
	);
}

function missingSheet(file: string, sheet: string | number, present: readonly string[]): Problem {
	return problem(
		file,
		"unknown_sheet",
		`Das Blatt «${sheet}» gibt es nicht. Vorhanden: ${present.join(", ")}.`,
		'Den Namen des Blattes im Rezept unter "sheet" berichtigen.',
	);
}
