import MiniSearch, { type Query, type SearchOptions } from "minisearch";
import type { Street } from "./street.ts";
import { formsOf, isKindOfStreet, plainWords, soundOf } from "./street-words.ts";

export interface StreetMatch {
	/** Best match first. */
	readonly streets: Street[];
	/** True when nothing is written like this and the streets are only similar: ask "did you mean?". */
	readonly guessed: boolean;
}

export interface StreetIndex {
	/** Streets that fit what was typed so far, best match first. */
	find(query: string, limit: number): Street[];
	match(query: string, limit: number): StreetMatch;
}

interface Entry {
	readonly id: number;
	readonly name: string;
	readonly where: string;
}

const EXACT: SearchOptions = { prefix: true, fuzzy: false, boost: { name: 3 } };
/** One letter off: what is added below streets that fit. */
const NEAR: SearchOptions = { ...EXACT, fuzzy: (word) => (word.length > 4 ? 1 : false) };
/** What is left when nothing fits. */
const LOOSE: SearchOptions = { ...EXACT, fuzzy: (word) => (word.length > 3 ? 0.2 : false) };

const TRAILING_NUMBER = /^(.*\p{L}.*?)[\s,]+(\d{1,4}\s*[a-z]?)\s*$/iu;

/** What people type into one field: "Hauptstr. 12a" is a street and a number. */
export function splitAddress(typed: string): { readonly street: string; readonly number: string | undefined } {
	const match = TRAILING_NUMBER.exec(typed);
	return { street: match?.[1] ?? typed, number: match?.[2] };
}

export function makeStreetIndex(streets: readonly Street[]): StreetIndex {
	const engine = new MiniSearch<Entry>({
		fields: ["name", "where"],
		tokenize: (text) => formsOf(text),
		processTerm: (term) => term,
	});
	engine.addAll(
		streets.map(({ name, locality = "", postcode = "" }, id) => ({ id, name, where: `${locality} ${postcode}` })),
	);
	const match = (query: string, limit: number): StreetMatch => {
		const whole = matchWords(engine, streets, query, limit);
		const { street, number } = splitAddress(query);
		return number === undefined || !whole.guessed ? whole : matchWords(engine, streets, street, limit);
	};
	return { match, find: (query, limit) => match(query, limit).streets };
}

function matchWords(
	engine: MiniSearch<Entry>,
	streets: readonly Street[],
	query: string,
	limit: number,
): StreetMatch {
	const words = plainWords(query);
	if (words.length === 0) return { streets: [], guessed: true };
	const search = (from: readonly string[], combineWith: "AND" | "OR", options: SearchOptions) =>
		engine.search(treeOf(from, combineWith), options).map(({ id }) => streets[id as number]);
	const exact = best(search(words, "AND", EXACT), words);
	if (exact.length > 0) {
		const near = exact.length < limit ? search(words, "AND", NEAR) : [];
		return { streets: unique([...exact, ...near]).slice(0, limit), guessed: false };
	}
	const telling = words.filter((word) => !isKindOfStreet(word));
	const loose = search(words, "AND", LOOSE);
	const any = loose.length > 0 || telling.length === 0 ? loose : search(telling, "OR", LOOSE);
	return { streets: unique(any).slice(0, limit), guessed: true };
}

/** Each word as written or as it sounds; as written counts more. */
function treeOf(words: readonly string[], combineWith: "AND" | "OR"): Query {
	const queries = words.map((word) => ({
		combineWith: "OR" as const,
		queries: [...new Set([word, soundOf(word)])],
		tokenize: (text: string) => [text],
	}));
	return { combineWith, queries };
}

/** The street of that very name, then those that begin so, then the rest by score. */
function best(found: readonly (Street | undefined)[], words: readonly string[]): Street[] {
	const typed = words.map(soundOf).join("");
	const rank = (street: Street) => {
		const name = plainWords(street.name).map(soundOf).join("");
		if (name === typed) return 0;
		return name.startsWith(typed) ? 1 : 2;
	};
	const ranked = unique(found).map((street, score) => ({ street, score, rank: rank(street) }));
	return ranked.sort((one, other) => one.rank - other.rank || one.score - other.score).map(({ street }) => street);
}

function unique(found: readonly (Street | undefined)[]): Street[] {
	return [...new Set(found.filter((street) => street !== undefined))];
}
