import * as v from "valibot";
import type { Round, RoundDate, Stop } from "./collection.ts";
import type { Dataset, RetiredService, UnreadRequests } from "./dataset.ts";
import {
	DATASET_FORMAT,
	type DatasetFile,
	headShape,
	type PlaceInFile,
	type RoundInFile,
	roundShape,
	type StreetInFile,
	streetShape,
} from "./dataset-shape.ts";
import type { Day } from "./day.ts";
import { makeNumberSet } from "./number.ts";
import type { Problem } from "./problem.ts";
import { type Result, right, wrong } from "./result.ts";
import type { Service } from "./service.ts";
import { makeLines, type SourceLines } from "./source-lines.ts";
import type { Assignment, Part, Place, PlaceId, Street, StreetId } from "./street.ts";
import { makeTime } from "./time.ts";
import type { Town } from "./town.ts";

// --- parse ------------------------------------------------------------------------------------

/** Reads `dataset.json`. Everything that is wrong with it is told at once, with its path. */
export function parseDataset(json: string, file = "dataset.json"): Result<Dataset> {
	const pieces = parseDatasetInPieces(json, file);
	for (let step = pieces.next(); ; step = pieces.next()) if (step.done) return step.value;
}

/** The same, stopping after each round and each street: a phone has other things to do while it reads a city. */
export function* parseDatasetInPieces(json: string, file = "dataset.json"): Generator<undefined, Result<Dataset>> {
	const read = parseJson(json);
	if (read === undefined) return wrong([flaw(file, undefined, "Die Datei ist kein JSON.")]);
	const reading = new Reading(file);
	const head = reading.take(headShape, read);
	const rounds = yield* reading.takeAll(roundShape, read, "rounds");
	const streets = yield* reading.takeAll(streetShape, read, "streets");
	if (!head || reading.flaws.length > 0) return wrong(reading.flaws);
	const parsed = { ...head, rounds, streets };
	const strays = yield* strayIndices(parsed);
	return strays.length > 0
		? wrong(strays.map((path) => flaw(file, path, "no such entry")))
		: right(yield* assemble(parsed));
}

/** What was found wrong while a file is read piece by piece. */
class Reading {
	readonly flaws: Problem[] = [];
	readonly #file: string;

	constructor(file: string) {
		this.#file = file;
	}

