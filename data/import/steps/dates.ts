import type { ServiceId } from "../../model/service.ts";
import type { DraftDate } from "../draft.ts";
import type { Row } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import { roundNamed } from "../round-key.ts";
import { tellHoles } from "./column-holes.ts";
import { type DateReader, dateReader } from "./date-cells.ts";
import { dayReader } from "./day-reader.ts";
import { tellNotesOfChange } from "./note-doubts.ts";
import {
	accept,
	all,
	cellAt,
	columnIndex,
	columnsOf,
	missingRound,
	optionalIndex,
	type Reading,
	readStop,
	reportAlike,
	roundReader,
	type StopColumns,
	serviceReader,
	sourceOf,
	templateReader,
} from "./reading.ts";
import { readStreetDates } from "./street-dates.ts";

/** One date per row. */
export function readDates(reading: Reading, step: ReaderOf<"dates">): void {
	const date = dateReader(reading, step);
	if (date && step.street !== undefined) return readStreetDates(reading, step, date);
	const note = optionalIndex(reading, step.note);
	const readRow = rowReader(reading, step, date, note);
	if (!date || !readRow || note === null) return;
	for (const row of reading.table.rows) take(reading, row, readRow(row));
	date.end();
	if (note !== undefined) tellNotesOfChange(reading, note);
}

/** The dates of a row, one for each of its services; none where something is wrong with it, and said. */
function rowReader(
	reading: Reading,
	step: ReaderOf<"dates">,
	date: DateReader | undefined,
	note: number | undefined | null,
) {
	const roundOf = roundReader(reading, step.round);
	const stop = stopColumns(reading, step.at);
	const serviceOf = serviceReader(reading, step.service);
	if (!date || !roundOf || note === null || stop === null || !serviceOf) return undefined;
	const plan = step.plan || undefined;
	return (row: Row): DraftDate[] => {
		const services = serviceOf(row);
		const planned = services && date.dayOf(row);
		const round = planned && roundOf(row);
		const at = stop && readStop(reading, row, stop);
		if (!services || !planned || round === undefined || at === "bad") return [];
		date.listed(row, planned, `${services.join(" ")}\t${round}`);
		const [said, source] = [cellAt(row, note) || undefined, sourceOf(reading, row)];
		const key = roundNamed(round);
		return services.map((service) => ({
			service,
			round: key,
			planned,
			note: said,
			at,
			source,
			path: row.path,
			plan,
		}));
	};
}

function take(reading: Reading, row: Row, dates: readonly DraftDate[]): void {
	if (dates.length > 0) accept(reading, row);
	reading.draft.dates.push(...dates);
}

function stopColumns(reading: Reading, at: ReaderOf<"dates">["at"]): StopColumns | undefined | null {
	return at && (columnsOf(reading, { place: at.place }, { from: at.from, until: at.until }) ?? null);
}

/** One column per round, a day in each cell. */
export function readDateColumns(reading: Reading, step: ReaderOf<"date-columns">): void {
	const columns = all(step.columns.map((each) => dateColumn(reading, each)));
	if (!columns) return;
	const readDay = dayReader(reading, step.format, { cellOnly: true, dayAfter: step.dayAfter });
	for (const row of reading.table.rows) {
		accept(reading, row);
		for (const { index, field, services, roundOf } of columns) {
			const cell = cellAt(row, index);
			const nothing = step.none.includes(cell);
			if (nothing) reading.usage.use("none", cell);
			const planned = nothing ? undefined : readDay(row, cell, field);
			const round = planned && roundOf(row);
			if (planned && round !== undefined) pushAll(reading, services, round, planned, row, step.plan);
		}
	}
	tellHoles(
		reading,
		columns.map(({ index }) => index),
	);
}

type DateColumn = ReaderOf<"date-columns">["columns"][number];

/** The header names the round, or `round` does, in which `{}` is the header and `{Name}` a cell of the row. */
function dateColumn(reading: Reading, { column, services, round = "{}" }: DateColumn) {
	const index = columnIndex(reading, column);
	if (index === undefined) return undefined;
	const field = fieldName(reading, index);
	const nameOf = templateReader(reading, round, [""]);
	const roundOf = (row: Row): string | undefined => {
		const { text, lacks } = nameOf?.(row, { "": field }) ?? { text: "", lacks: true };
		if (!lacks) return text;
		reportAlike(reading, row, "round", (lines) => missingRound(round, lines));
		return undefined;
	};
	return nameOf && { index, field, services, roundOf };
}

function fieldName(reading: Reading, index: number): string {
	return reading.table.header[index] ?? String(index + 1);
}

export function pushAll(
	{ draft, table }: Reading,
	services: readonly ServiceId[],
	round: string,
	planned: Parameters<typeof draft.dates.push>[0]["planned"],
	{ line, path }: Row,
	plan: boolean,
): void {
	const source = { file: table.file, line };
	const key = roundNamed(round);
	for (const service of services)
		draft.dates.push({ service, round: key, planned, source, path, plan: plan || undefined });
}
