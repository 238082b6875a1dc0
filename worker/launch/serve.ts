import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import process from "node:process";
import { parseOrigins } from "../http/origin.ts";
import { readAdminKey } from "./admin-key.ts";
import { announce, endWithNpm } from "./beside.ts";
import { become } from "./bootstrap.mjs";
import { buildWhatChanged } from "./build.ts";
import { makeKeyRing, readKeys } from "./keys.ts";
import { lockState } from "./lock.ts";
import { BUILT_PAGE, BUILT_WORKER } from "./paths.ts";
import { addressOf, readSettings, type Settings } from "./settings.ts";
import { fixSlices } from "./slices.ts";
import { makeConfig, UNIQUE_KEY, workerdProgram } from "./workerd.ts";

/** `npm start`: prepares everything, then turns into workerd. */
try {
	await serve(readSettings(process.env, process.cwd()));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}

async function serve(settings: Settings): Promise<void> {
	prepareFolders(settings);
	await lockState(settings.state);
	fixSlices(settings.state, settings.reminders.slices);
	await refuseTakenPort(settings);
	await buildWhatChanged(console.log);
	// What is written from here on holds what people confided: subscriptions, keys.
	process.umask(0o077);
	const config = writeConfig(settings);
	announceWhenReady(settings);
	endWithNpm();
	await turnInto(workerdProgram(), ["serve", config]);
}

function prepareFolders({ state, towns }: Settings): void {
	mkdirSync(state, { recursive: true, mode: 0o700 });
	chmodSync(state, 0o700);
	if (existsSync(towns)) return;
	console.error(`There was no ${towns}: an empty folder was made. Import a town into it, and it is served.`);
	mkdirSync(towns, { recursive: true });
}

/** workerd would say so too, but not in words that help. */
function refuseTakenPort({ host, port }: Settings): Promise<void> {
	return new Promise((resolve, reject) => {
		const trial = createServer();
		trial.once("error", (error) =>
			reject(new Error(`Cannot listen on ${host}, port ${port}: ${error.message}. Set PORT or HOST to another.`)),
		);
		trial.listen({ host, port, exclusive: true }, () => trial.close(() => resolve()));
	});
}

/** With its own copy of the bundle, so that a build does not change what is running. */
function writeConfig(settings: Settings): string {
	const folder = join(settings.state, "run");
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder);
	writeFileSync(join(folder, "index.js"), readFileSync(BUILT_WORKER));
	const config = join(folder, "workerd.capnp");
	const { pushCa } = settings.reminders;
	if (pushCa !== undefined) writeFileSync(join(folder, "push-ca.pem"), readFileSync(pushCa));
	const slices = join(settings.state, "slices");
	mkdirSync(join(slices, UNIQUE_KEY), { recursive: true });
	const keys = readKeys(
		settings.state,
		parseOrigins(settings.origins).map(({ address }) => address),
	);
	const folders = { page: BUILT_PAGE, towns: settings.towns, slices };
	writeFileSync(
		config,
		makeConfig(settings, folders, { vapid: makeKeyRing(keys), admin: readAdminKey(settings.state) }),
	);
	return config;
}

function announceWhenReady(settings: Settings): void {
	const anywhere = settings.host === "0.0.0.0" || settings.host === "::";
	announce(addressOf(settings), `${addressOf(anywhere ? { ...settings, host: "127.0.0.1" } : settings)}/healthz`);
}

/** Where the system can, this process is replaced: it keeps its id and its lock, and no Node stays behind. */
async function turnInto(program: string, parameters: readonly string[]): Promise<void> {
	if (process.platform !== "win32" && process.execve) process.execve(program, [program, ...parameters]);
	await become(program, parameters);
}
