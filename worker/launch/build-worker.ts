import { build } from "vite";
import { ROOT } from "./paths.ts";

/**
 * One ES module for both homes. hono-openapi knows more kinds of schemas than ours and
 * loads their packages on demand; we have none of them, so those imports stay and never run.
 */
const NEVER_LOADED = [
	"zod",
	"zod/v4/core",
	"zod-openapi",
	"arktype",
	"effect",
	"sury",
	"typebox",
	"zod-to-json-schema",
];

export async function buildWorker(folder: string, revision: string): Promise<void> {
	await build({
		configFile: false,
		root: ROOT,
		logLevel: "warn",
		define: { REVISION: JSON.stringify(revision) },
		publicDir: false,
		ssr: { target: "webworker", noExternal: true },
		build: {
			ssr: "worker/index.ts",
			outDir: folder,
			emptyOutDir: true,
			target: "es2023",
			minify: true,
			rolldownOptions: {
				external: [/^node:/, ...NEVER_LOADED],
				output: { entryFileNames: "index.js", codeSplitting: false },
			},
		},
	});
}
