import type { Round } from "./collection.ts";
import { type HouseNumber, hasHouse, hasNumber, type NumberSet } from "./number.ts";
import type { Source } from "./source.ts";

export type StreetId = string & { readonly brand: unique symbol };
export type PlaceId = string & { readonly brand: unique symbol };

/** Which part of its street a place is. What no number decides is said in words. */
export type Part =
	| { readonly kind: "whole" }
	| { readonly kind: "numbers"; readonly numbers: NumberSet }
	| { readonly kind: "words"; readonly words: string };

/** One round of one service serves the place. */
export interface Assignment {
	readonly round: Round;
	/** The lines that say so: one, or one for each of the place's `rows`. */
	readonly sources: readonly Source[];
	/** Index into the editions of the dataset: when the place got this round. */
	readonly edition: number;
}

/** The part of a street that has one round per service: the smallest thing that has dates. */
export interface Place {
	/** Stays as long as the place can be recognised; the feed's address and UIDs are made of it. */
	readonly id: PlaceId;
	readonly part: Part;
	/**
	 * The number sets of the town's rows, where several rows with the same rounds
	 * became this one place. Only for telling which line says so; empty for one row.
	 */
	readonly rows: readonly NumberSet[];
	readonly assignments: readonly Assignment[];
}

export interface Street {
	readonly id: StreetId;
	readonly name: string;
	readonly postcode?: string | undefined;
	readonly locality?: string | undefined;
	readonly places: readonly Place[];
}

/** What a number says about a street: one place, or a choice that is left. */
export interface Resolution {
	readonly decided: Place | undefined;
	/** What is left to choose from when it is not decided. */
	readonly choices: readonly Place[];
}

export function resolve(street: Street, number: HouseNumber | undefined): Resolution {
	const fitting = number ? fittingOn(street, number) : street.places;
	const byNumber = fitting.filter(({ part }) => part.kind === "numbers");
	if (number && byNumber.length === 1) return { decided: byNumber[0], choices: fitting };
	if (fitting.length === 1 && fitting[0]?.part.kind !== "numbers") return { decided: fitting[0], choices: fitting };
	return { decided: undefined, choices: fitting.length === 0 ? street.places : fitting };
}

/** By the number as it stands; what nobody lists with its entrance counts as its house. */
function fittingOn({ places }: Street, number: HouseNumber): readonly Place[] {
	const numbered = places.some(({ part }) => part.kind === "numbers" && hasNumber(part.numbers, number));
	const has = numbered ? hasNumber : hasHouse;
	return places.filter(({ part }) => part.kind !== "numbers" || has(part.numbers, number));
}

/** The line that gives a place its round, for this number where several lines do. */
export function assigningLine(place: Place, { sources }: Assignment, number: HouseNumber | undefined): Source {
	const rowThat = (has: typeof hasNumber) => (number ? place.rows.findIndex((numbers) => has(numbers, number)) : 0);
	const line = sources[rowThat(hasNumber)] ?? sources[rowThat(hasHouse)] ?? sources[0];
	if (!line) throw new Error(`place ${place.id} has a round that no line assigns`);
	return line;
}

/** True when a house number is what tells the places of this street apart. */
export function needsNumber(street: Street): boolean {
	return street.places.some(({ part }) => part.kind === "numbers");
}
