import { closeSync, fsyncSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";

/**
 * Writes a file whole or not at all, whatever happens in between, a power cut too: beside
 * it, to the disk, renamed, and the folder to the disk (rename(2), fsync(2)). Throws when
 * the disk does, and then the file is as it was.
 */
export function writeWhole(path: string, text: string): void {
	const beside = `${path}.tmp`;
	const file = openSync(beside, "w", 0o600);
	try {
		writeSync(file, text);
		fsyncSync(file);
	} finally {
		closeSync(file);
	}
	renameSync(beside, path);
	syncFolder(dirname(path));
}

function syncFolder(path: string): void {
	// Windows opens no folder, and needs none to be told.
	if (process.platform === "win32") return;
	const folder = openSync(path, "r");
	try {
		fsyncSync(folder);
	} finally {
		closeSync(folder);
	}
}
