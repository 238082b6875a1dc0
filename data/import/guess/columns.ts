import { DAY_FORMATS, type DayFormat, parseDayText } from "../read/day-text.ts";
import { readNumberWording } from "../read/number-wording.ts";
import { type Row, readTable, type Table, tidy } from "../read/table.ts";
import { isSure, readWording } from "./wording.ts";

/** What a column seems to hold. */
export type ColumnKind =
	| "day"
	| "street"
	| "postcode"
	| "locality"
	| "numbers"
	| "service"
	| "round"
	| "weekday"
	| "stop"
	| "time"
	| "words"
	| "rhythm"
	/** A year, a month or a day of a month: with two others it makes up the day. */
	| "piece"
	| "code"
	| "other";

export interface GuessedColumn {
	/** Its name in the header, or its number. */
	readonly name: string | number;
	/** What stands above it, also where two columns have the same. */
	readonly heading: string;
	/** What stands in the line above, over this column and those to the right of it: a joined cell. */
	readonly above?: string;
	readonly at: number;
	readonly kind: ColumnKind;
	readonly format?: DayFormat;
	/** Another format that gives other days: only the town knows which it is. */
	readonly doubtful?: boolean;
	/** The different cells, at most so many as tell something. */
	readonly values: readonly string[];
	/** The columns that make up the day, and stand in none alone. */
	readonly pieces?: readonly (string | number)[];
}

export interface GuessedTable {
	readonly separator: string;
	readonly header: number;
	readonly columns: readonly GuessedColumn[];
	readonly rows: readonly Row[];
}

const SEPARATORS = [";", "\t", ",", "|"];
const SAMPLE = 400;

/** `written`: by ourselves, with a header and semicolons. */
export function guessTable(text: string, file: string, written = false): GuessedTable | undefined {
	const separator = written ? ";" : guessSeparator(text);
	if (separator === undefined) return undefined;
	const { rows } = readTable(text, file, { separator, header: 0 }).table;
	const header = written ? 1 : headerOf(rows);
	const { table } = readTable(text, file, { separator, header });
	const columns = withAbove(
		guessColumns(table),
		rows.findLast(({ line }) => line < header),
	);
	return { separator, header, ...withPieces(columns, table.rows) };
}

/** Two lines of headings: the upper one names what several columns have in common. */
function withAbove(columns: readonly GuessedColumn[], upper: Row | undefined): GuessedColumn[] {
	const cells = upper?.cells.map(tidy) ?? [];
	if (cells.filter((cell) => cell !== "").length < 2) return [...columns];
	return columns.map((column) => {
		const above = cells.slice(0, column.at + 1).findLast((cell) => cell !== "");
		return above === undefined ? column : { ...column, above };
	});
}

const PIECES = [/^(?:jahr|year)$/iu, /^(?:monat|month)$/iu, /^(?:tag|day)$/iu];

/** Year, month and day in columns of their own are a day, as if one more column held it. */
function withPieces(columns: readonly GuessedColumn[], rows: readonly Row[]): Pick<GuessedTable, "columns" | "rows"> {
	const found = PIECES.flatMap((heading) => {
		const named = columns.filter(({ name, values }) => heading.test(String(name)) && values.every(isShortNumber));
		return named.length === 1 ? named : [];
	});
	const [year] = found;
	if (!year || found.length < PIECES.length || columns.some(({ kind }) => kind === "day")) return { columns, rows };
	const at = columns.length;
	const days = rows.map(({ cells }) => found.map((piece) => tidy(cells[piece.at] ?? "")).join("-"));
	const pieces = found.map(({ name }) => name);
	const rest = columns.map((column) => (found.includes(column) ? { ...column, kind: "piece" as const } : column));
	const day = { ...year, at, kind: "day", format: "YYYY-MM-DD", values: [...new Set(days)], pieces } as const;
	const joined = rows.map((row, index) => {
		const padded = Array.from({ length: at }, (_, place) => row.cells[place] ?? "");
		return { ...row, cells: [...padded, days[index] ?? ""] };
	});
	return { columns: [...rest, day], rows: joined };
}

