import { type GuessedColumn, type GuessedTable, mentionsWaste } from "./columns.ts";

/** A day per row and a column per waste, whose cells say where it is collected: codes of districts, or a mere mark. */
export interface Matrix {
	readonly day: GuessedColumn;
	readonly wastes: readonly Waste[];
}

/** Columns with the same heading are one waste. */
export interface Waste {
	readonly heading: string;
	readonly columns: readonly GuessedColumn[];
	/** What stands between several in a cell. */
	readonly split: string;
	readonly tokens: readonly string[];
}

const LONGEST_TOKEN = 8;
const MOST_TOKENS = 60;
const MARKS = /^(?:x|X|ja|Ja|\*|\+|•|✓|✔)$/u;

export function matrixOf({ columns, rows }: GuessedTable): Matrix | undefined {
	const days = columns.filter(({ kind }) => kind === "day");
	const [day] = days;
	const headed = columns.filter(({ heading }) => isWasteHeading(heading));
	const filled = headed.filter(({ values }) => values.length > 0);
	if (!day || days.length > 1 || filled.length < 2 || columns.some(({ kind }) => kind === "street")) return undefined;
	const groups = [...Map.groupBy(filled, ({ heading }) => heading)];
	const wastes = groups.map(([heading, same]) => wasteOf(heading, same));
	const areCodes = wastes.every(({ tokens }) => tokens.length <= MOST_TOKENS && tokens.every(isToken));
	return areCodes && rows.length > 2 ? { day, wastes } : undefined;
}

function isWasteHeading(heading: string): boolean {
	return mentionsWaste(heading) || /^(?:säcke|sack|tonne)$/iu.test(heading.trim());
}

function isToken(token: string): boolean {
	return token.length <= LONGEST_TOKEN && !/\d[.:]\d/u.test(token);
}

function wasteOf(heading: string, columns: readonly GuessedColumn[]): Waste {
	const values = columns.flatMap((column) => column.values);
	const split = [",", ";", "/", "+"].find((each) => values.some((value) => value.includes(each))) ?? " ";
	const tokens = [...new Set(values.flatMap((value) => value.split(split)).map((token) => token.trim()))];
	return { heading, columns, split, tokens: tokens.filter((token) => token !== "") };
}

/** What tokens have around the name of a round, such as quotes: `'{round}'`. */
export function frameOf(tokens: readonly string[]): string {
	const isQuoted = tokens.every((token) => token.length > 2 && token.startsWith("'") && token.endsWith("'"));
	return isQuoted ? "'{round}'" : "{round}";
}

export function nameIn(token: string, frame: string): string {
	const [before = "", after = ""] = frame.split("{round}");
	return token.slice(before.length, token.length - after.length);
}

/** A mark says that it is collected, everywhere. */
export function areMarks(tokens: readonly string[]): boolean {
	return tokens.length > 0 && tokens.every((token) => MARKS.test(token));
}
