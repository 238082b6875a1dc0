import {
	endPositionOf,
	type HouseNumber,
	hasNumber,
	type NumberRange,
	type NumberSet,
	positionOf,
	type Side,
	sideOf,
} from "../../model/number.ts";
import type { Part } from "../../model/street.ts";
import { foldStreet } from "../street-identity.ts";

/** True when some address may lie in both parts of a street. */
export function partsMeet(one: Part, other: Part): boolean {
	if (one.kind === "whole" || other.kind === "whole") return true;
	if (one.kind === "words" && other.kind === "words") return foldStreet(one.words) === foldStreet(other.words);
	return one.kind === "numbers" && other.kind === "numbers" && meet(one.numbers, other.numbers);
}

const LETTERS = ["", ..."abcdefghijklmnopqrstuvwxyz"];

/** True when some house number is in both sets. Exact: what is taken out one by one is out. */
export function meet(one: NumberSet, other: NumberSet): boolean {
	const isInBoth = (house: HouseNumber) => hasNumber(one, house) && hasNumber(other, house);
	const named = [one, other].flatMap(({ only, ranges }) => [
		...only,
		...ranges.flatMap(({ from, to }) => [from, to ?? from]),
	]);
	if (named.some(isInBoth)) return true;
	return one.ranges.some((range) => other.ranges.some((rival) => rangesMeet(range, rival, isInBoth)));
}

/** Ends at the first number that counts: all that are passed over before are named in a `not`. */
function rangesMeet(one: NumberRange, other: NumberRange, isInBoth: (house: HouseNumber) => boolean): boolean {
	const side = commonSide(one.side, other.side);
	const first = Math.max(positionOf(one.from), positionOf(other.from));
	const last = Math.min(endPositionOf(one.to), endPositionOf(other.to));
	if (!side) return false;
	let number = Math.max(one.from.number, other.from.number);
	for (; positionOf({ number, letter: "" }) <= last; number++) {
		if (side !== "both" && side !== sideOf({ number, letter: "" })) continue;
		if (housesAt(number, first, last).some(isInBoth)) return true;
	}
	return false;
}

function commonSide(one: Side, other: Side): Side | undefined {
	if (one === "both") return other;
	return other === "both" || other === one ? one : undefined;
}

/** The number and its letters, as far as they lie between two positions. */
function housesAt(number: number, first: number, last: number): HouseNumber[] {
	return LETTERS.map((letter) => ({ number, letter })).filter((house) => {
		const position = positionOf(house);
		return first <= position && position <= last;
	});
}
