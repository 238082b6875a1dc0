import type { Problem } from "../model/problem.ts";
import { type Files, stepFiles } from "./files.ts";
import { fitsGlob } from "./known.ts";
import { gunzip, membersOfTar } from "./read/archive.ts";
import { sheetAsText } from "./read/workbook.ts";
import type { TownFile } from "./recipe/recipe.ts";

/** What is packed within files: members of a `.tar.gz`, sheets of a workbook. The only part of the import that waits. */
export async function unpack(town: TownFile, files: Files): Promise<Files> {
	const all = new Map(files);
	for (const step of town.recipe.read) {
		const sheet = "sheet" in step ? step.sheet : undefined;
		for (const { file } of stepFiles(step)) {
			const [archive = "", members] = file.split(" > ");
			if (members !== undefined) await takeMembers(all, archive, members);
			if (sheet !== undefined) await takeSheets(all, file, sheet);
		}
	}
	return all;
}

async function takeMembers(all: Map<string, Uint8Array | Problem | undefined>, archive: string, members: string) {
	const bytes = all.get(archive);
	if (!(bytes instanceof Uint8Array)) return;
	const content = await gunzip(bytes);
	if (!content) {
		all.set(`${archive} > ${members}`, badArchive(archive));
		return;
	}
	for (const { name, bytes: member } of membersOfTar(content)) {
		if (fitsGlob(members, name)) all.set(`${archive} > ${name}`, member);
	}
}

async function takeSheets(all: Map<string, Uint8Array | Problem | undefined>, file: string, sheet: string | number) {
	for (const [name, bytes] of [...all]) {
		if (!fitsGlob(file, name) || !(bytes instanceof Uint8Array)) continue;
		const text = await sheetAsText(bytes, name, sheet);
		all.set(sheetName(name, sheet), typeof text === "string" ? new TextEncoder().encode(text) : text);
	}
}

/** Where the sheet of a workbook lies among the files. */
export function sheetName(file: string, sheet: string | number): string {
	return `${file} [${sheet}]`;
}

function badArchive(file: string): Problem {
	return {
		level: "problem",
		code: "bad_archive",
		where: { file },
		what: "Das Archiv lässt sich nicht entpacken oder ist entpackt größer als 64 MB.",
		remedy: "Das Archiv neu laden, oder die Dateien entpackt ablegen.",
	};
}
