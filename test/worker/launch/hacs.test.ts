import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { edgeInMemory } from "../edge-in-memory.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const COMMAND = [join(ROOT, "worker/launch/run.mjs"), join(ROOT, "worker/launch/hacs.ts")];
const env = {
	...process.env,
	TONNENTAG_ORIGINS: "https://abfall.musterstadt.example=musterstadt,https://alle.example",
};

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "tonnentag-hacs-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As much of YAML as the file has: keys, strings in quotes, and texts of several lines. */
function fieldsOf(yaml: string): Map<string, string> {
	return new Map(
		yaml.split("\n").flatMap((line) => {
			const match = /^ *("(?:[^"\\]|\\.)*"|\w+): ?(.*)$/u.exec(line);
			const text = (given = "") => (given.startsWith('"') ? String(JSON.parse(given)) : given);
			return match ? [[text(match[1]), text(match[2])] as const] : [];
		}),
	);
}

test("one file for each public address, in the fields that its runner demands", async () => {
	const told = execFileSync(process.execPath, [...COMMAND, "musterstadt"], { cwd: folder, env, encoding: "utf8" });
	expect(told).toContain("abfall_musterstadt_example.yaml");
	expect(existsSync(join(folder, "alle_example.yaml"))).toBe(true);
	const yaml = readFileSync(join(folder, "abfall_musterstadt_example.yaml"), "utf8");
	expect(yaml.match(/^\w+/gmu)).toEqual(["title", "url", "country", "howto", "test_cases"]);
	const fields = fieldsOf(yaml);
	expect([fields.get("title"), fields.get("country")]).toEqual(["Musterstadt", "de"]);
	expect(yaml).toMatch(/^ {2}en: \|\n {4}- Go to https:\/\/abfall\.musterstadt\.example /mu);
	const urls = [...yaml.matchAll(/^ {4}url: "(.*)"$/gmu)].map(([, url = ""]) => url);
	expect(urls).toHaveLength(3);
	const edge = edgeInMemory();
	edge.towns.write("musterstadt/dataset.json", readFileSync(join(ROOT, "data/towns/musterstadt/dataset.json"), "utf8"));
	for (const url of urls) expect(await (await edge.get(url)).text()).toContain("BEGIN:VEVENT");
});

test("a town that is not there, and no town at all, are said", () => {
	const run = (...given: string[]) => spawnSync(process.execPath, [...COMMAND, ...given], { cwd: folder, env });
	expect(run("nirgends").status).toBe(1);
	expect(run("../musterstadt").status).toBe(1);
	expect(run().status).toBe(2);
});