function isShortNumber(cell: string): boolean {
	return /^\d{1,4}$/u.test(cell);
}

/** The one that most lines hold equally often. */
function guessSeparator(text: string): string | undefined {
	const lines = text.split(/\r?\n/u, 200).filter((line) => line.trim() !== "");
	const scored = SEPARATORS.map((separator) => {
		const counts = Map.groupBy(lines, (line) => line.split(separator).length);
		const usual = [...counts].filter(([count]) => count > 1).sort(([, one], [, other]) => other.length - one.length)[0];
		return { separator, score: usual ? usual[1].length : 0 };
	});
	const best = scored.toSorted((one, other) => other.score - one.score)[0];
	return best && best.score >= lines.length / 2
		? best.separator
		: lines.length > 2 && isDayList(lines)
			? ";"
			: undefined;
}

function isDayList(lines: readonly string[]): boolean {
	return lines.slice(1).filter((line) => dayFormatOf([line.trim()]) !== undefined).length > lines.length / 2;
}

const FIRST_LINES = 8;

/** The first line with names and no days; where a line with days follows, the last one above it. 0 for none. */
function headerOf(rows: readonly Row[]): number {
	const first = rows.slice(0, FIRST_LINES).map(({ line, cells }) => ({ line, cells: cells.map(tidy) }));
	const dated = first.findIndex(({ cells }) => cells.some((cell) => dayFormatOf([cell]) !== undefined));
	const named = (dated < 0 ? first : first.slice(0, dated)).filter(({ cells }) => isHeading(cells));
	// A lower line is the header only where it names more columns: it may be a row whose day is missing.
	const most = dated < 0 ? 0 : Math.max(...named.map(({ cells }) => filledIn(cells)));
	const header = dated < 0 ? named[0] : named.find(({ cells }) => filledIn(cells) === most);
	if (!header) return 0;
	return looksLikeData(header.cells.filter((cell) => cell !== "")) ? 0 : header.line;
}

function filledIn(cells: readonly string[]): number {
	return cells.filter((cell) => cell !== "").length;
}

function isHeading(cells: readonly string[]): boolean {
	const filled = cells.filter((cell) => cell !== "");
	const names = filled.filter((cell) => /\p{L}{2}/u.test(cell) && dayFormatOf([cell]) === undefined);
	return names.length >= Math.max(filled.length * 0.7, 1) && filled.length >= cells.length / 2;
}

export const STREET_LIKE = /(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm)(?:$|\s)/iu;
const HEADINGS = /stra|weg|datum|termin|tag|bezirk|tour|plz|ort|haus|nr|abf|art|leistung|tonne|name|zone|region/iu;

/** True where a text names a kind of waste and nothing that speaks against it. */
export function namesWaste(text: string): boolean {
	return isSure(readWording(text));
}

/** A heading that names a waste or its colour, and no tour or district. */
export function headsWaste(heading: string): boolean {
	return mentionsWaste(heading) && !/tour|bezirk|revier|zone|region|gebiet/iu.test(heading);
}

export function mentionsWaste(cell: string): boolean {
	return /\p{L}{3}/u.test(cell) && readWording(cell).named.length + readWording(cell).colours.length > 0;
}

function looksLikeData(cells: readonly string[]): boolean {
	const [first = ""] = cells;
	return (
		STREET_LIKE.test(first) &&
		first.length > 7 &&
		!cells.slice(1).some((cell) => HEADINGS.test(cell) || namesWaste(cell))
	);
}

function guessColumns(table: Table): GuessedColumn[] {
	const width = table.rows
		.slice(0, SAMPLE)
		.reduce((widest, { cells }) => Math.max(widest, cells.length), table.header.length);
	return Array.from({ length: width }, (_, at) => guessColumn(table, at));
}

