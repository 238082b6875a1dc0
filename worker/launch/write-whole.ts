import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";

/**
 * Writes a file whole or not at all, whatever happens in between, a power cut too: beside
 * it, to the disk, renamed, and the folder to the disk (rename(2), fsync(2)). Throws when
 * the disk does, and then the file is as it was. `mode` is its owner's alone unless given.
 */
export function writeWhole(path: string, content: string | Uint8Array, mode = 0o600): void {
	const beside = `${path}.tmp`;
	try {
		writeToDisk(beside, content, mode);
		putInPlace(beside, path);
	} catch (error) {
		rmSync(beside, { force: true });
		throw error;
	}
}

/** What was written beside takes the place of a file, for good. */
export function putInPlace(beside: string, path: string): void {
	renameSync(beside, path);
	syncFolder(dirname(path));
}

/** `writeFileSync` goes on after a short write; one call of `writeSync` may put down a part and say nothing. */
function writeToDisk(path: string, content: string | Uint8Array, mode: number): void {
	const file = openSync(path, "w", mode);
	try {
		writeFileSync(file, content);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
}

export function syncFolder(path: string): void {
	// Windows opens no folder, and needs none to be told.
	if (process.platform !== "win32") sync(path, "r");
}

export function syncFile(path: string): void {
	sync(path, "r+");
}

function sync(path: string, flags: "r" | "r+"): void {
	const opened = openSync(path, flags);
	try {
		fsyncSync(opened);
	} finally {
		closeSync(opened);
	}
}
