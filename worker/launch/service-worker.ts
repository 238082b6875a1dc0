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

/** What is Workbox's own business: it marks it with an underscore, or nobody else has these names. */
const OWN_NAMES =
	/^(?:_.*|(?:iterate|run)Callbacks|hasCallback|fetchAndCachePut|doneWaiting|(?:notU|u)pdatedURLs|originalRequest|getCacheKey(?:ForURL)?|get(?:Runtime|Precache|GoogleAnalytics)Name|googleAnalytics|\w+(?:Responses|Cacheability)Plugin|addToCacheList|createHandlerBoundToURL|thrownErrorMessage)$/u;

/** Each of Workbox's modules leaves its version for tools that ask for it; here nobody does. */
const WITHOUT_MARKS: Plugin = {
	name: "without-marks",
	load: (id) => (/workbox-[\w-]+\/_version\.js$/u.test(id) ? "" : undefined),
};

/** It warns of each file whose address says nothing of its content: of ours each does. */
const WITHOUT_WARNING: Plugin = {
	name: "without-warning",
	transform(code, id) {
		if (!id.endsWith("/workbox-precaching/PrecacheController.js")) return undefined;
		const quiet = code.replace("urlsToWarnAbout.length > 0", "false");
		if (quiet === code) throw new Error("Workbox no longer warns as it did: see service-worker.ts");
		return { code: quiet, map: null };
	},
};

async function buildServiceWorker(folder: string): Promise<void> {
	await build({
		configFile: false,
		root: join(ROOT, "web"),
		publicDir: false,
		logLevel: "warn",
		plugins: [WITHOUT_MARKS, WITHOUT_WARNING],
		define: { ...listsOf(folder), "process.env.NODE_ENV": '"production"' },
		build: {
			outDir: folder,
			emptyOutDir: false,
			target: "es2023",
			rolldownOptions: {
				output: { minify: { compress: true, mangle: true, codegen: true, mangleProps: { include: OWN_NAMES } } },
			},
			lib: { entry: "service-worker/service-worker.ts", formats: ["iife"], name: "worker", fileName: () => "sw.js" },
		},
	});
}

/** A chunk's name is its hash alone (`vite.config.ts`): so each takes six letters of the list, and no more. */
const CHUNK = /^assets\/([\w-]{6})\.js$/u;

function listsOf(folder: string): { CHUNKS: string; FILES: string } {
	const names = globSync(KEPT, { cwd: folder })
		.filter((name) => !NOT_KEPT.has(name))
		.sort();
	const hashes = names.flatMap((name) => CHUNK.exec(name)?.[1] ?? []);
	const others = names.filter((name) => !CHUNK.test(name)).map((name) => entryOf(folder, name));
	return { CHUNKS: JSON.stringify(hashes.join("")), FILES: JSON.stringify(others) };
}

/** Names under `assets/` carry a hash and are enough; the others are told apart by their content. */
function entryOf(folder: string, name: string): string | { url: string; revision: string } {
	return name.startsWith("assets/") ? `/${name}` : { url: `/${name}`, revision: hashOf(join(folder, name)) };
}

function hashOf(path: string): string {
	return createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 8);
}
