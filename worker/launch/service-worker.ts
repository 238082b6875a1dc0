import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "vite";
import { ROOT } from "./paths.ts";

/** What a device keeps for visits without a network. Manifest and icons are the system's business. */
const KEPT = "**/*.{html,js,css,svg,woff2}";
const NOT_KEPT = new Set(["sw.js"]);

/** Builds `sw.js` beside the page, with the list of the page's files written in. */
export function serviceWorker(): Plugin {
	return {
		name: "service-worker",
		apply: "build",
		async writeBundle({ dir }) {
			if (dir === undefined) throw new Error("the page is built into no folder");
			await buildServiceWorker(dir);
		},
	};
}

async function buildServiceWorker(folder: string): Promise<void> {
	await build({
		configFile: false,
		root: join(ROOT, "web"),
		publicDir: false,
		logLevel: "warn",
		define: { PRECACHE: JSON.stringify(filesIn(folder)), "process.env.NODE_ENV": '"production"' },
		build: {
			outDir: folder,
			emptyOutDir: false,
			target: "es2023",
			lib: { entry: "sw/worker/service-worker.ts", formats: ["iife"], name: "worker", fileName: () => "sw.js" },
		},
	});
}

/** Names under `assets/` carry a hash and are enough; the others are told apart by their content. */
function filesIn(folder: string): (string | { url: string; revision: string })[] {
	return globSync(KEPT, { cwd: folder })
		.filter((name) => !NOT_KEPT.has(name))
		.sort()
		.map((name) =>
			name.startsWith("assets/") ? `/${name}` : { url: `/${name}`, revision: hashOf(join(folder, name)) },
		);
}

function hashOf(path: string): string {
	return createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 8);
}
