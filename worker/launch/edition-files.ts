import { posix } from "node:path";
import type { TownFolder } from "../../data/import/command/town-folder.ts";
import { CHANGES_FILE, type Files } from "../../data/import/files.ts";
import type { TownFile } from "../../data/import/recipe/recipe.ts";

/** Where files lie in an edition that a town's folder has elsewhere. */
const SOURCE = "source";

/**
 * All that makes a town folder: facts and recipe, the files as received, changes, arms. Files that the
 * recipe has outside of the folder come along, and the recipe then names where they lie now.
 */
export function editionFiles(folder: TownFolder, town: TownFile, files: Files): Map<string, Uint8Array> {
	const given = town.recipe.folder;
	const within = folderWithin(given);
	const found = new Map<string, Uint8Array>();
	for (const [name, content] of files) {
		if (!(content instanceof Uint8Array)) continue;
		found.set(name === CHANGES_FILE ? name : posix.join(within, name), content);
	}
	const arms = town.look?.arms;
	for (const name of ["town.json", ...(arms === undefined ? [] : [arms])]) {
		const bytes = folder.read(name);
		if (bytes) found.set(name, bytes);
	}
	const json = found.get("town.json");
	if (json && given !== undefined && within !== posix.normalize(given)) found.set("town.json", moved(json, given));
	return found;
}

/** `source` where the files lie outside of the town's folder. */
function folderWithin(folder: string | undefined): string {
	const path = posix.normalize(folder ?? "");
	return path.startsWith("..") || path.startsWith("/") ? SOURCE : path;
}

/** Only the one value changes: what a person wrote stays as it was written. */
function moved(json: Uint8Array, folder: string): Uint8Array {
	const text = new TextDecoder().decode(json);
	const [before, after] = [JSON.stringify(folder), JSON.stringify(SOURCE)];
	return new TextEncoder().encode(
		text.replace(/("folder"\s*:\s*)("(?:[^"\\]|\\.)*")/gu, (whole, key, value) =>
			value === before ? key + after : whole,
		),
	);
}
