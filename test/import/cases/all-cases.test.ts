import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { caseFolders } from "./shared-case.ts";

/** Cases of the page and of hosting have their tests beside these. */
const ELSEWHERE = ["45-page-left-open-over-an-update", "46-build-beside-a-running-product"];

/** Not mended yet. */
const OPEN: readonly string[] = [];

test("each case has a test of its own", () => {
	const tests = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.ts"));
	const texts = tests
		.filter((name) => name !== "all-cases.test.ts")
		.map((name) => readFileSync(join(import.meta.dirname, name), "utf8"));
	const tried = (folder: string) => texts.some((text) => text.includes(folder));
	const expected = caseFolders().filter((folder) => !ELSEWHERE.includes(folder));
	expect(expected.filter((folder) => !tried(folder) && !OPEN.includes(folder))).toEqual([]);
	expect(OPEN.filter(tried)).toEqual([]);
});
