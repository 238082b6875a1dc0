import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TownFolder } from "../../../../data/import/command/town-folder.ts";
import type { Files } from "../../../../data/import/files.ts";
import { type Imported, importTown } from "../../../../data/import/import-town.ts";
import type { TownFile } from "../../../../data/import/recipe/recipe.ts";
import { unpack } from "../../../../data/import/unpack.ts";
import type { TownId } from "../../../../data/model/town.ts";
import { published } from "../../../towns/foreign.ts";
import type { Texts } from "./reading.ts";
import type { OracleTown, SourceFile } from "./town.ts";
import { makeWorkbook, tableOf } from "./workbook.ts";

const TOWNS = join(dirname(fileURLToPath(import.meta.url)), "../../../towns");

export interface Recipe {
	readonly id: TownId;
	readonly file: TownFile;
}

export function readRecipe({ recipe, rewrite = (file) => file }: OracleTown): Recipe {
	const read = new TownFolder(join(TOWNS, recipe)).readTown();
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	return { id: read.value.id, file: rewrite(read.value.file) };
}

/** The published texts, each cut to the part that the town takes. */
export function readTexts({ folder, files }: OracleTown): Texts {
	return new Map(
		files.map((file) => {
			const bytes = readFileSync(published(folder, file.path ?? file.name));
			const text = new TextDecoder(file.encoding, { ignoreBOM: true }).decode(bytes);
			return [file.name, file.slice?.(text) ?? text];
		}),
	);
}

export function encode({ encoding, workbook, separator = ";" }: SourceFile, text: string): Uint8Array {
	if (workbook) return makeWorkbook(tableOf(text, separator));
	return encoding === "utf-8" ? new TextEncoder().encode(text) : Buffer.from(text, "latin1");
}

/** The import itself, in memory and without a dataset before it. */
export async function importFiles({ id, file }: Recipe, files: Files): Promise<Imported> {
	const unpacked = await unpack(file, files);
	return importTown({ id, file, files: unpacked, previous: undefined, now: "2026-11-22T00:00:00Z", acceptLoss: false });
}
