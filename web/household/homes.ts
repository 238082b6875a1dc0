import type { Home, Household, Settled } from "./household.ts";
import { NOBODY } from "./household.ts";

/** Every address of a household; the one that is shown comes first. */
export function homesOf({ kind: _, others = [], ...shown }: Settled): Home[] {
	return [shown, ...others];
}

/** Each address gets a name of its own, once; the names never tell anything. */
export function withIds(household: Settled): Settled {
	const homes = homesOf(household);
	if (homes.every(({ id }) => id !== undefined)) return household;
	const named = settledIn(homes.map((home) => ({ ...home, id: home.id ?? newId() })));
	return named.kind === "settled" ? named : household;
}

/** 72 bits of luck, base64url. */
function newId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(9));
	return btoa(String.fromCharCode(...bytes))
		.replaceAll("+", "-")
		.replaceAll("/", "_");
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

/** What was removed stands where it stood. */
export function withHome(household: Settled, at: number, home: Home): Household {
	return settledIn(homesOf(household).toSpliced(at, 0, home));
}

/** An empty name gives the address its own back. */
export function renamed(household: Settled, at: number, name: string): Household {
	const given = name.trim().slice(0, 60) || undefined;
	return settledIn(homesOf(household).map((home, nth) => (nth === at ? { ...home, name: given } : home)));
}
