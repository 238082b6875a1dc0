import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";

/** A holder that was told to end gets this long, in steps of `PAUSE`; milliseconds. */
const PATIENCE = 3000;
const PAUSE = 100;

/**
 * One process per state folder. The lock names its holder by process id, start time and
 * boot, so that a crash leaves nothing to clean up: a holder that is gone holds nothing.
 * It stays valid when the launcher turns into workerd, which keeps id and start time.
 * It says nothing to another container, which counts its processes anew: see `flock.ts`.
 * Throws, naming the holder, when another process has the folder and keeps it.
 */
export async function lockState(state: string, holder: number = process.pid): Promise<void> {
	const path = join(state, "lock");
	for (let waited = 0; waited < PATIENCE; waited += PAUSE) {
		if (tryLock(path, holder)) return;
		await pause(PAUSE);
	}
	throw heldBy(state, read(path));
}

function tryLock(path: string, holder: number): boolean {
	const mine = identityOf(holder);
	if (tryWrite(path, mine)) return true;
	const held = read(path);
	if (held !== undefined && isAlive(held)) return false;
	takeAway(path, held);
	return tryWrite(path, mine);
}

function tryWrite(path: string, text: string | undefined): boolean {
	try {
		writeFileSync(path, `${text}\n`, { flag: "wx", mode: 0o600 });
		return true;
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
		throw error;
	}
}

/** By way of a name of our own: two that start at once must not each remove what the other just wrote. */
function takeAway(path: string, stale: string | undefined): void {
	const aside = `${path}.${process.pid}`;
	try {
		renameSync(path, aside);
	} catch {
		return;
	}
	const taken = read(aside);
	if (taken !== stale && taken !== undefined && isAlive(taken)) renameSync(aside, path);
	else rmSync(aside);
}

function read(path: string): string | undefined {
	try {
		return readFileSync(path, "utf8").trim();
	} catch {
		return undefined;
	}
}

function heldBy(state: string, holder: string | undefined): Error {
	const pid = holder?.split(" ")[0] ?? "?";
	return new Error(
		`${state} is in use by process ${pid}. Stop that one first, or set TONNENTAG_STATE to another folder.`,
	);
}

function isAlive(identity: string): boolean {
	return identityOf(Number(identity.split(" ")[0])) === identity;
}

/** `undefined`: there is no such process. */
function identityOf(pid: number): string | undefined {
	if (!Number.isInteger(pid) || pid < 1) return undefined;
	if (process.platform === "linux") return linuxIdentity(pid);
	try {
		process.kill(pid, 0);
		return `${pid}`;
	} catch {
		return undefined;
	}
}

/** Field 22 of `stat` is the start time; the name in field 2 may hold blanks and brackets. A zombie holds nothing. */
function linuxIdentity(pid: number): string | undefined {
	const stat = read(`/proc/${pid}/stat`);
	const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
	if (!fields || fields[0] === "Z") return undefined;
	return `${pid} ${fields[19]} ${read("/proc/sys/kernel/random/boot_id")}`;
}
