import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import process from "node:process";
import { NODE, ROOT } from "./product.ts";

export interface Said {
	readonly code: number;
	readonly words: string;
}

/** `npm run backup` and the like, without npm, for the product at an address with a state folder. */
export async function runStateCommand(
	command: "backup" | "restore" | "publish" | "slices" | "forget-town",
	words: readonly string[],
	state: string,
	environment: Readonly<Record<string, string>> = {},
): Promise<Said> {
	const child = spawn(NODE, [join(ROOT, `worker/launch/${command}.ts`), ...words], {
		env: { ...process.env, TONNENTAG_STATE: state, ...environment },
	});
	let said = "";
	for (const stream of [child.stdout, child.stderr])
		stream.on("data", (chunk: Buffer) => {
			said += chunk;
		});
	const [code] = await once(child, "close");
	return { code: Number(code), words: said };
}
