import { createHash } from "node:crypto";
import process from "node:process";
import * as v from "valibot";
import { fail, readArguments } from "../../data/import/command/arguments.ts";
import { jsonReport, refuse, tell } from "../../data/import/command/report.ts";
import { TownFolder } from "../../data/import/command/town-folder.ts";
import { type Imported, importTown } from "../../data/import/import-town.ts";
import { unpack } from "../../data/import/unpack.ts";
import type { Dataset } from "../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../data/model/dataset-file.ts";
import { editionsShape } from "../../data/model/desk.ts";
import type { Problem } from "../../data/model/problem.ts";
import type { TownId } from "../../data/model/town.ts";
import { editionFiles } from "./edition-files.ts";
import { RunningProduct } from "./running-product.ts";
import { readSettings } from "./settings.ts";

/** `npm run publish`: a town folder becomes the edition that the running product serves, in either home. */

const USAGE = "Aufruf: npm run publish -- ORDNER [--url ADRESSE] [--accept-loss] [--undo] [--json]";

/** What helps where the server refuses. */
const REMEDIES: Readonly<Record<string, string>> = {
	stale:
		"Inzwischen wurde etwas anderes veröffentlicht. Den Befehl wiederholen: er vergleicht dann mit dem neuen Stand.",
	great_loss: "Prüfen, ob eine Datei unvollständig ist; ist es so gewollt, mit --accept-loss wiederholen.",
	body_too_large: "Die Dateien zusammen dürfen höchstens 64 MB groß sein.",
};

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) =>
	fail(1, error instanceof Error ? error.message : String(error)),
);

/** 0: published. 1: problems, nothing published. 2: usage. As `npm run import`. */
async function main(given: string[]): Promise<number> {
	const asked = readAsked(given);
	if (!asked) return fail(2, USAGE);
	const folder = new TownFolder(asked.folder);
	if (!folder.exists) return fail(2, `${asked.folder}/town.json gibt es nicht.\n${USAGE}`);
	const town = folder.readTown();
	if (!town.ok) return refuse(town.problems, asked.json);
	const product = new RunningProduct(readSettings(process.env, process.cwd()), process.env, asked.url);
	const { id, file } = town.value;
	if (asked.undo) return undo(product, id);
	const served = await readServed(product, id);
	const previous = served ? parseDataset(served.text, `${product.base}/${id}`) : folder.readDataset();
	if (previous && !previous.ok) return refuse(previous.problems, asked.json);
	const files = folder.readFiles(file);
	const now = `${new Date().toISOString().slice(0, 19)}Z`;
	const read = { id, file, files: await unpack(file, files), now, acceptLoss: asked.acceptLoss };
	const imported = importTown({ ...read, previous: previous?.value });
	if (imported.problems.length > 0) return told(imported, asked.json, undefined);
	const edition = editionFiles(folder, file, files);
	return told(imported, asked.json, await send(product, id, { ...asked, edition, served, dataset: imported.dataset }));
}

function readAsked(given: string[]) {
	const asked = readArguments(given, 1, {
		url: { type: "string" },
		"accept-loss": { type: "boolean", default: false },
		undo: { type: "boolean", default: false },
		json: { type: "boolean", default: false },
	});
	const [folder] = asked?.names ?? [];
	return asked && folder !== undefined
		? { ...asked.values, folder, acceptLoss: asked.values["accept-loss"] }
		: undefined;
}

interface Served {
	readonly text: string;
	/** SHA-256 of the file, hexadecimal. */
	readonly hash: string;
}

/** What is served now, from the desk or from the folder; `undefined`: the product has no such town. */
async function readServed(product: RunningProduct, town: TownId): Promise<Served | undefined> {
	const answer = await product.ask(`/api/towns/${town}/dataset`);
	if (answer.status === 404) return undefined;
	if (!answer.ok) throw new Error(`${product.base}/api/towns/${town}/dataset: ${answer.status}`);
	const bytes = new Uint8Array(await answer.arrayBuffer());
	return { text: new TextDecoder().decode(bytes), hash: createHash("sha256").update(bytes).digest("hex") };
}

interface Sending {
	readonly acceptLoss: boolean;
	readonly edition: ReadonlyMap<string, Uint8Array>;
	readonly served: Served | undefined;
	readonly dataset: Dataset;
}

/** What became of it in words, or why it was refused. */
async function send(product: RunningProduct, town: TownId, sending: Sending): Promise<string | Problem> {
	const { acceptLoss, edition, served, dataset } = sending;
	const form = new FormData();
	form.set("base", served?.hash ?? "");
	form.set("accept-loss", String(acceptLoss));
	form.set("dataset.json", new Blob([makeDataset(dataset)]), "file");
	for (const [path, bytes] of edition) form.set(path, new Blob([new Uint8Array(bytes)]), "file");
	const answer = await product.ask(`/api/desk/${town}/editions`, { method: "POST", body: form });
	const body = (await answer.json().catch(() => ({}))) as { number?: number; code?: string; detail?: string };
	if (answer.status === 201) return `Veröffentlicht: Ausgabe ${body.number}, in spätestens zehn Sekunden für alle.`;
	return refusal(`${product.base}/${town}`, answer.status, body);
}

function refusal(
	file: string,
	status: number,
	{ code = "refused", detail }: { code?: string; detail?: string },
): Problem {
	const what = `Der Server hat die Ausgabe abgelehnt (${status} ${code})${detail === undefined ? "" : `: ${detail}`}.`;
	return { level: "problem", code, where: { file }, what, remedy: REMEDIES[code] ?? "Den Befehl später wiederholen." };
}

function told(imported: Imported, json: boolean, done: string | Problem | undefined): number {
	const problems = typeof done === "object" ? [...imported.problems, done] : imported.problems;
	const all = { ...imported, problems };
	if (json) process.stdout.write(`${JSON.stringify(jsonReport(all), undefined, "\t")}\n`);
	else tell(all, typeof done === "string" ? [done] : []);
	return problems.length === 0 ? 0 : 1;
}

/** Serves the edition before the present one again. */
async function undo(product: RunningProduct, town: TownId): Promise<number> {
	const editions = v.parse(editionsShape, await (await product.ask(`/api/desk/${town}/editions`)).json());
	const now = editions.find(({ isPublished }) => isPublished);
	const before = editions.find(({ number }) => now && number < now.number);
	if (!before) return fail(1, `Für ${town} ist keine frühere Ausgabe aufgehoben.`);
	const answer = await product.ask(`/api/desk/${town}/editions/${before.number}/publish`, { method: "POST" });
	if (!answer.ok) return fail(1, `${product.base}: ${answer.status} ${await answer.text()}`);
	process.stdout.write(`Ausgabe ${before.number} vom ${before.at} gilt wieder.\n`);
	return 0;
}
