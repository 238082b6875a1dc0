import type { Problem } from "../model/problem.ts";
import { fitsGlob } from "./known.ts";
import type { SheetText } from "./read/workbook.ts";
import type { Reader, TownFile } from "./recipe/recipe.ts";

export const CHANGES_FILE = "changes.csv";

/** Bytes; the text of a sheet; a problem where it cannot be unpacked. */
export type FileContent = Uint8Array | SheetText | Problem;

/** Each file that a recipe names; `undefined` where it is missing. */
export type Files = ReadonlyMap<string, FileContent | undefined>;

export interface NamedFile {
	readonly file: string;
	/** The district that a calendar's name tells; empty otherwise. */
	readonly round: string;
}

/** The files that a step reads, as its recipe names them: `*` is not yet looked up. */
export function stepFiles(step: Reader): NamedFile[] {
	const names = typeof step.file === "string" ? [step.file] : step.file;
	const rounds = step.as === "calendar" ? step.rounds : undefined;
	return names.flatMap((name) =>
		rounds && name.includes("{round}")
			? rounds.map((round) => ({ file: name.replace("{round}", round), round }))
			: [{ file: name, round: rounds?.[0] ?? "" }],
	);
}

/** Every file that the import of a town looks at, besides `town.json`; `*` in a name stands for what the folder has. */
export function namedFiles({ recipe }: TownFile): string[] {
	const names = recipe.read.flatMap(readFiles).map(({ file }) => file.split(" > ")[0] ?? file);
	return [...new Set(names)];
}

/** What a step looks at, each with the sheet that it reads there: its own files, and the one that they are joined with. */
export function readFiles(step: Reader): { readonly file: string; readonly sheet?: string | number | undefined }[] {
	const sheet = "sheet" in step ? step.sheet : undefined;
	const own = stepFiles(step).map(({ file }) => ({ file, sheet }));
	return "join" in step && step.join ? [...own, step.join] : own;
}

/** The files themselves. A pattern that fits none stays, so that it is told as missing. */
export function foundFiles(step: Reader, files: Files): NamedFile[] {
	return stepFiles(step).flatMap(({ file, round }) => {
		if (!file.includes("*")) return [{ file, round }];
		const fitting = [...files.keys()].filter((name) => !name.includes("*") && fitsGlob(file, name)).sort();
		return fitting.length === 0 ? [{ file, round }] : fitting.map((name) => ({ file: name, round }));
	});
}
