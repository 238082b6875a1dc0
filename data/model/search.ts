import MiniSearch, { type Query, type SearchOptions } from "minisearch";
import type { Street } from "./street.ts";
import { beginningDistance, formsOf, isTelling, joinedSound, plainWords, soundOf } from "./street-folding.ts";
import { StreetForms } from "./street-forms.ts";

export interface StreetMatch {
	/** Best match first. */
	readonly streets: Street[];
	/** True when nothing is written like this and the streets are only similar: ask "did you mean?". */
	readonly guessed: boolean;
	/** True when the last number may be the name's or the house's: "Quergasse 2" where there is a 2. Quergasse too. */
	readonly isOpen?: boolean;
}

export interface StreetIndex {
	/** Streets that fit what was typed so far, best match first. */
	find(query: string, limit: number): Street[];
	match(query: string, limit: number): StreetMatch;
}

/** An index that is filled in slices, so that a large town does not stop a slow phone. */
export interface GrowingIndex extends StreetIndex {
	/** Takes in so many more streets; false when all are in. */
	grow(count: number): boolean;
}

interface Entry {
	readonly id: number;
	readonly name: string;
	readonly where: string;
}

const PLAIN: SearchOptions = { prefix: true, boost: { name: 3 } };
/** One letter off: what is added below streets that fit. */
const NEAR: SearchOptions = { ...PLAIN, fuzzy: (word) => (word.length > 4 ? 1 : false) };
/** What is left when nothing fits. */
const LOOSE: SearchOptions = { ...PLAIN, fuzzy: (word) => (word.length > 3 ? 0.2 : false) };

const TRAILING_NUMBER =
	/^(.*?\p{L}.*?)[\s,]+(?:(?:haus)?(?:nummer|nr\.?)\s*|№\s*)?(\p{Nd}{1,4}(?:\s*[a-z]|\s*[¼-⅞/–-].*|\s\d\/\d)?)\s*$/iu;

/** What people type into one field: "Hauptstr. 12a" is a street and a number. */
export function splitAddress(typed: string): { readonly street: string; readonly number: string | undefined } {
	const match = TRAILING_NUMBER.exec(typed);
	return { street: match?.[1] ?? typed, number: match?.[2] };
}

/**
 * The house number that was typed behind a street's name. The name's own number is never taken for it:
 * in "Q 7" nothing is left of "Q 7", and 12 of "Q 7 12".
 */
export function houseTyped(typed: string, { name, postcode, locality }: Street): string | undefined {
	const { street, number } = splitAddress(typed);
	const numbersIn = (text = ""): readonly string[] => text.match(/\d+/g) ?? [];
	const left = numbersIn(street);
	const isWhole = numbersIn(name).every((own) => left.includes(own));
	const isPlace = number !== undefined && numbersIn(`${postcode} ${locality}`).includes(number);
	return isWhole && !isPlace ? number : undefined;
}

export function makeStreetIndex(streets: readonly Street[]): StreetIndex {
	const index = growStreetIndex(streets);
	index.grow(streets.length);
	return index;
}

/** Empty at first; what has been taken in can be found at once. */
export function growStreetIndex(streets: readonly Street[]): GrowingIndex {
	const shelf = new Shelf(streets);
	const match = (query: string, limit: number): StreetMatch => {
		const whole = shelf.match(plainWords(query), limit);
		const { street, number } = splitAddress(query);
		const named = number === undefined || shelf.match(plainWords(street), limit);
		if (named === true) return whole;
		if (whole.guessed || named.guessed) return whole.guessed ? named : whole;
		const isNamed = isCalled(named.streets[0], street) && !isCalled(whole.streets[0], query);
		const [first, then] = isNamed ? [named, whole] : [whole, named];
		const streets = [...new Set([...first.streets, ...then.streets])].slice(0, limit);
		return { streets, guessed: false, isOpen: isNamed && whole.streets.some((each) => !houseTyped(query, each)) };
	};
	return { match, find: (query, limit) => match(query, limit).streets, grow: (count) => shelf.grow(count) };
}

function isCalled(street: Street | undefined, name: string): boolean {
	return joinedSound(plainWords(street?.name ?? "")) === joinedSound(plainWords(name));
}

/** The streets, their beginnings, and the engine that forgives typing errors. */
class Shelf {
	readonly #streets: readonly Street[];
	readonly #forms = new StreetForms();
	readonly #engine = new MiniSearch<Entry>({
		fields: ["name", "where"],
		tokenize: formsOf,
		processTerm: (term) => term,
	});

	constructor(streets: readonly Street[]) {
		this.#streets = streets;
	}

	grow(count: number): boolean {
		const from = this.#forms.size;
		for (const [nth, street] of this.#streets.slice(from, from + count).entries()) {
			const { name, locality = "", postcode = "" } = street;
			this.#forms.add(street);
			this.#engine.add({ id: from + nth, name, where: `${locality} ${postcode}` });
		}
		return this.#forms.size < this.#streets.length;
	}

	match(words: readonly string[], limit: number): StreetMatch {
		const fitting = this.#forms.find(words, limit);
		if (fitting.length === 0) return { streets: this.#at(this.#similar(words), limit), guessed: true };
		const near = fitting.length < limit ? this.#near(words) : [];
		return { streets: this.#at([...fitting, ...near], limit), guessed: false };
	}

	/** The engine is asked for the telling words only: half of a town is a "straße". */
	#near(words: readonly string[]): number[] {
		const [telling, others] = [words.filter(isTelling), words.filter((word) => !isTelling(word))];
		return this.#search(telling, "AND", NEAR).filter((at) => this.#forms.hasAll(at, others));
	}

	#similar(words: readonly string[]): number[] {
		const [long, telling] = [words.filter((word) => word.length > 3), words.filter(isTelling)];
		if (telling.length === 0) return this.#beginningLike(joinedSound(words));
		for (const query of [words, long]) {
			const [told, rest] = [query.filter(isTelling), query.filter((word) => !isTelling(word))];
			const found = this.#search(told, "AND", LOOSE).filter((at) => this.#forms.hasAll(at, rest));
			if (found.length > 0) return found;
		}
		const some = this.#search(telling, "OR", LOOSE);
		return some.length > 0 ? some : this.#beginningLike(joinedSound(words));
	}

	/** One error up to five letters, two beyond; the first letter is hardly ever wrong. */
	#beginningLike(typed: string): number[] {
		const errors = typed.length > 5 ? 2 : 1;
		if (typed.length < 4) return [];
		const near: { readonly at: number; readonly distance: number }[] = [];
		for (const at of this.#forms.soundingFrom(typed.charAt(0))) {
			const sound = this.#forms.soundAt(at);
			const distance = beginningDistance(typed, sound.slice(0, typed.length + errors));
			if (distance <= errors) near.push({ at, distance });
		}
		return near.sort((one, other) => one.distance - other.distance).map(({ at }) => at);
	}

	#search(words: readonly string[], combineWith: "AND" | "OR", options: SearchOptions): number[] {
		return words.length === 0 ? [] : this.#engine.search(treeOf(words, combineWith), options).map(({ id }) => id);
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
