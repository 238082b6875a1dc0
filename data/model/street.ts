import type { Round } from "./collection.ts";
import { type HouseNumber, hasNumber, type NumberSet } from "./number.ts";
import type { Source } from "./source.ts";

export type StreetId = string & { readonly brand: unique symbol };
export type PlaceId = string & { readonly brand: unique symbol };

/** Which part of its street a place is. What no number decides is said in words. */
export type Part =
	| { readonly kind: "whole" }
	| { readonly kind: "numbers"; readonly numbers: NumberSet }
	| { readonly kind: "words"; readonly words: string };

/** One round of one service serves the place; `source` is the line that says so. */
export interface Assignment {
	readonly round: Round;
	readonly source: Source;
	/** Index into the editions of the dataset: when the place got this round. */
	readonly edition: number;
}

/** The part of a street that has one round per service: the smallest thing that has dates. */
export interface Place {
	/** Stays as long as the place can be recognised; the feed's address and UIDs are made of it. */
	readonly id: PlaceId;
	readonly part: Part;
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
	const fitting = number ? street.places.filter(({ part }) => admits(part, number)) : street.places;
	const byNumber = fitting.filter(({ part }) => part.kind === "numbers");
	if (number && byNumber.length === 1) return { decided: byNumber[0], choices: fitting };
	if (fitting.length === 1 && fitting[0]?.part.kind !== "numbers") return { decided: fitting[0], choices: fitting };
	return { decided: undefined, choices: fitting.length === 0 ? street.places : fitting };
}

/** True when a house number is what tells the places of this street apart. */
export function needsNumber(street: Street): boolean {
	return street.places.some(({ part }) => part.kind === "numbers");
}

function admits(part: Part, number: HouseNumber): boolean {
	return part.kind !== "numbers" || hasNumber(part.numbers, number);
}
