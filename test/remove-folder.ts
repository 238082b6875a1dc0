import { rm } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE = 60_000;

/** Browsers that were ended write for a moment longer. Node's own retries do not look again at what has come meanwhile. */
export async function removeFolder(path: string): Promise<void> {
	for (const began = Date.now(); ; await pause(100)) {
		const error = await rm(path, { recursive: true, force: true }).catch((reason: unknown) => reason);
		if (error === undefined) return;
		if (Date.now() - began > PATIENCE) throw error;
	}
}
