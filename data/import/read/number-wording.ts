import type { NumberSet } from "../../model/number.ts";
import { type Slash, withSideLetters, withSlashes } from "./number-doubts.ts";
import { type Item, itemsOf, sameParity } from "./number-items.ts";
import { type EqualEnds, Sides } from "./number-sides.ts";
import { writtenDoubt } from "./number-slips.ts";
import { tokensOf, Unread } from "./number-tokens.ts";
import { spreadsheetDamage } from "./spreadsheet-damage.ts";

/**
 * House numbers as towns word them: `1 - 15`, `16 - Ende`, `gerade HNr. 30 bis 106`, `1-25 (ungerade)`,
 * `ungerade ohne 27a und 27b`, `nur 27a und 27b`, `(14, 16, 18-30)`, `44-60 und 45-103`,
 * `2+4`, `12a+b`, `7a-c`, `24-a`, `ab 30`, `größer 108`. All of a wording is understood, or none of it.
 */

export interface WordingOptions {
	/** `44-60 und 45-103` in one wording is always one side each. */
	readonly equalEnds?: EqualEnds | undefined;
	readonly slash?: Slash | undefined;
}

export type Wording =
	/** `guessed`: numbers whose slash was taken to stand between houses. `doubt`: what was hardly meant, as a sentence goes on. */
	| {
			readonly kind: "numbers";
			readonly numbers: NumberSet;
			readonly guessed?: string | undefined;
			readonly doubt?: string | undefined;
	  }
	/** It names a street, a river or a side of the town, or the number 0, which no house has. */
	| { readonly kind: "words"; readonly why: string }
	| { readonly kind: "unread"; readonly why: string; readonly remedy?: string | undefined };

/** Numbers where a wording is nothing else; else why not, in a sentence. */
export function readWording(wording: string, options: WordingOptions = {}): Wording {
	const damage = spreadsheetDamage(wording);
	if (damage) return { kind: "unread", ...damage };
	try {
		const { tokens, guessed } = withSlashes(withSideLetters(tokensOf(wording)), options.slash);
		const { numbers, doubt = writtenDoubt(wording) } = setOf(withJoinedSides(itemsOf(tokens)), options);
		return { kind: "numbers", numbers, ...(guessed && { guessed }), ...(doubt && { doubt }) };
	} catch (error) {
		if (!(error instanceof Unread)) throw error;
		return error.hasWords
			? { kind: "words", why: error.message }
			: { kind: "unread", why: error.message, remedy: error.remedy };
	}
}

/** `undefined` when the wording holds anything but house numbers: then it is words, for people to choose by. */
export function parseNumberWording(wording: string, options: WordingOptions = {}): NumberSet | undefined {
	const read = readWording(wording, options);
	return read.kind === "numbers" ? read.numbers : undefined;
}

/** As `readWording`; `undefined` for numbers that make no sense. */
export function readNumberWording(wording: string, options: WordingOptions = {}): Wording | undefined {
	const read = readWording(wording, options);
	return read.kind === "unread" ? undefined : read;
}

function setOf(items: readonly Item[], { equalEnds }: WordingOptions) {
	const sides = new Sides();
	for (const [at, item] of items.entries()) sides.take(item, items[at + 1]);
	return { numbers: sides.finish(equalEnds), doubt: sides.doubt() };
}

/** `gerade und ungerade 1-20`, `1-20 gerade und ungerade`: both sides. */
function withJoinedSides(items: readonly Item[]): Item[] {
	const joined: Item[] = [];
	for (const item of items) {
		const previous = joined.at(-1);
		const both = previous && bothOf(previous, item);
		if (both) joined.splice(-1, 1, both);
		else joined.push(item);
	}
	return joined;
}

function bothOf(one: Item, other: Item): Item | undefined {
	const isPair = isSideAlone(one) ? other.before !== undefined : one.behind !== undefined && isSideAlone(other);
	const words = [one.before ?? one.behind, other.before];
	if (!isPair || one.target || other.target || !words.includes("even") || !words.includes("odd")) return undefined;
	const text = `${one.text} ${other.divider} ${other.text}`;
	const core = one.core ?? other.core;
	if (core && !isSurelyBoth(core, other.divider))
		throw new Unread(`Bei «${text}» ist nicht klar, wofür beide Seiten gelten.`);
	return { ...one, text, core, closes: other.closes, ...(one.core ? { behind: "both" } : { before: "both" }) };
}

/** `gerade, ungerade 1-9` may mean all even numbers; `gerade und ungerade 1-20` cannot. */
function isSurelyBoth(core: NonNullable<Item["core"]>, divider: string): boolean {
	if (core.kind !== "range" || /^[,;\n]$/u.test(divider)) return false;
	return core.from !== undefined && !sameParity({ side: "both", from: core.from, to: core.to });
}

function isSideAlone({ core, before }: Item): boolean {
	return core === undefined && before !== undefined;
}

export interface StreetWording {
	readonly street: string;
	/** What follows the name, without brackets; absent for a bare name. */
	readonly wording?: string | undefined;
}

export interface StreetOptions extends WordingOptions {
	/** Whether a bare number is a house: `Grünberger Straße 360`. */
	readonly single?: boolean | undefined;
	/** True for names that end in a number: `Straße 52`. */
	readonly isName?: ((name: string) => boolean) | undefined;
}

