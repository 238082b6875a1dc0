import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { makeVisible } from "../../model/problem.ts";
import { parseTownId } from "../../model/town.ts";
import { type FoundFile, guessTown } from "../guess/guess.ts";
import { firstSheetAsCsv } from "../read/workbook.ts";

const USAGE = "Aufruf: npm run new-town -- ORDNER DATEI...";

process.exitCode = await main(process.argv.slice(2));

/** 0: a folder with a first recipe. 2: usage. Nothing that is there is written over. */
async function main([folder, ...files]: string[]): Promise<number> {
	if (folder === undefined || files.length === 0) return fail(USAGE);
	const path = resolve(folder);
	if (!parseTownId(basename(path)))
		return fail(`«${basename(path)}» taugt nicht als Ordner: Kleinbuchstaben, Ziffern, Bindestriche.\n${USAGE}`);
	if (existsSync(join(path, "town.json")))
		return fail(`${folder}/town.json gibt es schon; es wird nicht überschrieben.`);
	const missing = files.filter((file) => !existsSync(file));
	if (missing.length > 0) return fail(`Nicht gefunden: ${missing.join(", ")}\n${USAGE}`);
	const found = await Promise.all(files.map(readFound));
	const { town, questions } = guessTown(basename(path), found);
	write(path, found, town, questions);
	const lines = [
		`${folder}: town.json, source/ und FRAGEN.md angelegt.`,
		"Offen ist noch:",
		...questions.map((each) => `- ${each}`),
	];
	process.stdout.write(`${lines.map(makeVisible).join("\n")}\nDanach: npm run import -- ${folder}\n`);
	return 0;
}

async function readFound(file: string): Promise<FoundFile> {
	const bytes = new Uint8Array(readFileSync(file));
	const name = basename(file);
	const workbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
	return { name, bytes, sheet: workbook ? await firstSheetAsCsv(bytes, name) : undefined };
}

function write(path: string, files: readonly FoundFile[], town: object, questions: readonly string[]): void {
	mkdirSync(join(path, "source"), { recursive: true });
	for (const { name, bytes } of files) writeFileSync(join(path, "source", name), bytes);
	writeFileSync(join(path, "FRAGEN.md"), `# Was noch offen ist\n\n${questions.map((each) => `- ${each}\n`).join("")}`);
	writeFileSync(join(path, "town.json"), `${JSON.stringify(town, undefined, "\t")}\n`);
}

function fail(text: string): number {
	process.stderr.write(`${text}\n`);
	return 2;
}
