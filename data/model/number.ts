/** A house number: `12`, `12a`, `12/1`, `12 1/2`. `letter` is lower-case, empty where there is none. */
export interface HouseNumber {
	readonly number: number;
	readonly letter: string;
	/** `/1` is the first entrance of the house, ` 1/2` a house between two numbers. Never beside a letter. */
	readonly fraction?: string | undefined;
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
/** Those that Unicode has a character for, in their order. */
const FRACTIONS = "1/8 1/6 1/5 1/4 1/3 3/8 2/5 1/2 3/5 5/8 2/3 3/4 4/5 5/6 7/8".split(" ");
const LETTERS = 26;
const FIRST_ENTRANCE = LETTERS + FRACTIONS.length;
/** More than a number has letters, fractions and entrances. */
const SPAN = 256;

const HOUSE = /^(\d{1,4})(?: ?([a-z])| (\d\/\d)| ?[/.] ?([1-9]\d?))?$/;
/** What people write before a number, and after the first of several. */
const BEFORE = /^(?:haus[ -]?)?(?:nummer|nr|no)\b[ .:]*|^haus /;
const AFTER = /^(\d+ ?[a-z]?) ?\/.*$|[ ,]*(?:[-–+&]|und |u\.|bis ).*$/;

/** A number exactly as it stands there: `12`, `12a`, `12 A`, `7/1`, `7.1`, `12 1/2`, `12½`. */
export function parseExactNumber(text: string): HouseNumber | undefined {
	return numberFrom(plainNumber(text));
}

/** What people type: as `parseExactNumber`, and `Nr. 12`, `№ 12`, `12-14` (as its first number). */
export function parseHouseNumber(text: string): HouseNumber | undefined {
	const typed = plainNumber(text).replace(BEFORE, "");
	return numberFrom(typed) ?? numberFrom(typed.replace(AFTER, "$1"));
}

function numberFrom(plain: string): HouseNumber | undefined {
	const [, digits, letter = "", part, entrance] = HOUSE.exec(plain) ?? [];
	const number = Number(digits);
	if (!(number >= 1 && number <= LARGEST) || (part && !FRACTIONS.includes(part))) return undefined;
	const fraction = part ? ` ${part}` : entrance && `/${entrance}`;
	return { number, letter, ...(fraction && { fraction }) };
}

/** Lower case, single blanks, digits of other scripts as ours, `½` as ` 1/2`. */
export function plainNumber(text: string): string {
	return text
		.trim()
		.replace(/[¼-¾⅓-⅞]/g, (sign) => ` ${sign.normalize("NFKC").replace("⁄", "/")}`)
		.replace(/[٠-٩۰-۹０-９]/g, (digit) => `${digit.charCodeAt(0) & 15}`)
		.replace("№", "nr ")
		.replace(/\s+/g, " ")
		.toLowerCase();
}

export function makeHouseNumber({ number, letter, fraction = "" }: HouseNumber): string {
	return `${number}${letter}${fraction}`;
}

/** Where a number lies on the street: every number, then its letters, then its fractions, then its entrances. */
export function positionOf({ number, letter, fraction }: HouseNumber): number {
	return number * SPAN + (fraction ? fractionPosition(fraction) : letter === "" ? 0 : letter.charCodeAt(0) - 96);
}

/** The last position that still belongs to the end of a range. */
export function endPositionOf(to: HouseNumber | undefined): number {
	if (!to) return Number.POSITIVE_INFINITY;
	return isBare(to) ? positionOf(to) + SPAN - 1 : positionOf(to);
}

/** The number at a position that `positionOf` or `endPositionOf` gave. */
export function numberAt(position: number): HouseNumber | undefined {
	if (!Number.isFinite(position)) return undefined;
	return { number: Math.floor(position / SPAN), ...suffixAt(position % SPAN) };
}

function fractionPosition(fraction: string): number {
	const entrance = fraction.startsWith("/");
	return entrance ? FIRST_ENTRANCE + Number(fraction.slice(1)) : LETTERS + 1 + FRACTIONS.indexOf(fraction.slice(1));
}

function suffixAt(place: number): Pick<HouseNumber, "letter" | "fraction"> {
	if (place === 0 || place === SPAN - 1) return { letter: "" };
	if (place <= LETTERS) return { letter: String.fromCharCode(96 + place) };
	const part = FRACTIONS[place - LETTERS - 1];
	return { letter: "", fraction: part ? ` ${part}` : `/${place - FIRST_ENTRANCE}` };
}

/** True for a number without a letter or a fraction. */
export function isBare({ letter, fraction }: HouseNumber): boolean {
	return letter === "" && !fraction;
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

/** True where a set speaks of the house but not of the entrance: 7/1 counts as 7, 12 1/2 as 12. */
export function hasHouse(set: NumberSet, number: HouseNumber): boolean {
	return number.fraction !== undefined && !holds(set.not, number) && hasNumber(set, { ...number, fraction: undefined });
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
	const match = /^(?:(even|odd) )?(\d[^-]*)-(\d[^-]*)?$/.exec(item);
	const from = match && numberFrom(match[2] ?? "");
	if (!from) return undefined;
	const to = match[3] === undefined ? undefined : numberFrom(match[3]);
	if (match[3] !== undefined && !to) return undefined;
	return { side: (match[1] as "even" | "odd" | undefined) ?? "both", from, ...(to && { to }) };
}

/** `161a`, `not 14`. */
function parseSingle(item: string): { kind: "only" | "not"; number: HouseNumber } | undefined {
	const match = /^(not )?(\d.*)$/.exec(item);
	const number = match && numberFrom(match[2] ?? "");
	return number ? { kind: match[1] ? "not" : "only", number } : undefined;
}

function makeRange({ side, from, to }: NumberRange): string {
	const numbers = `${makeHouseNumber(from)}-${to ? makeHouseNumber(to) : ""}`;
	return side === "both" ? numbers : `${side} ${numbers}`;
}

function holds(list: readonly HouseNumber[], number: HouseNumber): boolean {
	return list.some((each) => positionOf(each) === positionOf(number));
}
