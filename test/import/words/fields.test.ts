import { describe, expect, test } from "vitest";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { TOWN } from "./broad-town.ts";

/** One field of the wrong kind each: an object, a list, a number, a text. */
const WRONG = [{ name: {} }, { name: [] }, { name: 5 }, { services: "Papier" }, { services: {} }, { putOut: 5 }];

test.each([
	["publisher", "publsher"],
	["publisher", "Publisher"],
	["coverage", "coverge"],
])("a field that is misspelled is one finding, which names what is meant: %s, %s", (name, misspelled) => {
	const { [name]: value, ...others } = TOWN as Readonly<Record<string, unknown>>;
	const parsed = parseTownFile(JSON.stringify({ ...others, [misspelled]: value }), "kleinstadt");
	const told = parsed.ok ? [] : parsed.problems;
	expect(told.map(({ code, where, remedy }) => `${code} ${where.field} ${remedy}`)).toEqual([
		`unknown_field ${misspelled} Den Namen berichtigen: gemeint ist wohl "${name}".`,
	]);
});

test("a field that lacks and another that nobody knows are two", () => {
	const { publisher: _, ...others } = TOWN;
	const parsed = parseTownFile(JSON.stringify({ ...others, farbe: "rot" }), "kleinstadt");
	expect(parsed.ok ? [] : parsed.problems.map(({ where }) => where.field).sort()).toEqual(["farbe", "publisher"]);
});

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
