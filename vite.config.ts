/// <reference types="vitest/config" />
import { defineConfig } from "vite";
import { serviceWorker } from "./worker/launch/service-worker.ts";
import { shell } from "./worker/launch/shell.ts";

/** These end what hangs. How long a thing takes is the benchmarks' affair: tests run on machines that may be busy. */
const PATIENCE = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 40_000 } } };

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
				entryFileNames: "assets/[hash].js",
				chunkFileNames: "assets/[hash].js",
				codeSplitting: {
					groups: [
						// What every visit needs comes in one piece: each further one is a way there and back.
						{ name: "page", tags: ["$initial"] },
						// Small things that most views share.
						{ name: "common", test: /\/web\/(?:bin|words)\/|\/brand-mark\.ts$/u },
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
		// `root` above would move the tests' root too, so each project names its own.
		projects: [
			{
				test: {
					name: "house",
					root: import.meta.dirname,
					...PATIENCE,
					include: ["test/house/**/*.test.ts"],
				},
			},
			{
				test: {
					name: "web",
					root: import.meta.dirname,
					...PATIENCE,
					include: ["test/web/unit/**/*.test.ts"],
				},
			},
			{
				// The real product in a real browser: one after the other, on one server.
				test: {
					name: "page",
					root: import.meta.dirname,
					...PATIENCE,
					include: ["test/web/page/**/*.test.ts"],
					globalSetup: [`${import.meta.dirname}/test/web/page/product.ts`],
					fileParallelism: false,
				},
			},
			{
				// A device without a server: each test starts and kills a product of its own.
				test: {
					name: "offline",
					root: import.meta.dirname,
					...PATIENCE,
					include: ["test/web/offline/**/*.test.ts"],
					fileParallelism: false,
				},
			},
			{
				test: {
					name: "worker",
					root: import.meta.dirname,
					...PATIENCE,
					include: ["test/worker/**/*.test.ts", "test/feed/**/*.test.ts"],
				},
			},
			{
				// The real product sending to push services on loopback.
				test: {
					name: "remind",
					root: import.meta.dirname,
					...PATIENCE,
					include: ["test/remind/*.test.ts"],
					globalSetup: [`${import.meta.dirname}/test/remind/build.ts`],
					maxWorkers: 2,
				},
			},
			{
				// Debian's browsers and their notifications: they share one machine and its time.
				test: {
					name: "browsers",
					root: import.meta.dirname,
					...PATIENCE,
					include: ["test/remind/browsers/**/*.test.ts"],
					fileParallelism: false,
				},
			},
			// A civil day must be the same one wherever the machine stands.
			...["UTC", "Europe/Berlin", "America/New_York"].map((zone) => ({
				test: {
					name: `model ${zone}`,
					root: import.meta.dirname,
					...PATIENCE,
					include: ["test/model/**/*.test.ts"],
					// A process of its own: threads share the zone of the process they were born in.
					pool: "forks" as const,
					env: { TZ: zone, EXPECTED_ZONE: zone },
				},
			})),
			{
				test: {
					name: "import",
					root: import.meta.dirname,
					...PATIENCE,
					include: ["test/import/**/*.test.ts", "test/towns/**/*.test.ts"],
				},
			},
		],
	},
});
