import type { Problem } from "../../model/problem.ts";
import { columnLetters, type SheetCells } from "./cells.ts";
import { speaksOfChange } from "./change-words.ts";
import { linesInWords } from "./lines-in-words.ts";

/** What a sheet has beside its cells: what is hidden, and comments that speak of dates. */
export function besideCells(file: string, sheet: string | number, cells: SheetCells): Problem[] {
	return [
		...(cells.isHidden ? [hiddenSheet(file, sheet)] : []),
		...hiddenRows(file, cells.hidden),
		...hiddenColumns(file, cells.hiddenColumns),
		...struckCells(file, cells.struck),
		...comments(file, cells.comments),
	];
}

function hiddenSheet(file: string, sheet: string | number): Problem {
	return {
		level: "warning",
		code: "hidden_sheet",
		where: { file },
		what: `Das Blatt «${sheet}» ist ausgeblendet; es gilt wie jedes andere.`,
		remedy:
			"Das Blatt einblenden und ansehen: Ist es veraltet, im Rezept das richtige nennen; sonst mit known bestätigen.",
	};
}

function hiddenRows(file: string, hidden: readonly number[]): Problem[] {
	const [first] = hidden;
	if (first === undefined) return [];
	const rows = `${hidden.slice(0, 5).join(", ")}${hidden.length > 5 ? ` und ${hidden.length - 5} weitere` : ""}`;
	return [
		{
			level: "warning",
			code: "hidden_rows",
			where: { file, line: first },
			what: `Im Blatt sind Zeilen ausgeblendet oder weggefiltert (${rows}); sie gelten wie alle anderen.`,
			remedy: "Die Zeilen einblenden und ansehen; gelten sie nicht, im Blatt löschen.",
		},
	];
}

function hiddenColumns(file: string, hidden: readonly number[]): Problem[] {
	if (hidden.length === 0) return [];
	const letters = hidden.slice(0, 8).map(columnLetters).join(", ");
	const more = hidden.length > 8 ? ` und ${hidden.length - 8} weitere` : "";
	return [
		{
			level: "warning",
			code: "hidden_columns",
			where: { file },
			what: `Im Blatt sind Spalten ausgeblendet (${letters}${more}); was das Rezept von ihnen liest, gilt.`,
			remedy: "Die Spalten einblenden und ansehen; gelten sie nicht, im Blatt löschen.",
		},
	];
}

/** Unlike on a page, who strikes a cell out may mean that it is done, or that it does not count. */
function struckCells(file: string, struck: readonly number[]): Problem[] {
	const [first] = struck;
	if (first === undefined) return [];
	return [
		{
			level: "warning",
			code: "struck_cells",
			where: { file, line: first },
			what: `Im Blatt sind Zellen durchgestrichen (${linesInWords(struck)}); sie gelten wie alle anderen.`,
			remedy: "Gelten sie nicht, die Zellen oder Zeilen im Blatt löschen; sonst mit known bestätigen.",
			alike: struck,
		},
	];
}

/** A day with its year, and no moment at which the comment was written. */
const DAY = /(?<!\d)(?:\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4})?|\d{4}-\d{2}-\d{2})(?![\dT])/u;
const LONGEST = 2_000;

function comments(file: string, all: SheetCells["comments"]): Problem[] {
	const telling = all.filter(({ text }) => speaksOfChange(text) || DAY.test(text.slice(0, LONGEST)));
	const [first] = telling;
	if (!first) return [];
	const lines = [...new Set(telling.map(({ line }) => line))].toSorted((one, other) => one - other);
	return [
		{
			level: "warning",
			code: "unread_comment",
			where: { file, line: first.line },
			what: `Ein Kommentar an einer Zelle spricht von Terminen, und Kommentare liest niemand: «${first.text.slice(0, 60)}» (${linesInWords(lines)}).`,
			remedy:
				"Gilt ein Termin nicht oder an einem anderen Tag, ihn in der Zelle oder mit changes.csv berichtigen; sonst mit known bestätigen.",
			alike: lines,
		},
	];
}
