import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export interface Step {
	readonly name: string;
	readonly command: readonly [string, ...string[]];
	readonly env?: Readonly<Record<string, string>>;
	/** Shown while it runs, not only when it fails. */
	readonly loud?: boolean;
}

/** A tool that npm installed, run by the Node that runs this. */
export function tool(entry: string, ...rest: string[]): [string, ...string[]] {
	return [process.execPath, join(ROOT, "node_modules", entry), ...rest];
}

/** Runs a step, prints how it went, and what it said if it failed. */
export async function take({ name, command, env, loud = false }: Step): Promise<boolean> {
	const began = Date.now();
	const { code, said } = await run(command, { ...process.env, ...env }, loud);
	const seconds = ((Date.now() - began) / 1000).toFixed(1);
	console.log(`${code === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
	if (code !== 0 && !loud) console.log(said);
	return code === 0;
}

function run([file, ...rest]: readonly [string, ...string[]], env: NodeJS.ProcessEnv, loud: boolean) {
	return new Promise<{ code: number; said: string }>((done) => {
		const child = spawn(file, rest, { cwd: ROOT, env, stdio: loud ? "inherit" : "pipe" });
		let said = "";
		child.stdout?.on("data", (chunk: Buffer) => {
			said += chunk;
		});
		child.stderr?.on("data", (chunk: Buffer) => {
			said += chunk;
		});
		child.on("error", (error) => done({ code: 1, said: String(error) }));
		child.on("close", (code) => done({ code: code ?? 1, said }));
	});
}
