import fc from "fast-check";
import { expect, test } from "vitest";
import { makeLines, parseLines } from "../../data/model/source-lines.ts";

const anyLine = fc.record({ file: fc.nat(4), line: fc.nat(20_000) });

test("any lines go out and come back", () => {
	fc.assert(
		fc.property(fc.array(anyLine, { maxLength: 30 }), (lines) => {
			expect(parseLines(makeLines(lines))).toEqual(lines);
		}),
		{ numRuns: 1000 },
	);
});

test("steps, not numbers: neighbouring rows are written alike", () => {
	const line = (each: number) => ({ file: 0, line: each });
	expect(makeLines([2, 3, 4, 2, 2].map(line))).toBe("0:2 +1 +1 -2 +0");
	expect(makeLines([line(2), { file: 1, line: 2 }, line(3)])).toBe("0:2 1:2 0:3");
	expect(makeLines([])).toBe("");
	expect(parseLines("")).toEqual([]);
});

test.each(["+1", "0", "0:", ":2", "0:2 1", "0:2  +1", "0:-2", "0:2 +", "a", "0:2 x", " 0:2"])("%j is refused", (text) =>
	expect(parseLines(text)).toBeUndefined(),
);
