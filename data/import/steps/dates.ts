import type { ServiceId } from "../../model/service.ts";
import type { DraftDate } from "../draft.ts";
import type { Row } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import { dateReader } from "./date-cells.ts";
import { dayReader } from "./day-reader.ts";
import {
	accept,
	all,
	cellAt,
	columnIndex,
	columnIndices,
	optionalIndex,
	type Reading,
	readStop,
	report,
	roundReader,
	type StopColumns,
	serviceReader,
	sourceOf,
	WHOLE_TOWN,
} from "./reading.ts";
import { readStreetDates } from "./street-dates.ts";

type DayTokens = ReaderOf<"day-tokens">;

/** One date per row. */
export function readDates(reading: Reading, step: ReaderOf<"dates">): void {
	const date = dateReader(reading, step);
	if (date && step.street !== undefined) return readStreetDates(reading, step, date);
	const roundOf = roundReader(reading, step.round);
	const note = optionalIndex(reading, step.note);
	const stop = stopColumns(reading, step.at);
	const serviceOf = serviceReader(reading, step.service);
	if (!date || !roundOf || note === null || stop === null || !serviceOf) return;
	const readRow = (row: Row): DraftDate | undefined => {
		const service = serviceOf(row);
		const planned = service ? date.dayOf(row) : undefined;
		const round = planned && roundOf(row);
		const at = stop && readStop(reading, row, stop);
		if (!service || !planned || round === undefined || at === "bad") return undefined;
		date.listed(row, planned, `${service}\t${round}`);
		const [said, source] = [cellAt(row, note) || undefined, sourceOf(reading, row)];
		return { service, round, planned, note: said, at, source, plan: step.plan || undefined };
	};
	for (const row of reading.table.rows) take(reading, row, readRow(row));
	date.end();
}

function take(reading: Reading, row: Row, date: DraftDate | undefined): void {
	if (!date) return;
	accept(reading, row);
	reading.draft.dates.push(date);
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
	const readDay = dayReader(reading, step.format, { cellOnly: true, dayAfter: step.dayAfter });
	for (const row of reading.table.rows) {
		accept(reading, row);
		for (const { index, field, services, round } of columns) {
			const cell = cellAt(row, index);
			const nothing = step.none.includes(cell);
			if (nothing) reading.usage.use("none", cell);
			const planned = nothing ? undefined : readDay(row, cell, field);
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
export function readDayTokens(reading: Reading, step: DayTokens): void {
	const date = dateReader(reading, { ...step, none: [] });
	const columns = columnIndices(reading, step.tokens);
	if (!date || !columns) return;
	const patterns = step.map.map(({ token, ...rest }) => ({ token, ...patternOf(token), ...rest }));
	for (const row of reading.table.rows) {
		const planned = date.dayOf(row);
		if (!planned) continue;
		date.listed(row, planned, "");
		accept(reading, row);
		const tokens = columns.flatMap((at) => cellAt(row, at).split(step.split)).map((each) => each.trim());
		for (const token of tokens.filter((each) => each !== "")) {
			const match = meaningOf(reading, row, token, { patterns, ignore: step.ignore });
			if (match) pushAll(reading, match.services, match.round, planned, row, step.plan);
		}
	}
	date.end();
}

interface TokenPattern {
	readonly token: string;
	readonly before: string;
	readonly after: string;
	readonly named: boolean;
	readonly services: readonly ServiceId[];
	readonly rounds?: readonly string[] | undefined;
	readonly round?: string | undefined;
}

interface TokenMeanings {
	readonly patterns: readonly TokenPattern[];
	readonly ignore: readonly string[];
}

function patternOf(token: string) {
	const [before = "", after = ""] = token.split("{round}");
	return { before, after, named: token.includes("{round}") };
}

/** What a token says; nothing for one that the recipe ignores or does not know, which is told. */
function meaningOf(reading: Reading, row: Row, token: string, { patterns, ignore }: TokenMeanings) {
	if (ignore.includes(token)) {
		reading.usage.use("ignore", token);
		return undefined;
	}
	const match = firstMatch(patterns, token);
	if (match) reading.usage.use("map", match.token);
	else unknownToken(reading, row, token);
	return match;
}

function firstMatch(patterns: readonly TokenPattern[], text: string) {
	for (const { token, before, after, named, services, rounds, round: template = "{round}" } of patterns) {
		if (!named && text === before) return { token, services, round: template === "{round}" ? WHOLE_TOWN : template };
		const fits = text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
		const round = text.slice(before.length, text.length - after.length);
		if (named && fits && (!rounds || rounds.includes(round)))
			return { token, services, round: template.replace("{round}", round) };
	}
	return undefined;
}

function unknownToken(reading: Reading, row: Row, token: string): void {
	report(reading, row, {
		code: "unknown_token",
		what: `«${token}» ist im Rezept keiner Leistung zugeordnet.`,
		remedy: 'Unter "map" ergänzen oder, wenn es nichts bedeutet, unter "ignore".',
		cellOnly: true,
	});
}
