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
	| "code"
	| "other";

export interface GuessedColumn {
	/** Its name in the header, or its number. */
	readonly name: string | number;
	readonly at: number;
	readonly kind: ColumnKind;
	readonly format?: DayFormat;
	/** Another format that gives other days: only the town knows which it is. */
	readonly doubtful?: boolean;
	/** The different cells, at most so many as tell something. */
	readonly values: readonly string[];
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
	return { separator, header, columns: guessColumns(table), rows: table.rows };
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

/** The first line with names and no days, above a line with days or codes; 0 for none. */
function headerOf(rows: readonly Row[]): number {
	for (const { line, cells } of rows.slice(0, 6)) {
		const filled = cells.map(tidy).filter((cell) => cell !== "");
		const names = filled.filter((cell) => /\p{L}{2}/u.test(cell) && dayFormatOf([cell]) === undefined);
		if (names.length >= Math.max(filled.length * 0.7, 1) && filled.length >= cells.length / 2)
			return looksLikeData(filled) ? 0 : line;
	}
	return 0;
}

export const STREET_LIKE = /(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm)(?:$|\s)/iu;
const HEADINGS = /stra|weg|datum|termin|tag|bezirk|tour|plz|ort|haus|nr|abf|art|leistung|tonne|name|zone|region/iu;

/** True where a text names a kind of waste and nothing that speaks against it. */
export function namesWaste(text: string): boolean {
	return isSure(readWording(text));
}

function mentionsWaste(cell: string): boolean {
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
	if (format) return { name, at, kind: "day", format, doubtful: isDoubtful(cells.slice(0, SAMPLE), format), values };
	return { name, at, kind: kindOf(heading, cells, values), values };
}

const BY_HEADING: readonly (readonly [RegExp, ColumnKind])[] = [
	[/station|standort|haltestelle|sammelstelle/iu, "stop"],
	[/abschnitt|straßenteil|bemerkung|zusatz/iu, "words"],
	[/stra(?:ß|ss)e|stra(?:ß|ss)enname|street|^str\.?$/iu, "street"],
	[/^plz|postleit|zip/iu, "postcode"],
	[/ortsteil|^ort$|stadtteil|gemeinde/iu, "locality"],
	[/haus-?n|^nr|nummer|^(?:house ?)?number/iu, "numbers"],
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
