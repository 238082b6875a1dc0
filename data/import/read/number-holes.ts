import {
	endPositionOf,
	type HouseNumber,
	inRange,
	isBare,
	type NumberRange,
	type NumberSet,
	numberAt,
	positionOf,
	type Side,
	sideOf,
} from "../../model/number.ts";

/** A range that is taken out. Like one that is taken in, it takes the letters of its numbers along. */
export type Hole = NumberRange & { readonly to: HouseNumber };

/** What is left of a set: ranges are cut, so that `ohne 14-18` leaves 16a out as `14-18` takes it in. */
export function withoutRanges({ ranges, only, not }: NumberSet, holes: readonly Hole[]): NumberSet {
	const left = holes.reduce((rest, hole) => rest.flatMap((range) => cut(range, hole)), ranges);
	const bare = holes
		.flatMap((hole) => numberBefore(hole))
		.filter((number) => ranges.some((each) => inRange(each, number)));
	const isLeft = (number: HouseNumber) => !holes.some((hole) => inRange(hole, number));
	return { ranges: left, only: [...only, ...bare].filter(isLeft), not };
}

/** `ohne 14a-18` leaves 14 alone, and a range that ended with it would take 14a in. */
function numberBefore({ from }: Hole): HouseNumber[] {
	const last = numberAt(positionOf(from) - 1);
	return last && isBare(last) && last.number === from.number ? [last] : [];
}

function cut(range: NumberRange, hole: Hole): readonly NumberRange[] {
	const isApart = positionOf(hole.from) > endPositionOf(range.to) || endPositionOf(hole.to) < positionOf(range.from);
	if (isApart || (range.side !== "both" && hole.side !== "both" && range.side !== hole.side)) return [range];
	if (range.side === "both" && hole.side !== "both")
		return SIDES.flatMap((side) => cut({ ...range, side, from: onSide(range.from, side, 1) }, hole));
	return [before(range, hole.from), after(range, hole.to)].filter((each) => each !== undefined);
}

const SIDES = ["even", "odd"] as const;

function before(range: NumberRange, from: HouseNumber): NumberRange | undefined {
	const beside = numberAt(positionOf(from) - 1);
	const last = beside && isBare(beside) ? { number: from.number - 1, letter: "" } : beside;
	const to = last && onSide(last, range.side, -1);
	return to && to.number > 0 && positionOf(range.from) <= endPositionOf(to) ? { ...range, to } : undefined;
}

function after(range: NumberRange, to: HouseNumber): NumberRange | undefined {
	const next = numberAt(endPositionOf(to) + 1);
	const from = next && onSide(next, range.side, 1);
	return from && positionOf(from) <= endPositionOf(range.to) ? { ...range, from } : undefined;
}

/** The number itself, or the next one of that side. */
function onSide(house: HouseNumber, side: Side, by: 1 | -1): HouseNumber {
	if (side === "both" || side === sideOf(house)) return house;
	return { number: house.number + by, letter: "" };
}
