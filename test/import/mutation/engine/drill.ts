import type { Imported } from "../../../../data/import/import-town.ts";
import type { Problem } from "../../../../data/model/problem.ts";
import { encode, importFiles, type Recipe, readRecipe, readTexts } from "./importing.ts";
import { Luck } from "./luck.ts";
import type { Kind, Mutation } from "./mutation.ts";
import type { Texts } from "./reading.ts";
import type { OracleTown } from "./town.ts";
import { differencesOf, findingsOf, judge, type Read, type Verdict } from "./verdict.ts";

export interface Size {
	/** Mutations of each town. */
	readonly count: number;
	readonly seed: number;
}

export interface Outcome {
	readonly town: string;
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
		this.#recipe = readRecipe(town);
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
		const verdict = await this.#judged(mutation, reads);
		return { town: nameOf(this.#town), kind, seed, what: mutation.what, verdict };
	}

	/** So many mutations, of all kinds in turn: the same ones for the same seed. */
	async *run(kinds: Readonly<Record<string, Kind>>, { count, seed }: Size): AsyncGenerator<Outcome> {
		const luck = new Luck(seed ^ hash(nameOf(this.#town)));
		const names = shuffled(Object.keys(kinds), luck);
		for (let [tried, done] = [0, 0]; done < count && tried < 20 * count; tried++) {
			const kind = names[tried % names.length] ?? "";
			const make = kinds[kind];
			const outcome = make && (await this.try(kind, make, luck.below(2 ** 32)));
			if (!outcome) continue;
			done++;
			yield outcome;
		}
	}

	/** An import that falls over has said nothing. */
	async #judged(mutation: Mutation, reads: readonly Read[]): Promise<Verdict> {
		try {
			return judge(this.#findings, await this.#import(mutation.bytes), mutation, reads);
		} catch (error) {
			return { kind: "silent", why: error instanceof Error ? (error.stack ?? "").slice(0, 300) : String(error) };
		}
	}

	/** What the town says as it was published. */
	published(): Promise<Imported> {
		return this.#import(new Map());
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

/** Of one recipe there may be two towns: its files, and the same as workbooks. */
export function nameOf({ recipe, files }: OracleTown): string {
	return files.some(({ workbook }) => workbook) ? `${recipe} as a workbook` : recipe;
}

function shuffled(names: readonly string[], luck: Luck): string[] {
	return names
		.map((name) => ({ name, at: luck.below(2 ** 32) }))
		.toSorted((one, other) => one.at - other.at)
		.map(({ name }) => name);
}

/** FNV-1a, so that each town has luck of its own. */
function hash(text: string): number {
	return [...text].reduce((sum, sign) => Math.imul(sum ^ (sign.codePointAt(0) ?? 0), 16_777_619), 2_166_136_261) >>> 0;
}
