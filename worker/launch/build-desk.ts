import { existsSync } from "node:fs";
import { join } from "node:path";
import { build, type Rollup } from "vite";
import { ROOT } from "./paths.ts";

const PAGE = "desk.html";

/**
 * Lays the town hall's page beside the household's: a build of its own, so that nothing of it comes
 * into the household's pieces, nor into the list of what its service worker keeps.
 */
export async function buildDesk(folder: string): Promise<Rollup.RollupOutput | undefined> {
	const root = join(ROOT, "web");
	if (!existsSync(join(root, PAGE))) return undefined;
	const built = await build({
		configFile: false,
		root,
		publicDir: false,
		logLevel: "warn",
		// The importer is a worker of the page, whole: under its own policy it may load nothing more.
		worker: {
			format: "es",
			rolldownOptions: { output: { entryFileNames: "assets/importer-[hash:8].js", codeSplitting: false } },
		},
		build: {
			outDir: folder,
			emptyOutDir: false,
			target: "es2023",
			modulePreload: { polyfill: false },
			rolldownOptions: {
				input: join(root, PAGE),
				output: { entryFileNames: "assets/desk-[hash:8].js", chunkFileNames: "assets/desk-[hash:8].js" },
			},
		},
	});
	return built as Rollup.RollupOutput;
}
