import { makeNumberWords } from "./number-words.ts";
import type { Place, Street } from "./street.ts";

/** Tells the places of a street apart and names the street, so that it can stand alone. */
export function placeLabel({ name }: Street, { part }: Pick<Place, "part">): string {
	switch (part.kind) {
		case "whole":
			return name;
		case "numbers":
			return `${name}, ${makeNumberWords(part.numbers)}`;
		case "words":
			return `${name}, ${part.words}`;
	}
}
