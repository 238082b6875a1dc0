/** Between the cells of a row; rows are lines, so that line 7 is row 7 of the sheet. */
export const CELL_END = "\u001f";

/**
 * Begins a cell that has no value of its own: an error, a formula whose value was not stored, or
 * nothing more where a joined cell covers it. Only an empty cell means nothing; these are told where they count.
 */
export const GAP = "\u001d";

/** All text of a sheet. Beyond it a sheet is a bomb, or should be a CSV file. */
export const LARGEST_SHEET = 48 * 1024 * 1024;
/** With the blank ones that stand before others in their rows. */
const MOST_CELLS = 6_000_000;
const [MOST_ROWS, MOST_COLUMNS] = [1_048_576, 16_384];

const MOST_COMMENTS = 10_000;

export interface Comment {
	/** The row of its cell, from 1. */
	readonly line: number;
	readonly text: string;
}

export class TooBig extends Error {}

/** The cells of one sheet as they are found, bounded however sparse they lie. */
export class SheetCells {
	readonly #rows: string[][] = [];
	readonly #hidden = new Set<number>();
	readonly #hiddenColumns = new Set<number>();
	readonly #comments: Comment[] = [];
	readonly #struck = new Set<number>();
	/** The whole sheet is not shown. */
	isHidden = false;
	#size = 0;
	#count = 0;

	/** `row` and `column` from 0. */
	put(row: number, column: number, text: string): void {
		if (text === "") return;
		if (row >= MOST_ROWS || column >= MOST_COLUMNS) throw new TooBig();
		const before = this.#rows[row]?.length ?? 0;
		this.#grow(text.length, Math.max(column + 1 - before, 0));
		while (this.#rows.length <= row) this.#rows.push([]);
		const cells = this.#rows[row] ?? [];
		while (cells.length < column) cells.push("");
		cells[column] = text.replaceAll(CELL_END, " ");
	}

	hide(row: number): void {
		if (row < MOST_ROWS) this.#hidden.add(row);
	}

	/** From 0, both included; a range that goes to the edge of the sheet is its empty rest. */
	hideColumns(from: number, to: number): void {
		for (let column = from; column <= Math.min(to, MOST_COLUMNS - 1); column++) this.#hiddenColumns.add(column);
	}

	/** Somebody struck out a cell of this row, from 0. */
	strike(row: number): void {
		if (row < MOST_ROWS) this.#struck.add(row);
	}

	/** Rows from 1 with text that is struck out. */
	get struck(): number[] {
		return [...this.#struck].map((row) => row + 1);
	}

	/** What somebody noted at a cell. */
	comment(row: number, text: string): void {
		if (text !== "" && this.#comments.length < MOST_COMMENTS) this.#comments.push({ line: row + 1, text });
	}

	get comments(): readonly Comment[] {
		return this.#comments;
	}

	/** Columns from 1 that hold text and that nobody sees. */
	get hiddenColumns(): number[] {
		// What is hidden often goes on to the edge of the sheet.
		const width = this.#rows.reduce((widest, { length }) => Math.max(widest, length), 0);
		const isFilled = (column: number) => column < width && this.#rows.some((cells) => (cells[column] ?? "") !== "");
		return [...this.#hiddenColumns].filter(isFilled).map((column) => column + 1);
	}

	/** A joined range: what it covers besides its first cell is no empty cell. Rows without any text stay so. */
	cover({ top, left, bottom, right }: Range): void {
		for (let row = top; row <= Math.min(bottom, this.#rows.length - 1); row++)
			if (this.#rows[row]?.length)
				for (let column = left; column <= right; column++) {
					const isCovered = (row !== top || column !== left) && (this.#rows[row]?.[column] ?? "") === "";
					if (isCovered) this.put(row, column, GAP);
				}
	}

	/** Rows from 1 that hold text and that nobody sees. */
	get hidden(): number[] {
		return [...this.#hidden].filter((row) => this.#rows[row]?.length).map((row) => row + 1);
	}

	get text(): string {
		return this.#rows.map((cells) => cells.join(CELL_END)).join("\n");
	}

	#grow(length: number, cells: number): void {
		this.#size += length;
		this.#count += cells;
		if (this.#size > LARGEST_SHEET || this.#count > MOST_CELLS) throw new TooBig();
	}
}

export interface Range {
	readonly top: number;
	readonly left: number;
	readonly bottom: number;
	readonly right: number;
}

/** `B2:C4`, from 0. */
export function rangeOf(reference: string): Range | undefined {
	const [first = "", last = first] = reference.split(":");
	const [from, to] = [placeOf(first), placeOf(last)];
	return from && to && { top: from.row, left: from.column, bottom: to.row, right: to.column };
}

/** `C12` is row 11, column 2. */
export function placeOf(reference: string): { row: number; column: number } | undefined {
	const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/u.exec(reference);
	if (!match) return undefined;
	const [, letters = "", number = ""] = match;
	const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
	return { row: Number(number) - 1, column };
}

/** `C` is column 3. */
export function columnLetters(column: number): string {
	const last = String.fromCharCode(65 + ((column - 1) % 26));
	return column <= 26 ? last : columnLetters(Math.floor((column - 1) / 26)) + last;
}

/** A number as a spreadsheet shows it: fifteen digits, and the zeros before it that its format asks for ("01067"). */
export function numberText(stored: string, format = ""): string {
	const number = Number(stored);
	if (!Number.isFinite(number)) return stored;
	const text = String(Number(number.toPrecision(15)));
	return /^0{2,}$/u.test(format) ? text.padStart(format.length, "0") : text;
}

const DAY = 86_400;

/** Days since the workbook's first: YYYY-MM-DD, with HH:MM where the day has a time; below one it is a time alone. */
export function serialText(serial: number, from1904: boolean): string {
	const seconds = Math.round(serial * DAY);
	if (seconds < DAY && seconds >= 0) return new Date(seconds * 1_000).toISOString().slice(11, 16);
	// in the system of 1900 there is a 29 February 1900 that never was: days before it count from one later
	const start = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < 60 ? 31 : 30);
	const date = new Date(start + seconds * 1_000);
	return Number.isNaN(date.getTime()) ? String(serial) : instantText(date.toISOString());
}

/** `2026-01-05T06:30:00` as the recipe's days and times are written. */
export function instantText(iso: string): string {
	const [day = "", time = ""] = iso.split("T");
	return time === "" || /^00:00(?::00(?:\.0+)?)?Z?$/u.test(time) ? day : `${day} ${time.slice(0, 5)}`;
}

/** Whether a number format makes days or times of numbers: letters of dates outside quotes, brackets and escapes. */
export function isDateFormat(format: string): boolean {
	const [positive = ""] = format.replace(/"[^"]*"|\\.|_.|\*./gu, "").split(";");
	return /[dmyhs]/iu.test(positive.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, "")) && !/general/iu.test(positive);
}
