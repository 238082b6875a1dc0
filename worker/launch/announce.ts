import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";

/**
 * Prints the address once it answers: `announce.ts ADDRESS PROBE PID`. Runs beside the
 * start of workerd and ends by itself, at the latest when the process with that id does.
 */
const [address = "", probe = "", pid = ""] = process.argv.slice(2);
const LONGEST_WAIT = 60_000;
const PAUSE = 50;

for (let waited = 0; waited < LONGEST_WAIT && isRunning(Number(pid)); waited += PAUSE) {
	const status = await statusOf(probe);
	if (status !== undefined) {
		if (status !== 200) console.error(`No town can be served: see ${address}/healthz`);
		console.log(address);
		break;
	}
	await pause(PAUSE);
}

async function statusOf(url: string): Promise<number | undefined> {
	try {
		return (await fetch(url)).status;
	} catch {
		return undefined;
	}
}

function isRunning(id: number): boolean {
	try {
		return process.kill(id, 0);
	} catch {
		return false;
	}
}
