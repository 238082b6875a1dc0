import { existsSync } from "node:fs";
import { buildPage } from "./build-page.ts";
import { buildWorker } from "./build-worker.ts";
import { BUILT_PAGE, BUILT_WORKER } from "./paths.ts";
import { hashOf, isBuilt, type Part, recordBuilt } from "./sources.ts";

const BUILDERS: Record<Part, { readonly result: string; readonly run: (hash: string) => Promise<void> }> = {
	page: { result: BUILT_PAGE, run: buildPage },
	worker: { result: BUILT_WORKER, run: buildWorker },
};

/** Builds what differs from its sources; an untouched project is not built twice. */
export async function buildWhatChanged(say: (line: string) => void): Promise<void> {
	for (const part of ["page", "worker"] as const) {
		const { result, run } = BUILDERS[part];
		const hash = hashOf(part);
		if (isBuilt(part, hash) && existsSync(result)) continue;
		say(`Building the ${part} …`);
		await run(hash);
		recordBuilt(part, hash);
	}
}
