import type { Problem } from "../model/problem.ts";
import type { FileContent } from "./files.ts";
import { CELL_END } from "./read/cells.ts";
import { speaksOfChange } from "./read/change-words.ts";
import { sheetAsText, sheetNames } from "./read/workbook.ts";

/** Sheets of a workbook that no step reads, and that say something of days: a second half year, or notes on holidays. */

const DAY = /(?<!\d)(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d{2}-\d{2})(?!\d)/u;
const MOST_SHEETS = 40;
const LONGEST = 2_000;
const CELLS = new RegExp(`[\n${CELL_END}]`, "u");

/** `read`: the sheets that steps name, by name or number from 1. */
export async function unreadSheets(
	bytes: Uint8Array,
	file: string,
	read: readonly (string | number)[],
): Promise<Problem | undefined> {
	const names = (await sheetNames(bytes)).slice(0, MOST_SHEETS);
	const taken = new Set(read.map((sheet) => (typeof sheet === "number" ? names[sheet - 1] : sheet)));
	const telling: string[] = [];
	for (const name of names) if (!taken.has(name) && (await tells(bytes, file, name))) telling.push(name);
	return telling.length === 0 ? undefined : found(file, telling);
}

async function tells(bytes: Uint8Array, file: string, name: string): Promise<boolean> {
	const sheet: FileContent = await sheetAsText(bytes, file, name);
	if (!("text" in sheet)) return false;
	if (sheet.problems.some(({ code }) => code === "unread_comment")) return true;
	return sheet.text.split(CELLS).some((cell) => DAY.test(cell.slice(0, LONGEST)) || speaksOfChange(cell));
}

function found(file: string, names: readonly string[]): Problem {
	const many = names.length > 1;
	return {
		level: "warning",
		code: "unread_sheet",
		where: { file },
		what: `${many ? "Die Blätter" : "Das Blatt"} ${names.map((name) => `«${name}»`).join(", ")} liest kein Schritt, und dort stehen Tage oder Worte wie «entfällt».`,
		remedy:
			'Gehört es zum Plan, einen Schritt mit "sheet" dafür schreiben oder es in changes.csv eintragen; sonst mit known bestätigen.',
	};
}
