import {
	endPositionOf,
	type HouseNumber,
	hasNumber,
	inRange,
	makeHouseNumber,
	type NumberRange,
	type NumberSet,
	numberAt,
	positionOf,
	sideOf,
} from "../../model/number.ts";

/** Cuts a street into the parts whose numbers have the same rows: the coarsest lawful cut. */

export interface Piece {
	readonly numbers: NumberSet;
	/** Indices into the given sets: those that hold for these numbers. */
	readonly holds: readonly number[];
}

type OneSide = "even" | "odd";

/** Positions of one side of the street, both ends included, between which no set begins or ends. */
interface Stretch {
	readonly side: OneSide;
	readonly first: number;
	readonly last: number;
	readonly key: string;
}

interface Point {
	readonly number: HouseNumber;
	readonly key: string;
	/** The key of the stretch around it. */
	readonly around: string;
}

/** `sets` may overlap; numbers that no set holds are in no piece. Pieces come in the order of the street. */
export function partition(sets: readonly NumberSet[]): Piece[] {
	const stretches = (["odd", "even"] as const).flatMap((side) => stretchesOf(sets, side));
	const points = pointsOf(sets, stretches);
	const keys = new Set([...stretches, ...points].map(({ key }) => key));
	keys.delete("");
	return [...keys]
		.map((key) => ({ numbers: gather(key, stretches, points), holds: key.split(" ").map(Number) }))
		.sort((one, other) => beginning(one.numbers) - beginning(other.numbers));
}

/** One set for several pieces. */
export function union(sets: readonly NumberSet[]): NumberSet {
	const pieces = partition([...sets]);
	const stretches = (["odd", "even"] as const).flatMap((side) => stretchesOf(sets, side)).map(mark);
	const points = pointsOf(sets, stretches).map((point) => ({ ...point, key: point.key && "0" }));
	return pieces.length === 1 && pieces[0] ? pieces[0].numbers : gather("0", stretches, points);
}

function mark(stretch: Stretch): Stretch {
	return { ...stretch, key: stretch.key && "0" };
}

function keyOf(sets: readonly NumberSet[], number: HouseNumber): string {
	return sets.flatMap((set, at) => (hasNumber(set, number) ? [at] : [])).join(" ");
}

/** As `keyOf`, without the numbers that are taken in or out one by one. */
function rangeKeyOf(sets: readonly NumberSet[], number: HouseNumber): string {
	return sets.flatMap(({ ranges }, at) => (ranges.some((range) => inRange(range, number)) ? [at] : [])).join(" ");
}

function stretchesOf(sets: readonly NumberSet[], side: OneSide): Stretch[] {
	const ranges = sets.flatMap((set) => set.ranges).filter((range) => range.side === side || range.side === "both");
	const cuts = new Set(ranges.flatMap(({ from, to }) => [positionOf(from), endPositionOf(to) + 1]));
	const sorted = [...cuts].sort((a, b) => a - b);
	return sorted.flatMap((first, at) => {
		const next = sorted[at + 1];
		return next === undefined ? [] : stretchBetween(sets, side, first, next - 1);
	});
}

function stretchBetween(sets: readonly NumberSet[], side: OneSide, first: number, last: number): Stretch[] {
	const start = firstOnSide(side, first);
	const end = lastOnSide(side, last);
	const number = numberAt(start);
	if (start > end || !number) return [];
	return [{ side, first: start, last: end, key: rangeKeyOf(sets, number) }];
}

/** The first position from here on that a number of this side has. */
function firstOnSide(side: OneSide, position: number): number {
	const number = numberAt(position);
	if (!number || sideOf(number) === side) return position;
	return positionOf({ number: number.number + 1, letter: "" });
}

function lastOnSide(side: OneSide, position: number): number {
	const number = numberAt(position);
	if (!number || sideOf(number) === side) return position;
	return endPositionOf({ number: number.number - 1, letter: "" });
}

/** Numbers named one by one that are not treated like their neighbours. */
function pointsOf(sets: readonly NumberSet[], stretches: readonly Stretch[]): Point[] {
	const named = new Map(
		sets.flatMap(({ only, not }) => [...only, ...not]).map((each) => [makeHouseNumber(each), each]),
	);
	return [...named.values()]
		.sort((one, other) => positionOf(one) - positionOf(other))
		.map((number) => ({ number, key: keyOf(sets, number), around: keyAround(stretches, number) }))
		.filter(({ key, around }) => key !== around);
}

function keyAround(stretches: readonly Stretch[], number: HouseNumber): string {
	const position = positionOf(number);
	const around = stretches.find(
		({ side, first, last }) => side === sideOf(number) && first <= position && position <= last,
	);
	return around?.key ?? "";
}

function gather(key: string, stretches: readonly Stretch[], points: readonly Point[]): NumberSet {
	return {
		ranges: joinSides(
			stretches
				.filter((stretch) => stretch.key === key)
				.reduce(joinNeighbours, [])
				.map(rangeOf),
		),
		only: points.filter((point) => point.key === key && point.around !== key).map(({ number }) => number),
		not: points.filter((point) => point.key !== key && point.around === key).map(({ number }) => number),
	};
}

function joinNeighbours(joined: Stretch[], next: Stretch): Stretch[] {
	const last = joined.at(-1);
	const touches = last && last.side === next.side && firstOnSide(last.side, last.last + 1) === next.first;
	return touches ? [...joined.slice(0, -1), { ...last, last: next.last }] : [...joined, next];
}

function rangeOf({ side, first, last }: Stretch): NumberRange {
	const to = numberAt(last);
	return { side, from: numberAt(first) ?? { number: 1, letter: "" }, ...(to && { to }) };
}

/** Odd 1-15 and even 2-14 are 1-15. */
function joinSides(ranges: readonly NumberRange[]): NumberRange[] {
	const left = [...ranges];
	const joined: NumberRange[] = [];
	for (let range = left.shift(); range; range = left.shift()) {
		const twin = left.findIndex((other) => range !== undefined && areTwins(range, other));
		const [other] = twin >= 0 ? left.splice(twin, 1) : [];
		joined.push(other ? bothSides(range, other) : range);
	}
	return joined.sort((one, other) => positionOf(one.from) - positionOf(other.from));
}

function areTwins(one: NumberRange, other: NumberRange): boolean {
	if (one.side === other.side || !isNextTo(one.from, other.from)) return false;
	return one.to && other.to ? isNextTo(one.to, other.to) : one.to === other.to;
}

function isNextTo(one: HouseNumber, other: HouseNumber): boolean {
	return one.letter === "" && other.letter === "" && Math.abs(one.number - other.number) === 1;
}

function bothSides(one: NumberRange, other: NumberRange): NumberRange {
	const earlier = positionOf(one.from) < positionOf(other.from) ? one.from : other.from;
	const to = one.to && other.to && (endPositionOf(one.to) > endPositionOf(other.to) ? one.to : other.to);
	return { side: "both", from: earlier, ...(to && { to }) };
}

function beginning({ ranges, only }: NumberSet): number {
	return Math.min(...[...ranges.map(({ from }) => from), ...only].map(positionOf));
}
