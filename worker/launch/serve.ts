import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { become } from "./bootstrap.mjs";
import { hasFlock, underLock } from "./flock.ts";
import { configOf } from "./paths.ts";
import { UNFINISHED } from "./restore-state.ts";
import { readSettings, type Settings } from "./settings.ts";
import { workerdProgram } from "./workerd.ts";

const PREPARE = join(import.meta.dirname, "prepare.ts");

/** `npm start`: prepares everything (`prepare.ts`), then turns into workerd, which holds the lock of the state folder. */
try {
	await serve(readSettings(process.env, process.cwd()));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}

async function serve({ state, towns }: Settings): Promise<void> {
	prepareFolders(state, towns);
	const [workerd, config] = [workerdProgram(), configOf(state)];
	if (hasFlock()) return turnInto(underLock({ state, prepare: PREPARE, workerd, config }));
	console.error("This system has no flock: only processes of this machine are kept from using the state folder twice.");
	const { status } = spawnSync(process.execPath, ["--disable-warning=ExperimentalWarning", PREPARE, `${process.pid}`], {
		stdio: "inherit",
	});
	if (status !== 0) process.exit(status ?? 1);
	process.umask(0o077);
	await turnInto([workerd, "serve", config]);
}

function prepareFolders(state: string, towns: string): void {
	mkdirSync(state, { recursive: true, mode: 0o700 });
	chmodSync(state, 0o700);
	if (existsSync(join(state, UNFINISHED)))
		throw new Error(`A restore into ${state} broke off. Run it again: npm run restore -- FILE --into ${state}`);
	if (existsSync(towns)) return;
	console.error(`There was no ${towns}: an empty folder was made. Import a town into it, and it is served.`);
	mkdirSync(towns, { recursive: true });
}

/** Where the system can, this process is replaced: it keeps its id, and no Node stays behind. */
async function turnInto(command: readonly string[]): Promise<void> {
	const [program = "", ...parameters] = command;
	if (process.platform !== "win32" && process.execve) process.execve(program, command);
	await become(program, parameters);
}
