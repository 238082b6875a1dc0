import readWorkbook from "read-excel-file/universal";
import type { Problem } from "../../model/problem.ts";
import { tidy } from "./table.ts";

/** Between the cells of a row; rows are lines, so that line 7 is row 7 of the sheet. */
export const CELL_END = "\u001f";

/** All of a workbook's parts unpacked. Beyond it a workbook is a bomb, or should be a CSV file. */
const LARGEST = 48 * 1024 * 1024;

/** A sheet by its name or its number from 1, its cells as text: days as YYYY-MM-DD, formulas by their stored value. */
export async function sheetAsText(bytes: Uint8Array, file: string, sheet: string | number): Promise<string | Problem> {
	const size = unpackedSize(bytes);
	if (size === undefined || size > LARGEST) return badWorkbook(file, size);
	try {
		const sheets = await readWorkbook(new Uint8Array(bytes).buffer);
		const found = typeof sheet === "number" ? sheets[sheet - 1] : sheets.find((each) => each.sheet === sheet);
		if (!found)
			return missingSheet(
				file,
				sheet,
				sheets.map((each) => each.sheet),
			);
		return found.data.map((row) => row.map(cellText).join(CELL_END)).join("\n");
	} catch {
		return badWorkbook(file, size);
	}
}

/** The first sheet as separated values, to look at. */
export async function firstSheetAsCsv(bytes: Uint8Array, file: string): Promise<string> {
	const text = await sheetAsText(bytes, file, 1);
	if (typeof text !== "string") return "";
	const quoted = (cell: string) => (/[";]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
	const rows = text.split("\n").map((row) => row.split(CELL_END).map(quoted).join(";"));
	return rows.join("\n");
}

function cellText(cell: unknown): string {
	if (cell === null || cell === undefined) return "";
	if (cell instanceof Date) return dayText(cell);
	return tidy(String(cell)).replaceAll(CELL_END, " ");
}

/** Workbooks know no zones; the reader gives their days as midnight UTC, their times on 31 December 1899. */
function dayText(date: Date): string {
	const [day = "", time = ""] = date.toISOString().split("T");
	if (day < "1901-01-01") return time.slice(0, 5);
	return time.startsWith("00:00:00") ? day : `${day} ${time.slice(0, 5)}`;
}

/** What the directory at the end of a ZIP says, before anything is unpacked. `undefined`: it is none. */
function unpackedSize(bytes: Uint8Array): number | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const end = endOfZip(view);
	if (end === undefined) return undefined;
	let [at, sum] = [view.getUint32(end + 16, true), 0];
	for (let left = view.getUint16(end + 10, true); left > 0; left--) {
		if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined;
		sum += view.getUint32(at + 24, true);
		at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
	}
	return sum;
}

function endOfZip(view: DataView): number | undefined {
	const earliest = Math.max(view.byteLength - 66_000, 0);
	for (let at = view.byteLength - 22; at >= earliest; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
	return undefined;
}

function badWorkbook(file: string, size: number | undefined): Problem {
	const tooBig = size !== undefined && size > LARGEST;
	return {
		level: "problem",
		code: tooBig ? "big_workbook" : "bad_workbook",
		where: { file },
		what: tooBig
			? "Die Arbeitsmappe ist entpackt größer als 48 MB."
			: "Die Datei ist keine lesbare Arbeitsmappe (.xlsx).",
		remedy: tooBig
			? "Das Blatt als CSV speichern."
			: "Die Mappe in der Tabellenkalkulation öffnen und neu als .xlsx oder CSV speichern.",
	};
}

function missingSheet(file: string, sheet: string | number, present: readonly string[]): Problem {
	return {
		level: "problem",
		code: "unknown_sheet",
		where: { file },
		what: `Das Blatt «${sheet}» gibt es nicht. Vorhanden: ${present.join(", ")}.`,
		remedy: 'Den Namen des Blattes im Rezept unter "sheet" berichtigen.',
	};
}
