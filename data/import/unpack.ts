import type { Problem } from "../model/problem.ts";
import { type FileContent, type Files, readFiles } from "./files.ts";
import { fitsGlob } from "./known.ts";
import { type Archive, openArchive } from "./read/archive.ts";
import { sheetAsText } from "./read/workbook.ts";
import type { TownFile } from "./recipe/recipe.ts";
import { unreadSheets } from "./unread-sheets.ts";

type Contents = Map<string, FileContent | undefined>;

/** What is packed within files: members of an archive, sheets of a workbook. The only part of the import that waits. */
export async function unpack(town: TownFile, files: Files): Promise<Files> {
	const all: Contents = new Map(files);
	for (const step of town.recipe.read) {
		for (const { file, sheet } of readFiles(step)) {
			if (file.includes(WITHIN)) await takeMembers(all, file);
			if (sheet !== undefined) await takeSheets(all, file, sheet);
		}
	}
	const named = town.recipe.read.flatMap(readFiles);
	for (const [name, bytes] of files)
		if (bytes instanceof Uint8Array) await tellUnread(all, name, bytes, sheetsOf(named, name));
	return all;
}

/** The sheets of a file that any step names. */
function sheetsOf(named: ReturnType<typeof readFiles>, name: string): (string | number)[] {
	return named.flatMap(({ file, sheet }) => (sheet !== undefined && fitsGlob(file, name) ? [sheet] : []));
}

/** Sheets that nobody reads are told with the first that somebody does. */
async function tellUnread(all: Contents, name: string, bytes: Uint8Array, sheets: readonly (string | number)[]) {
	const [sheet] = sheets;
	const first = sheet === undefined ? undefined : all.get(sheetName(name, sheet));
	if (!first || !("text" in first)) return;
	const unread = await unreadSheets(bytes, name, sheets);
	if (unread) all.set(sheetName(name, sheet ?? 1), { ...first, problems: [...first.problems, unread] });
}

const WITHIN = " > ";

/** `archive > members`: both may hold `*`. */
async function takeMembers(all: Contents, file: string) {
	const [archives = "", members = ""] = file.split(WITHIN);
	for (const [archive, bytes] of [...all]) {
		if (archive.includes(WITHIN) || !fitsGlob(archives, archive) || !(bytes instanceof Uint8Array)) continue;
		const opened = await openArchive(bytes, (name) => fitsGlob(members, name));
		// under a name that fits the pattern as well, so that it is found among those of other archives
		const none = `${archive}${WITHIN}${members.replaceAll("*", "…")}`;
		if (!opened) all.set(none, badArchive(archive));
		else if (opened.members.size === 0) all.set(none, missingMember(archive, members, opened));
		for (const [name, member] of opened?.members ?? [])
			all.set(`${archive}${WITHIN}${name}`, member ?? unreadableMember(archive, name));
	}
}

async function takeSheets(all: Contents, file: string, sheet: string | number) {
	for (const [name, bytes] of [...all]) {
		if (!fitsGlob(file, name)) continue;
		const content = bytes instanceof Uint8Array ? await sheetAsText(bytes, name, sheet) : bytes;
		all.set(sheetName(name, sheet), content);
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
		what: "Das Archiv (.zip, .tar.gz) lässt sich nicht entpacken, ist beschädigt oder entpackt größer als 64 MB.",
		remedy: "Das Archiv neu laden, oder die Dateien entpackt ablegen.",
	};
}

const MOST_NAMED = 8;

function missingMember(file: string, members: string, { names }: Archive): Problem {
	const more = names.length > MOST_NAMED ? ` und ${names.length - MOST_NAMED} weitere` : "";
	return {
		level: "problem",
		code: "missing_file",
		where: { file },
		what: `Im Archiv ist keine Datei «${members}». Vorhanden: ${names.slice(0, MOST_NAMED).join(", ") || "keine"}${more}.`,
		remedy: "Den Namen hinter dem > im Rezept an das Archiv anpassen.",
	};
}

function unreadableMember(file: string, name: string): Problem {
	return {
		level: "problem",
		code: "bad_archive",
		where: { file },
		what: `«${name}» ist im Archiv beschädigt, mit Kennwort geschützt oder nur ein Verweis auf eine andere Datei.`,
		remedy: "Das Archiv neu packen, ohne Kennwort und Verweise, oder die Datei entpackt ablegen.",
	};
}
