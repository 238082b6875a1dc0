import { makeHouseNumber, type NumberRange, type NumberSet, type Side } from "../../model/number.ts";

/**
 * House numbers in the words that `parseNumberWording` reads: `beidseitig 2-14, gerade 16-28,
 * ungerade ab 31, ohne 33`. Reading it back gives the same set, in the order of the words.
 */
export function makeNumberWording({ ranges, only, not }: NumberSet): string {
	const sides = (["both", "even", "odd"] as const).flatMap((side) => ranges.filter((range) => range.side === side));
	const without = not.map((number) => `ohne ${makeHouseNumber(number)}`);
	return [...only.map(makeHouseNumber), ...sides.map(rangeWords), ...without].join(", ");
}

const WORDS: Readonly<Record<Side, string>> = { both: "beidseitig", even: "gerade", odd: "ungerade" };

/** Each with its side, so that none is taken for that of its neighbour. */
function rangeWords({ side, from, to }: NumberRange): string {
	const numbers = to ? `${makeHouseNumber(from)}-${makeHouseNumber(to)}` : `ab ${makeHouseNumber(from)}`;
	return `${WORDS[side]} ${numbers}`;
}