function guessColumn({ header, rows }: Table, at: number): GuessedColumn {
	const heading = header[at] ?? "";
	const twice = header.indexOf(heading) !== at || header.lastIndexOf(heading) !== at;
	const name = heading === "" || twice ? at + 1 : heading;
	const cells = rows.map((row) => tidy(row.cells[at] ?? "")).filter((cell) => cell !== "" && cell !== "-");
	const values = [...new Set(cells)];
	const format = dayFormatOf(cells.slice(0, SAMPLE));
	const column = { name, heading, at, values };
	if (format) return { ...column, kind: "day", format, doubtful: isDoubtful(cells.slice(0, SAMPLE), format) };
	return { ...column, kind: kindOf(heading, cells, values) };
}

const BY_HEADING: readonly (readonly [RegExp, ColumnKind])[] = [
	[/station|standort|haltestelle|sammelstelle/iu, "stop"],
	[/abschnitt|straßenteil|bemerkung|zusatz/iu, "words"],
	[/stra(?:ß|ss)e|stra(?:ß|ss)enname|street|^str\.?$/iu, "street"],
	[/^plz|postleit|zip/iu, "postcode"],
	[/ortsteil|^ort$|stadtteil|gemeinde/iu, "locality"],
	[/haus-?n|^nr|nummer|^(?:house ?)?number/iu, "numbers"],
	[/turnus|rhythmus|intervall|häufigkeit/iu, "rhythm"],
	[/abfallart|abfuhrart|fraktion|leistung|service|behälter|^art$|abfall$|^was$/iu, "service"],
	[/bezirk|tour|revier|zone|region|gebiet|district/iu, "round"],
	[/wochentag|^tag$|weekday/iu, "weekday"],
];

function kindOf(heading: string, cells: readonly string[], values: readonly string[]): ColumnKind {
	const named = BY_HEADING.find(([pattern]) => pattern.test(heading))?.[1];
	if (named) return named;
	if (cells.length === 0) return "other";
	const isTime = (cell: string) => /^\d{1,2}[:.]\d{2}(?:\s?Uhr)?$/u.test(cell);
	const share = (test: (cell: string) => boolean) =>
		cells.slice(0, SAMPLE).filter(test).length / Math.min(cells.length, SAMPLE);
	if (share(isTime) > 0.8) return "time";
	if (share((cell) => STREET_LIKE.test(cell)) > 0.4) return "street";
	if (share((cell) => /^(?:mo|di|mi|do|fr|sa|so)[a-z]*\.?$/iu.test(cell)) > 0.9) return "weekday";
	if (share((cell) => readWording(cell).onlyRhythm) > 0.8) return "rhythm";
	if (values.length <= 60 && share(mentionsWaste) > 0.8) return "service";
	if (share((cell) => /\d/u.test(cell) && /\D/u.test(cell) && readNumberWording(cell)?.kind === "numbers") > 0.8)
		return "numbers";
	return values.length <= 60 && values.every((value) => value.length <= 12) ? "code" : "other";
}

/** The format that nearly all cells have; day before month where both fit. */
export function dayFormatOf(cells: readonly string[]): DayFormat | undefined {
	if (cells.length === 0) return undefined;
	const fits = (format: DayFormat) =>
		cells.filter((cell) => parseDayText(cell, format) !== undefined).length >= cells.length * 0.9;
	if (cells.every((cell) => /^\d{4}-\d/u.test(cell)) && fits("YYYY-MM-DD")) return "YYYY-MM-DD";
	return DAY_FORMATS.find(fits);
}

/** Day and month could be the other way round, and that would be other days. */
function isDoubtful(cells: readonly string[], format: DayFormat): boolean {
	const days = cells.map((cell) => parseDayText(cell, format));
	return DAY_FORMATS.some((other) => {
		if (other === format) return false;
		const read = cells.map((cell) => parseDayText(cell, other));
		return read.every((day) => day !== undefined) && read.some((day, at) => day !== days[at]);
	});
}
