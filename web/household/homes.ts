import type { Home, Household, Settled } from "./household.ts";
import { NOBODY } from "./household.ts";

/** Every address of a household; the one that is shown comes first. */
export function homesOf({ kind: _, others = [], ...shown }: Settled): Home[] {
	return [shown, ...others];
}

/** The reverse: the first one is shown. */
export function settledIn([shown, ...others]: readonly Home[]): Household {
	return shown ? { kind: "settled", ...shown, ...(others.length > 0 && { others }) } : NOBODY;
}

export function shownAt(household: Settled, at: number): Household {
	const homes = homesOf(household);
	const wanted = homes.splice(at, 1);
	return settledIn([...wanted, ...homes]);
}

export function without(household: Settled, at: number): Household {
	return settledIn(homesOf(household).filter((_, nth) => nth !== at));
}

/** An empty name gives the address its own back. */
export function renamed(household: Settled, at: number, name: string): Household {
	const given = name.trim().slice(0, 60) || undefined;
	return settledIn(homesOf(household).map((home, nth) => (nth === at ? { ...home, name: given } : home)));
}
