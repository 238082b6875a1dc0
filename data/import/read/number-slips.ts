import { type HouseNumber, inRange, isBare, type NumberRange, positionOf, sideOf } from "../../model/number.ts";

/** An item of a wording with the houses that it names. */
export interface Named {
	readonly text: string;
	/** What stands before it. */
	readonly divider: string;
	readonly range: NumberRange;
}

/** Longer lists are of single numbers, and nobody compares them by hand. */
const MOST = 60;

/** What hardly was meant, as a sentence goes on: `54-67 und 52-68` names houses twice, `45-50 und 52-68` unlike sides. */
export function doubtOf(items: readonly Named[]): string | undefined {
	if (items.length > MOST) return undefined;
	const slip = letterForDigit(items.flatMap(({ range: { from, to } }) => [from, ...(to ? [to] : [])]));
	if (slip) return slip;
	for (const [at, one] of items.entries()) {
		const other = items.slice(at + 1).find(({ range }) => isRepeated(one.range, range));
		if (other) return `nennen «${one.text}» und «${other.text}» dieselben Häuser`;
	}
	return unlikePair(items);
}

/** `2,5-24`: a list of 2 and 5-24, or half a number. */
const HALF = /^\(?\d{0,3}[02468],5\s?[-–—]/u;

/** What was hardly meant, by how it is written. */
export function writtenDoubt(wording: string): string | undefined {
	return HALF.test(wording) ? "kann die erste Angabe eine Zahl mit Komma sein oder zwei Nummern" : undefined;
}

/** Letters of a long row of entrances; alone they are the digit that they look like: `6S-102`. `25Z` is to the last. */
const LOOKS_LIKE: Readonly<Record<string, string>> = { i: "1", l: "1", o: "0", s: "5" };

/** A number of which a letter was a digit before somebody typed or scanned it. */
export function letterForDigit(numbers: readonly HouseNumber[]): string | undefined {
	const isAlone = ({ number, letter }: HouseNumber) =>
		!numbers.some((other) => other.number === number && other.letter !== letter && !isBare(other));
	const slip = numbers.find((each) => LOOKS_LIKE[each.letter] !== undefined && isAlone(each));
	const digit = slip && LOOKS_LIKE[slip.letter];
	return slip && `ist «${slip.number}${slip.letter.toUpperCase()}» vielleicht ${slip.number}${digit}`;
}

/** Who means `18-28` does not write `18-30 außer 30`. */
export function endTakenOut(claims: readonly Named[], not: readonly HouseNumber[]): string | undefined {
	for (const { text, range } of claims) {
		const ends = range.to ? [range.from, range.to].map(positionOf) : [];
		const end = not.find((number) => ends.includes(positionOf(number)));
		if (end) return `nimmt eine Ausnahme («${end.number}${end.letter}») das Ende von «${text}» heraus`;
	}
	return undefined;
}

/** `18-30 ungerade`: who means 19 to 29 says so. */
export function otherEnds(claims: readonly Named[]): string | undefined {
	const isOther = ({ range: { side, from, to } }: Named) =>
		side !== "both" && to !== undefined && sideOf(from) !== side && sideOf(to) !== side;
	const found = claims.find(isOther);
	const word = found?.range.side === "even" ? "gerade" : "ungerade";
	return found && `ist kein Ende von «${found.text}» ${word}`;
}

/** Of two ranges that «und» joins, a town words each side of a street with one. */
function unlikePair([one, other, ...rest]: readonly Named[]): string | undefined {
	if (!one || !other || rest.length > 0 || !/^(?:und|u\.?|sowie|[&+])$/u.test(other.divider)) return undefined;
	const pair = [one, other];
	const [mixed, plain] = [pair.find(({ range }) => isMixed(range)), pair.find(({ range }) => range.side !== "both")];
	if (!mixed || !plain) return undefined;
	return `nennt «${plain.text}» eine Straßenseite und «${mixed.text}» beide`;
}

function isMixed({ from, to, side }: NumberRange): boolean {
	return side === "both" && to !== undefined && from.number % 2 !== to.number % 2;
}

/** Ranges that only touch are one list that goes on: `1-9, 9-15`. 7a beside 1-9 is only said once more. */
function isRepeated(one: NumberRange, other: NumberRange): boolean {
	// `ungerade und größer 108`: some are meant twice.
	if (!one.to && !other.to) return false;
	if (isSingle(one) && isSingle(other)) return positionOf(one.from) === positionOf(other.from);
	const from = positionOf(one.from) < positionOf(other.from) ? other.from : one.from;
	const goOn = [one, other].every(({ to }) => !to || to.number > from.number);
	const houses = [from, ...(goOn ? [{ number: from.number + 1, letter: "" }] : [])];
	const isTouching = !goOn && !isSingle(one) && !isSingle(other);
	return !isTouching && houses.some((house) => isBare(house) && inRange(one, house) && inRange(other, house));
}

function isSingle({ from, to }: NumberRange): boolean {
	return to !== undefined && positionOf(from) === positionOf(to);
}
