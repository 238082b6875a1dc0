import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "vite";
import { buildDesk } from "./build-desk.ts";
import { ROOT } from "./paths.ts";

const COMPRESSIBLE = "**/*.{html,js,css,svg,json,webmanifest,txt,xml}";

/** Builds `web/`, and lays beside each text a `.br` and a `.gz`, so that nobody compresses at a request. */
export async function buildPage(folder: string): Promise<void> {
	const root = join(ROOT, "web");
	if (!existsSync(join(root, "index.html"))) return;
	await build({
		configFile: join(ROOT, "vite.config.ts"),
		root,
		logLevel: "warn",
		build: { outDir: folder, emptyOutDir: true },
	});
	await buildDesk(folder);
	for (const name of globSync(COMPRESSIBLE, { cwd: folder })) packFile(join(folder, name));
}

function packFile(path: string): void {
	const bytes = readFileSync(path);
	for (const [suffix, packed] of [
		[".br", brotliCompressSync(bytes)],
		[".gz", gzipSync(bytes, { level: 9 })],
	] as const)
		if (packed.length < bytes.length) writeFileSync(path + suffix, packed);
}
