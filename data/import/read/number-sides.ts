import {
	endPositionOf,
	type HouseNumber,
	hasNumber,
	inRange,
	type NumberRange,
	type NumberSet,
	positionOf,
	type Side,
	sideOf,
} from "../../model/number.ts";
import { type Hole, withoutRanges } from "./number-holes.ts";
import { type Core, type Item, sameParity } from "./number-items.ts";
import { doubtOf, endTakenOut, type Named, otherEnds } from "./number-slips.ts";
import { Unread } from "./number-tokens.ts";

/** What `2 - 14`, both ends even, means where it stands alone: all numbers, or one side of the street. */
export type EqualEnds = "both-sides" | "one-side";

/** A range whose side may still be open: no word has named it. */
interface Claim {
	readonly range: NumberRange;
	readonly text: string;
	readonly divider: string;
	side: Side | undefined;
}

const UNCLEAR =
	"Die Seite vor jeden Bereich schreiben: «ungerade 1-9, gerade 2-10», oder «beidseitig 1-9, beidseitig 12-20».";

/** Takes items from left to right and knows how far a side word and `ohne` hold. Throws `Unread` where that is not clear. */
export class Sides {
	readonly #claims: Claim[] = [];
	readonly #only: HouseNumber[] = [];
	/** Those of `#only` that stand alone. */
	readonly #singles: Named[] = [];
	readonly #not: HouseNumber[] = [];
	/** Ranges taken out: like ranges taken in, with their letters. */
	readonly #holes: Hole[] = [];
	/** The side word before the numbers, which holds until the next one. */
	#carried: Side | undefined;
	/** Ranges that no side word has named yet; one behind the numbers reaches back to them. */
	#open: Claim[] = [];
	#hasBehind = false;
	#without = false;
	/** The number before a lone letter: the 12 of `12a+b`. */
	#last: HouseNumber | undefined;

