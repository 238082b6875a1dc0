import type { HouseNumber, NumberRange, Side } from "../../model/number.ts";
import { endPositionOf, isBare, positionOf } from "../../model/number.ts";
import { type Token, Unread } from "./number-tokens.ts";

/** What stands between two dividers of a wording: `ungerade 1-9`, `14`, `ohne 7`, `ab 30 gerade`. */
export interface Item {
	readonly text: string;
	/** `ohne` or `mit` stands before it. */
	readonly target: "not" | "with" | undefined;
	/** The side word before the numbers, or alone. */
	readonly before: Side | undefined;
	/** The side word behind the numbers. */
	readonly behind: Side | undefined;
	readonly core: Core | undefined;
	/** A bracket ends with it. */
	readonly closes: boolean;
	/** The divider before it. */
	readonly divider: string;
}

export type Core =
	| { readonly kind: "single"; readonly number: HouseNumber }
	/** The b of `12a+b`. */
	| { readonly kind: "sibling"; readonly letter: string }
	/** Without `from` the beginning of the street, without `to` its end. */
	| {
			readonly kind: "range";
			readonly from: HouseNumber | undefined;
			readonly to: HouseNumber | undefined;
			readonly isAbove: boolean;
	  }
	| { readonly kind: "all" };

const CORE = "f?N-<?N|N-L|f?N-E|f?N\\^|fN|N>|>N|-?<N|-N|S-<?N|S-E|N|L";
const ITEM = new RegExp(`^([xp]?)(n?)A?([eob]?)(${CORE})?n?([eob]?)$`, "u");
const ALTERNATING = [new RegExp(`(?:${CORE})n?[eob]`, "gu"), new RegExp(`n?[eob](?:${CORE})`, "gu")];
const SIDES: Partial<Record<string, Side>> = { e: "even", o: "odd", b: "both" };

/** Cuts a wording at its dividers. Throws `Unread` for an item that is none. */
export function itemsOf(tokens: readonly Token[]): Item[] {
	checkBrackets(tokens);
	const cut = withoutRepeated(cutAt(withDividers(tokens)));
	if (cut.length > 1 && cut.at(-1)?.tokens.length === 0 && /^[,;\n]$/u.test(cut.at(-1)?.divider ?? "")) cut.pop();
	return cut.flatMap(alternatingOf).map(itemOf);
}

interface Cut {
	readonly divider: string;
	readonly tokens: readonly Token[];
}

function kindsOf(tokens: readonly Token[]): string {
	return tokens.map(({ kind }) => kind).join("");
}

function checkBrackets(tokens: readonly Token[]): void {
	const brackets = kindsOf(tokens).replace(/[^()]/gu, "");
	if (!/^(?:\(\))*$/u.test(brackets)) throw new Unread("Eine Klammer ist nicht geschlossen.");
}

/** `ohne` and `mit` begin an item, `und höher` does not, and a new line only where the one before is complete. */
function withDividers(tokens: readonly Token[]): Token[] {
	return tokens.flatMap((token, at) => {
		const [previous, next] = [tokens[at - 1], tokens[at + 1]];
		if (token.text === "\n" && !goesOnAfter(previous, next)) return [];
		if (token.kind === "," && next?.kind === ">" && tokens[at + 2]?.kind !== "N") return [];
		if (token.kind === "p" && next === undefined) return [];
		const begins = isException(token) || (token.kind === "(" && isException(next));
		const divider = { kind: "," as const, text: token.text, spaced: true };
		return begins && previous && !",/(".includes(previous.kind) ? [divider, token] : [token];
	});
}

function isException(token: Token | undefined): boolean {
	return token?.kind === "x" || token?.kind === "p";
}

function goesOnAfter(previous: Token | undefined, next: Token | undefined): boolean {
	return (
		previous !== undefined && next !== undefined && "NLE^eob)".includes(previous.kind) && !"-E^".includes(next.kind)
	);
}

function cutAt(tokens: readonly Token[]): Cut[] {
	const cuts: { divider: string; tokens: Token[] }[] = [{ divider: "", tokens: [] }];
	for (const token of tokens) {
		if (token.kind === "," || token.kind === "/") cuts.push({ divider: token.text, tokens: [] });
		else cuts.at(-1)?.tokens.push(token);
	}
	return cuts;
}

/** `1, 3, und 5`: one divider in two signs. */
function withoutRepeated(cuts: readonly Cut[]): Cut[] {
	return cuts.filter(({ divider, tokens }, at) => {
		const next = cuts[at + 1];
		return at === 0 || tokens.length > 0 || !next || next.divider === divider || next.tokens.length === 0;
	});
}

