import { CHANGES_FILE, type FileContent, type Files, namedFiles } from "../../../data/import/files.ts";
import { fitsGlob } from "../../../data/import/known.ts";
import { plain } from "../../../data/import/read/plain.ts";
import type { TownFile } from "../../../data/import/recipe/recipe.ts";
import type { SentFile } from "./messages.ts";

/** The files of a town that lies in no folder, by their paths below it. */
export class ClerkFiles {
	readonly #files = new Map<string, Uint8Array<ArrayBuffer>>();

	take(files: readonly SentFile[]): void {
		for (const { path, bytes } of files) this.#files.set(plain(path), bytes);
	}

	clear(): void {
		this.#files.clear();
	}

	drop(path: string): void {
		this.#files.delete(path);
	}

	bytes(path: string): Uint8Array<ArrayBuffer> | undefined {
		return this.#files.get(path);
	}

	/** Those that a recipe names, by the names that it has for them. */
	of(town: TownFile): Files {
		const folder = town.recipe.folder === undefined ? "" : `${town.recipe.folder}/`;
		const found: [string, FileContent | undefined][] = namedFiles(town).flatMap((name) => this.#named(folder, name));
		return new Map([...found, [CHANGES_FILE, this.#files.get(CHANGES_FILE)]]);
	}

	#named(folder: string, name: string): [string, FileContent | undefined][] {
		if (!name.includes("*")) return [[name, this.#files.get(folder + name)]];
		const paths = [...this.#files.keys()].filter((path) => fitsGlob(folder + name, path)).sort();
		return paths.map((path) => [path.slice(folder.length), this.#files.get(path)]);
	}
}
