import { type HouseNumber, makeHouseNumber, type NumberRange, type NumberSet } from "./number.ts";

/** The words in which people read a set of house numbers. */
export interface NumberWords {
	readonly even: string;
	readonly odd: string;
	/** Before an open range: "ab 30". */
	readonly from: string;
	readonly without: string;
	readonly and: string;
}

export const GERMAN_NUMBER_WORDS: NumberWords = {
	even: "gerade",
	odd: "ungerade",
	from: "ab",
	without: "ohne",
	and: "und",
};

/** `gerade 2–28, ungerade 1–9, 161a, ohne 14`. */
export function makeNumberWords(set: NumberSet, words: NumberWords = GERMAN_NUMBER_WORDS): string {
	const parts = [...set.ranges.map((range) => rangeWords(range, words)), ...set.only.map(makeHouseNumber)];
	const without = set.not.map(makeHouseNumber);
	return without.length === 0 ? parts.join(", ") : `${parts.join(", ")}, ${words.without} ${joined(without, words)}`;
}

function rangeWords({ side, from, to }: NumberRange, words: NumberWords): string {
	const numbers = to ? span(from, to) : `${words.from} ${makeHouseNumber(from)}`;
	return side === "both" ? numbers : `${words[side]} ${numbers}`;
}

function span(from: HouseNumber, to: HouseNumber): string {
	const [first, last] = [makeHouseNumber(from), makeHouseNumber(to)];
	return first === last ? first : `${first}–${last}`;
}

function joined(numbers: readonly string[], words: NumberWords): string {
	if (numbers.length < 2) return numbers.join("");
	return `${numbers.slice(0, -1).join(", ")} ${words.and} ${numbers.at(-1)}`;
}
