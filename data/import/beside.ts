import { speaksOfChange } from "./read/change-words.ts";

/** What stands in a file beside what a step reads: a column, a field of an entry, a property of an event. */
export interface Beside {
	readonly file: string;
	/** The same in every step that reads the file. */
	readonly path: TreePath;
	/** As people find it in the file. */
	readonly name: string;
	/** Where it is named. */
	readonly line: number;
	readonly holds: Held;
	/** The one service that all rows are of, whatever stands here. */
	readonly service?: string | undefined;
}

/** Keys from the root of a tree down, `*` for each; of a table the one that names the column. */
export type TreePath = readonly string[];

/** In what a step reads of a file it is the word, also where it left other things. */
export function noteLooked(
	{ looked }: { readonly looked: Map<string, TreePath[]> },
	file: string,
	paths: readonly TreePath[],
): void {
	looked.set(file, [...(looked.get(file) ?? []), ...paths]);
}

export interface Said {
	readonly line: number;
	readonly text: string;
}

export interface Held {
	/** Days, in nearly every cell or here and there. */
	readonly days?: { readonly isFull: boolean; readonly said: readonly Said[] } | undefined;
	/** Cells that say of a collection that it is none, or another. */
	readonly changes: readonly Said[];
	/** Of a list of streets: cells that speak of house numbers. */
	readonly parts?: readonly Said[] | undefined;
	/** Cells that say something else than the column of the same name that is read: «Bezirk neu» beside «Bezirk». */
	readonly others?: readonly Said[] | undefined;
	/** Where there are a few values that come again and again: the rows of each. */
	readonly values?: ReadonlyMap<string, readonly RowId[]> | undefined;
}

/** The line of a row, or its path where all rows stand in one line. */
export type RowId = number | string;

export function lineOf(row: RowId): number {
	return typeof row === "number" ? row : 1;
}

/** A day when something was printed is the same in each row; what is collected comes again and again. */
const FEWEST_DAYS = 4;
const NEARLY_ALL = 0.8;
/** Beyond it a value is a name, not a kind. */
const MOST_VALUES = 40;
const MOST_SAID = 200;
const MOST_TEXT = 200;

/** A day with its year, in a sentence. */
const DAY_WITHIN = /(?<!\d)(?:\d{1,2}\. ?\d{1,2}\. ?\d{4}|\d{4}-\d{2}-\d{2})(?![\dT])/u;
const DAYS_WITHIN = new RegExp(DAY_WITHIN, "gu");
const DAY =
	/^(?:\p{L}{2,10}[.,]{0,2} ?)?(?:\d{1,2}\. ?\d{1,2}\. ?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}\/\d{4})$/u;

export function isDay(text: string): boolean {
	return DAY.test(text.slice(0, 30));
}

/** Of a sentence, as `YYYYMMDD`. */
export function daysWithin(text: string): string[] {
	const found = text.slice(0, MOST_TEXT).matchAll(DAYS_WITHIN);
	return [...found].map(([day]) => {
		const [one = "", month = "", other = ""] = day.split(/[-.] ?/u);
		const [year, date] = other.length === 4 ? [other, one] : [one, other];
		return `${year}${month.padStart(2, "0")}${date.padStart(2, "0")}`;
	});
}

/** What stands in a field that is called `cancelled` or «entfällt», where it is not so. */
const NOT_SO = /^(?:0|false|falsch|nein|no|n|-|–|null|none|keine?)$/iu;

/** Names of fields that say whether an entry counts, `deleted`, and those that say so the other way round, `active`. */
const VOID =
	/\b(?:deleted|removed|disabled|hidden|inactive|invalid|obsolete|gelöscht|geloescht|gesperrt|inaktiv|ungültig|ungueltig|ersetzt)\b/iu;
const VALID =
	/\b(?:active|enabled|valid|visible|published|aktiv|gültig|gueltig|sichtbar|veröffentlicht|freigegeben)\b/iu;
