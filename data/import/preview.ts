import { type Files, foundFiles } from "./files.ts";
import { decode } from "./read/decode.ts";
import { readIcsOctets } from "./read/ics.ts";
import type { IcsEvent } from "./read/ics-calendar.ts";
import { type Row, tidy } from "./read/table.ts";
import type { Column, ReaderOf, TableStep, TownFile } from "./recipe/recipe.ts";
import { wordsOf } from "./steps/calendar-file.ts";
import { occurrencesOf } from "./steps/occurrences.ts";
import { summaryReader } from "./steps/summary.ts";
import { readShape } from "./steps/tables.ts";
import { sheetName } from "./unpack.ts";
import { Usage } from "./usage.ts";

/** How often a wording of the source occurs, and when first and last, as the file writes its days. */
export interface WordingCount {
	readonly wording: string;
	readonly count: number;
	readonly first: string;
	readonly last: string;
}

/** A step's first rows as they were read, and its wordings: what a person looks at before believing it. */
export interface StepPreview {
	/** The step's place in the recipe, from 0. */
	readonly at: number;
	readonly files: readonly string[];
	/** Of the first file. */
	readonly header: readonly string[];
	readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
	readonly wordings: readonly WordingCount[];
}

const SHOWN = 8;
const MOST_WORDINGS = 300;

/** `files` are unpacked. What cannot be read shows nothing here: findings speak of it. */
export function previewsOf(town: TownFile, files: Files): StepPreview[] {
	return town.recipe.read.map((step, at) => {
		const found = foundFiles(step, files).map(({ file }) => file);
		const wordings = new Wordings();
		const seen = found.map((file) =>
			step.as === "calendar" ? seenEvents(town, step, file, files, wordings) : seenRows(step, file, files, wordings),
		);
		const [{ header, rows } = NOTHING] = seen;
		return { at, files: found, header, rows, wordings: wordings.all };
	});
}

type Seen = Pick<StepPreview, "header" | "rows">;

const NOTHING: Seen = { header: [], rows: [] };

class Wordings {
	readonly #counts = new Map<string, { count: number; first: string; last: string }>();

	take(wording: string, day: string): void {
		const known = this.#counts.get(wording);
		if (known) Object.assign(known, { count: known.count + 1, last: day === "" ? known.last : day });
		else if (this.#counts.size < MOST_WORDINGS) this.#counts.set(wording, { count: 1, first: day, last: day });
	}

	get all(): WordingCount[] {
		return [...this.#counts].map(([wording, counts]) => ({ wording, ...counts }));
	}
}

function seenRows(step: TableStep, file: string, files: Files, wordings: Wordings): Seen {
	const text = textOf(step, file, files);
	if (text === undefined) return NOTHING;
	const joinedText = (join: { readonly file: string; readonly sheet?: string | number | undefined }) =>
		textOf({ ...step, ...join }, join.file, files);
	const { table } = readShape(text, file, step, { usage: new Usage(), textOf: joinedText });
	const at = (column: Column) => (typeof column === "number" ? column - 1 : table.header.indexOf(column));
	const wording = wordingReader(step, at);
	const day = dayColumns(step, table.header).map(at);
	for (const { cells } of wording ? table.rows : []) {
		const said = wording?.(cells);
		if (said !== undefined) wordings.take(said, day.map((each) => tidy(cells[each] ?? "")).join("."));
	}
	return { header: table.header, rows: table.rows.slice(0, SHOWN).map(({ line, cells }: Row) => ({ line, cells })) };
}

/** The text that is looked up in the step's map, as the reader of rows puts it together. */
function wordingReader(step: TableStep, at: (column: Column) => number) {
	const service = "service" in step ? step.service : undefined;
	if (typeof service !== "object") return undefined;
	const columns = service.columns.map(at);
	return (cells: readonly string[]) => columns.map((each) => tidy(cells[each] ?? "")).join("|");
}

function dayColumns(step: TableStep, header: readonly string[]): Column[] {
	if (step.as === "dates") return [step.date].flat();
	if (step.as === "rhythms") return [step.first];
	if (step.as !== "streets" || !step.dates) return [];
	const { columns } = step.dates;
	if (typeof columns !== "string") return columns.slice(0, 1);
	const [before = ""] = columns.split("*");
	return header.filter((name) => name.startsWith(before)).slice(0, 1);
}

function textOf(step: Pick<TableStep, "sheet" | "encoding">, file: string, files: Files): string | undefined {
	const { sheet, encoding } = step;
	const content = files.get(sheet === undefined ? file : sheetName(file, sheet));
	if (!content || "code" in content) return undefined;
	return content instanceof Uint8Array
		? decode(content, file, sheet === undefined ? encoding : "utf-8").text
		: content.text;
}

function seenEvents(town: TownFile, step: ReaderOf<"calendar">, file: string, files: Files, wordings: Wordings): Seen {
	const content = files.get(file);
	const read = content instanceof Uint8Array ? readIcsOctets(content, file, step.encoding).calendar : undefined;
	if (!read) return NOTHING;
	const words = (event: IcsEvent, name: string) => wordsOf(event, name, town.languages);
	const { found } = occurrencesOf(read, { zone: town.zone, last: town.coverage.to, zones: step.zones });
	const meaningOf = summaryReader(step);
	const sorted = found.toSorted((one, other) => (one.planned < other.planned ? -1 : 1));
	for (const { event, planned } of sorted) {
		const pieces = meaningOf(words(event, step.property)).used.filter(([field]) => field === "summaries");
		for (const [, piece] of pieces) wordings.take(piece, planned);
	}
	const rows = sorted.slice(0, SHOWN).map(({ event, planned }) => ({
		line: event.line,
		cells: [planned, words(event, "SUMMARY"), words(event, "LOCATION"), words(event, "DESCRIPTION")],
	}));
	return { header: ["Tag", "SUMMARY", "LOCATION", "DESCRIPTION"], rows };
}
