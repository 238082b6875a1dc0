import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import type { Dataset } from "../../model/dataset.ts";
import { makeDataset, parseDataset } from "../../model/dataset-file.ts";
import type { Problem } from "../../model/problem.ts";
import { type Result, right, wrong } from "../../model/result.ts";
import { CHANGES_FILE, type FileContent, type Files, namedFiles } from "../files.ts";
import { fitsGlob } from "../known.ts";
import { decode } from "../read/decode.ts";
import { plain } from "../read/plain.ts";
import { readArms } from "../recipe/arms.ts";
import { countGuessMarks, withoutGuessMarks } from "../recipe/guess-marks.ts";
import type { TownFile } from "../recipe/recipe.ts";
import { parseTownFile } from "../recipe/town-file.ts";
import { isReadable } from "./readable.ts";

/** The one place of `data/` that touches the disk. */
export class TownFolder {
	readonly path: string;

	constructor(path: string) {
		this.path = resolve(path);
	}

	get exists(): boolean {
		return existsSync(this.#at("town.json"));
	}

	/** `confirmed`: as if nothing in it had been guessed. */
	readTown(confirmed = false): ReturnType<typeof parseTownFile> {
		const { text, problems } = decode(readFileSync(this.#at("town.json")), "town.json", "utf-8");
		if (text === undefined || problems.length > 0) return wrong(problems);
		const read = parseTownFile(confirmed ? withoutGuessMarks(text) : text, basename(this.path));
		const name = read.ok ? read.value.file.look?.arms : undefined;
		if (!read.ok || name === undefined) return read;
		const arms = readArms(name, this.#bytes(name));
		return arms.ok ? right({ id: read.value.id, file: { ...read.value.file, armsData: arms.value } }) : arms;
	}

	readFiles(town: TownFile): Files {
		const folder = town.recipe.folder ?? "";
		const names = namedFiles(town).flatMap((name) => this.#present(folder, name));
		const sources = names.map((name) => [name, this.#source(folder, name)] as const);
		return new Map([...sources, [CHANGES_FILE, this.#source("", CHANGES_FILE)]]);
	}

	/** The names that a pattern such as `2026/*.txt` stands for. */
	#present(folder: string, name: string): string[] {
		if (!name.includes("*")) return [name];
		const inner = dirname(name);
		const within = presentPath(this.#at(join(folder, inner)));
		const present = namesIn(within ?? "").map((each) => plain(inner === "." ? each : `${inner}/${each}`));
		return present.filter((each) => fitsGlob(name, each)).sort();
	}

	/** A file by its path from the folder on; `undefined` where there is none. */
	read(name: string): Uint8Array | undefined {
		return this.#bytes(name);
	}

	/** `undefined` when the town was never compiled. */
	readDataset(): Result<Dataset> | undefined {
		const bytes = this.#bytes("dataset.json");
		return bytes && parseDataset(new TextDecoder().decode(bytes), this.#at("dataset.json"));
	}

	/** Writes beside and renames, so that a reader never sees half a file. The one before is kept. */
	writeDataset(dataset: Dataset): void {
		const [current, previous, fresh] = this.#datasetPaths();
		writeFileSync(fresh, makeDataset(dataset));
		if (existsSync(current)) {
			writeFileSync(`${previous}.tmp`, readFileSync(current));
			renameSync(`${previous}.tmp`, previous);
		}
		renameSync(fresh, current);
	}

	/** Takes the marks of guesses out of `town.json`; how many there were. */
	confirm(): number {
		const json = readFileSync(this.#at("town.json"), "utf8");
		const confirmed = withoutGuessMarks(json);
		if (confirmed === json) return 0;
		writeFileSync(this.#at("town.json.tmp"), confirmed);
		renameSync(this.#at("town.json.tmp"), this.#at("town.json"));
		return countGuessMarks(json);
	}

	/** Brings the last dataset back. False when there is none. */
	undo(): boolean {
		const [current, previous] = this.#datasetPaths();
		if (!existsSync(previous)) return false;
		renameSync(previous, current);
		rmSync(previous, { force: true });
		return true;
	}

	#datasetPaths() {
		return [this.#at("dataset.json"), this.#at("dataset.previous.json"), this.#at("dataset.json.tmp")] as const;
	}

	#bytes(name: string): Uint8Array | undefined {
		const path = presentPath(this.#at(name));
		return path === undefined || !isReadable(path, dirname(path)) ? undefined : readFileSync(path);
	}

	/** A file that a recipe names: nothing but a file, and none that leads elsewhere. */
	#source(folder: string, name: string): FileContent | undefined {
		const path = presentPath(this.#at(join(folder, name)));
		if (path === undefined) return undefined;
		return isReadable(path, this.#at(folder)) ? readFileSync(path) : noFile(name);
	}

	#at(name: string): string {
		return resolve(join(this.path, name));
	}
}

function noFile(file: string): Problem {
	return {
		level: "problem",
		code: "no_plain_file",
		where: { file },
		what: "Das ist keine gewöhnliche Datei, oder ein Verweis auf etwas außerhalb des Ordners.",
		remedy: "Die Datei selbst in den Ordner legen.",
	};
}

/** The disk of a Mac writes umlauts in two pieces: a name that looks alike is the one meant. */
function presentPath(path: string): string | undefined {
	if (existsSync(path)) return path;
	const folder = path === dirname(path) ? undefined : presentPath(dirname(path));
	const twin = folder && namesIn(folder).find((name) => plain(name) === plain(basename(path)));
	return folder && twin && join(folder, twin);
}

function namesIn(folder: string): string[] {
	return existsSync(folder) ? readdirSync(folder) : [];
}