	/** `undefined` where `given` is not of this shape; `path` is where it stands in the file. */
	take<Shape extends v.GenericSchema>(shape: Shape, given: unknown, path?: string): v.InferOutput<Shape> | undefined {
		const parsed = v.safeParse(shape, given);
		if (parsed.success) return parsed.output;
		for (const issue of parsed.issues) {
			const field = [path, v.getDotPath(issue)].filter(Boolean).join(".");
			this.flaws.push(flaw(this.#file, field || undefined, issue.message));
		}
		return undefined;
	}

	/** The list of this name in the file, one by one. That it is a list is said by the head's shape. */
	*takeAll<Shape extends v.GenericSchema>(
		shape: Shape,
		file: unknown,
		name: "rounds" | "streets",
	): Generator<undefined, v.InferOutput<Shape>[]> {
		const taken: v.InferOutput<Shape>[] = [];
		const list = v.is(v.object({ [name]: v.array(v.unknown()) }), file) ? (file[name] ?? []) : [];
		for (const [at, given] of list.entries()) {
			const value = this.take(shape, given, `${name}.${at}`);
			if (value !== undefined) taken.push(value);
			yield;
		}
		return taken;
	}
}

function parseJson(json: string): unknown {
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return undefined;
	}
}

function flaw(file: string, field: string | undefined, message: string): Problem {
	return {
		level: "problem",
		code: "broken_dataset",
		where: { file, field },
		what: `Der übersetzte Datensatz ist beschädigt: ${message}.`,
		remedy: "Die Gemeinde mit `npm run import` neu übersetzen.",
	};
}

/** References that a shape cannot check: services, rounds, files and editions that are not there. */
function* strayIndices(file: DatasetFile): Generator<undefined, string[]> {
	const strays: string[] = [];
	const checkLines = (path: string, given: SourceLines | undefined, count: number) => {
		if (!given) return;
		if (given.length !== count || given.some((each) => each.file >= file.sources.length)) strays.push(path);
	};
	const checkEdition = (path: string, given: number) => {
		if (given >= file.editions.length) strays.push(path);
	};
	checkEdition("town.edition", file.town.edition);
	file.services.forEach((service, at) => {
		checkEdition(`services.${at}.edition`, service.edition);
	});
	file.rounds.forEach((round, at) => {
		if (!file.services.some(({ id }) => id === round.service)) strays.push(`rounds.${at}.service`);
		checkLines(`rounds.${at}.lines`, round.lines, round.dates.length);
		round.dates.forEach((date, nth) => {
			if (typeof date === "string") return;
			checkLines(`rounds.${at}.dates.${nth}.moved`, date.moved, 1);
			checkEdition(`rounds.${at}.dates.${nth}.edition`, date.edition);
		});
	});
	for (const [at, street] of file.streets.entries()) {
		yield;
		street.places.forEach((place, nth) => {
			const path = `streets.${at}.places.${nth}`;
			if (place.rounds.some((round) => round >= file.rounds.length)) strays.push(`${path}.rounds`);
			checkLines(`${path}.lines`, place.lines, place.rounds.length * (place.rows?.length ?? 1));
			const marks = place.editions ?? place.rounds.map(() => 0);
			if (marks.length !== place.rounds.length || marks.some((mark) => mark >= file.editions.length))
				strays.push(`${path}.editions`);
		});
	}
	return strays;
}

function* assemble(file: DatasetFile): Generator<undefined, Dataset> {
	const rounds: Round[] = [];
	for (const round of file.rounds) {
		rounds.push(assembleRound(round, file.sources));
		yield;
	}
	const streets: Street[] = [];
	for (const street of file.streets) {
		streets.push(assembleStreet(street, rounds, file.sources));
		yield;
	}
	const retired = Object.entries(file.retired.places) as [PlaceId, PlaceId[]][];
	return {
		town: file.town satisfies Town,
		coverage: file.coverage,
		editions: file.editions,
		services: file.services satisfies Service[],
		rounds,
		streets,
		retired: { places: new Map(retired), services: file.retired.services.map(retiredService) },
		holidays: file.holidays,
		...(file.stands && { stands: new Map(Object.entries(file.stands)) }),
		...(file.requests && { requests: file.requests }),
	};
}

/** Datasets of before named the id alone. */
function retiredService(given: DatasetFile["retired"]["services"][number]): RetiredService {
	return typeof given === "string" ? { id: given, label: given, edition: 0 } : given;
}

function assembleRound({ service, name, dates, lines: read }: RoundInFile, files: string[]): Round {
	return {
		service,
		name,
		dates: dates.map((date, at) => {
			const source = sourceAt(read, at, files);
			if (typeof date === "string") return { planned: date, day: date, source, edition: 0 };
			const { day: actual, moved, ...rest } = date;
			return {
				...rest,
				day: actual === null ? undefined : (actual ?? date.planned),
				source,
				moved: sourceAt(moved, 0, files),
			};
		}),
	};
}

function assembleStreet(street: StreetInFile, rounds: Round[], files: string[]): Street {
	return {
		...street,
		id: street.id as StreetId,
		places: street.places.map((place) => assemblePlace(place, rounds, files)),
	};
}

function assemblePlace(place: PlaceInFile, rounds: Round[], files: string[]): Place {
	const width = place.rounds.length;
	const sources = place.lines.map((_, at) => sourceAt(place.lines, at, files)).filter((each) => each !== undefined);
	return {
		id: place.id as PlaceId,
		part: partOf(place),
		rows: place.rows ?? [],
		assignments: place.rounds.flatMap((at, nth): Assignment[] => {
			const round = rounds[at];
			const edition = place.editions?.[nth] ?? 0;
			return round ? [{ round, sources: sources.filter((_, each) => each % width === nth), edition }] : [];
		}),
	};
}

function partOf({ numbers: set, words }: PlaceInFile): Part {
	if (set) return { kind: "numbers", numbers: set };
	return words === undefined ? { kind: "whole" } : { kind: "words", words };
}

function sourceAt(read: SourceLines | undefined, at: number, files: readonly string[]) {
	const given = read?.[at];
	const file = given && files[given.file];
	return file === undefined ? undefined : { file, line: given?.line ?? 0 };
}

// --- make -------------------------------------------------------------------------------------

/**
 * Writes `dataset.json`: one line per service, round and street, so that a change
 * reads as a diff, in an order that depends on the content alone.
 */
export function makeDataset(dataset: Dataset): string {
	const files = new FileIndex();
	const rounds = dataset.rounds.map((round) => makeRound(round, files));
	const roundAt = new Map(dataset.rounds.map((round, at) => [round, at]));
	const streets = dataset.streets.map((street) => makeStreet(street, roundAt, files));
	const retired = {
		places: Object.fromEntries([...dataset.retired.places].sort(([a], [b]) => (a < b ? -1 : 1))),
		services: dataset.retired.services,
	};
	return [
		"{",
		`"format":${DATASET_FORMAT},`,
		`"town":${JSON.stringify(makeTown(dataset.town))},`,
		`"coverage":${JSON.stringify(dataset.coverage)},`,
		`"editions":${JSON.stringify(dataset.editions)},`,
		`"sources":${JSON.stringify(files.names)},`,
		...standsLine(dataset, files.names),
		`"services":${rows(dataset.services.map(makeService))},`,
		`"rounds":${rows(rounds)},`,
		`"streets":${rows(streets)},`,
		`"retired":${JSON.stringify(retired)}${dataset.holidays || dataset.requests ? "," : ""}`,
		...(dataset.holidays ? [`"holidays":${JSON.stringify(dataset.holidays)}${dataset.requests ? "," : ""}`] : []),
		...(dataset.requests ? [`"requests":${makeRequests(dataset.requests)}`] : []),
		"}",
		"",
	].join("\n");
}

function makeRequests({ notWorking, offers }: UnreadRequests): string {
	return `{"notWorking":${JSON.stringify(notWorking)},"offers":${rows(offers)}}`;
}

/** In the order of the sources; files that nothing comes from have none. */
function standsLine({ stands }: Dataset, files: readonly string[]): string[] {
	const known = files.flatMap((file) => {
		const stand = stands?.get(file);
		return stand === undefined ? [] : [[file, stand] as const];
	});
	return known.length === 0 ? [] : [`"stands":${JSON.stringify(Object.fromEntries(known))},`];
}

function rows(values: readonly unknown[]): string {
	return values.length === 0 ? "[]" : `[\n${values.map((value) => JSON.stringify(value)).join(",\n")}\n]`;
}

class FileIndex {
	readonly names: string[] = [];