/** `1-9 ungerade 2-10 gerade` needs no divider: each number has its word. */
function alternatingOf(cut: Cut): Cut[] {
	const tokens = cut.tokens.filter(({ kind }) => kind !== "(");
	const kinds = kindsOf(tokens).replaceAll(")", "");
	for (const pattern of ALTERNATING) {
		const found = kinds.match(pattern) ?? [];
		if (found.length > 1 && found.join("") === kinds) return piecesOf(tokens, found, cut.divider);
	}
	return [{ ...cut, tokens }];
}

function piecesOf(tokens: readonly Token[], kinds: readonly string[], divider: string): Cut[] {
	const left = tokens.filter(({ kind }) => kind !== ")");
	return kinds.map((piece, at) => ({ divider: at === 0 ? divider : " ", tokens: left.splice(0, piece.length) }));
}

function itemOf({ divider, tokens }: Cut): Item {
	const open = tokens.filter(({ kind }) => kind !== ")");
	const text = textOf(open);
	const { target, before, core, behind } = partsOf(kindsOf(open), text, divider);
	return {
		text,
		target: target === "x" ? "not" : target === "p" ? "with" : undefined,
		before: core === undefined ? SIDES[before + behind] : SIDES[before],
		behind: core === undefined ? undefined : SIDES[behind],
		core: core === undefined ? (before + behind === "" ? ALL : undefined) : coreOf(core, open, text),
		closes: open.length < tokens.length,
		divider,
	};
}

const ALL: Core = { kind: "all" };

/** The kinds of an item's tokens, each where it belongs. */
function partsOf(kinds: string, text: string, divider: string) {
	if (kinds === "") throw new Unread("Vor oder nach einem Trennzeichen fehlt eine Nummer.");
	const [, target, only, before = "", core, behind = ""] = ITEM.exec(kinds) ?? [];
	const isMeant = core !== undefined || kinds.includes("A") || before + behind !== "";
	if (target === undefined || !isMeant || (before !== "" && behind !== ""))
		throw new Unread(`«${text}» ist nicht verstanden.`);
	if (only && divider !== "" && before === "") throw new Unread(`Bei «${text}» ist nicht klar, was «nur» heißt.`);
	return { target, before, core, behind };
}

export function textOf(tokens: readonly Token[]): string {
	return tokens.map(({ text, spaced }, at) => (spaced && at > 0 ? ` ${text}` : text)).join("");
}

function coreOf(kinds: string, tokens: readonly Token[], text: string): Core {
	const [first, last] = tokens.flatMap(({ number }) => number ?? []);
	const letter = tokens.find(({ kind }) => kind === "L")?.text ?? "";
	if (kinds === "L") return { kind: "sibling", letter };
	if (kinds === "N" && first) return { kind: "single", number: first };
	if (kinds === "S-E" || !first) return ALL;
	const range = checkedRange({ ...endsOf(kinds, first, last, letter), isAbove: kinds === ">N" }, text);
	return { kind: "range", ...range };
}

type Ends = Pick<Extract<Core, { kind: "range" }>, "from" | "to">;

function endsOf(kinds: string, first: HouseNumber, last: HouseNumber | undefined, letter: string): Ends {
	if (kinds === ">N") return { from: neighbour(first, 1), to: undefined };
	if (/^(?:-?<N|S-<N)$/u.test(kinds)) return { from: undefined, to: neighbour(first, -1) };
	if (/^(?:-N|S-N)$/u.test(kinds)) return { from: undefined, to: first };
	// `7a-c` and `24-a` stay on their number.
	if (kinds === "N-L") return { from: first, to: { ...first, letter } };
	return { from: first, to: last && (kinds.endsWith("<N") ? neighbour(last, -1) : last) };
}

/** The bound that `über 20` and `unter 20` leave out. */
function neighbour(number: HouseNumber, by: number): HouseNumber {
	if (isBare(number) && number.number + by > 0) return { number: number.number + by, letter: "" };
	throw new Unread("Nach «über» und «unter» muss eine Zahl ohne Buchstaben stehen.");
}

function checkedRange<T extends Ends>(range: T, text: string): T {
	const { from, to } = range;
	if (from && to && endPositionOf(to) < positionOf(from)) throw new Unread(`«${text}» läuft rückwärts.`);
	if (from && to && isSideLetter(from, to))
		throw new Unread(`Bei «${text}» kann der Buchstabe eine Seite meinen oder zum Haus gehören.`, {
			remedy: "Die Seite ausschreiben («2-10 gerade») oder den Buchstaben einzeln nennen («2-10, 10a-g»).",
		});
	return range;
}

/** `1-9u`, `2-10g`. */
function isSideLetter(from: HouseNumber, to: HouseNumber): boolean {
	const parity = { u: 1, g: 0 }[to.letter];
	return isBare(from) && from.number < to.number && from.number % 2 === parity && to.number % 2 === parity;
}

export function sameParity({ from, to }: NumberRange): boolean {
	return to !== undefined && from.number % 2 === to.number % 2 && to.number > from.number;
}
