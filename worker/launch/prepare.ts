import { createServer } from "node:net";
import process from "node:process";
import { announce, endWithNpm } from "./beside.ts";
import { buildWhatChanged } from "./build.ts";
import { checkSlices } from "./known-slices.ts";
import { lockState } from "./lock.ts";
import { checkOthers } from "./other-databases.ts";
import { writeRunFolder } from "./run-folder.ts";
import { addressOf, ownAddress, readSettings, type Settings } from "./settings.ts";
import { fixSlices } from "./slice-count.ts";

/**
 * `prepare.ts HOLDER`: all that comes before workerd, while the process with that id, which becomes workerd,
 * holds the lock of the state folder.
 */
const holder = Number(process.argv[2]);

// Told to end, the holder is gone at once; nothing is to go on being written without the lock.
setInterval(() => process.ppid === holder || process.exit(1), 100).unref();

try {
	await prepare(readSettings(process.env, process.cwd()));
	process.exit();
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
}

async function prepare(asked: Settings): Promise<void> {
	await lockState(asked.state, holder);
	const slices = fixSlices(asked.state, asked.reminders.slices, console.error);
	const settings = { ...asked, reminders: { ...asked.reminders, slices } };
	await refuseTakenPort(settings);
	await buildWhatChanged(console.log);
	// What is written from here on holds what people confided: subscriptions, keys.
	process.umask(0o077);
	checkOthers(settings, console.error);
	writeRunFolder(settings, checkSlices(settings, console.error));
	announceWhenReady(settings);
	endWithNpm(holder);
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

function announceWhenReady(settings: Settings): void {
	announce(addressOf(settings), `${ownAddress(settings)}/healthz`, holder);
}
