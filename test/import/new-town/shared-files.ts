import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { TownFolder } from "../../../data/import/command/town-folder.ts";
import { type GuessedTown, guessTown } from "../../../data/import/guess/guess.ts";
import { unpacked } from "../../../data/import/guess/unpacked.ts";
import { type Imported, importTown } from "../../../data/import/import-town.ts";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { unpack } from "../../../data/import/unpack.ts";
import { collectionsOf, type Dataset } from "../../../data/model/dataset.ts";

/** What a stranger gets who brings in the published files of real towns, without a process for each. */

export const SHARED = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
const TOWNS = fileURLToPath(new URL("../../towns/", import.meta.url));

/** Enough of each folder to see every form in it; a city's whole list is read elsewhere. */
const MOST_FILES = 40;
const LARGEST = 2_000_000;

export function filesOf(folder: string): string[] {
	return allFilesOf(folder).slice(0, MOST_FILES);
}

function allFilesOf(folder: string): string[] {
	return readdirSync(join(SHARED, folder), { recursive: true, encoding: "utf8" })
		.filter((name) => !/SOURCE\.md$|FACTS\.md$|\.pdf$/iu.test(name))
		.filter((name) => statSync(join(SHARED, folder, name)).isFile())
		.sort();
}

export async function guessed(folder: string, files = filesOf(folder), largest = LARGEST): Promise<GuessedTown> {
	const found = files.map(async (file) => {
		const bytes = new Uint8Array(readFileSync(join(SHARED, folder, file)));
		return unpacked(basename(file), cut(bytes, largest));
	});
	return guessTown(folder, (await Promise.all(found)).flat());
}

/** Answers to open questions: what stands at a path of `town.json` afterwards; `undefined` takes the line out. */
export type Answers = Readonly<Record<string, unknown>>;

const FACTS: Answers = {
	name: "Musterstadt",
	state: "HE",
	"contact>name": "Abfallberatung",
	"contact>email": "abfall@musterstadt.example",
	"putOut>earliest": "18:00",
	"putOut>latest": "06:00",
	publisher: "Musterstadt",
};

/** The town with its answers; a path is parted by `>`, because wordings hold dots and strokes. */
export function answered({ town }: GuessedTown, answers: Answers): string {
	const copy = structuredClone(town) as Record<string, unknown>;
	for (const [path, value] of Object.entries({ ...FACTS, ...answers })) set(copy, path.split(">"), value);
	return JSON.stringify(copy, (_, value) => (Array.isArray(value) ? value.filter(() => true) : value), "\t");
}

/** What is taken out of a list leaves a hole, so that other paths stay what they are. */
function set(target: Record<string, unknown>, [key = "", ...rest]: string[], value: unknown): void {
	if (rest.length > 0) set(target[key] as Record<string, unknown>, rest, value);
	else if (value === undefined) delete target[key];
	else target[key] = value;
}

const LF = 10;

/** Whole lines of its beginning. */
function cut(bytes: Uint8Array, largest: number): Uint8Array {
	return bytes.length <= largest ? bytes : bytes.subarray(0, bytes.lastIndexOf(LF, largest) + 1);
}

export async function imported(folder: string, json: string, largest = Number.POSITIVE_INFINITY): Promise<Imported> {
	const read = parseTownFile(json, folder);
	if (!read.ok) throw new Error(JSON.stringify(read.problems, undefined, "\t"));
	const { id, file } = read.value;
	const names = file.recipe.read.flatMap((step) => [step.file].flat().flatMap((name) => roundsOf(step, name)));
	const bytes = names
		.map(archiveOf)
		.map((name) => [name, cut(new Uint8Array(readFileSync(sourceOf(folder, name))), largest)] as const);
	const files = await unpack(file, new Map(bytes));
	return importTown({ id, file, files, previous: undefined, now: "2026-11-30T00:00:00Z", acceptLoss: false });
}

function roundsOf(step: object, name: string): string[] {
	const rounds = "rounds" in step && Array.isArray(step.rounds) && name.includes("{round}") ? step.rounds : [""];
	return rounds.map((round) => name.replace("{round}", String(round)));
}

/** `dates.tar.gz` of `dates.tar.gz > dates/*.json` */
function archiveOf(name: string): string {
	return name.split(" > ")[0] ?? name;
}

function sourceOf(folder: string, name: string): string {
	const wanted = name.replace("source/", "");
	const found = allFilesOf(folder).find((file) => basename(file) === wanted);
	if (found === undefined) throw new Error(`${name} is not in ${folder}`);
	return join(SHARED, folder, found);
}

/** What the recipe that people wrote says of the same files. */
export async function byRecipe(recipe: string, largest = Number.POSITIVE_INFINITY): Promise<Dataset> {
	const folder = new TownFolder(join(dirname(TOWNS), basename(TOWNS), recipe));
	const read = folder.readTown();
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	const { id, file } = read.value;
	const whole = [...folder.readFiles(file)].map(
		([name, bytes]) => [name, bytes instanceof Uint8Array ? cut(bytes, largest) : bytes] as const,
	);
	const files = await unpack(file, new Map(whole));
	return importTown({ id, file, files, previous: undefined, now: "2026-11-30T00:00:00Z", acceptLoss: false }).dataset;
}

/** `street fraction day` of everything that a household there is told. */
export function said(dataset: Dataset): string[] {
	const all = dataset.streets.flatMap((street) =>
		street.places.flatMap((place) =>
			collectionsOf(dataset, place).map(({ service, day }) => `${street.name} ${service.fraction} ${day}`),
		),
	);
	return [...new Set(all)].sort();
}
