import type { Imported } from "../../../../data/import/import-town.ts";
import type { Problem } from "../../../../data/model/problem.ts";
import { encode, importFiles, type Recipe, readRecipe, readTexts } from "./importing.ts";
import { Luck } from "./luck.ts";
import type { Kind, Mutation } from "./mutation.ts";
import type { Texts } from "./reading.ts";
import type { OracleTown } from "./town.ts";
import { differencesOf, findingsOf, judge, type Verdict } from "./verdict.ts";

export interface Outcome {
	readonly kind: string;
	readonly seed: number;
	readonly what: string;
	readonly verdict: Verdict;
}

/** One town and its mutations: the published files are read once, each mutation is an import in memory. */
export class Drill {
	readonly texts: Texts;
	readonly #recipe: Recipe;
	readonly #town: OracleTown;
	#bytes: ReadonlyMap<string, Uint8Array> = new Map();
	#findings: readonly Problem[] = [];

	constructor(town: OracleTown) {
		this.#town = town;
		this.#recipe = readRecipe(town.recipe);
		this.texts = readTexts(town);
	}

	/** What is wrong before anything is mutated: nothing, or the oracle is. */
	async begin(): Promise<string[]> {
		this.#bytes = new Map(this.#town.files.map((file) => [file.name, encode(file, this.texts.get(file.name) ?? "")]));
		const imported = await this.#import(new Map());
		this.#findings = findingsOf(imported);
		const reading = this.#town.read(this.texts);
		return [
			...imported.problems.map(({ code, where }) => `${where.file}:${where.line}: ${code}`),
			...reading.refused.map(({ file, line }) => `${file}:${line}: the oracle does not read this`),
			...differencesOf(reading, imported.dataset, true),
		];
	}

	/** The `seed` decides the file and the place; nothing where the kind does not fit the file. */
	async try(kind: string, make: Kind, seed: number): Promise<Outcome | undefined> {
		const mutation = this.mutate(make, seed);
		if (!mutation) return undefined;
		const reads = mutation.meanings.map(({ texts, itself }) => ({ reading: this.#town.read(texts), itself }));
		const imported = await this.#import(mutation.bytes);
		const verdict = judge({ findings: this.#findings }, imported, mutation, reads);
		return { kind, seed, what: mutation.what, verdict };
	}

	mutate(make: Kind, seed: number): Mutation | undefined {
		const luck = new Luck(seed);
		const file = luck.pick(this.#town.files);
		const text = file && this.texts.get(file.name);
		if (!file || text === undefined) return undefined;
		return make({ town: this.#town, texts: this.texts, file, text, luck });
	}

	#import(changed: ReadonlyMap<string, Uint8Array>): Promise<Imported> {
		return importFiles(this.#recipe, new Map([...this.#bytes, ...changed]));
	}
}