	take(item: Item, next: Item | undefined): void {
		if (item.target || item.before) this.#without = item.target === "not";
		if (item.before) this.#carried = item.before;
		if (!item.core) this.#sideAlone(item, next);
		else if (this.#without) this.#takeOut(item, item.core);
		else this.#takeIn(item, item.core);
		if (item.closes) this.#without = false;
	}

	finish(equalEnds: EqualEnds | undefined): NumberSet {
		if (this.#hasBehind && this.#open[0]) throw unclear(this.#open[0].text);
		giveSides(this.#open, equalEnds);
		return this.#setOf();
	}

	/** What of it was hardly meant. */
	doubt(): string | undefined {
		const claims = this.#claims.map((claim) => ({ ...claim, range: rangeWithSide(claim) }));
		return endTakenOut(claims, this.#not) ?? otherEnds(claims) ?? doubtOf([...claims, ...this.#singles]);
	}

	#setOf(): NumberSet {
		const ranges = this.#claims.map(rangeWithSide);
		const isOnlyWithout = ranges.length + this.#only.length === 0 && this.#not.length + this.#holes.length > 0;
		const whole = { ranges: isOnlyWithout ? [everything("both")] : ranges, only: this.#only, not: this.#not };
		return withoutRanges(whole, this.#holes);
	}

	#sideAlone({ text, before = "both", target }: Item, next: Item | undefined): void {
		const isFollowed = next?.core && !next.target && !next.before && !(next.core.kind === "range" && next.core.isAbove);
		if (target || isFollowed || this.#open.length > 0) throw unclear(text);
		this.#claims.push({ range: everything(before), text, divider: "", side: before });
		if (next?.core?.kind === "range" && !next.target) this.#carried = undefined;
	}

	#takeIn(item: Item, core: Core): void {
		if (core.kind === "sibling") this.#only.push(this.#siblingOf(core.letter));
		else if (core.kind === "single") this.#takeSingle(item, core.number);
		else this.#takeRange(item, core.kind === "all" ? everything("both") : rangeOf(core));
	}

	#takeSingle(item: Item, number: HouseNumber): void {
		const side = item.behind ?? (item.target === "with" ? item.before : this.#carried);
		if (side && side !== "both" && side !== sideOf(number)) throw contradicted(item.text, side);
		if (item.behind) this.#reachBack(item.behind);
		this.#only.push(number);
		if (item.target !== "with") this.#singles.push({ ...item, range: { side: "both", from: number, to: number } });
		this.#last = number;
	}

	#takeRange(item: Item, range: NumberRange): void {
		const claim: Claim = { range, text: item.text, divider: item.divider, side: item.before ?? item.behind };
		if (item.behind) this.#reachBack(item.behind);
		if (!claim.side && this.#carried) claim.side = carriedTo(claim, this.#carried);
		if (!claim.side) this.#open.push(claim);
		this.#claims.push(claim);
		this.#last = range.to;
	}

	/** `1-9, 13-25 ungerade`: the word holds for all of them where their ends are odd. */
	#reachBack(side: Side): void {
		for (const claim of this.#open) claim.side = carriedTo(claim, side);
		this.#open = [];
		this.#carried = undefined;
		this.#hasBehind = true;
	}

	#siblingOf(letter: string): HouseNumber {
		if (!this.#last || this.#last.letter === "") throw new Unread(`Zu «${letter}» fehlt die Nummer.`);
		return { number: this.#last.number, letter };
	}

	#takeOut(item: Item, core: Core): void {
		const hole = core.kind === "range" ? holeOf(item, core, this.#carried) : undefined;
		const numbers = hole ? [] : [core.kind === "sibling" ? this.#siblingOf(core.letter) : excludedBy(item, core)];
		const ends = hole ? [hole.from, hole.to] : [];
		const repeated = hole && this.#isTakenOut({ ...hole, side: "both" });
		const isNew =
			item.target === undefined && (repeated || ![...numbers, ...ends].every((number) => this.#isTaken(number)));
		if (isNew)
			throw new Unread(`Bei «${item.text}» ist nicht klar, ob «ohne» noch gilt.`, {
				remedy: "Vor jede Ausnahme «ohne» schreiben, die Ausnahmen ans Ende stellen: «1-15, 20-30, ohne 7».",
			});
		this.#not.push(...numbers);
		if (hole) this.#holes.push(hole);
		this.#last = hole ? hole.to : numbers.at(-1);
	}

	#isTakenOut(range: NumberRange): boolean {
		return this.#not.some((number) => inRange(range, number)) || this.#holes.some((hole) => meet(hole, range));
	}

	#isTaken(number: HouseNumber): boolean {
		const { ranges, only } = this.#setOf();
		return hasNumber({ ranges, only, not: [] }, number);
	}
}

function rangeWithSide({ range, side = "both" }: Claim): NumberRange {
	return { ...range, side, from: range.from.number === 0 ? beginningOf(side) : range.from };
}

function unclear(text: string): Unread {
	return new Unread(`Es ist nicht klar, für welche Seite «${text}» steht.`, { remedy: UNCLEAR });
}

function contradicted(text: string, side: Side): Unread {
	const word = side === "even" ? "gerade" : "ungerade";
	return new Unread(`«${text}» steht bei «${word}» und passt nicht dazu.`, { remedy: UNCLEAR });
}

export function everything(side: Side): NumberRange {
	return { side, from: beginningOf(side) };
}

function beginningOf(side: Side): HouseNumber {
	return { number: side === "even" ? 2 : 1, letter: "" };
}

/** A range from the beginning of the street begins at 0 until its side is known. */
function rangeOf(core: Core): NumberRange {
	if (core.kind !== "range") return everything("both");
	const { from = { number: 0, letter: "" }, to } = core;
	return { side: "both", from, ...(to && { to }) };
}

/** A side word that does not stand beside a range holds for it only where its ends are of that side. */
function carriedTo({ range, text }: Claim, side: Side): Side {
	const ends = [range.from, ...(range.to ? [range.to] : [])].filter(({ number }) => number > 0);
	if (side !== "both" && ends.some((end) => sideOf(end) !== side)) throw contradicted(text, side);
	return side;
}

/** `ohne 7`: this number, exactly. */
function excludedBy({ text }: Item, core: Core): HouseNumber {
	if (core.kind === "single") return core.number;
	throw new Unread(`«ohne ${text}» nimmt zu viel heraus.`);
}

/** `ohne 14-18`, of one side where a side word says so. */
function holeOf({ text, behind }: Item, core: Core, side: Side | undefined): Hole {
	const { from, to } = rangeOf(core);
	if (!to || to.number - from.number > 200) throw new Unread(`«ohne ${text}» nimmt zu viel heraus.`);
	return { side: behind ?? side ?? "both", from: from.number === 0 ? beginningOf("both") : from, to };
}

/** Gives ranges without a side word their side, where the numbers tell it. */
function giveSides(open: readonly Claim[], equalEnds: EqualEnds | undefined): void {
	const equal = open.filter(({ range }) => sameParity(range));
	const [odd, even] = [1, 0].map((parity) => equal.filter(({ range }) => range.from.number % 2 === parity));
	const areMixed = odd?.length && even?.length;
	// "64-92 und 107-141" names the two sides of a street; "1-9, 20-30" may be a list.
	const isPair = open.length === 2 && /^(?:und|u\.?|sowie|[&+/])$/u.test(open[1]?.divider ?? "");
	const overlap = isPair || odd?.some((one) => even?.some((other) => meet(one.range, other.range)));
	const isOneSide = equalEnds === "one-side" || (areMixed && overlap);
	const hasBoth = open.some(({ range }) => range.to && range.to.number > range.from.number && !sameParity(range));
	const isUnclear = areMixed && equalEnds !== "one-side" && (overlap ? hasBoth : !hasBoth && equalEnds === undefined);
	if (isUnclear) throw unclear(equal.map(({ text }) => text).join(", "));
	if (isOneSide) for (const claim of equal) claim.side = sideOf(claim.range.from);
}

function meet(one: NumberRange, other: NumberRange): boolean {
	return positionOf(one.from) <= endPositionOf(other.to) && positionOf(other.from) <= endPositionOf(one.to);
}
