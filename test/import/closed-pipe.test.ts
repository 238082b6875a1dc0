import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "./command.ts";
import { SmallTown } from "./small-town.ts";

// `npm run collections -- … | head -1`: who has read enough closes the pipe, and nothing is wrong.

const HOUSE = fileURLToPath(new URL("../../", import.meta.url));
const town = new SmallTown();

beforeAll(async () => {
	expect((await run("import", town.folder)).code).toBe(0);
});
afterAll(() => town.discard());

/** Runs a command whose output nobody reads: the reader is gone before the first line is written. */
function unread(command: string, ...given: string[]): Promise<{ code: number | null; stderr: string }> {
	const child = spawn(process.execPath, [`data/import/command/${command}.ts`, ...given], { cwd: HOUSE });
	let stderr = "";
	child.stderr.setEncoding("utf8").on("data", (text: string) => {
		stderr += text;
	});
	child.stdout.destroy();
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", (code) => resolve({ code, stderr }));
	});
}

test("import and collections end quietly, with the code that they would have had", async () => {
	const asked = ["--street", "Ahornweg"];
	expect(await unread("import", town.folder)).toEqual({ code: 0, stderr: "" });
	expect(await unread("collections", town.folder, ...asked)).toEqual({ code: 0, stderr: "" });
	expect(await unread("collections", town.folder, ...asked, "--json")).toEqual({ code: 0, stderr: "" });
});

test("an address without dates: the sentence stands in the JSON, too", async () => {
	const { code, stdout, stderr } = await run(
		"collections",
		town.folder,
		"--street",
		"Ahornweg",
		"--from",
		"2026-01-01",
		"--to",
		"2026-01-01",
		"--json",
	);
	const words = "Für «Ahornweg» steht vom 2026-01-01 bis 2026-01-01 kein Termin im Kalender.";
	expect([code, JSON.parse(stdout).collections, JSON.parse(stdout).hint, stderr.trim()]).toEqual([0, [], words, words]);
});
