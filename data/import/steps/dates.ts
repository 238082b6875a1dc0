import type { Day } from "../../model/day.ts";
import type { ServiceId } from "../../model/service.ts";
import { type DayFormat, dayJoiner } from "../read/day-text.ts";
import type { Row } from "../read/table.ts";
import type { Column, ReaderOf } from "../recipe/recipe.ts";
import {
	accept,
	all,
	cellAt,
	columnIndex,
	columnIndices,
	dayReader,
	optionalIndex,
	type Reading,
	readStop,
	report,
	type StopColumns,
	serviceReader,
	sourceOf,
} from "./reading.ts";

import { readStreetDates } from "./street-dates.ts";

/** The name of the only round of a service that has no districts. */
export const WHOLE_TOWN = "";

/** One date per row. */
export function readDates(reading: Reading, step: ReaderOf<"dates">): void {
	const date = dateReader(reading, step);
	if (date && step.street !== undefined) return readStreetDates(reading, step, date);
	const round = optionalIndex(reading, step.round);
	const note = optionalIndex(reading, step.note);
	const stop = stopColumns(reading, step.at);
	const serviceOf = serviceReader(reading, step.service);
	if (!date || round === null || note === null || stop === null || !serviceOf) return;
	for (const row of reading.table.rows) {
		const service = serviceOf(row);
		const planned = service ? date(row) : undefined;
		if (!service || !planned) continue;
		accept(reading);
		reading.draft.dates.push({
			service,
			round: round === undefined ? WHOLE_TOWN : cellAt(row, round),
			planned,
			note: cellAt(row, note) || undefined,
			at: stop && readStop(reading, row, stop),
			source: sourceOf(reading, row),
			plan: step.plan || undefined,
		});
	}
}

interface DateColumns {
	readonly date: Column | readonly Column[];
	readonly format: DayFormat;
	readonly none: readonly string[];
}

/** The day of a row, in one column or put together from several. */
function dateReader(reading: Reading, { date, format, none }: DateColumns) {
	const columns = all([date].flat().map((column) => columnIndex(reading, column)));
	if (!columns) return undefined;
	const readDay = dayReader(reading, format);
	const joiner = dayJoiner(format);
	return (row: Row): Day | undefined => {
		const text = columns.map((at) => cellAt(row, at).replace(/\.$/u, "")).join(joiner);
		const cell = columns.length === 1 ? cellAt(row, columns[0]) : text;
		return none.includes(cell) ? undefined : readDay(row, cell, String(date));
	};
}

function stopColumns(reading: Reading, at: ReaderOf<"dates">["at"]): StopColumns | undefined | null {
	if (!at) return undefined;
	const place = columnIndex(reading, at.place);
	const from = optionalIndex(reading, at.from);
	const until = optionalIndex(reading, at.until);
	return place === undefined || from === null || until === null ? null : { place, from, until };
}

/** One column per round, a day in each cell. */
export function readDateColumns(reading: Reading, step: ReaderOf<"date-columns">): void {
	const columns = all(
		step.columns.map((each) => {
			const index = columnIndex(reading, each.column);
			return index === undefined ? undefined : { ...each, index, field: fieldName(reading, index) };
		}),
	);
	if (!columns) return;
	const readDay = dayReader(reading, step.format);
	for (const row of reading.table.rows) {
		accept(reading);
		for (const { index, field, services, round } of columns) {
			const cell = cellAt(row, index);
			const planned = step.none.includes(cell) ? undefined : readDay(row, cell, field);
			if (planned) pushAll(reading, services, round ?? field, planned, row, step.plan);
		}
	}
}

function fieldName(reading: Reading, index: number): string {
	return reading.table.header[index] ?? String(index + 1);
}

function pushAll(
	{ draft, table }: Reading,
	services: readonly ServiceId[],
	round: string,
	planned: Parameters<typeof draft.dates.push>[0]["planned"],
	{ line }: { line: number },
	plan: boolean,
): void {
	const source = { file: table.file, line };
	for (const service of services) draft.dates.push({ service, round, planned, source, plan: plan || undefined });
}

/** One day per row, and tokens that name what is collected: `1GREY 1GREEN 5BROWN CPINK`. */
export function readDayTokens(reading: Reading, step: ReaderOf<"day-tokens">): void {
	const date = dateReader(reading, { ...step, none: [] });
	const columns = columnIndices(reading, step.tokens);
	if (!date || !columns) return;
	const patterns = step.map.map(({ token, ...rest }) => ({ ...patternOf(token), ...rest }));
	for (const row of reading.table.rows) {
		const planned = date(row);
		if (planned) accept(reading);
		const tokens = columns.flatMap((at) => cellAt(row, at).split(step.split));
		for (const token of tokens.map((each) => each.trim())) {
			if (!planned || token === "" || step.ignore.includes(token)) continue;
			const match = firstMatch(patterns, token);
			if (match) pushAll(reading, match.services, match.round, planned, row, step.plan);
			else unknownToken(reading, row.line, token);
		}
	}
}

interface TokenPattern {
	readonly before: string;
	readonly after: string;
	readonly named: boolean;
	readonly services: readonly ServiceId[];
	readonly rounds?: readonly string[] | undefined;
	readonly round?: string | undefined;
}

function patternOf(token: string) {
	const [before = "", after = ""] = token.split("{round}");
	return { before, after, named: token.includes("{round}") };
}

function firstMatch(patterns: readonly TokenPattern[], token: string) {
	for (const { before, after, named, services, rounds, round: template = "{round}" } of patterns) {
		if (!named && token === before) return { services, round: template === "{round}" ? WHOLE_TOWN : template };
		const fits = token.length > before.length + after.length && token.startsWith(before) && token.endsWith(after);
		const round = token.slice(before.length, token.length - after.length);
		if (named && fits && (!rounds || rounds.includes(round))) {
			return { services, round: template.replace("{round}", round) };
		}
	}
	return undefined;
}

function unknownToken(reading: Reading, line: number, token: string): void {
	report(reading, line, {
		code: "unknown_token",
		what: `«${token}» ist im Rezept keiner Leistung zugeordnet.`,
		remedy: 'Unter "map" ergänzen oder, wenn es nichts bedeutet, unter "ignore".',
	});
}
