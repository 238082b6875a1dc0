import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, type Step, take, tool } from "./step.ts";

/** `npm run check`: everything that can be said about the house without running it. */

const ROOMS = [
	"data/model",
	"data/import",
	"worker",
	"worker/launch",
	"web",
	"web/desk",
	"web/service-worker",
	"test",
	"test/worker",
];

const LAWFUL_LICENCES = [
	"MIT",
	"ISC",
	"0BSD",
	"BSD-2-Clause",
	"BSD-3-Clause",
	"Apache-2.0",
	"MPL-2.0",
	"CC0-1.0",
	"CC-BY-3.0",
	"CC-BY-4.0",
	"EUPL-1.2",
	"Unlicense",
	"BlueOak-1.0.0",
	"Python-2.0",
	"PSF-2.0",
	"LGPL-3.0-or-later",
];

const steps: Step[] = [
	...ROOMS.map(
		(room): Step => ({ name: `types: ${room}`, command: tool("typescript/bin/tsc", "-p", join(ROOT, room)) }),
	),
	{ name: "lint and format", command: tool("@biomejs/biome/bin/biome", "check", "--error-on-warnings", ".") },
	{ name: "arrows between rooms", command: tool("vitest/vitest.mjs", "run", "--project", "house") },
	{ name: "dead code", command: tool("knip/bin/knip.js", "--no-progress") },
	{
		name: "licences",
		command: tool(
			"license-checker-rseidelsohn/bin/license-checker-rseidelsohn.js",
			"--production",
			"--excludePrivatePackages",
			"--onlyAllow",
			LAWFUL_LICENCES.join(";"),
			"--summary",
		),
	},
	...stepsOfRooms(),
];

/** Scripts named `check:...` in package.json belong to the rooms that brought them. */
function stepsOfRooms(): Step[] {
	const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
		scripts: Record<string, string>;
	};
	return Object.entries(scripts)
		.filter(([name]) => name.startsWith("check:"))
		.map(([name, line]) => {
			const [, ...words] = line.split(" ");
			return { name: name.slice("check:".length), command: [process.execPath, ...words], loud: true };
		});
}

let failed = 0;
for (const step of steps) if (!(await take(step))) failed++;
console.log(failed === 0 ? "check: all is well" : `check: ${failed} of ${steps.length} failed`);
process.exitCode = failed === 0 ? 0 : 1;
