import {
	endPositionOf,
	type HouseNumber,
	hasNumber,
	inRange,
	isBare,
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
		.filter(({ numbers: { ranges, only } }) => ranges.length + only.length > 0)
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
	if (!number) return position;
	if (sideOf(number) !== side) return positionOf({ number: number.number + 1, letter: "" });
	const isAfterAll = position > positionOf({ ...number, letter: "", fraction: "/99" });
	return isAfterAll ? positionOf({ number: number.number + 2, letter: "" }) : position;
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
	const whole = stretches.filter((stretch) => stretch.key === key).reduce(joinNeighbours, []);
	const ranges = joinSides(whole.flatMap(rangesOf));
	const ends = whole.flatMap(bareEnd).filter((end) => !points.some(({ number }) => isSame(number, end)));
	const inRanges = (number: HouseNumber) => ranges.some((range) => inRange(range, number));
	const named = points.filter((point) => point.key === key).map(({ number }) => number);
	return {
		ranges,
		only: [...named, ...ends]
			.filter((number) => !inRanges(number))
			.sort((one, other) => positionOf(one) - positionOf(other)),
		not: points.filter((point) => point.key !== key && inRanges(point.number)).map(({ number }) => number),
	};
}

function isSame(one: HouseNumber, other: HouseNumber): boolean {
	return positionOf(one) === positionOf(other);
}

/** The 20 of 1-20 where 20a is another piece: as the end of a range it would take 20a in. */
function bareEnd({ last }: Stretch): HouseNumber[] {
	const number = numberAt(last);
	return number && positionOf(number) === last && isBare(number) ? [number] : [];
}

function joinNeighbours(joined: Stretch[], next: Stretch): Stretch[] {
	const last = joined.at(-1);
	const touches = last && last.side === next.side && firstOnSide(last.side, last.last + 1) === next.first;
	return touches ? [...joined.slice(0, -1), { ...last, last: next.last }] : [...joined, next];
}

/** One range, or none where nothing is left but a bare end. */
function rangesOf(stretch: Stretch): NumberRange[] {
	const { side, first } = stretch;
	const [bare] = bareEnd(stretch);
	const last = bare ? endPositionOf({ number: bare.number - 2, letter: "" }) : stretch.last;
	const [from, to] = [numberAt(first), numberAt(last)];
	return first > last || !from ? [] : [{ side, from, ...(to && { to }) }];
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

/** True when the range from the earlier beginning to the later end holds on each side what one of the two holds. */
function areTwins(one: NumberRange, other: NumberRange): boolean {
	if (one.side === other.side) return false;
	const first = Math.min(positionOf(one.from), positionOf(other.from));
	const last = Math.max(endPositionOf(one.to), endPositionOf(other.to));
	return [one, other].every(
		({ side, from, to }) =>
			side !== "both" && firstOnSide(side, first) === positionOf(from) && lastOnSide(side, last) === endPositionOf(to),
	);
}

function bothSides(one: NumberRange, other: NumberRange): NumberRange {
	const earlier = positionOf(one.from) < positionOf(other.from) ? one.from : other.from;
	const to = one.to && other.to && (endPositionOf(one.to) > endPositionOf(other.to) ? one.to : other.to);
	return { side: "both", from: earlier, ...(to && { to }) };
}

function beginning({ ranges, only }: NumberSet): number {
	return Math.min(...[...ranges.map(({ from }) => from), ...only].map(positionOf));
}
