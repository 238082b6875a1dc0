import { guessTown } from "../../../data/import/guess/guess.ts";
import { townAsText } from "../../../data/import/guess/town-text.ts";
import { unpacked } from "../../../data/import/guess/unpacked.ts";
import { type Imported, importTown } from "../../../data/import/import-town.ts";
import { previewsOf } from "../../../data/import/preview.ts";
import { readArms } from "../../../data/import/recipe/arms.ts";
import { withoutGuessMarks } from "../../../data/import/recipe/guess-marks.ts";
import { OPEN, openQuestions } from "../../../data/import/recipe/open-questions.ts";
import type { TownFile } from "../../../data/import/recipe/recipe.ts";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { inWords } from "../../../data/import/told.ts";
import { unpack } from "../../../data/import/unpack.ts";
import type { Dataset } from "../../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../../data/model/dataset-file.ts";
import { type Difference, isGreatLoss, placesTouched } from "../../../data/model/difference.ts";
import type { Problem } from "../../../data/model/problem.ts";
import { withStandIns } from "../town/open-marks.ts";
import { isObject, type Json, listAt, parseJson } from "../town/value.ts";
import { ClerkFiles } from "./clerk-files.ts";
import { linesAround } from "./lines.ts";
import type { AnswerOf, AskOf, Guessed, Kind, Made, ReadAsk, Report, ToldDifference, TouchedLine } from "./messages.ts";
import { ofOneStreet, roundsOf, roundsOn, streetNames } from "./one-street.ts";

/** What the worker does: the import as it is, with files that a page gave. Neither disk nor clock. */
export class Job {
	readonly #files = new ClerkFiles();
	#previous: Dataset | undefined;
	#dataset: Dataset | undefined;
	#difference: Difference | undefined;

	readonly #work: { readonly [K in Kind]: (ask: AskOf<K>) => AnswerOf<K> | Promise<AnswerOf<K>> } = {
		guess: (ask) => this.#guess(ask),
		take: ({ files }) => this.#take(files),
		clear: () => this.#clear(),
		follow: ({ previous }) => this.#follow(previous),
		drop: ({ path }) => this.#drop(path),
		read: (ask) => this.#read(ask),
		lines: ({ path, line }) => linesAround(this.#files.bytes(path), path, line),
		street: ({ at }) => ofOneStreet(this.#made(), at),
		rounds: ({ day }) => roundsOn(this.#previous, day),
		touched: ({ nth }) => touchedBy(this.#difference, nth),
		allRounds: () => roundsOf(this.#previous),
		dataset: () => new TextEncoder().encode(makeDataset(this.#made())) as Uint8Array<ArrayBuffer>,
	};

	async do<K extends Kind>(kind: K, ask: AskOf<K>): Promise<AnswerOf<K>> {
		return this.#work[kind](ask);
	}

	async #guess({ town, files }: AskOf<"guess">): Promise<Guessed> {
		this.#files.take(files);
		const found = [];
		for (const { path, bytes } of files) found.push(...(await unpacked(path.replace(/^source\//u, ""), bytes)));
		const guessed = guessTown(town, found);
		return { json: townAsText(guessed.town), questions: guessed.questions };
	}

	#take(files: AskOf<"take">["files"]): null {
		this.#files.take(files);
		return null;
	}

	#clear(): null {
		this.#files.clear();
		return null;
	}

	#follow(previous: string): null {
		this.#previous = previousOf(previous);
		return null;
	}

	#drop(path: string): null {
		this.#files.drop(path);
		return null;
	}

	#made(): Dataset {
		if (!this.#dataset) throw new Error("nothing was read yet");
		return this.#dataset;
	}

	async #read(ask: ReadAsk): Promise<Report> {
		const open = openQuestions(ask.json);
		const json = open.length > 0 ? standingIn(ask.json) : ask.confirmed ? withoutGuessMarks(ask.json) : ask.json;
		const parsed = parseTownFile(json, ask.town);
		if (!parsed.ok) return { ...EMPTY, open, problems: parsed.problems.map(inWords) };
		const town = this.#withArms(parsed.value.file);
		if ("level" in town) return { ...EMPTY, open, problems: [town] };
		const files = await unpack(town, this.#files.of(town));
		const previews = previewsOf(town, files);
		const { id } = parsed.value;
		const previous = open.length > 0 ? undefined : this.#previous;
		const imported = importTown({ id, file: town, files, previous, now: ask.now, acceptLoss: ask.acceptLoss });
		this.#dataset = imported.dataset;
		this.#difference = imported.difference;
		return { ...told(imported), open, previews: inOwnPlaces(previews, ask.json) };
	}

	#withArms(town: TownFile): TownFile | Problem {
		const name = town.look?.arms;
		if (name === undefined) return town;
		const arms = readArms(name, this.#files.bytes(name));
		return arms.ok ? { ...town, armsData: arms.value } : (arms.problems[0] as Problem);
	}
}

const EMPTY: Report = {
	problems: [],
	warnings: [],
	acknowledged: [],
	open: [],
	previews: [],
	rows: [],
	made: undefined,
	difference: undefined,
};

function previousOf(text: string): Dataset | undefined {
	const parsed = parseDataset(text);
	return parsed.ok ? parsed.value : undefined;
}

function standingIn(json: string): string {
	const parsed = parseJson(json);
	return "value" in parsed ? JSON.stringify(withStandIns(parsed.value)) : json;
}

/** Steps of an unknown kind were left out of what was read: the others stand where the recipe has them. */
function inOwnPlaces(previews: Report["previews"], json: string): Report["previews"] {
	const parsed = parseJson(json);
	const steps: readonly Json[] = "value" in parsed ? listAt(parsed.value, ["recipe", "read"]) : [];
	const places = steps.flatMap((step, at) => (isObject(step) && step.as === OPEN ? [] : [at]));
	return previews.map((each) => ({ ...each, at: places[each.at] ?? each.at }));
}

function told(imported: Imported): Omit<Report, "open" | "previews"> {
	const { problems, warnings, acknowledged, dataset, difference, rows } = imported;
	return {
		problems,
		warnings,
		acknowledged,
		rows: [...rows].map(([file, { held, read, leftOut = 0 }]) => ({ file, held, read, leftOut })),
		made: madeOf(dataset),
		difference: difference && toldDifference(difference),
	};
}

function madeOf(dataset: Dataset): Made {
	return {
		streets: streetNames(dataset),
		places: dataset.streets.reduce((sum, { places }) => sum + places.length, 0),
		dates: dataset.rounds.reduce((sum, { dates }) => sum + dates.length, 0),
		...dataset.coverage,
		confirmed: dataset.town.confirmed,
	};
}

function touchedBy(difference: Difference | undefined, nth: number): TouchedLine {
	const touched = difference?.touched[nth];
	return touched ? { places: placesTouched(touched), services: [...touched.services] } : { places: [], services: [] };
}

const MOST_RETIRING = 30;

function toldDifference(difference: Difference): ToldDifference {
	const { before, kept, moved, added, lost, words, retiring } = difference;
	const ending = retiring.slice(0, MOST_RETIRING).map(({ place, successors }) => {
		return successors.length === 0 ? place : `${place} → ${successors.join(", ")}`;
	});
	const more = retiring.length > ending.length ? [`… + ${retiring.length - ending.length}`] : [];
	const greatLoss = isGreatLoss(difference);
	return { before, kept, moved, added, lost, words, retiring: [...ending, ...more], greatLoss };
}
