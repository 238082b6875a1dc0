import { describe, expect, test } from "vitest";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";

/** One field of the wrong kind each: an object, a list, a number, a text. */
const WRONG = [{ name: {} }, { name: [] }, { name: 5 }, { services: "Papier" }, { services: {} }, { putOut: 5 }];

describe("a field of the wrong kind: what was given and what is expected, in words", () => {
	test.each(WRONG)("%j", (fields) => {
		const parsed = parseTownFile(JSON.stringify(fields), "kleinstadt");
		const [field] = Object.keys(fields);
		const told = parsed.ok ? [] : parsed.problems.filter(({ where }) => where.field === field);
		expect(told.map(({ what }) => what)).toEqual([
			expect.stringMatching(/^(?:Der Wert|Eine) .+ passt hier nicht\. Erwartet wird .+\.$/u),
		]);
		for (const { what } of told) expect(what).not.toMatch(/Object|Array|string|number|undefined|\?/u);
	});
});
