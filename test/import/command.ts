import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const HOUSE = fileURLToPath(new URL("../../", import.meta.url));

/** Tells the peak of the process's memory when it ends, in kilobytes. */
const MEASURE = `data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS="+process.resourceUsage().maxRSS))`;

/** Runs the command's script again and again, each time with other arguments, as if it had just been started. */
const REPEAT = `
const [script, list] = process.argv.slice(1);
for (const [at, given] of JSON.parse(list).entries()) {
	process.argv = [process.execPath, script, ...given];
	await import(script + "?" + at);
	process.stdout.write("\\0" + process.exitCode + "\\0");
}
process.exitCode = 0;
`;

export interface Ran {
	readonly code: number | null;
	readonly stdout: string;
	readonly stderr: string;
	readonly peakMegabytes: number;
}

/** Runs `npm run import` or `npm run collections` as npm does, in a process of its own. */
export function run(command: "import" | "collections", ...given: string[]): Promise<Ran> {
	return start(["--import", MEASURE, scriptOf(command), ...given]);
}

/** The same, many times in one process: starting it is most of the time that it takes. */
export async function runMany(command: "import" | "collections", given: readonly string[][]): Promise<Ran[]> {
	const script = pathToFileURL(join(HOUSE, scriptOf(command))).href;
	const all = await start(["--input-type=module", "--eval", REPEAT, script, JSON.stringify(given)]);
	const parts = all.stdout.split("\0");
	return given.map((_, at) => ({ ...all, stdout: parts[2 * at] ?? "", code: Number(parts[2 * at + 1] ?? Number.NaN) }));
}

function scriptOf(command: string): string {
	return `data/import/command/${command}.ts`;
}

function start(given: readonly string[]): Promise<Ran> {
	const child = spawn(process.execPath, given, { cwd: HOUSE });
	let [stdout, stderr] = ["", ""];
	child.stdout.setEncoding("utf8").on("data", (text: string) => {
		stdout += text;
	});
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		stderr += text;
	});
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code) => {
			const [told = "", peak = "NaN"] = stderr.split("maxRSS=");
			resolve({ code, stdout, stderr: told, peakMegabytes: Number(peak) / 1024 });
		});
	});
}
