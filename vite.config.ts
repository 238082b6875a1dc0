/// <reference types="vitest/config" />
import { defineConfig } from "vite";
import type { TestProjectInlineConfiguration } from "vitest/config";
import { serviceWorker } from "./worker/launch/service-worker.ts";
import { shell } from "./worker/launch/shell.ts";

const COMMON = {
	// The page's `root` would move the tests' root too.
	root: import.meta.dirname,
	// These end what hangs. How long a thing takes is the benchmarks' affair: tests run on machines that may be busy.
	testTimeout: 300_000,
	hookTimeout: 300_000,
	expect: { poll: { timeout: 40_000 } },
};

/** Walks through a page wait for most of their time, as a person does: three share two cores. */
const WAITING = { maxWorkers: 3, sequence: { groupOrder: 1 } };

const PROJECTS: readonly TestProjectInlineConfiguration["test"][] = [
	{ name: "house", include: ["test/house/**/*.test.ts"] },
	{ name: "web", include: ["test/web/unit/**/*.test.ts"] },
	{
		// The real product in a real browser, on one server.
		name: "page",
		include: ["test/web/page/**/*.test.ts"],
		globalSetup: [`${import.meta.dirname}/test/web/page/product.ts`],
		...WAITING,
	},
	{
		// A device without a server: each test starts and kills a product of its own.
		name: "offline",
		include: ["test/web/offline/**/*.test.ts"],
		...WAITING,
	},
	// A clerk in a real browser, from files to published dates.
	{ name: "desk", include: ["test/desk/**/*.test.ts"], ...WAITING },
	{ name: "worker", include: ["test/worker/**/*.test.ts", "test/feed/**/*.test.ts"] },
	{
		// The real product sending to push services on loopback.
		name: "remind",
		include: ["test/remind/*.test.ts"],
		globalSetup: [`${import.meta.dirname}/test/remind/build.ts`],
		maxWorkers: 2,
	},
	{
		// Debian's browsers and their notifications: they share one machine and its time.
		name: "browsers",
		include: ["test/remind/browsers/**/*.test.ts"],
		fileParallelism: false,
		sequence: { groupOrder: 2 },
	},
	// A civil day must be the same one wherever the machine stands.
	...["UTC", "Europe/Berlin", "America/New_York"].map((zone) => ({
		name: `model ${zone}`,
		include: ["test/model/**/*.test.ts"],
		// A process of its own: threads share the zone of the process they were born in.
		pool: "forks" as const,
		env: { TZ: zone, EXPECTED_ZONE: zone },
	})),
	{ name: "import", include: ["test/import/**/*.test.ts", "test/towns/**/*.test.ts"] },
];

export default defineConfig({
	root: "web",
	plugins: [shell(), serviceWorker()],
	build: {
		outDir: "../dist/web",
		emptyOutDir: true,
		target: "es2023",
		modulePreload: { polyfill: false },
		rolldownOptions: {
			output: {
				// The service worker lists every chunk, so their names are short.
				entryFileNames: "assets/[hash:6].js",
				chunkFileNames: "assets/[hash:6].js",
				codeSplitting: {
					groups: [
						// What every visit needs comes in one piece: each further one is a way there and back.
						{ name: "page", tags: ["$initial"] },
						// Small things that most views share.
						{
							name: "common",
							test: /\/web\/(?:bin|words)\/|\/(?:outlook|collection|side-frame|question-style|show-card|town-contact|marked-days)\.ts$/u,
						},
					],
				},
			},
		},
	},
	// `npx vite` beside a running product.
	server: { proxy: { "/api": "http://127.0.0.1:8787", "/feed": "http://127.0.0.1:8787" } },
	test: {
		// Projects that run together must agree on this number, and left alone it follows the machine's cores.
		maxWorkers: 2,
		projects: PROJECTS.map((project) => ({ test: { ...COMMON, ...project } })),
	},
});
