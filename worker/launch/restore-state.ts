import { createReadStream, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { BACKUP_FORMAT, type BackupHead, type BackupLine, parseBackupLine } from "../backup/backup-file.ts";
import { ALL } from "../backup/object-classes.ts";
import { ObjectWriter, type RestoredObject } from "./restored-objects.ts";
import { syncFolder } from "./write-whole.ts";

/** Where a restore writes until all of it is there. */
export const UNFINISHED = "restore.part";
/** Says who has the folder, and is nothing that was stored in it. */
const LOCKS = /^lock/u;

export interface Restored {
	readonly head: BackupHead;
	readonly objects: readonly RestoredObject[];
	/** Where what was there before lies now. */
	readonly setAside: string | undefined;
}

export function contentOf(state: string): string[] {
	return readdirSync(state).filter((name) => !LOCKS.test(name));
}

/**
 * Puts a backup into a state folder, whole or not at all. What is there goes aside, into a folder within,
 * named by `stamp`. Throws with a sentence about the file, and then the folder is as it was.
 */
export async function restoreState(file: string, state: string, stamp: string): Promise<Restored> {
	const part = join(state, UNFINISHED);
	rmSync(part, { recursive: true, force: true });
	mkdirSync(part, { mode: 0o700 });
	try {
		const written = await writeAll(file, part);
		const setAside = setContentAside(state, `before-restore-${stamp}`);
		for (const name of readdirSync(part)) renameSync(join(part, name), join(state, name));
		rmdirSync(part);
		syncFolder(state);
		return { ...written, setAside };
	} catch (error) {
		rmSync(part, { recursive: true, force: true });
		throw error;
	}
}

function setContentAside(state: string, name: string): string | undefined {
	const there = contentOf(state).filter((each) => each !== UNFINISHED && !each.startsWith("before-restore-"));
	if (there.length === 0) return undefined;
	const aside = join(state, name);
	mkdirSync(aside, { mode: 0o700 });
	for (const each of there) renameSync(join(state, each), join(aside, each));
	return aside;
}

async function writeAll(file: string, folder: string): Promise<{ head: BackupHead; objects: RestoredObject[] }> {
	const restore = new Restore(folder);
	try {
		for await (const text of linesOf(file)) restore.take(text);
		return restore.finish();
	} catch (error) {
		restore.abandon();
		throw new Error(`${file} cannot be restored: ${wordsOf(error)}. Nothing was changed.`);
	}
}

/** What went wrong, in words for the host: Node's own for a file that is no gzip, or one that was cut off. */
function wordsOf(error: unknown): string {
	const { code, message } = error as NodeJS.ErrnoException;
	if (code === "Z_DATA_ERROR") return "it is no backup, or its content is broken";
	if (code === "Z_BUF_ERROR") return "it is cut off";
	if (code === "ENOENT") return "there is no such file";
	return message;
}

const LONGEST_LINE = 64 * 1024 * 1024;

async function* linesOf(file: string): AsyncGenerator<string> {
	const source = createReadStream(file);
	const plain = createGunzip();
	source.on("error", (error) => plain.destroy(error));
	let open = "";
	const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
	for await (const chunk of source.pipe(plain)) {
		const lines = (open + decoder.decode(chunk as Buffer, { stream: true })).split("\n");
		open = lines.pop() ?? "";
		if (open.length > LONGEST_LINE) throw new Error("it is no backup");
		yield* lines;
	}
	if (open !== "") throw new Error("it is cut off");
}

/** Reads a backup line by line into a folder. */
class Restore {
	readonly #folder: string;
	readonly #objects: RestoredObject[] = [];
	#head: BackupHead | undefined;
	#writer: ObjectWriter | undefined;
	#lines = 0;
	#isEnded = false;

	constructor(folder: string) {
		this.#folder = folder;
	}

	take(text: string): void {
		const line = parseBackupLine(text);
		if (!line || this.#isEnded) throw new Error(this.#head ? `line ${this.#lines + 1} is broken` : "it is no backup");
		if (!this.#head) this.#begin(line);
		else this.#put(line);
		this.#lines++;
	}

	finish(): { head: BackupHead; objects: RestoredObject[] } {
		if (!this.#head || !this.#isEnded) throw new Error(this.#head ? "it is cut off" : "it is no backup");
		this.#markSlices(this.#head);
		return { head: this.#head, objects: this.#objects };
	}

	/** Slices that the backup knew nothing of learn from their registry since when nobody knows anything: it is there in any case. */
	#markSlices({ at }: BackupHead): void {
		if (this.#objects.some(({ object }) => object === "SliceRegistry")) return;
		new ObjectWriter(join(this.#folder, "slices"), { object: "SliceRegistry", id: "", name: ALL, at }).finish();
	}

	abandon(): void {
		this.#writer?.abandon();
	}

	#begin(line: BackupLine): void {
		if (!("tonnentag" in line)) throw new Error("it is no backup");
		if (line.format > BACKUP_FORMAT) throw new Error("it was made by a newer version: install that one first");
		this.#head = line;
	}

	#put(line: BackupLine): void {
		if (Array.isArray(line)) return this.#open().row(line);
		if ("table" in line) return this.#open().table(line);
		if ("index" in line) return this.#open().index(line.index);
		this.#close();
		if ("object" in line) this.#writer = new ObjectWriter(join(this.#folder, "slices"), line);
		else if ("file" in line)
			writeFileSync(join(this.#folder, line.file), `${line.text}\n`, { mode: 0o600, flush: true });
		else if ("end" in line) this.#end(line.end);
	}

	#end(lines: number): void {
		if (lines !== this.#lines) throw new Error(`it has ${this.#lines} lines instead of ${lines}`);
		this.#isEnded = true;
	}

	#open(): ObjectWriter {
		if (!this.#writer) throw new Error(`line ${this.#lines + 1} belongs to nothing`);
		return this.#writer;
	}

	#close(): void {
		const writer = this.#writer;
		this.#writer = undefined;
		if (writer) this.#objects.push(writer.finish());
	}
}
