import { type HouseNumber, parseExactNumber, plainNumber } from "../../model/number.ts";

/** One word or sign of a wording; `kind` is the letter that the grammar of `number-items.ts` reads. */
export interface Token {
	readonly kind: Kind;
	readonly text: string;
	/** A blank stands before it. */
	readonly spaced: boolean;
	readonly number?: HouseNumber | undefined;
}

/**
 * `N` number, `L` letter, `-` to, `E` end, `S` beginning, `e` `o` `b` sides, `A` all, `f` from, `>` above, `<` below,
 * `^` and on, `x` without, `n` only, `p` with, `,` and, `U` `G` a lone u or g, `?` what is not understood.
 */
export type Kind =
	| ("N" | "L" | "-" | "E" | "S" | "e" | "o" | "b" | "A" | "f" | ">" | "<" | "^" | "x" | "n" | "p")
	| ("," | "/" | "(" | ")" | "U" | "G" | "?");

/** Why a wording is no list of numbers: a sentence and what to do, for the finding. */
export class Unread extends Error {
	readonly remedy: string | undefined;
	/** True where words stand that people may choose by. */
	readonly hasWords: boolean;

	constructor(why: string, { remedy, hasWords = false }: { remedy?: string; hasWords?: boolean } = {}) {
		super(why);
		this.remedy = remedy;
		this.hasWords = hasWords;
	}
}

/** A wording longer than this is no wording. */
const LONGEST = 2_000;

const word = (kind: Kind | "", words: string) => [new RegExp(`^(?:${words})(?!\\p{L})`, "u"), kind] as const;
const sign = (kind: Kind | "", signs: RegExp) => [signs, kind] as const;

