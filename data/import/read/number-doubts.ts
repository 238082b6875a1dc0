import { isBare } from "../../model/number.ts";
import { textOf } from "./number-items.ts";
import { type Token, Unread } from "./number-tokens.ts";

/** What `1/3` means: houses, or an entrance. Without it 7/1 is an entrance, 1/3 are two houses, 1/2 is refused. */
export type Slash = "houses" | "entrance";

/** A lone u or g: a side, a letter or `und`. Throws `Unread` where that is not clear. */
export function withSideLetters(tokens: readonly Token[]): Token[] {
	const hasBoth = tokens.some(({ kind }) => kind === "U") && tokens.some(({ kind }) => kind === "G");
	return tokens.map((token, at) =>
		token.kind === "U" || token.kind === "G" ? sideLetter(tokens, at, hasBoth || tokens.length === 1) : token,
	);
}

const isOneOf = (kinds: string, token: Token | undefined) => token !== undefined && kinds.includes(token.kind);

function sideLetter(tokens: readonly Token[], at: number, isClear: boolean): Token {
	const [earlier, previous, next] = [tokens[at - 2], tokens[at - 1], tokens[at + 1]];
	const token = tokens[at] ?? { kind: "?", text: "", spaced: false };
	if (previous?.kind === "-" || (previous?.kind === "," && earlier?.number?.letter)) return { ...token, kind: "L" };
	if (token.kind === "U" && isOneOf("NEL^eob)", previous) && isOneOf("Neobfnx>(", next)) return { ...token, kind: "," };
	if (isSideAt(previous, next, isClear)) return { ...token, kind: token.kind === "U" ? "o" : "e" };
	throw new Unread(`«${token.text}» kann eine Seite meinen oder zum Haus gehören.`, {
		remedy: "Die Seite ausschreiben («2-10 gerade») oder den Buchstaben ohne Leerzeichen an die Nummer setzen («10g»).",
	});
}

/** Alone in brackets, before the first numbers, or where both letters stand in the wording. */
function isSideAt(previous: Token | undefined, next: Token | undefined, isClear: boolean): boolean {
	const begins = previous === undefined || isOneOf(",/(", previous);
	const ends = next === undefined || isOneOf(",/)", next);
	if (begins && isOneOf("Nf-", next)) return isClear || previous === undefined;
	return ends && (isClear || begins);
}

export interface Slashed {
	readonly tokens: readonly Token[];
	/** Houses that a slash was taken to stand between: a guess, to be shown. */
	readonly guessed: string | undefined;
}

/** Decides each slash between two numbers. Throws `Unread` where it may be either. */
export function withSlashes(tokens: readonly Token[], slash: Slash | undefined): Slashed {
	const decided: Token[] = [];
	let guessed: string | undefined;
	for (let at = 0; at < tokens.length; at++) {
		const token = tokens[at];
		if (!token) break;
		const meaning = token.kind === "/" ? slashAt(tokens, at, decided, slash) : undefined;
		if (meaning === "entrance") decided.push(entrance(decided.pop(), tokens[++at]));
		else decided.push(token);
		if (meaning === "guessed") guessed = textOf(tokens.slice(at - 1, at + 2));
	}
	return { tokens: decided, guessed };
}

function entrance(house: Token | undefined, door: Token | undefined): Token {
	const [number, fraction] = [house?.number, `/${door?.number?.number}`];
	if (!house || !number || (door?.number?.number ?? 100) > 99) throw new Unread("So viele Eingänge hat kein Haus.");
	return { ...house, text: `${house.text}${fraction}`, number: { ...number, fraction } };
}

type Meaning = "divider" | "entrance" | "guessed";

function slashAt(tokens: readonly Token[], at: number, decided: readonly Token[], slash: Slash | undefined): Meaning {
	const [house, door] = [decided.at(-1)?.number, tokens[at + 1]?.number];
	if (!house || !door || slash === "houses") return "divider";
	if (house.number === door.number && isBare(house) && door.letter !== "") return "divider";
	const [endsRange, beginsRange] = [decided.at(-2)?.kind === "-", tokens[at + 2]?.kind === "-"];
	if (endsRange && beginsRange && !decided.at(-3)?.number?.fraction) return "divider";
	if (isBare(house) && isBare(door) && !endsRange && slash === "entrance") return "entrance";
	return guess(tokens, at, decided, slash);
}

function guess(tokens: readonly Token[], at: number, decided: readonly Token[], slash: Slash | undefined): Meaning {
	const [left, right] = [decided.at(-1), tokens[at + 1]];
	const [house, door] = [left?.number, right?.number];
	const isPlain = house && door && isBare(house) && isBare(door);
	const fromEntrance = decided.at(-2)?.kind === "-" && decided.at(-3)?.number?.fraction !== undefined;
	const toEntrance = tokens[at + 2]?.kind === "-" && tokens[at + 4]?.kind === "/";
	const isAlone = decided.at(-2)?.kind !== "-" && tokens[at + 2]?.kind !== "-";
	const isTight =
		!tokens[at]?.spaced && !right?.spaced && !tokens.some(({ kind }, nth) => kind === "/" && Math.abs(nth - at) === 2);
	if (
		isPlain &&
		isTight &&
		(isAlone || fromEntrance || toEntrance) &&
		(door.number <= house.number || slash === "entrance")
	)
		return "entrance";
	if (isPlain && isAlone && door.number > house.number && door.number % 2 === house.number % 2) return "guessed";
	throw new Unread(`«${textOf(tokens.slice(at - 1, at + 2))}» kann ein Haus sein oder mehrere.`, {
		remedy:
			'Mehrere Häuser mit Komma trennen («1, 2»), oder im Rezept bei "numbers" "slash": "houses" (mehrere) oder "entrance" (ein Eingang) angeben.',
	});
}
