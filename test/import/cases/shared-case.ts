import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { TownFolder } from "../../../data/import/command/town-folder.ts";
import { type Imported, importTown } from "../../../data/import/import-town.ts";
import { unpack } from "../../../data/import/unpack.ts";
import type { Collection } from "../../../data/model/collection.ts";
import { collectionsOf, type Dataset } from "../../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../../data/model/dataset-file.ts";
import { parseHouseNumber } from "../../../data/model/number.ts";
import type { Problem } from "../../../data/model/problem.ts";
import { resolve } from "../../../data/model/street.ts";

/** Circumstances that once came out wrong: a folder each, with the right value in its EXPECTED.md. They lie beside the house. */
const CASES = fileURLToPath(new URL("../../../../shared/cases/", import.meta.url));

/** Runs where the case is; says loudly where it is not; on CI it must be there. */
export function describeCase(name: string, tests: () => void): void {
	if (existsSync(join(CASES, name))) {
		describe(name, tests);
		return;
	}
	const why = `${name}: ${join(CASES, name)} is not there, so the case is not tried`;
	if (process.env.CI) {
		test(name, () => expect.fail(why));
		return;
	}
	console.warn(`SKIPPED ${why}`);
	test.skip(why, () => undefined);
}

/** The folders of all cases, for the test that none is passed over. Empty where they are not. */
export function caseFolders(): string[] {
	if (!existsSync(CASES)) return [];
	return readdirSync(CASES, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

/** A town folder in a temporary home, from a case or from files given; importing never writes into the case itself. */
/** @public */
export class CaseTown {
	readonly folder: string;
	readonly #home = mkdtempSync(join(tmpdir(), "tonnentag-"));

	/** `path` is a folder below the cases ("31-words/until"); without it the folder is empty. */
	constructor(path?: string) {
		this.folder = join(this.#home, "kleinstadt");
		if (path === undefined) mkdirSync(this.folder);
		else cpSync(join(CASES, path), this.folder, { recursive: true });
	}

	write(file: string, content: string | Uint8Array): void {
		writeFileSync(join(this.folder, file), content);
	}

	read(file: string): string {
		return readFileSync(join(this.folder, file), "utf8");
	}

	/** Changes `town.json` in place. */
	// biome-ignore lint/suspicious/noExplicitAny: a recipe as its author writes it, lawful or not
	edit(change: (town: any) => void): void {
		const town = JSON.parse(this.read("town.json"));
		change(town);
		this.write("town.json", JSON.stringify(town, undefined, "\t"));
	}

	/** What `npm run import` does, in this process; a lawful dataset is written, as the command does. */
	async import({ now = "2026-11-22T00:00:00Z", acceptLoss = false } = {}): Promise<CaseImport> {
		const folder = new TownFolder(this.folder);
		const read = folder.readTown();
		if (!read.ok) return { problems: read.problems, warnings: [], imported: undefined };
		const { id, file } = read.value;
		const files = await unpack(file, folder.readFiles(file));
		const before = folder.readDataset();
		const previous = before?.ok ? before.value : undefined;
		const imported = importTown({ id, file, files, previous, now, acceptLoss });
		if (imported.problems.length === 0) folder.writeDataset(imported.dataset);
		return { problems: imported.problems, warnings: imported.warnings, imported };
	}

	discard(): void {
		rmSync(this.#home, { recursive: true, force: true });
	}
}

export interface CaseImport {
	readonly problems: readonly Problem[];
	readonly warnings: readonly Problem[];
	/** `undefined` where `town.json` itself was refused. */
	readonly imported: Imported | undefined;
}

/** "file:line code" of findings, for expectations that read well. */
export function told(problems: readonly Problem[]): string[] {
	return problems.map(({ code, where: { file, line } }) => `${line === undefined ? file : `${file}:${line}`} ${code}`);
}

/** The days of one address, sorted, through the dataset's file and back. Fails when the address is not decided. */
export function daysAt({ imported }: CaseImport, street: string, number?: string): string[] {
	return collectionsAt(imported, street, number).map(({ day }) => day);
}

export function collectionsAt(imported: Imported | undefined, street: string, number?: string): readonly Collection[] {
	const dataset = writtenAndRead(imported);
	const named = dataset.streets.filter(({ name }) => name === street);
	const [only] = named;
	if (!only || named.length > 1) throw new Error(`${named.length} streets are called ${street}`);
	const house = number === undefined ? undefined : parseHouseNumber(number);
	const { decided } = resolve(only, house);
	if (!decided) throw new Error(`${street} ${number ?? ""} is not decided`);
	return collectionsOf(dataset, decided, { period: dataset.coverage, number: house });
}

function writtenAndRead(imported: Imported | undefined): Dataset {
	if (!imported || imported.problems.length > 0)
		throw new Error(`refused: ${JSON.stringify(imported?.problems.slice(0, 3))}`);
	const read = parseDataset(makeDataset(imported.dataset));
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	return read.value;
}
