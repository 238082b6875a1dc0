import { isBuiltin } from "node:module";
import { build, type Plugin } from "vite";
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

/** Packages write `crypto`, workerd's modules are called `node:crypto`. */
function builtins(): Plugin {
	return {
		name: "builtins",
		enforce: "pre",
		resolveId(id) {
			if (!isBuiltin(id)) return undefined;
			return { id: id.startsWith("node:") ? id : `node:${id}`, external: true };
		},
	};
}

/** web-push is CommonJS: what it requires of Node is there in workerd, but only by `createRequire`. */
const REQUIRE = `import { createRequire } from "node:module"; const require = createRequire("/");`;

export async function buildWorker(folder: string, revision: string): Promise<void> {
	await build({
		configFile: false,
		root: ROOT,
		logLevel: "warn",
		define: { REVISION: JSON.stringify(revision) },
		publicDir: false,
		plugins: [builtins()],
		ssr: { target: "webworker", noExternal: true },
		build: {
			ssr: "worker/index.ts",
			outDir: folder,
			emptyOutDir: true,
			target: "es2023",
			minify: true,
			rolldownOptions: {
				external: [/^node:/, /^cloudflare:/, ...NEVER_LOADED],
				output: { entryFileNames: "index.js", codeSplitting: false, banner: REQUIRE },
			},
		},
	});
}
