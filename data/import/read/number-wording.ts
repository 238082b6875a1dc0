import { type HouseNumber, type NumberRange, type NumberSet, parseHouseNumber, type Side } from "../../model/number.ts";

/**
 * House numbers as towns word them: `1 - 15`, `16 - Ende`, `gerade HNr. 30 bis 106`,
 * `ungerade ohne 27a und 27b`, `nur 27a und 27b`, `(14, 16, 18-30)`, `44-60 und 45-103`,
 * `2+4`, `12a+b`, `7a-c`, `24-a`, `ab 30`, `größer 108`.
 */

type Token =
	| { readonly kind: "number"; readonly number: HouseNumber }
	| { readonly kind: "letter"; readonly letter: string }
	| { readonly kind: Keyword };

type Keyword = "to" | "end" | "even" | "odd" | "both" | "without" | "only" | "from" | "above" | "and";

const WORDS: readonly (readonly [RegExp, Keyword | "noise"])[] = [
	[/^(?:-|–|—|~|bis)/u, "to"],
	[/^(?:straßenende|ende|schluss)/u, "end"],
	[/^(?:beidseitig|beide seiten)/u, "both"],
	[/^ungerade(?:n|r)?/u, "odd"],
	[/^gerade(?:n|r)?/u, "even"],
	[/^(?:ohne|außer|ausser|ausgenommen)/u, "without"],
	[/^(?:nur|mit|einschl(?:ießlich|\.)?|incl\.?|inkl\.?)(?![a-zäöüß])/u, "only"],
	[/^(?:ab|beginnend)(?![a-zäöüß])/u, "from"],
	[/^(?:größer|grösser|über|höher)(?: als)?/u, "above"],
	[/^(?:,|;|\+|&|\/|und(?![a-zäöüß])|u\.|sowie)/u, "and"],
	[
		/^(?:haus-?nummern?|haus-?nr\.?n?\.?|hausn\.|hs\.?-?\s?nr\.?|hnr\.?n?\.?|nrn?\.?|nummern?|von(?![a-zäöüß])|seite|zahlen|alle|\(|\)|\.|:)/u,
		"noise",
	],
];

/** A wording longer than this is no wording. */
const LONGEST = 2_000;

/** `undefined` when the wording holds anything but house numbers: then it is words, for people to choose by. */
export function parseNumberWording(wording: string, options: WordingOptions = {}): NumberSet | undefined {
	const tokens = wording.length > LONGEST ? undefined : tokensOf(wording.toLowerCase());
	if (!tokens || tokens.length === 0) return undefined;
	const reader = new Reader(tokens);
	const set = reader.read();
	return set && withSides(set, options, reader);
}

export type ReadWording = { readonly kind: "numbers"; readonly numbers: NumberSet } | { readonly kind: "words" };

const KEYWORDS =
	/\d+\s?[a-z]?(?![a-z])|hausn\p{L}*|h[sn]\p{L}*|nr|nummern?|gerade\p{L}*|ungerade\p{L}*|bis|von|und|ohne|nur|mit|ab|ende/giu;

/**
 * Numbers where a wording is nothing else; words, for people to choose by, where it names a street, a
 * river or a side of the town, or the number 0, which no house has. `undefined` for numbers that make no sense.
 */
export function readNumberWording(wording: string, options: WordingOptions = {}): ReadWording | undefined {
	const numbers = parseNumberWording(wording, options);
	if (numbers) return { kind: "numbers", numbers };
	const rest = wording.slice(0, LONGEST).replace(KEYWORDS, " ");
	return /\p{L}{2}/u.test(rest) || /(?<!\d)0(?!\d)/u.test(wording) ? { kind: "words" } : undefined;
}

export interface WordingOptions {
	/**
	 * What `2 - 14`, both ends even, means where it stands alone: all numbers, or one
	 * side of the street. `44-60 und 45-103` in one wording is always one side each.
	 */
	readonly equalEnds?: "both-sides" | "one-side" | undefined;
}

function tokensOf(wording: string): Token[] | undefined {
	const tokens: Token[] = [];
	for (let rest = wording.trim(); rest !== ""; ) {
		const [token, length] = nextToken(rest);
		if (length === 0) return undefined;
		if (token) tokens.push(token);
		rest = rest.slice(length).trimStart();
	}
	return tokens;
}

