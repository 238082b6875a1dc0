import MiniSearch, { type Query, type SearchOptions } from "minisearch";
import type { Street } from "./street.ts";
import { beginningDistance, formsOf, isTelling, joinedSound, plainWords, soundOf } from "./street-words.ts";

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
	const shelf = new Shelf(streets);
	const match = (query: string, limit: number): StreetMatch => {
		const whole = shelf.match(plainWords(query), limit);
		const { street, number } = splitAddress(query);
		return number === undefined || !whole.guessed ? whole : shelf.match(plainWords(street), limit);
	};
	return { match, find: (query, limit) => match(query, limit).streets };
}

/** The streets and the engine that finds their positions. */
class Shelf {
	readonly #streets: readonly Street[];
	readonly #sounds: readonly string[];
	readonly #engine = new MiniSearch<Entry>({
		fields: ["name", "where"],
		tokenize: formsOf,
		processTerm: (term) => term,
	});

	constructor(streets: readonly Street[]) {
		this.#streets = streets;
		this.#sounds = streets.map(({ name }) => joinedSound(plainWords(name)));
		this.#engine.addAll(
			streets.map(({ name, locality = "", postcode = "" }, id) => ({ id, name, where: `${locality} ${postcode}` })),
		);
	}

	match(words: readonly string[], limit: number): StreetMatch {
		const fitting = this.#inOrder(this.#search(words, "AND", EXACT), words);
		if (fitting.length === 0) return { streets: this.#at(this.#similar(words), limit), guessed: true };
		const near = fitting.length < limit ? this.#search(words, "AND", NEAR) : [];
		return { streets: this.#at([...fitting, ...near], limit), guessed: false };
	}

	#similar(words: readonly string[]): number[] {
		const [long, telling] = [words.filter((word) => word.length > 3), words.filter(isTelling)];
		for (const query of [words, long]) {
			const found = this.#search(query, "AND", LOOSE);
			if (found.length > 0 && telling.length > 0) return found;
		}
		const some = this.#search(telling, "OR", LOOSE);
		return some.length > 0 ? some : this.#beginningLike(joinedSound(words));
	}

	/** One error up to five letters, two beyond; the first letter is hardly ever wrong. */
	#beginningLike(typed: string): number[] {
		const errors = typed.length > 5 ? 2 : 1;
		if (typed.length < 4) return [];
		const near = this.#sounds.flatMap((sound, at) => {
			const begins = sound.startsWith(typed.charAt(0));
			const distance = begins ? beginningDistance(typed, sound.slice(0, typed.length + errors)) : errors + 1;
			return distance <= errors ? [{ at, distance }] : [];
		});
		return near.sort((one, other) => one.distance - other.distance).map(({ at }) => at);
	}

	#search(words: readonly string[], combineWith: "AND" | "OR", options: SearchOptions): number[] {
		return words.length === 0 ? [] : this.#engine.search(treeOf(words, combineWith), options).map(({ id }) => id);
	}

	/** The street of that very name, then those that begin so, then the rest by score. */
	#inOrder(found: readonly number[], words: readonly string[]): number[] {
		const typed = joinedSound(words);
		const rank = (at: number) => {
			const sound = this.#sounds[at] ?? "";
			if (sound === typed) return 0;
			return sound.startsWith(typed) ? 1 : 2;
		};
		return [0, 1, 2].flatMap((wanted) => found.filter((at) => rank(at) === wanted));
	}

	#at(found: readonly number[], limit: number): Street[] {
		return [...new Set(found)].slice(0, limit).flatMap((at) => this.#streets[at] ?? []);
	}
}

/** Each word as written or as it sounds. */
function treeOf(words: readonly string[], combineWith: "AND" | "OR"): Query {
	const queries = words.map((word) => ({
		combineWith: "OR" as const,
		queries: [...new Set([word, soundOf(word)])],
		tokenize: (text: string) => [text],
	}));
	return { combineWith, queries };
}