	of(file: string): number {
		const at = this.names.indexOf(file);
		return at >= 0 ? at : this.names.push(file) - 1;
	}
}

function makeTown({ edition: changed, ...town }: Town) {
	const { putOut, cutoff, abfallnavi, frameAncestors, invented, confirmed, ...rest } = town;
	return {
		...rest,
		putOut: { ...putOut, earliest: makeTime(putOut.earliest), latest: makeTime(putOut.latest) },
		cutoff: makeTime(cutoff),
		abfallnavi,
		frameAncestors,
		...(invented && { invented }),
		...(!confirmed && { confirmed }),
		...(changed > 0 && { edition: changed }),
	};
}

function makeService({ edition: changed, ...rest }: Service) {
	return { ...rest, ...(changed > 0 && { edition: changed }) };
}

function makeRound({ service, name, dates }: Round, files: FileIndex) {
	const read = dates.map(({ source }) => source).filter((source) => source !== undefined);
	return {
		service,
		name,
		dates: dates.map((date) => makeDate(date, files)),
		...(read.length > 0 && { lines: makeLines(read.map(({ file, line }) => ({ file: files.of(file), line }))) }),
	};
}

function makeDate(date: RoundDate, files: FileIndex): Day | Record<string, unknown> {
	const { planned, day: actual, reason, note, at, moved, edition: changed } = date;
	const rest = {
		...(actual !== planned && { day: actual ?? null }),
		...(reason !== undefined && { reason }),
		...(note !== undefined && { note }),
		...(at && { at: at.map(makeStop) }),
		...(moved && { moved: makeLines([{ file: files.of(moved.file), line: moved.line }]) }),
		...(changed > 0 && { edition: changed }),
	};
	return Object.keys(rest).length === 0 ? planned : { planned, ...rest };
}

function makeStop({ place, from, until }: Stop) {
	return {
		place,
		...(from !== undefined && { from: makeTime(from) }),
		...(until !== undefined && { until: makeTime(until) }),
	};
}

function makeStreet({ id, name, postcode, locality, places }: Street, roundAt: Map<Round, number>, files: FileIndex) {
	return { id, name, postcode, locality, places: places.map((place) => makePlace(place, roundAt, files)) };
}

function makePlace({ id, part, rows: rowSets, assignments }: Place, roundAt: Map<Round, number>, files: FileIndex) {
	const changed = assignments.map(({ edition: each }) => each);
	const rowCount = Math.max(rowSets.length, 1);
	const sources = Array.from({ length: rowCount }, (_, row) => assignments.map((each) => each.sources[row])).flat();
	const read = sources.filter((source) => source !== undefined);
	return {
		id,
		...(part.kind === "numbers" && { numbers: makeNumberSet(part.numbers) }),
		...(part.kind === "words" && { words: part.words }),
		...(rowSets.length > 1 && { rows: rowSets.map(makeNumberSet) }),
		rounds: assignments.map(({ round }) => roundAt.get(round)),
		lines: makeLines(read.map(({ file, line }) => ({ file: files.of(file), line }))),
		...(changed.some((each) => each > 0) && { editions: changed }),
	};
}
