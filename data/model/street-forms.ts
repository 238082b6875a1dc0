import type { Street } from "./street.ts";
import { formsOf, joinedSound, plainWords, soundOf } from "./street-folding.ts";

/** A street with everything under which it can be found. */
interface Entry {
	readonly forms: readonly string[];
	readonly plain: string;
	readonly sound: string;
	/** What counts as short among streets that fit equally well. */
	readonly length: number;
	readonly whole: number;
}

interface Form {
	readonly form: string;
	readonly at: number;
}

/** So many letters tell the boxes apart. */
const KEY = 2;
/** Where so many fit, the rest need not be looked at. */
const CROWD = 1000;
/** No name is as long as that. */
const LONG = 1000;

/** Streets by the beginnings of their words, in boxes: a key looks into one box, not at every street. */
export class StreetForms {
	readonly #entries: Entry[] = [];
	readonly #boxes = new Map<string, Form[]>();
	readonly #initials = new Map<string, number[]>();

	add(street: Street): void {
		const forms = [
			...new Set([...formsOf(street.name), ...formsOf(`${street.locality ?? ""} ${street.postcode ?? ""}`)]),
		];
		const words = plainWords(street.name);
		const [plain, sound] = [words.join(""), joinedSound(words)];
		// By the first word, then by all: "Neue Straße" stands before "Neuer Weg".
		const length = (words[0]?.length ?? 0) * LONG + plain.length;
		const at = this.#entries.push({ forms, plain, sound, length, whole: plain.length }) - 1;
		listIn(this.#initials, sound.charAt(0)).push(at);
		for (const form of forms) listIn(this.#boxes, form.slice(0, KEY)).push({ form, at });
	}

	soundAt(at: number): string {
		return this.#entries[at]?.sound ?? "";
	}

	/** Positions of the names that begin with the sound of a letter. */
	soundingFrom(letter: string): readonly number[] {
		return this.#initials.get(soundOf(letter)) ?? [];
	}

	get size(): number {
		return this.#entries.length;
	}

	/** Positions of the streets that have all words, as written or as they sound; best first. */
	find(words: readonly string[], limit: number): number[] {
		const [leading, ...others] = [...words].sort((one, other) => this.#crowd(one) - this.#crowd(other));
		if (leading === undefined) return [];
		const most = others.length === 0 ? CROWD : Number.POSITIVE_INFINITY;
		const fitting = [...this.#beginning(leading, most)].filter((at) => this.hasAll(at, others));
		return this.#bestOf(fitting, words, limit);
	}

	/** True when the street at a position has each of the words. */
	hasAll(at: number, words: readonly string[]): boolean {
		const forms = this.#entries[at]?.forms ?? [];
		return words.every((word) => {
			const sound = soundOf(word);
			return forms.some((form) => form.startsWith(word) || form.startsWith(sound));
		});
	}

	/** At most so many, but every name that begins so. */
	#beginning(word: string, most: number): Iterable<number> {
		// One letter is half a town: only names that begin with it are worth showing.
		if (word.length < KEY) return this.soundingFrom(word);
		const sound = soundOf(word);
		const found = new Set(this.soundingFrom(sound.charAt(0)).filter((at) => this.soundAt(at).startsWith(sound)));
		for (const start of new Set([word, sound]))
			for (const { form, at } of this.#boxes.get(start.slice(0, KEY)) ?? []) {
				if (form.startsWith(start)) found.add(at);
				if (found.size >= most) return found;
			}
		return found;
	}

	/** How many streets may have a word; one letter says least. */
	#crowd(word: string): number {
		return word.length < KEY ? Number.MAX_SAFE_INTEGER : (this.#boxes.get(word.slice(0, KEY))?.length ?? 0);
	}

	/** The street of that very name, then those written so, then those that sound so, then the rest; short names first. */
	#bestOf(found: readonly number[], words: readonly string[], limit: number): number[] {
		const [plain, sound] = [words.join(""), joinedSound(words)];
		const ranks: number[][] = [[], [], [], []];
		for (const at of found) ranks[this.#rank(at, plain, sound)]?.push(at);
		const best: number[] = [];
		for (const [nth, rank] of ranks.entries()) {
			const lengthOf = (at: number) => this.#entries[at]?.[nth < 3 ? "length" : "whole"] ?? 0;
			if (best.length < limit) best.push(...shortest(rank, lengthOf, limit - best.length));
		}
		return best;
	}

	#rank(at: number, plain: string, sound: string): number {
		const entry = this.#entries[at];
		if (entry?.sound === sound) return 0;
		if (entry?.plain.startsWith(plain)) return 1;
		return entry?.sound.startsWith(sound) ? 2 : 3;
	}
}

/** The `limit` shortest, in the order of the list where they are equally long: no sorting of thousands. */
function shortest(list: readonly number[], lengthOf: (at: number) => number, limit: number): number[] {
	const byLength = new Map<number, number[]>();
	for (const at of list) {
		const same = listIn(byLength, lengthOf(at));
		if (same.length < limit) same.push(at);
	}
	const lengths = [...byLength.keys()].sort((one, other) => one - other);
	return lengths.flatMap((length) => byLength.get(length) ?? []).slice(0, limit);
}

function listIn<K, T>(lists: Map<K, T[]>, key: K): T[] {
	const known = lists.get(key);
	if (known) return known;
	const fresh: T[] = [];
	lists.set(key, fresh);
	return fresh;
}
