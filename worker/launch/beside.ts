import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

/** Starts a program that outlives this one as a child of the system: workerd would never reap a child. */
function startBeside(program: string, parameters: readonly string[]): void {
	if (process.platform === "win32") spawn(program, parameters, { stdio: "inherit" });
	else spawnSync("/bin/sh", ["-c", '"$0" "$@" &', program, ...parameters], { stdio: "inherit" });
}

/** Prints the address once `probe` answers, while the process `holder` lives. */
export function announce(address: string, probe: string, holder: number): void {
	startBeside(process.execPath, [join(import.meta.dirname, "announce.ts"), address, probe, `${holder}`]);
}

/** Ends the process `$1` as soon as any of the others is gone. */
const LEASH = `
while kill -0 "$1" 2>/dev/null; do
	for each in "$@"; do kill -0 "$each" 2>/dev/null || { kill "$1" 2>/dev/null; exit; }; done
	sleep 0.2
done`;

/**
 * Under npm the product ends with npm. A signal to npm reaches only the shell that it
 * runs scripts in, and dash passes nothing on: the product would stay behind, unseen.
 */
export function endWithNpm(holder: number): void {
	if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
	startBeside("/bin/sh", ["-c", LEASH, "sh", `${holder}`, ...npmProcesses(holder).map(String)]);
}

/** The holder's parent, and the npm behind it where that is its shell. */
function npmProcesses(holder: number): number[] {
	const parent = parentOf(holder);
	if (parent === undefined) return [];
	const [name = "", npm = 0] = linuxParent(parent);
	return /^(ba|da|a)?sh$/.test(name) && npm > 1 ? [parent, npm] : [parent];
}

function parentOf(pid: number): number | undefined {
	const [, parent] = linuxParent(pid);
	if (parent !== undefined) return parent;
	const told = Number(spawnSync("ps", ["-o", "ppid=", "-p", `${pid}`]).stdout?.toString());
	return told > 1 ? told : undefined;
}

/** Name of a process and the id of its parent; nothing where there is no `/proc`. */
function linuxParent(pid: number): [name: string, parent: number] | [] {
	try {
		const [, name = "", parent] = /\((.*)\) \w (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
		return [name, Number(parent)];
	} catch {
		return [];
	}
}
