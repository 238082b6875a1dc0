import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { partition, union } from "../../data/import/compile/partition.ts";
import {
	type HouseNumber,
	hasNumber,
	makeHouseNumber,
	makeNumberSet,
	type NumberSet,
	parseNumberSet,
} from "../../data/model/number.ts";
import { numberSets } from "../model/some.ts";

const NUMBERS: readonly HouseNumber[] = Array.from({ length: 300 }, (_, at) => at + 1).flatMap((number) => [
	...["", "a", "b", "c", "z"].map((letter) => ({ number, letter })),
	...[" 1/2", "/1", "/99"].map((fraction) => ({ number, letter: "", fraction })),
]);

const someSets = fc.array(numberSets, { minLength: 1, maxLength: 4 });

const setFrom = (text: string): NumberSet => {
	const parsed = parseNumberSet(text);
	if (!parsed) throw new Error(`${text} is no set of numbers`);
	return parsed;
};

const holders = (sets: readonly NumberSet[], number: HouseNumber) =>
	sets.flatMap((set, at) => (hasNumber(set, number) ? [at] : []));

describe("any sets of numbers, every number from 1 to 300 with and without a letter", () => {
	test("a number is in exactly the one piece whose sets hold it; in none when none does", () => {
		fc.assert(
			fc.property(someSets, (sets) => {
				const pieces = partition(sets);
				const strays = NUMBERS.filter((number) => {
					const expected = holders(sets, number).join(" ");
					const found = pieces.filter(({ numbers }) => hasNumber(numbers, number)).map(({ holds }) => holds.join(" "));
					return expected === "" ? found.length > 0 : found.length !== 1 || found[0] !== expected;
				});
				expect(strays.map(makeHouseNumber)).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});

	test("the cut is the coarsest one: no two pieces have the same sets, and none is empty", () => {
		fc.assert(
			fc.property(someSets, (sets) => {
				const keys = partition(sets).map(({ holds }) => holds.join(" "));
				expect(new Set(keys).size).toBe(keys.length);
				for (const { numbers } of partition(sets))
					expect(numbers.ranges.length + numbers.only.length).toBeGreaterThan(0);
			}),
			{ numRuns: 300 },
		);
	});

	test("the union holds a number exactly when one of the sets does", () => {
		fc.assert(
			fc.property(someSets, (sets) => {
				const all = union(sets);
				const strays = NUMBERS.filter((number) => hasNumber(all, number) !== holders(sets, number).length > 0);
				expect(strays.map(makeHouseNumber)).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});

	test("pieces and unions are written so that they are read back as they are", () => {
		fc.assert(
			fc.property(someSets, (sets) => {
				const pieces = partition(sets).map((piece) => piece.numbers);
				// Sets such as "even 5-5" hold nobody: then there is no piece, and nothing to write.
				for (const numbers of pieces.length === 0 ? [] : [...pieces, union(sets)])
					expect(parseNumberSet(makeNumberSet(numbers))).toEqual(numbers);
			}),
			{ numRuns: 300 },
		);
	});

	test("one way of writing the same numbers: cutting a piece again leaves it as it is", () => {
		fc.assert(
			fc.property(someSets, (sets) => {
				for (const { numbers } of partition(sets)) {
					const [again, ...others] = partition([numbers]);
					expect(others).toEqual([]);
					expect(again && makeNumberSet(again.numbers)).toBe(makeNumberSet(numbers));
				}
			}),
			{ numRuns: 300 },
		);
	});
});

describe("by hand", () => {
	test.each<[string[], string[]]>([
		[
			["1-15", "16-"],
			["1-15: 0", "16-: 1"],
		],
		[["odd 1-15, even 2-14"], ["1-15: 0"]],
		[["even 2-, odd 1-"], ["1-: 0"]],
		[
			["1-", "even 2-20"],
			["odd 1-, even 22-: 0", "even 2-20: 0 1"],
		],
		[
			["1-, not 14", "14"],
			["1-, not 14: 0", "14: 1"],
		],
		[
			["1-20a", "20b-"],
			["1-20a: 0", "20b-: 1"],
		],
		[
			["even 2-28, odd 1-9", "161a"],
			["odd 1-9, even 2-28: 0", "161a: 1"],
		],
		[
			["5", "5", "7"],
			["5: 0 1", "7: 2"],
		],
	])("%j", (sets, expected) => {
		const pieces = partition(sets.map(setFrom)).map(
			({ numbers, holds }) => `${makeNumberSet(numbers)}: ${holds.join(" ")}`,
		);
		expect(pieces.sort()).toEqual(expected.sort());
	});
});
