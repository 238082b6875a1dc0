import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { hasFlock } from "./flock.ts";
import { lockState } from "./lock.ts";
import { contentOf, type Restored, restoreState } from "./restore-state.ts";
import { readSettings } from "./settings.ts";

/**
 * `npm run restore -- FILE [--into FOLDER]`: a backup into the state folder of a stopped product, which has
 * to be empty; what stands in a folder that is named goes aside.
 */

const USAGE = "npm run restore -- FILE [--into FOLDER]";

try {
	const { values, positionals } = parseArgs({ options: { into: { type: "string" } }, allowPositionals: true });
	const [file, ...others] = positionals;
	if (file === undefined || others.length > 0) throw new Error(USAGE);
	const { state } = readSettings(process.env, process.cwd());
	await restore(file, values.into === undefined ? state : resolve(values.into), values.into !== undefined);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = error instanceof Error && /^(?:npm run|Unknown option)/u.test(error.message) ? 2 : 1;
}

async function restore(file: string, state: string, isNamed: boolean): Promise<void> {
	process.umask(0o077);
	// Node's SQLite says of itself that it may change; the host need not read that.
	process.removeAllListeners("warning");
	mkdirSync(state, { recursive: true, mode: 0o700 });
	chmodSync(state, 0o700);
	await lockState(state);
	refuseLocked(state);
	if (!isNamed && contentOf(state).length > 0)
		throw new Error(
			`${state} is not empty, and nothing was changed. To put the backup in place of what is there: npm run restore -- ${file} --into ${state}`,
		);
	const now = new Date();
	for (const line of wordsOf(await restoreState(file, state, stampOf(now)), state, now)) console.log(line);
}

/** A product of another container, which the lock's name of a process says nothing about. */
function refuseLocked(state: string): void {
	if (!hasFlock() || spawnSync("flock", ["-n", join(state, "lock.fl"), "true"]).status !== 1) return;
	throw new Error(`${state} is in use by a running product. Stop that one first.`);
}

function stampOf(now: Date): string {
	return now.toISOString().replaceAll(/[-:]|\.\d+/gu, "");
}

function wordsOf({ head, objects, setAside }: Restored, state: string, now: Date): string[] {
	const towns = [...new Set(objects.flatMap(({ town }) => town ?? []))].sort();
	const counts = towns.map((town) => {
		const slices = objects.filter((each) => each.town === town);
		const households = slices.reduce((sum, each) => sum + each.households, 0);
		return `  ${town}: ${households} households, as of ${isoOf(Math.min(...slices.map(({ at }) => at)))}`;
	});
	const aside =
		setAside === undefined
			? []
			: [`What was there before lies in ${setAside}; remove it when it is not needed any more.`];
	return [
		`${state} is as it was on ${isoOf(head.at)}.`,
		...counts,
		`What was to be told between then and the next start (now it is ${isoOf(now.getTime())}) is not sent: nobody can know whether it was. The log of the start says to how many households ("restored").`,
		...aside,
	];
}

function isoOf(at: number): string {
	return new Date(at).toISOString();
}