/** The token at the start of `rest`, if it is not noise, and how long it is; 0 for anything unknown. */
function nextToken(rest: string): readonly [Token | undefined, number] {
	const digits = /^(\d{1,4})(?!\d)(?:\s?([a-z])(?![a-zäöüß.]))?/u.exec(rest);
	if (digits) {
		const number = parseHouseNumber(`${digits[1]}${digits[2] ?? ""}`);
		return number ? [{ kind: "number", number }, digits[0].length] : [undefined, 0];
	}
	for (const [pattern, kind] of WORDS) {
		const match = pattern.exec(rest);
		if (match) return [kind === "noise" ? undefined : { kind }, match[0].length];
	}
	const letter = /^([a-z])(?![a-zäöüß.])/u.exec(rest);
	return letter ? [{ kind: "letter", letter: letter[1] ?? "" }, 1] : [undefined, 0];
}

/** Reads tokens from left to right; a side word and `ohne` / `nur` hold for what follows. */
class Reader {
	readonly #tokens: readonly Token[];
	#at = 0;
	#side: Side = "both";
	/** A side word that no number has followed yet: it means the whole side. */
	#sideAlone = false;
	#target: "take" | "only" | "not" = "take";
	/** `beidseitig`: the numbers of a range do not tell its side. */
	#bothSaid = false;
	readonly #explicit = new Set<NumberRange>();
	/** The number before a lone letter: the 12 of `12a+b`. */
	#last: HouseNumber | undefined;
	readonly #set = { ranges: [] as NumberRange[], only: [] as HouseNumber[], not: [] as HouseNumber[] };

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	read(): NumberSet | undefined {
		for (let token = this.#next(); token; token = this.#next()) if (!this.#take(token)) return undefined;
		this.#closeSide();
		const { ranges, only, not } = this.#set;
		if (ranges.length === 0 && only.length === 0) {
			return not.length > 0 ? { ranges: [everything("both")], only, not } : undefined;
		}
		return this.#set;
	}

	#next(): Token | undefined {
		return this.#tokens[this.#at++];
	}

	#take(token: Token): boolean {
		switch (token.kind) {
			case "and":
				return true;
			case "even":
			case "odd":
				return this.#startSide(token.kind);
			case "both":
				this.#closeSide();
				this.#side = "both";
				this.#bothSaid = true;
				this.#target = "take";
				return true;
			case "without":
				this.#closeSide();
				this.#target = "not";
				return true;
			case "only":
				this.#closeSide();
				this.#target = "only";
				return true;
			case "from":
			case "above":
				return this.#openRange(token.kind);
			case "to":
				return this.#rangeFromStart();
			case "number":
				return this.#numberOrRange(token.number);
			case "letter":
				return this.#sibling(token.letter);
			case "end":
				return false;
		}
	}

	isExplicit(range: NumberRange): boolean {
		return this.#explicit.has(range);
	}

	#startSide(side: Side): boolean {
		this.#closeSide();
		this.#bothSaid = false;
		this.#side = side;
		this.#sideAlone = true;
		this.#target = "take";
		return true;
	}

	#closeSide(): void {
		if (this.#sideAlone) this.#set.ranges.push(everything(this.#side));
		this.#sideAlone = false;
	}

	/** `ab 30`, `größer 108`. */
	#openRange(kind: "from" | "above"): boolean {
		const token = this.#next();
		if (token?.kind !== "number") return false;
		if (kind === "above") {
			this.#closeSide();
			this.#side = "both";
		}
		const { number, letter } = token.number;
		return this.#push({
			side: this.#side,
			from: kind === "above" ? { number: number + 1, letter: "" } : { number, letter },
		});
	}

	/** `bis 30`, with nothing before it. */
	#rangeFromStart(): boolean {
		const token = this.#next();
		if (token?.kind !== "number") return false;
		return this.#push({
			side: this.#side,
			from: { number: this.#side === "even" ? 2 : 1, letter: "" },
			to: token.number,
		});
	}

	#numberOrRange(from: HouseNumber): boolean {
		this.#last = from;
		if (this.#tokens[this.#at]?.kind !== "to") return this.#single(from);
		this.#at++;
		const end = this.#tokens[this.#at];
		if (end === undefined || end.kind === "and") return this.#push({ side: this.#side, from });
		this.#at++;
		if (end.kind === "end") return this.#push({ side: this.#side, from });
		// `7a-c` and `24-a` stay on their number.
		if (end.kind === "letter") return this.#push({ side: this.#side, from, to: { ...from, letter: end.letter } });
		return end.kind === "number" && this.#push({ side: this.#side, from, to: end.number });
	}

	#single(number: HouseNumber): boolean {
		this.#sideAlone = false;
		(this.#target === "not" ? this.#set.not : this.#set.only).push(number);
		return true;
	}

	#push(range: NumberRange): boolean {
		this.#sideAlone = false;
		const { from, to } = range;
		if (to && (to.number < from.number || (to.number === from.number && to.letter < from.letter))) return false;
		this.#last = to;
		if (this.#target === "not") return this.#takeOut(range);
		if (this.#bothSaid) this.#explicit.add(range);
		this.#set.ranges.push(range);
		return true;
	}

	/** `ohne 14-18`: number by number, which is how exceptions are kept. */
	#takeOut({ side, from, to }: NumberRange): boolean {
		if (!to || to.number - from.number > 200) return false;
		for (let number = from.number; number <= to.number; number++) {
			const fits = side === "both" || (number % 2 === 0) === (side === "even");
			if (fits) this.#set.not.push({ number, letter: "" });
		}
		return true;
	}

	/** The b of `12a+b` and of `29-29a+b`. */
	#sibling(letter: string): boolean {
		if (!this.#last || this.#last.letter === "") return false;
		(this.#target === "not" ? this.#set.not : this.#set.only).push({ number: this.#last.number, letter });
		return true;
	}
}

