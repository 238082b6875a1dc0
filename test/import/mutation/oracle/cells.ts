import { realDay, textLines, weekdayOf } from "../engine/text.ts";

export interface Record {
	readonly line: number;
	/** Nothing where the quotes of the row do not close. */
	readonly cells: readonly string[] | undefined;
}

/** Rows of separated values, one to a line; `"a;b"` is one cell. Rows without any text are none. */
export function recordsOf(text: string, separator: string): Record[] {
	const records = textLines(text.replace(/^\uFEFF/u, "")).map((line, at) => ({
		line: at + 1,
		cells: cellsOf(line, separator),
	}));
	return records.filter(({ cells }) => cells?.some((cell) => cell !== "") ?? true);
}

function cellsOf(line: string, separator: string): string[] | undefined {
	const cells: string[] = [];
	for (let at = 0; at <= line.length; ) {
		const end = line[at] === '"' ? closing(line, at, separator) : next(line, at, separator);
		if (end === undefined) return undefined;
		const cell = line.slice(at, end);
		cells.push((cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell).trim());
		at = end + separator.length;
	}
	return cells;
}

function next(line: string, at: number, separator: string): number | undefined {
	const found = line.indexOf(separator, at);
	const end = found < 0 ? line.length : found;
	return line.slice(at, end).includes('"') ? undefined : end;
}

function closing(line: string, at: number, separator: string): number | undefined {
	const [cell] = /^"(?:[^"]|"")*"/u.exec(line.slice(at)) ?? [];
	if (cell === undefined) return undefined;
	const end = at + cell.length;
	return end === line.length || line.startsWith(separator, end) ? end : undefined;
}

/** The place of each column by its name; nothing where one is missing or there twice. */
export function columnsOf(head: Record | undefined, names: readonly string[]): number[] | undefined {
	const cells = head?.cells ?? [];
	const places = names.map((name) => (cells.filter((cell) => cell === name).length === 1 ? cells.indexOf(name) : -1));
	return places.includes(-1) ? undefined : places;
}

/** `03.01.2020`, `3.1.2020` and nothing else. */
export function germanDay(text: string): string | undefined {
	const [, date, month, year] = /^(\d\d?)\.(\d\d?)\.(\d{4})$/u.exec(text) ?? [];
	return year === undefined ? undefined : realDay(Number(year), Number(month), Number(date));
}

/** `2020-01-03`, `2020-1-3` and nothing else. */
export function isoDay(text: string): string | undefined {
	const [, year, month, date] = /^(\d{4})-(\d\d?)-(\d\d?)$/u.exec(text) ?? [];
	return year === undefined ? undefined : realDay(Number(year), Number(month), Number(date));
}

const WEEKDAYS = ["sonntag", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag"];

/** True where the word is the weekday of the day, in full or by its first two letters; no word says nothing wrong. */
export function isWeekday(word: string, day: string): boolean {
	const full = WEEKDAYS[weekdayOf(day)] ?? "";
	return ["", full, full.slice(0, 2)].includes(word.toLowerCase());
}
