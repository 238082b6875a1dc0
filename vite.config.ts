/// <reference types="vitest/config" />
import { defineConfig } from "vite";
import type { TestProjectInlineConfiguration } from "vitest/config";
import type { TestSequencer, TestSpecification } from "vitest/node";
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

/** Walks through a page and waves of reminders wait for much of their time: three share two cores. */
const WORKERS = 3;
const WAITING = { sequence: { groupOrder: 1 } };
/**
 * Walks in real browsers, on machines that may be busy with others' work: a second try, and what needed it is named at
 * the end of `npm test`. Nowhere else: a reminder that is lost once is lost.
 */
const WALK = { retry: 1 };
/** Pure functions and what reads them: files of one worker share what they import, which takes longer than most of them run. */
const SHARED = { isolate: false };

/** What takes longest begins first, or two workers would wait for one at the end. By how they ran alone on two cores. */
const LONGEST = [
	"remind/year",
	"page/matrix",
	"offline/offline",
	"page/dates",
	"page/choosing",
	"offline/two-engines",
	"page/focus-in-sight",
	"page/nothing-lost",
	"page/pressed-twice",
	"page/first-view",
	"remind/crowd",
	"page/reminder",
	"remind/backup",
	"remind/strangers",
	"remind/disk-fault",
	"desk/",
	"offline/",
	"remind/slices",
	"import/mutation/mutation",
	"remind/none-lost",
	"launch/publish",
	"remind/",
];

/** A machine that never ran the tests knows nothing of how long they take; so this stands here. */
class LongestFirst implements TestSequencer {
	async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
		return files;
	}

	async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		return [...files].sort((one, other) => groupOf(one) - groupOf(other) || rankOf(one) - rankOf(other));
	}
}

function groupOf({ project }: TestSpecification): number {
	return project.config.sequence.groupOrder;
}

function rankOf({ moduleId }: TestSpecification): number {
	const rank = LONGEST.findIndex((each) => moduleId.includes(`/${each}`));
	return rank < 0 ? LONGEST.length : rank;
}

const PROJECTS: readonly TestProjectInlineConfiguration["test"][] = [
	{ name: "house", include: ["test/house/**/*.test.ts"] },
	{ name: "web", include: ["test/web/unit/**/*.test.ts"] },
	{
		// The real product in a real browser, on one server.
		name: "page",
		include: ["test/web/page/**/*.test.ts"],
		globalSetup: [`${import.meta.dirname}/test/web/page/product.ts`],
		...WAITING,
		...WALK,
	},
	{
		// A device without a server: each test starts and kills a product of its own.
		name: "offline",
		include: ["test/web/offline/**/*.test.ts", "test/web/requests/**/*.test.ts"],
		...WAITING,
		...WALK,
	},
	// A clerk in a real browser, from files to published dates.
	{ name: "desk", include: ["test/desk/**/*.test.ts"], ...WAITING, ...WALK },
	{ name: "worker", include: ["test/worker/**/*.test.ts", "test/feed/**/*.test.ts"] },
	{
		// The real product sending to push services on loopback.
		name: "remind",
		include: ["test/remind/*.test.ts"],
		globalSetup: [`${import.meta.dirname}/test/remind/build.ts`],
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
		...SHARED,
	})),
	{ name: "import", include: ["test/import/**/*.test.ts", "test/towns/**/*.test.ts"], ...SHARED },
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
		maxWorkers: WORKERS,
		sequence: { sequencer: LongestFirst },
		projects: PROJECTS.map((project) => ({ test: { ...COMMON, ...project } })),
	},
});
