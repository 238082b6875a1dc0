import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "vite";

/** What the service worker costs, compressed; `npm run check` fails above the limit. */
const LIMIT = 8_000;
const ROOT = join(import.meta.dirname, "..", "..", "..");

const folder = mkdtempSync(join(tmpdir(), "tonnentag-page-"));
try {
	await build({
		configFile: join(ROOT, "vite.config.ts"),
		logLevel: "error",
		build: { outDir: folder, emptyOutDir: true },
	});
	const size = brotliCompressSync(readFileSync(join(folder, "sw.js"))).length;
	console.log(`service worker: ${(size / 1000).toFixed(3)} of ${(LIMIT / 1000).toFixed(3)} kB (brotli)`);
	process.exitCode = size > LIMIT ? 1 : 0;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
