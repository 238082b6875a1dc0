import {
	type HouseNumber,
	isBare,
	makeHouseNumber,
	type NumberSet,
	numberAt,
	positionOf,
} from "../../../data/model/number.ts";
import { type Place, resolve, type Street } from "../../../data/model/street.ts";
import { hashOf } from "./numbers.ts";

/** An entry of `hausNrList`: clients find it by `nr`, letter for letter, and ask for the dates of `at`. */
export interface Choice {
	readonly nr: string;
	/** Within its street: a number's position, or below `WORDS` for a part that only words tell. */
	readonly at: number;
}

/** Positions of numbers begin here. */
const WORDS = 256;
/** "From 39 on" has no end, and a list needs one: so far beyond the highest number that the street's rows name. */
const BEYOND = 100;
const AT_LEAST = 300;
const MOST = 9999;
const LETTERS = "abcdefghijklmnopqrstuvwxyz".split("");

/** Everything that can be chosen on a street; nothing where the street alone decides. */
export function choicesOf(street: Street): Choice[] {
	if (street.places.length <= 1) return [];
	const numbers = numbersOf(street).filter((number) => resolve(street, number).decided?.part.kind === "numbers");
	return [
		...numbers.map((number) => ({ nr: makeHouseNumber(number), at: positionOf(number) })),
		...[...wordsOf(street)].map(([at, { part }]) => ({ nr: part.kind === "words" ? part.words : "", at })),
	];
}

/** The place that a choice stands for. */
export function placeAt(street: Street, at: number): Place | undefined {
	if (at < WORDS) return wordsOf(street).get(at);
	return resolve(street, numberAt(at)).decided;
}

/** The place of a street that needs no choice. */
export function onlyPlaceOf({ places: [first, ...others] }: Street): Place | undefined {
	return others.length === 0 ? first : undefined;
}

/** Parts in words: each has a position of its own, by its words. */
function wordsOf({ places }: Street): Map<number, Place> {
	const found = new Map<number, Place>();
	for (const place of places.filter(({ part }) => part.kind === "words").slice(0, WORDS - 1)) {
		const words = place.part.kind === "words" ? place.part.words : "";
		let at = hashOf(words, WORDS);
		while (found.has(at)) at = (at % (WORDS - 1)) + 1;
		found.set(at, place);
	}
	return found;
}

/** In the order of the street: every bare number, what rows name, and the letters that lie elsewhere than their number. */
function numbersOf(street: Street): HouseNumber[] {
	const sets = street.places.flatMap(({ part }) => (part.kind === "numbers" ? [part.numbers] : []));
	if (sets.length === 0) return [];
	const named = sets.flatMap(namedIn);
	const highest = Math.max(...named.map(({ number }) => number));
	const end = Math.min(Math.max(highest + BEYOND, AT_LEAST), MOST);
	const bare = Array.from({ length: end }, (_, at) => ({ number: at + 1, letter: "" }));
	const all = [...bare, ...named, ...named.filter(isBare).flatMap((number) => lettersElsewhere(street, number))];
	return [...new Map(all.map((number) => [positionOf(number), number]))]
		.sort(([a], [b]) => a - b)
		.map(([, each]) => each);
}

function namedIn({ ranges, only, not }: NumberSet): HouseNumber[] {
	return [...ranges.flatMap(({ from, to }) => (to ? [from, to] : [from])), ...only, ...not];
}

/** 65 that is listed alone says nothing about 65a. */
function lettersElsewhere(street: Street, bare: HouseNumber): HouseNumber[] {
	const { decided } = resolve(street, bare);
	return LETTERS.map((letter) => ({ ...bare, letter })).filter((number) => resolve(street, number).decided !== decided);
}
