import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { RunningProduct } from "./running-product.ts";
import { readSettings } from "./settings.ts";

/** `npm run export`: the edition that a town published becomes a town folder again. */

const USAGE = "Aufruf: npm run export -- KENNUNG ORDNER [--url ADRESSE]";

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	return 1;
});

/** 0: written. 1: not. 2: usage. */
async function main(given: string[]): Promise<number> {
	const asked = readArguments(given);
	if (!asked) return failed(USAGE, 2);
	const folder = resolve(asked.folder);
	if (existsSync(folder) && readdirSync(folder).length > 0)
		return failed(`${folder} ist nicht leer: einen neuen Ordner nennen, damit nichts überschrieben wird.`, 1);
	const product = new RunningProduct(readSettings(process.env, process.cwd()), process.env, asked.url);
	const answer = await product.ask(`/api/desk/${encodeURIComponent(asked.town)}/edition`);
	if (answer.status === 404)
		return failed(`Für ${asked.town} ist nichts veröffentlicht: es gilt der Ordner, aus dem der Server liest.`, 1);
	if (!answer.ok) return failed(`${product.base}: ${answer.status} ${await answer.text()}`, 1);
	const files = await filesOf(await answer.formData());
	writeFolder(folder, basename(folder) === asked.town ? files : named(files, asked.town));
	process.stdout.write(`${files.size} Dateien: ${folder}\n`);
	return 0;
}

function readArguments(given: string[]) {
	try {
		const { values, positionals } = parseArgs({
			args: given,
			allowPositionals: true,
			options: { url: { type: "string" } },
		});
		const [town, folder] = positionals;
		return town === undefined || folder === undefined || positionals.length !== 2
			? undefined
			: { ...values, town, folder };
	} catch {
		return undefined;
	}
}

function failed(text: string, code: number): number {
	process.stderr.write(`${text}\n`);
	return code;
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
