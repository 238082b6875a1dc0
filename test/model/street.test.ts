import { describe, expect, test } from "vitest";
import { parseHouseNumber, parseNumberSet } from "../../data/model/number.ts";
import {
	needsNumber,
	type Part,
	type Place,
	type PlaceId,
	resolve,
	type Street,
	type StreetId,
} from "../../data/model/street.ts";

function part(text: string): Part {
	if (text === "*") return { kind: "whole" };
	const numbers = parseNumberSet(text);
	return numbers ? { kind: "numbers", numbers } : { kind: "words", words: text };
}

/** A street of parts: `*` the whole, numbers, or words. Each place's id is its part. */
function street(...parts: string[]): Street {
	const places = parts.map((text): Place => ({ id: text as PlaceId, part: part(text), rows: [], assignments: [] }));
	return { id: "x" as StreetId, name: "X", places };
}

const ENTRANCES = street("7/1", "9", "12 1/2");
const WHOLE = street("*");
const SPLIT = street("1-15", "16-");
const SIDES = street("even 2-28", "even 30-", "odd 1-");
const GAP = street("1-22", "43-74");
const HOLE = street("1-, not 14", "14");
const WORDS = street("von der Bahn", "bis zur Else");
const MIXED = street("1-20", "nördlich");

describe("which place a number means", () => {
	test.each<[string, Street, string | undefined, string | undefined, string[]]>([
		["the whole street needs no number", WHOLE, undefined, "*", ["*"]],
		["the whole street takes any", WHOLE, "4711z", "*", ["*"]],
		["a split street asks", SPLIT, undefined, undefined, ["1-15", "16-"]],
		["a split street, first part", SPLIT, "15c", "1-15", ["1-15"]],
		["a split street, second part", SPLIT, "16", "16-", ["16-"]],
		["an entrance within a range", SPLIT, "7/1", "1-15", ["1-15"]],
		["an entrance that is listed", ENTRANCES, "7/1", "7/1", ["7/1"]],
		["an entrance that is not listed counts as its house", ENTRANCES, "9/2", "9", ["9"]],
		[
			"an entrance that is taken out does not",
			street("1-15, not 7/1", "16-"),
			"7/1",
			undefined,
			["1-15, not 7/1", "16-"],
		],
		["a house of which only an entrance is listed", ENTRANCES, "7", undefined, ["7/1", "9", "12 1/2"]],
		["a half number", ENTRANCES, "12½", "12 1/2", ["12 1/2"]],
		["sides: even", SIDES, "28", "even 2-28", ["even 2-28"]],
		["sides: further along", SIDES, "30a", "even 30-", ["even 30-"]],
		["sides: odd", SIDES, "29", "odd 1-", ["odd 1-"]],
		["a number that no part has: all are left to choose", GAP, "30", undefined, ["1-22", "43-74"]],
		["one number alone", HOLE, "14", "14", ["14"]],
		["its neighbour with a letter", HOLE, "14a", "1-, not 14", ["1-, not 14"]],
		["words ask", WORDS, undefined, undefined, ["von der Bahn", "bis zur Else"]],
		["a number does not answer words", WORDS, "5", undefined, ["von der Bahn", "bis zur Else"]],
		["a numbered part wins over a described one", MIXED, "5", "1-20", ["1-20", "nördlich"]],
		["a number outside leaves the described one", MIXED, "21", "nördlich", ["nördlich"]],
		["numbered and described parts ask", MIXED, undefined, undefined, ["1-20", "nördlich"]],
	])("%s", (_what, on, number, decided, choices) => {
		const resolution = resolve(on, number === undefined ? undefined : parseHouseNumber(number));
		expect(resolution.decided?.id).toBe(decided);
		expect(resolution.choices.map(({ id }) => id)).toEqual(choices);
	});

	test("a street with one part that numbers bound does not decide without a number, nor beyond it", () => {
		const bounded = street("1-20");
		expect(resolve(bounded, undefined).decided).toBeUndefined();
		expect(resolve(bounded, parseHouseNumber("20")).decided?.id).toBe("1-20");
		expect(resolve(bounded, parseHouseNumber("21"))).toMatchObject({ decided: undefined, choices: bounded.places });
	});

	test("overlapping parts leave a choice between those that fit", () => {
		const overlapping = street("1-20", "10-30", "40-");
		expect(resolve(overlapping, parseHouseNumber("15"))).toMatchObject({
			decided: undefined,
			choices: overlapping.places.slice(0, 2),
		});
	});
});

test.each([
	[WHOLE, false],
	[SPLIT, true],
	[WORDS, false],
	[MIXED, true],
])("whether a street asks for a number", (on, expected) => expect(needsNumber(on)).toBe(expected));
