import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DIST, ROOT } from "./paths.ts";
import { writeWhole } from "./write-whole.ts";

/** What is built, and from which files. */
export const PARTS = {
	page: [
		"web/**/*",
		"data/model/**/*",
		// The desk's page reads files itself.
		"data/import/**/*",
		"vite.config.ts",
		"package-lock.json",
		"worker/launch/{build-desk,build-page,service-worker,shell}.ts",
	],
	worker: ["worker/**/*.ts", "data/model/**/*", "package-lock.json"],
} as const;

export type Part = keyof typeof PARTS;

const RECORD = join(DIST, "built.json");

/** Over names and contents: a checkout changes the times of files that say the same. */
export function hashOf(part: Part): string {
	const hash = createHash("sha256");
	const files = globSync([...PARTS[part]], { cwd: ROOT, withFileTypes: true }).filter((entry) => entry.isFile());
	for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
		hash.update(path.slice(ROOT.length)).update("\0").update(readFileSync(path)).update("\0");
	return hash.digest("hex").slice(0, 12);
}

export function isBuilt(part: Part, hash: string): boolean {
	return readRecord()[part] === hash;
}

export function recordBuilt(part: Part, hash: string): void {
	mkdirSync(DIST, { recursive: true });
	// Whoever serves from here may be another user than who built.
	writeWhole(RECORD, `${JSON.stringify({ ...readRecord(), [part]: hash })}\n`, 0o644);
}

/** One that cannot be read says nothing: everything is built anew. */
function readRecord(): Partial<Record<Part, string>> {
	try {
		return JSON.parse(readFileSync(RECORD, "utf8")) as Partial<Record<Part, string>>;
	} catch {
		return {};
	}
}