/** The first that fits counts. `""` is noise. */
const TABLE = [
	word("x", "bis auf|ohne|au(?:ß|ss)er|ausgenommen|nicht|exkl\\.?|exklusive"),
	sign("-", /^(?:-{1,3}|[–—‐‑‒―−~]|\.\.+|…)/u),
	word("-", "bis (?:einschlie(?:ß|ss)lich|einschl\\.?|inklusive|inkl\\.?|incl\\.?)|bis(?: zu[mr]?| hin zu[mr]?)?"),
	word("E", "(?:straßen|strassen)?ende|schlu(?:ss|ß)"),
	word("S", "(?:straßen|strassen)?(?:anfang|beginn)"),
	word("b", "beidseitig|beidseits|beiderseits|beide (?:straßen)?seiten|durchgehend|durchlaufend|fortlaufend"),
	word("o", "(?:un-?ge?rade?[nrsm]?|ungeradzahlige?[nr]?|unger|ungr?|ug\\.)\\.?"),
	word("e", "(?:ge?rade?[nrsm]?|geradzahlige?[nr]?|ger)\\.?"),
	word(
		"^",
		"aufw(?:ä|ae)rts|ff\\.?|f\\.? ?f\\.|an|(?:und|u\\.) (?:weiter|mehr|dar(?:ü|ue)ber|aufw(?:ä|ae)rts|folgende|ff\\.?)",
	),
	word("f", "ab|beginnend(?: mit| ab| bei)?"),
	sign("f", /^(?:≥|>=)/u),
	word(">", "(?:gr(?:ö|oe)(?:ß|ss)er|(?:ü|ue)ber|h(?:ö|oe)her|mehr)(?: als)?|oberhalb(?: von)?"),
	sign(">", /^>/u),
	word("<", "(?:kleiner|niedriger|unter)(?: als)?|unterhalb(?: von)?"),
	sign("<", /^<(?!=)/u),
	word("n", "nur"),
	word("p", "mit|(?:einschlie(?:ß|ss)lich|einschl|inklusive|inkl|incl)\\.?"),
	word("A", "alle[nr]?"),
	sign(",", /^(?:[,;+&|]|u\.(?= ?[^ ,;+&|/)\]]))/u),
	word(",", "und|sowie|plus"),
	sign("/", /^\//u),
	sign("(", /^[([]/u),
	sign(")", /^[)\]]/u),
	sign("o", /^u\./u),
	sign("e", /^g\./u),
	word(
		"",
		"haus-? ?nummern?|haus-? ?nr\\.?n?\\.?|hausn\\.?|hs\\.?-? ?nr\\.?n?\\.?|h\\.? ?nr\\.?n?\\.?|nrn?\\.?|nummern?|no\\.?",
	),
	word("", "von|vom|(?:straßen)?seiten?|zahlen|haus|h(?:ä|ae)user|anwesen|jeweils|die|der|den|auf"),
	sign("", /^(?:n°|#(?= ?\d)|:|\.(?![\d.])|')/u),
] as const;

/** The numbers that people write out. */
const WRITTEN = "eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split(" ");
const NUMBER = /^\d{1,4}(?![\d])(?: [1-9]\/[1-9](?![\d/])|\.[1-9]\d?(?![\d.])| ?[a-z](?![\p{L}\d.]))?/u;
const BARE = /^\d{1,4}(?!\d)/u;
const UNKNOWN = /^(?:[\p{L}\p{N}]+|.)/u;

/** A side word as people mistype it: no description of a part. */
const LIKE_SIDE = /^(?:un)?g[aer]{1,4}d[ae]{1,2}[nrs]?$/u;

/** All that stands in a wording, noise left out. Throws `Unread` for what is not understood. */
export function tokensOf(wording: string): Token[] {
	if (wording.length > LONGEST) throw new Unread("So lang ist keine Angabe von Hausnummern.");
	const tokens = wording.split(/[\r\n]+/u).flatMap((line, nth) => [...(nth > 0 ? [LINE] : []), ...tokensOfLine(line)]);
	const unknown = tokens.filter(({ kind }) => kind === "?");
	const hasWords = unknown.some(({ text }) => (/\p{L}{2}/u.test(text) && !LIKE_SIDE.test(text)) || /^0+$/u.test(text));
	if (unknown[0]) throw new Unread(`«${unknown[0].text}» ist nicht verstanden.`, { hasWords });
	if (tokens.length === 0) throw new Unread("Es steht keine Nummer da.", { hasWords: /\p{L}{2}/u.test(wording) });
	return tokens;
}

/** Where a cell goes on in a new line. */
const LINE: Token = { kind: ",", text: "\n", spaced: true };

function tokensOfLine(line: string): Token[] {
	const tokens: Token[] = [];
	const plain = plainNumber(line);
	for (let at = 0; at < plain.length; ) {
		if (plain[at] === " ") at++;
		const before = plain[at - 1] ?? " ";
		const { text, ...token } = tokenAt(plain.slice(at), /[^\p{L}\d]/u.test(before));
		// A full stop that ends no word is what is left of one: "22 u. gerade" without its u.
		const kind = text === "." && before === " " ? "?" : token.kind;
		if (kind !== "") tokens.push({ kind, text, spaced: /[ (]/u.test(before), number: token.number });
		at += text.length;
	}
	return tokens;
}

interface Found {
	readonly kind: Kind | "";
	readonly text: string;
	readonly number?: HouseNumber | undefined;
}

function tokenAt(rest: string, apart: boolean): Found {
	const number = numberAtStart(rest);
	if (number) return number;
	for (const [pattern, kind] of TABLE) {
		const [text] = pattern.exec(rest) ?? [];
		if (text !== undefined) return { kind, text };
	}
	return letterOrUnknown(rest, apart);
}

function numberAtStart(rest: string): Found | undefined {
	const written = WRITTEN.findIndex((each) => rest.startsWith(each) && !/^\p{L}/u.test(rest.slice(each.length)));
	if (written >= 0) return { kind: "N", text: WRITTEN[written] ?? "", number: { number: written + 1, letter: "" } };
	const [whole = ""] = NUMBER.exec(rest) ?? [];
	// "2-10 u" and "1-9 g" speak of sides, or of a house; that is decided where all of it is known.
	const text = / [ug]$/u.test(whole) ? whole.slice(0, -2) : whole;
	const number = parseExactNumber(text);
	// "7.1" is an entrance, "1.7" may be a list, a day or a mistake.
	if (number && text.includes(".") && Number(text.split(".")[1]) > number.number) return { kind: "?", text };
	if (number) return { kind: "N", text, number };
	const [bare] = BARE.exec(rest) ?? [];
	return text !== bare && bare && parseExactNumber(bare) ? { kind: "?", text } : undefined;
}

function letterOrUnknown(rest: string, apart: boolean): Found {
	const [text = "?"] = UNKNOWN.exec(rest) ?? [];
	if (!/^[a-z]$/u.test(text) || rest[1] === ".") return { kind: "?", text };
	if (apart && (text === "u" || text === "g")) return { kind: text === "u" ? "U" : "G", text };
	return { kind: "L", text };
}
