/// <reference types="vitest/config" />
import { defineConfig } from "vite";

export default defineConfig({
	root: "web",
	build: { outDir: "../dist/web", emptyOutDir: true, target: "es2023" },
	test: {
		// `root` above would move the tests' root too, so each project names its own.
		projects: [
			{
				test: {
					name: "worker",
					root: import.meta.dirname,
					include: ["test/worker/**/*.test.ts", "test/feed/**/*.test.ts"],
				},
			},
		],
	},
});
