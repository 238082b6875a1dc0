import { makeHouseNumber, type NumberRange, type NumberSet, type Side } from "../../model/number.ts";

/**
 * House numbers in the words that `parseNumberWording` reads: `beidseitig 2-14, gerade 16-28,
 * ungerade ab 31, ohne 33`. Reading it back gives the same set, in the order of the words.
 */
export function makeNumberWording({ ranges, only, not }: NumberSet): string {
	const sides = (["both", "even", "odd"] as const).flatMap((side) => sideWords(ranges, side));
	const parts = [...only.map(makeHouseNumber), ...sides];
	const without = not.length === 0 ? [] : [`ohne ${not.map(makeHouseNumber).join(", ")}`];
	return [...parts, ...without].join(", ");
}

const WORDS: Readonly<Record<Side, string>> = { both: "beidseitig", even: "gerade", odd: "ungerade" };

function sideWords(ranges: readonly NumberRange[], side: Side): string[] {
	const parts = ranges.filter((range) => range.side === side).map(rangeWords);
	return parts.length === 0 ? [] : [`${WORDS[side]} ${parts.join(", ")}`];
}

function rangeWords({ from, to }: NumberRange): string {
	return to ? `${makeHouseNumber(from)}-${makeHouseNumber(to)}` : `ab ${makeHouseNumber(from)}`;
}
