import type { Day } from "../model/day.ts";

declare const known: unique symbol;

/**
 * Which round of a service: by the name that files give it, by its days alone, or as one that stays from the last
 * dataset. No text: it is made and read here only, so that nothing of how it is written reaches people.
 */
export interface RoundKey {
	readonly [known]: true;
}

/** The sign of a key that is no name, and of a name that begins with one of these signs. */
const [DAYS, CARRIED, NAME] = ["=", "~", "'"] as const;
const SIGN = /^[=~']/u;

/** The name of the only round of a service that has no districts. */
export const WHOLE_TOWN = "";

/** By a name of the files. */
export function roundNamed(name: string): RoundKey {
	return keyOf(SIGN.test(name) ? NAME + name : name);
}

/** Of days that stand in the row of a street: whoever has the same days has the same round. */
export function roundOfDays(days: Iterable<Day>): RoundKey {
	return keyOf(DAYS + [...days].sort().join(" "));
}

/** The so manieth that stays from the last dataset. */
export function roundCarried(nth: number): RoundKey {
	return keyOf(CARRIED + nth);
}

/** By which files know it; `undefined`: by none. */
export function nameOfRound(key: RoundKey): string | undefined {
	const text = textOfRound(key);
	if (text.startsWith(DAYS) || text.startsWith(CARRIED)) return undefined;
	return text.startsWith(NAME) ? text.slice(NAME.length) : text;
}

/** To put in order, and as a part of further keys. */
export function textOfRound(key: RoundKey): string {
	return key as unknown as string;
}

function keyOf(text: string): RoundKey {
	return text as unknown as RoundKey;
}
