import fc from "fast-check";
import { expect, test } from "vitest";
import { meet } from "../../data/import/compile/meeting.ts";
import type { Dataset } from "../../data/model/dataset.ts";
import { type HouseNumber, hasNumber, type NumberSet, parseNumberSet } from "../../data/model/number.ts";
import { numberSets } from "../model/some.ts";
import { importEdition, lawful } from "./edition-town.ts";

const LETTERS = ["", ..."abcdefghijklmnopqrstuvwxyz"];
const NUMBERS: readonly HouseNumber[] = Array.from({ length: 320 }, (_, at) => at + 1).flatMap((number) =>
	LETTERS.map((letter) => ({ number, letter })),
);

const setFrom = (text: string): NumberSet => {
	const parsed = parseNumberSet(text);
	if (!parsed) throw new Error(`${text} is no set of numbers`);
	return parsed;
};

test("two sets meet exactly when one number is in both, asked of every number with every letter", () => {
	fc.assert(
		fc.property(numberSets, numberSets, (one, other) => {
			const named = [one, other].flatMap(({ only, ranges }) => [
				...only,
				...ranges.flatMap(({ from, to }) => [from, to ?? from]),
			]);
			const expected = [...NUMBERS, ...named].some((number) => hasNumber(one, number) && hasNumber(other, number));
			expect([meet(one, other), meet(other, one)]).toEqual([expected, expected]);
		}),
		{ numRuns: 400 },
	);
});

test.each([
	["odd 1-9, not 1", "odd 1-11, not 1", true],
	["1-15, not 1, not 2", "1-20, not 1, not 2, not 3", true],
	["even 2-8", "odd 1-9", false],
	["1a-3, not 2", "1-1", true],
	["1a-1a", "1, 2", false],
	["12-, not 12", "12, 10", false],
	["1-9999", "9000-, not 9000", true],
	["5-5, not 5a", "5a-5a", false],
])("%s and %s: %s", (one, other, expected) => {
	expect(meet(setFrom(one), setFrom(other))).toBe(expected);
});

test("a part that grew keeps its place, also where its first number is taken out", () => {
	const streets = (to: number) => `Straße;Nummern;Tour\nRing;ungerade 1-${to} ohne 1;1\nRing;gerade;2\n`;
	const edition = (to: number, previous?: Dataset) =>
		lawful(
			importEdition({
				services: [{ id: "rest", fraction: "residual", label: "Restmüll" }],
				read: [
					{
						as: "streets",
						file: "strassen.csv",
						street: "Straße",
						numbers: { wording: "Nummern" },
						rounds: [{ services: ["rest"], column: "Tour" }],
					},
					{ as: "dates", file: "termine.csv", service: "rest", date: "Datum", format: "YYYY-MM-DD", round: "Tour" },
				],
				files: { "strassen.csv": streets(to), "termine.csv": "Datum;Tour\n2026-03-02;1\n2026-03-03;2\n" },
				previous,
			}),
		);
	const idsOf = ({ streets: [ring] }: Dataset) => ring?.places.map(({ id }) => id).sort();
	const first = edition(9);
	const grown = edition(11, first);
	expect(idsOf(grown)).toEqual(idsOf(first));
	expect([...grown.retired.places.keys()]).toEqual([]);
});
