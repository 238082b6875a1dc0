/** A house number: `12`, `12a`. `letter` is lower-case, empty where there is none. */
export interface HouseNumber {
	readonly number: number;
	readonly letter: string;
}

export type Side = "even" | "odd" | "both";

/** `from` to `to`, both included; without `to` up to the end of the street. A bare `to` takes its letters in: 8a is within 2-8. */
export interface NumberRange {
	readonly side: Side;
	readonly from: HouseNumber;
	readonly to?: HouseNumber | undefined;
}

/**
 * The house numbers of one part of a street. `only` are taken in one by one and
 * `not` are taken out one by one, each exactly as written: 65 says nothing about 65a.
 */
export interface NumberSet {
	readonly ranges: readonly NumberRange[];
	readonly only: readonly HouseNumber[];
	readonly not: readonly HouseNumber[];
}

export const ALL_NUMBERS: NumberSet = {
	ranges: [{ side: "both", from: { number: 1, letter: "" } }],
	only: [],
	not: [],
};

const LARGEST = 9999;
const LETTERS_PER_NUMBER = 64;

/** `12`, `12a`, `12 A`, `12-14` (as its first number). `undefined` when it is no house number. */
export function parseHouseNumber(text: string): HouseNumber | undefined {
	const match = /^\s*(\d{1,4})\s*([a-z])?\s*(?:[-–+/].*)?$/i.exec(text);
	if (!match) return undefined;
	const number = Number(match[1]);
	if (number < 1 || number > LARGEST) return undefined;
	return { number, letter: (match[2] ?? "").toLowerCase() };
}

export function makeHouseNumber({ number, letter }: HouseNumber): string {
	return `${number}${letter}`;
}

/** Where a number lies on the street: every number, then its letters, in order. */
export function positionOf({ number, letter }: HouseNumber): number {
	return number * LETTERS_PER_NUMBER + (letter === "" ? 0 : letter.charCodeAt(0) - 96);
}

/** The last position that still belongs to the end of a range. */
export function endPositionOf(to: HouseNumber | undefined): number {
	if (!to) return Number.POSITIVE_INFINITY;
	return to.letter === "" ? positionOf(to) + LETTERS_PER_NUMBER - 1 : positionOf(to);
}

/** The number at a position that `positionOf` or `endPositionOf` gave. */
export function numberAt(position: number): HouseNumber | undefined {
	if (!Number.isFinite(position)) return undefined;
	const letter = position % LETTERS_PER_NUMBER;
	const bare = letter === 0 || letter === LETTERS_PER_NUMBER - 1;
	return { number: Math.floor(position / LETTERS_PER_NUMBER), letter: bare ? "" : String.fromCharCode(96 + letter) };
}

export function sideOf({ number }: HouseNumber): "even" | "odd" {
	return number % 2 === 0 ? "even" : "odd";
}

export function inRange(range: NumberRange, number: HouseNumber): boolean {
	if (range.side !== "both" && range.side !== sideOf(number)) return false;
	const position = positionOf(number);
	return positionOf(range.from) <= position && position <= endPositionOf(range.to);
}

export function hasNumber(set: NumberSet, number: HouseNumber): boolean {
	if (holds(set.only, number)) return true;
	if (holds(set.not, number)) return false;
	return set.ranges.some((range) => inRange(range, number));
}

/** True when every number of the street belongs to it. */
export function isEveryNumber(set: NumberSet): boolean {
	const covers = (side: "even" | "odd", first: number) =>
		set.ranges.some(
			(range) => (range.side === side || range.side === "both") && !range.to && range.from.number <= first,
		);
	return set.not.length === 0 && covers("even", 2) && covers("odd", 1);
}

/**
 * The notation of `dataset.json`: `even 2-28, odd 1-9, odd 11-, 161a, not 14`.
 * A range without a side has both; a single number is taken exactly.
 */
export function makeNumberSet(set: NumberSet): string {
	return [
		...set.ranges.map(makeRange),
		...set.only.map(makeHouseNumber),
		...set.not.map((number) => `not ${makeHouseNumber(number)}`),
	].join(", ");
}

export function parseNumberSet(text: string): NumberSet | undefined {
	const set = { ranges: [] as NumberRange[], only: [] as HouseNumber[], not: [] as HouseNumber[] };
	for (const item of text.split(",")) {
		const range = parseRange(item.trim());
		const single = range ? undefined : parseSingle(item.trim());
		if (range) set.ranges.push(range);
		else if (single) set[single.kind].push(single.number);
		else return undefined;
	}
	return set;
}

/** `even 2-28`, `11a-`, `1-15`. */
function parseRange(item: string): NumberRange | undefined {
	const match = /^(?:(even|odd) )?(\d+[a-z]?)-(\d+[a-z]?)?$/.exec(item);
	const from = match && parseHouseNumber(match[2] ?? "");
	if (!from) return undefined;
	const to = match[3] === undefined ? undefined : parseHouseNumber(match[3]);
	if (match[3] !== undefined && !to) return undefined;
	return { side: (match[1] as "even" | "odd" | undefined) ?? "both", from, ...(to && { to }) };
}

/** `161a`, `not 14`. */
function parseSingle(item: string): { kind: "only" | "not"; number: HouseNumber } | undefined {
	const match = /^(not )?(\d+[a-z]?)$/.exec(item);
	const number = match && parseHouseNumber(match[2] ?? "");
	return number ? { kind: match[1] ? "not" : "only", number } : undefined;
}

function makeRange({ side, from, to }: NumberRange): string {
	const numbers = `${makeHouseNumber(from)}-${to ? makeHouseNumber(to) : ""}`;
	return side === "both" ? numbers : `${side} ${numbers}`;
}

function holds(list: readonly HouseNumber[], { number, letter }: HouseNumber): boolean {
	return list.some((each) => each.number === number && each.letter === letter);
}