function everything(side: Side): NumberRange {
	return { side, from: { number: side === "even" ? 2 : 1, letter: "" } };
}

/** Gives ranges without a side word their side, where the numbers tell it. */
function withSides(set: NumberSet, { equalEnds = "both-sides" }: WordingOptions, reader: Reader): NumberSet {
	const bare = set.ranges.filter(
		(range) => range.side === "both" && range.to && sameParity(range) && !reader.isExplicit(range),
	);
	const parities = new Set(bare.map(({ from }) => from.number % 2));
	if (equalEnds === "both-sides" && parities.size < 2) return set;
	const ranges = set.ranges.map((range) =>
		bare.includes(range)
			? { ...range, side: range.from.number % 2 === 0 ? ("even" as const) : ("odd" as const) }
			: range,
	);
	return { ...set, ranges };
}

function sameParity({ from, to }: NumberRange): boolean {
	return to !== undefined && from.number % 2 === to.number % 2 && to.number > from.number;
}

export interface StreetWording {
	readonly street: string;
	/** What follows the name, without brackets; absent for a bare name. */
	readonly wording?: string | undefined;
}

const BEGINNING =
	/\s*\((?<bracket>[^()]*)\)\s*$|,?\s+(?<plain>(?:(?:von|ohne)\s+)?(?:haus-?nummern?|haus-?nr|hs\.?-?\s?nr|hnr|nrn?\.|nur\s|gerade|ungerade)\b.*|\d+\s?[a-z]?\s*(?:[-–~]|bis)\s*(?:\d+\s?[a-z]?|ende)\s*)$/iu;

/** `Grünberger Straße 360`, where a recipe says that a number at the end is a house. */
const SINGLE = /\s+(?<plain>\d{1,3}\s?[a-z]?)\s*$/iu;

/** Takes the wording off the end of a street's name: `Frankenstr. von Hausnr. 19-43 und 20-50`. */
export function splitStreet(name: string, { single = false }: { readonly single?: boolean } = {}): StreetWording {
	const match = BEGINNING.exec(name) ?? (single ? SINGLE.exec(name) : null);
	const wording = match?.groups?.bracket ?? match?.groups?.plain;
	if (!match || wording === undefined || match.index === 0) return { street: name };
	return { street: name.slice(0, match.index), wording: wording.trim() };
}
