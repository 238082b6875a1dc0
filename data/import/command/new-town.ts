import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { makeVisible } from "../../model/problem.ts";
import { parseTownId } from "../../model/town.ts";
import { guessTown } from "../guess/guess.ts";
import { questionsAsText } from "../guess/questions.ts";
import { townAsText } from "../guess/town-text.ts";
import { unpacked } from "../guess/unpacked.ts";
import { fail } from "./arguments.ts";
import "./closed-pipe.ts";

const USAGE = "Aufruf: npm run new-town -- ORDNER DATEI...";

process.exitCode = await main(process.argv.slice(2));

/** 0: a folder with a first recipe. 2: usage. Nothing that is there is written over. */
async function main([folder, ...files]: string[]): Promise<number> {
	if (folder === undefined || files.length === 0) return fail(2, USAGE);
	const path = resolve(folder);
	if (!parseTownId(basename(path)))
		return fail(2, `«${basename(path)}» taugt nicht als Ordner: Kleinbuchstaben, Ziffern, Bindestriche.\n${USAGE}`);
	if (existsSync(join(path, "town.json")))
		return fail(2, `${folder}/town.json gibt es schon; es wird nicht überschrieben.`);
	const missing = files.filter((file) => !existsSync(file));
	if (missing.length > 0) return fail(2, `Nicht gefunden: ${missing.join(", ")}\n${USAGE}`);
	const odd = files.filter((file) => !statSync(file).isFile());
	if (odd.length > 0) return fail(2, `Keine gewöhnliche Datei: ${odd.join(", ")}\n${USAGE}`);
	const given = named(files).map(({ name, file }) => ({ name, bytes: new Uint8Array(readFileSync(file)) }));
	const found = (await Promise.all(given.map(({ name, bytes }) => unpacked(name, bytes)))).flat();
	const { town, questions } = guessTown(basename(path), found);
	write(path, given, town, questionsAsText(folder, questions));
	const lines = [
		`${folder}: town.json, source/ und FRAGEN.md angelegt.`,
		`${questions.length} Fragen sind offen; die Antworten zum Einsetzen stehen in FRAGEN.md:`,
		...questions.map(({ ask }) => `- ${ask}`),
	];
	process.stdout.write(`${lines.map(makeVisible).join("\n")}\nDanach: npm run import -- ${folder}\n`);
	return 0;
}

/** The file's own name; where two folders have the same, the folder's before it. */
function named(files: readonly string[]): { name: string; file: string }[] {
	const names = files.map((file) => basename(file));
	return files.map((file, at) => {
		const name = names[at] ?? file;
		const isTwice = names.filter((each) => each === name).length > 1;
		return { name: isTwice ? `${basename(dirname(resolve(file)))}/${name}` : name, file };
	});
}

interface Given {
	readonly name: string;
	readonly bytes: Uint8Array;
}

function write(path: string, files: readonly Given[], town: object, questions: string): void {
	mkdirSync(join(path, "source"), { recursive: true });
	for (const { name, bytes } of files) {
		mkdirSync(dirname(join(path, "source", name)), { recursive: true });
		writeFileSync(join(path, "source", name), bytes);
	}
	writeFileSync(join(path, "FRAGEN.md"), questions);
	writeFileSync(join(path, "town.json"), townAsText(town));
}
