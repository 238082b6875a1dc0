import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import process from "node:process";
import { fail, readArguments } from "../../data/import/command/arguments.ts";
import { RunningProduct } from "./running-product.ts";
import { readSettings } from "./settings.ts";

/** `npm run export`: the edition that a town published becomes a town folder again. */

const USAGE = "Aufruf: npm run export -- KENNUNG ORDNER [--url ADRESSE]";

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) =>
	fail(1, error instanceof Error ? error.message : String(error)),
);

/** 0: written. 1: not. 2: usage. */
async function main(given: string[]): Promise<number> {
	const asked = readArguments(given, 2, { url: { type: "string" } });
	const [town, name] = asked?.names ?? [];
	if (!asked || town === undefined || name === undefined) return fail(2, USAGE);
	const folder = resolve(name);
	if (existsSync(folder) && readdirSync(folder).length > 0)
		return fail(1, `${folder} ist nicht leer: einen neuen Ordner nennen, damit nichts überschrieben wird.`);
	const product = new RunningProduct(readSettings(process.env, process.cwd()), process.env, asked.values.url);
	const answer = await product.ask(`/api/desk/${encodeURIComponent(town)}/edition`);
	if (answer.status === 404)
		return fail(1, `Für ${town} ist nichts veröffentlicht: es gilt der Ordner, aus dem der Server liest.`);
	if (!answer.ok) return fail(1, `${product.base}: ${answer.status} ${await answer.text()}`);
	const files = await filesOf(await answer.formData());
	writeFolder(folder, basename(folder) === town ? files : named(files, town));
	process.stdout.write(`${files.size} Dateien: ${folder}\n`);
	return 0;
}

async function filesOf(form: FormData): Promise<Map<string, Uint8Array>> {
	const files = new Map<string, Uint8Array>();
	for (const [path, value] of form)
		if (typeof value !== "string") files.set(path, new Uint8Array(await value.arrayBuffer()));
	return files;
}

/** A folder that is called otherwise says whose it is. */
function named(files: ReadonlyMap<string, Uint8Array>, town: string): Map<string, Uint8Array> {
	const json = new TextDecoder().decode(files.get("town.json"));
	const id = /^\s*\{(?:\s*"id"\s*:)/u.test(json) ? json : json.replace("{", `{\n\t"id": ${JSON.stringify(town)},`);
	return new Map([...files, ["town.json", new TextEncoder().encode(id)]]);
}

/** Whole or not at all: beside the folder first. */
function writeFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): void {
	const beside = `${folder}.part`;
	rmSync(beside, { recursive: true, force: true });
	for (const [path, bytes] of files) {
		const target = resolve(beside, path);
		if (!target.startsWith(join(beside, "/"))) throw new Error(`${path}: kein Name in einem Ordner.`);
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, bytes);
	}
	rmSync(folder, { recursive: true, force: true });
	renameSync(beside, folder);
}
