import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	hasNumber,
	isEveryNumber,
	makeHouseNumber,
	makeNumberSet,
	type NumberSet,
	numberAt,
	parseHouseNumber,
	parseNumberSet,
	positionOf,
} from "../../data/model/number.ts";
import { makeNumberWords } from "../../data/model/number-words.ts";
import { numberSets } from "./some.ts";

const numberFrom = (text: string) => {
	const parsed = parseHouseNumber(text);
	if (!parsed) throw new Error(`${text} is no house number`);
	return parsed;
};
const setFrom = (text: string): NumberSet => {
	const parsed = parseNumberSet(text);
	if (!parsed) throw new Error(`${text} is no set of numbers`);
	return parsed;
};

describe("house numbers", () => {
	test.each([
		["12", "12"],
		["12a", "12a"],
		["12A", "12a"],
		["12 A", "12a"],
		[" 12 a ", "12a"],
		["007", "7"],
		["9999z", "9999z"],
		["12-14", "12"],
		["12a-14", "12a"],
		["2+4", "2"],
		// One house each: an entrance, or a house between two numbers.
		["12/3", "12/3"],
		["7 / 1", "7/1"],
		["5.1", "5/1"],
		["12.5", "12/5"],
		["12 1/2", "12 1/2"],
		["12½", "12 1/2"],
		["5 ⅓", "5 1/3"],
		["12 1/2 - 14", "12 1/2"],
		// As people write before it, and in other scripts.
		["Nr. 12", "12"],
		["№12a", "12a"],
		["Hausnummer 7", "7"],
		["Haus 7", "7"],
		["١٢", "12"],
		["１２", "12"],
		["12 und 14", "12"],
		["12a/14", "12a"],
		["12/304", "12"],
	])("%j is %s", (text, expected) => expect(makeHouseNumber(numberFrom(text))).toBe(expected));

	test.each([
		"",
		"0",
		"0a",
		"a",
		"12ab",
		"12 ab",
		"10000",
		"-5",
		"zwölf",
		"12.0",
		"12 2/4",
		"½",
		"1 2",
		"12²",
		"12 Hof",
	])("%j is none", (text) => expect(parseHouseNumber(text)).toBeUndefined());

	test("go out and come back, and lie on the street in the order of numbers, then letters, then fractions", () => {
		const letters = ["", ..."abcdefghijklmnopqrstuvwxyz"].map((letter) => ({ letter }));
		const fractions = [" 1/8", " 1/4", " 1/3", " 1/2", " 7/8", "/1", "/2", "/10", "/99"];
		let last = -1;
		for (let number = 1; number <= 40; number++) {
			for (const suffix of [...letters, ...fractions.map((fraction) => ({ letter: "", fraction }))]) {
				const given = { number, ...suffix };
				expect(parseHouseNumber(makeHouseNumber(given))).toEqual(given);
				expect(numberAt(positionOf(given))).toEqual(given);
				expect(positionOf(given)).toBeGreaterThan(last);
				last = positionOf(given);
			}
		}
	});
});

describe("sets of numbers", () => {
	test.each([
		["even 2-28", ["2", "2a", "28", "28z"], ["1", "3", "30", "29", "27a"]],
		["odd 1-9", ["1", "9", "9a", "5b"], ["2", "11", "10"]],
		["1-15", ["1", "2", "15", "15c"], ["16", "16a"]],
		["2-8", ["8a", "2a"], ["1a", "9"]],
		["2-8b", ["8", "8a", "8b"], ["8c", "9"]],
		["1-20a", ["20", "20a"], ["20b", "21"]],
		["20b-", ["20b", "20c", "21", "9999"], ["20", "20a"]],
		["odd 11-", ["11", "13", "9999"], ["9", "12"]],
		["2a-4", ["2a", "2b", "3", "4a"], ["2", "5"]],
		["161a", ["161a"], ["161", "161b"]],
		["65", ["65"], ["65a", "64"]],
		["1-, not 14", ["13", "15", "14a"], ["14"]],
		["1-, not 27a, not 27b", ["27", "27c"], ["27a", "27b"]],
		["even 2-, 7", ["7", "2"], ["7a", "9"]],
		["7/1", ["7/1", "7.1"], ["7", "7/2", "1"]],
		["13-20, 12 1/2", ["12½", "13", "13/2", "20 1/2"], ["12", "1", "2", "12a"]],
		["7/1-7/5", ["7/1", "7/3", "7/5"], ["7", "7a", "7/6", "8"]],
		["odd 1-9, not 7/1", ["7", "7/2", "9/1"], ["7/1", "8"]],
	])("%s", (text, held, others) => {
		const set = setFrom(text);
		expect(held.filter((each) => !hasNumber(set, numberFrom(each)))).toEqual([]);
		expect(others.filter((each) => hasNumber(set, numberFrom(each)))).toEqual([]);
		expect(makeNumberSet(set)).toBe(text);
	});

	test("named in `only` counts more than taken out by `not`", () => {
		expect(hasNumber(setFrom("1-, 14, not 14"), numberFrom("14"))).toBe(true);
	});

	test.each(["", "even", "2-28 even", "not", "not 2-4", "a", "1-15,,3", "1 - 15", "even 2", "-5", "0-3", "3-0"])(
		"%j is refused",
		(text) => expect(parseNumberSet(text)).toBeUndefined(),
	);

	test("go out and come back", () => {
		fc.assert(
			fc.property(numberSets, (set) => {
				expect(parseNumberSet(makeNumberSet(set))).toEqual(set);
			}),
			{ numRuns: 1000 },
		);
	});

	test.each([
		["1-", true],
		["even 2-, odd 1-", true],
		["odd 1-, even 1-", true],
		["even 2-, odd 3-", false],
		["1-, not 5", false],
		["1-9999", false],
		["even 2-", false],
	])("%s is every number: %s", (text, expected) => expect(isEveryNumber(setFrom(text))).toBe(expected));

	test.each([
		["even 2-28, odd 1-9, 161a, not 14", "gerade 2–28, ungerade 1–9, 161a, ohne 14"],
		["1-, not 14, not 16, not 18", "ab 1, ohne 14, 16 und 18"],
		["even 2-2", "gerade 2"],
	])("%s in words: %s", (text, words) => expect(makeNumberWords(setFrom(text))).toBe(words));
});
