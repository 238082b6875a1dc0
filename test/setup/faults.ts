import process from "node:process";

/**
 * `npm run faults -- [PART] [--long] [--seed N]`: faults on purpose, at any size.
 * `remind` (default): the process is killed while it sends. `import`: published files are mutated.
 * `page`: everything is pressed twice. `desk`: every town that is known is brought in by mouse.
 * `year`: 400 days of reminders, looked at every quarter of an hour.
 */
const PARTS: Readonly<Record<string, () => Promise<unknown>>> = {
	remind: () => import("../remind/faults.ts"),
	import: () => import("../import/mutation/faults.ts"),
	page: () => import("../web/page/walk/faults.ts"),
	desk: () => import("../desk/faults.ts"),
	year: () => import("../remind/whole-year.ts"),
};

const [first = ""] = process.argv.slice(2);
const part = first.startsWith("-") || first === "" ? "remind" : first;
const start = Object.hasOwn(PARTS, part) ? PARTS[part] : undefined;
if (part === first) process.argv.splice(2, 1);
if (start) await start();
else {
	console.error(`npm run faults -- [${Object.keys(PARTS).join("|")}] [--long] [--seed N]`);
	process.exitCode = 2;
}
