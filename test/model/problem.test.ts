import { expect, test } from "vitest";
import { makeProblemLine, makeWhere } from "../../data/model/problem.ts";

test.each([
	[{ file: "a.csv" }, "a.csv"],
	[{ file: "a.csv", line: 3 }, "a.csv:3"],
	[{ file: "a.csv", line: 3, field: "Von" }, "a.csv:3 [Von]"],
	[{ file: "town.json", field: "recipe.read.0" }, "town.json [recipe.read.0]"],
])("%j is %s", (where, expected) => expect(makeWhere(where)).toBe(expected));

test("a line for people: where, code, what and remedy", () => {
	const problem = {
		level: "problem",
		code: "bad_day",
		where: { file: "a.csv", line: 3 },
		what: "Kein Tag.",
		remedy: "Berichtigen.",
	} as const;
	expect(makeProblemLine(problem)).toBe("a.csv:3: bad_day: Kein Tag. Berichtigen.");
});

test("what steers a terminal is shown, not sent: escape, bell, line breaks, right-to-left, joiners", () => {
	const hostile = "\u001b[31mrot\u0007\n\r\t\u202eanders\u2066\u200b\u2028\u0000\u009b";
	const line = makeProblemLine({
		level: "problem",
		code: "x",
		where: { file: hostile, line: 1, field: hostile },
		what: hostile,
		remedy: hostile,
	});
	expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
	expect(line).toContain("\\u{1b}[31mrot\\u{7}");
	expect(line.split("\n")).toHaveLength(1);
});