const STATE = /\b(?:status|state|zustand)\b/iu;
/** In fewer of the rows than that it is an exception. */
const EXCEPTION = 0.2;
const MOST_STATES = 3;

/** Looks at cell after cell of one column. */
export class CellsBeside {
	readonly #name: string;
	readonly #isCalledChange: boolean;
	readonly #days: Said[] = [];
	readonly #changes: Said[] = [];
	readonly #distinctDays = new Set<string>();
	#values: Map<string, RowId[]> | undefined = new Map();
	#filled = 0;
	#dayCells = 0;
	#first: string | undefined;
	#isAlike = true;

	constructor(name: string) {
		this.#name = spoken(name);
		this.#isCalledChange = speaksOfChange(this.#name);
	}

	/** What holds several rows stands `at` a line of its own. */
	take(row: RowId, cell: string, at: number): void {
		const text = cell.trim();
		if (text === "") return;
		this.#filled++;
		this.#first ??= text;
		this.#isAlike &&= text === this.#first;
		this.#takeValue(row, text);
		if (this.#isChange(text)) push(this.#changes, { line: at, text });
		else if (DAY_WITHIN.test(text.slice(0, MOST_TEXT)) || isDay(text)) this.#takeDay({ line: at, text });
	}

	#isChange(text: string): boolean {
		return speaksOfChange(text) || (this.#isCalledChange && !NOT_SO.test(text));
	}

	#takeValue(row: RowId, text: string): void {
		const known = this.#values?.get(text);
		if (known) known.push(row);
		else if ((this.#values?.size ?? 0) < MOST_VALUES) this.#values?.set(text, [row]);
		else this.#values = undefined;
	}

	#takeDay(said: Said): void {
		push(this.#days, said);
		if (!isDay(said.text)) return;
		this.#dayCells++;
		if (this.#distinctDays.size < FEWEST_DAYS) this.#distinctDays.add(said.text);
	}

	/** `active: false` in a few of the rows: whether they count is for somebody to say. */
	#exceptions(rows: number): Said[] {
		const values = [...(this.#values ?? [])];
		const rare = values.filter(
			([text, lines]) => isFlag(this.#name, text) && lines.length <= Math.max(1, rows * EXCEPTION),
		);
		// Where it stands in some rows only, the others are without.
		const isRest = rare.length < values.length || (this.#filled < rows && !STATE.test(this.#name));
		if (!isRest || rare.length > MOST_STATES) return [];
		return rare.flatMap(([text, lines]) => lines.map((row) => ({ line: lineOf(row), text })));
	}

	/** What is the same in every row is said of the file, not of a collection: when it was printed. */
	finish(rows: number): Held {
		const isOfFile = this.#isAlike && this.#filled === rows && rows > 1;
		const isFull = this.#distinctDays.size >= FEWEST_DAYS && this.#dayCells >= this.#filled * NEARLY_ALL;
		return {
			days: this.#days.length === 0 || isOfFile ? undefined : { isFull, said: this.#days },
			changes: isOfFile ? [] : [...this.#changes, ...this.#exceptions(rows)],
			values: this.#values && this.#values.size > 1 ? this.#values : undefined,
		};
	}
}

function isFlag(name: string, text: string): boolean {
	return (VOID.test(name) && !NOT_SO.test(text)) || (VALID.test(name) && NOT_SO.test(text)) || STATE.test(name);
}

function push(list: Said[], said: Said): void {
	if (list.length < MOST_SAID && list.at(-1)?.line !== said.line) list.push(said);
}

/** `isCancelled`, `ist_verschoben`: names as programs write them, as words. */
function spoken(name: string): string {
	return name.replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ").replaceAll(/[_@-]/gu, " ");
}

/** What of it says something that somebody should read. */
export function isTelling({ days, changes, values, parts = [], others = [] }: Held): boolean {
	return days !== undefined || changes.length > 0 || values !== undefined || parts.length > 0 || others.length > 0;
}