const LONGEST_NAME = 300;
const BOUNDARY = /[\s,;:]+(?=[^\s,;:])|(?<=\.)(?=\d)|(?=\()/gu;

/** Takes the wording off the end of a street's name: `Frankenstr. von Hausnr. 19-43 und 20-50`. The longest that is read. */
export function splitStreet(name: string, options: StreetOptions = {}): StreetWording {
	const { isName = () => false } = options;
	if (name.length > LONGEST_NAME) return { street: name };
	const cuts = [...name.matchAll(BOUNDARY)].map((gap) => cutOf(name, gap.index, gap[0].length));
	const read = cuts.filter((cut) => isWordingOf(cut, options));
	const bracket = cuts.find(({ street, wording }) => street !== "" && /^\([^()]*\)$/u.test(wording));
	const named = read.find((cut) => isName(cut.street));
	const found = named ?? (isName(name) ? undefined : (read[0] ?? bracket));
	return found ? { street: found.street, wording: bareWording(found.wording) } : { street: name };
}

function cutOf(name: string, at: number, gap: number) {
	return { street: name.slice(0, at).replace(/[\s,;:–—-]{1,9}$/u, ""), wording: name.slice(at + gap).trim() };
}

function bareWording(wording: string): string {
	return (/^\(([^()]*)\)$/u.exec(wording)?.[1] ?? wording).trim();
}

const BEGINS = /^[\p{L}\d(№#]/u;
const SIDE_ALONE = /^(?:(?:nur|alle)\s)?(?:un)?gerade(?!\p{L})/iu;
/** Names that nothing but their number tells apart: "Straße 52", "Q 7". */
const NUMBERED =
	/^(?:\p{L}{1,2}|(?:quer|neben)?(?:straße|strasse|str\.?|weg|platz|gasse|allee|zeile|reihe|block|gang))$/iu;
const LIST = /^\d{1,4}\s?[a-z]?(?:$|\s?(?:[,;/&+|]|und|u\.?|sowie)(?!\p{L}))/iu;

function isWordingOf({ street, wording }: { street: string; wording: string }, options: StreetOptions): boolean {
	const bare = bareWording(wording);
	if (!/\p{L}/u.test(street) || !BEGINS.test(wording) || (NUMBERED.test(street) && LIST.test(bare))) return false;
	const isPlain = bare === wording;
	if (isPlain && !/\d/u.test(bare) && !SIDE_ALONE.test(bare)) return false;
	const read = readWording(bare, options);
	return (
		read.kind === "numbers" && (!isPlain || options.single === true || !/^\d/u.test(bare) || !isSingle(read.numbers))
	);
}

function isSingle({ ranges, only, not }: NumberSet): boolean {
	return ranges.length + not.length === 0 && only.length === 1;
}

/** `l-81`, `I-81`: the digit before the dash was typed as a letter. */
const LETTER_TO_NUMBER = /(?<=\s)\(?\p{L}{1,2}\s?[-–—]\s?\d.*$/u;
/** No street is called "Hausnr.". */
const HOUSE_WORD = /(?<=\s)\(?(?:von |ab |bis )?(?:haus-?|h\.?-? ?)(?:nr|nummer)n?(?!\p{L}).*$/iu;

const NUMBER_IN_NAME = /(?<=\S\s)\(?\d(?!\d*\.\s\p{L})[^\s]*.*$|(?<=\p{L}{3}\.?)\d.*$/u;
/** Side words as people write and misspell them; the guard of old is none. */
const SIDE_IN_NAME = /(?<=\s)\(?(?:(?:un)?g(?!arde$)[aer]{1,4}d[ae]{1,2}[nrs]?|ung(?:er)?|ger|[ug]\.|alle)[.)]{0,2}$/iu;

/** A house number before the name: the `2` of `2 Achstattring`. `1. Mai` and `8-Morgen-Weg` are names. */
const NUMBER_BEFORE_NAME = /^\(?\d{1,4} ?[a-z]?[,;]? (?=\p{Lu}\p{L})/u;

/** The misspelt "Hausnr." of "Spyckstraße von Hasunr. 1-92", once its numbers are off. */
const FILLER_IN_NAME = /(?<=\s)(?:\p{L}{0,6}nr\.?|h\p{L}{0,4}n\p{L}{0,2}\.)$/iu;

/** Once its numbers are off, a name does not end in small letters: the "ca." of "Ring ca. 2-8" says something of them. */
const WORD_BEFORE_NUMBERS = /(?<=\s)(?!str|weg|platz|gasse|allee|ring|hof|berg|park|ufer|damm|markt)\p{Ll}[\p{L}.]*$/u;

/** `Aulweg - 25`: to 25, the number 25, or is the first number lost? */
const OPEN_DASH = /\s[-–—]\s?\d{1,4}\s?\p{L}?$/u;

/** What stands between a name and the numbers that were taken off it. */
export function wordLeftIn(name: string, street: string): string | undefined {
	const dash = OPEN_DASH.exec(name);
	if (dash && dash.index <= street.length) return (/(?<=\s)\p{L}$/u.exec(street)?.[0] ?? "").concat(" -").trim();
	return WORD_BEFORE_NUMBERS.exec(street)?.[0];
}

/** The `2` of `2 Achstattring`. */
export function numberBefore(street: string): string | undefined {
	return NUMBER_BEFORE_NAME.exec(street)?.[0].trim();
}

/** What still looks like house numbers in a street's name: the `1-15 links` of `Feldstraße 1-15 links`. */
export function numbersLeftIn(street: string): string | undefined {
	return [NUMBER_BEFORE_NAME, HOUSE_WORD, LETTER_TO_NUMBER, NUMBER_IN_NAME, SIDE_IN_NAME, FILLER_IN_NAME]
		.map((trace) => trace.exec(street)?.[0].trim())
		.find(Boolean);
}
