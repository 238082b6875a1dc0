import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import process from "node:process";
import { buildPage } from "./build-page.ts";
import { buildWorker } from "./build-worker.ts";
import { BUILT_PAGE, BUILT_WORKER } from "./paths.ts";
import { hashOf, isBuilt, PARTS, type Part, recordBuilt } from "./sources.ts";

interface Builder {
	readonly result: string;
	/** Builds into a folder; the hash of the sources is the build's name. */
	readonly run: (folder: string, hash: string) => Promise<void>;
}

const BUILDERS: Record<Part, Builder> = {
	page: { result: BUILT_PAGE, run: buildPage },
	worker: { result: dirname(BUILT_WORKER), run: buildWorker },
};

/** Builds what differs from its sources; an untouched project is not built twice. */
export async function buildWhatChanged(say: (line: string) => void): Promise<void> {
	for (const part of Object.keys(PARTS) as Part[]) {
		const hash = hashOf(part);
		if (isBuilt(part, hash) && existsSync(BUILDERS[part].result)) continue;
		say(`Building the ${part} …`);
		await buildAside(BUILDERS[part], hash);
		recordBuilt(part, hash);
	}
}

/** A build that fails leaves the one before. A running product serves a copy of its own (`run-folder.ts`). */
async function buildAside({ result, run }: Builder, hash: string): Promise<void> {
	const aside = `${result}.${process.pid}`;
	// Started from a test, the build would otherwise be one for tests.
	process.env.NODE_ENV = "production";
	mkdirSync(aside, { recursive: true });
	try {
		await run(aside, hash);
		exchange(aside, result);
	} finally {
		rmSync(aside, { recursive: true, force: true });
	}
}

/** By two renames: a start beside it finds the folder there, the old one or the new one. */
function exchange(aside: string, result: string): void {
	const before = `${aside}.before`;
	if (existsSync(result)) renameSync(result, before);
	renameSync(aside, result);
	rmSync(before, { recursive: true, force: true });
}
