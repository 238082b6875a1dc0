import type { Dataset } from "../../data/model/dataset.ts";
import type { Day } from "../../data/model/day.ts";
import type { TownId } from "../../data/model/town.ts";
import type { WallClock } from "../../data/model/zone.ts";
import type { Home } from "../household/household.ts";
import { outlookOf, type Pickup } from "../household/outlook.ts";
import { type Standing, standingOf } from "../household/standing.ts";

/** An address with its dates, as far as they are known. */
export interface KnownHome {
	/** Position as `homesOf` counts. */
	readonly at: number;
	readonly name: string;
	/** Street, number and place; empty where the town has not been fetched. */
	readonly address: string;
	readonly pickups: readonly Pickup[];
	/** The town has divided the street anew: it has to be chosen again. */
	readonly lost: boolean;
}

export interface DayOfAll {
	readonly day: Day;
	readonly homes: readonly { readonly home: KnownHome; readonly pickup: Pickup }[];
}

export function knownHomes(homes: readonly Home[], towns: ReadonlyMap<TownId, Dataset>, now: WallClock): KnownHome[] {
	return homes
		.map((home, at) => knownHome(home, at, towns.get(home.town), now))
		.sort((one, other) => one.name.localeCompare(other.name, "de", { numeric: true }));
}

function knownHome(home: Home, at: number, dataset: Dataset | undefined, now: WallClock): KnownHome {
	const standing = dataset && standingOf({ kind: "settled", ...home }, dataset);
	if (!dataset || standing?.kind !== "found")
		return { at, name: home.name ?? home.town, address: "", pickups: [], lost: dataset !== undefined };
	const address = addressWords(standing, dataset);
	const { pickups } = outlookOf(dataset, standing, now);
	return { at, name: home.name ?? address, address, pickups, lost: false };
}

function addressWords({ street, household }: Standing & { kind: "found" }, { town }: Dataset): string {
	return `${[street.name, household.number].filter(Boolean).join(" ")}, ${street.locality ?? town.name}`;
}

/** All addresses in one agenda, by day. */
export function daysOfAll(homes: readonly KnownHome[]): DayOfAll[] {
	const days = new Map<Day, { home: KnownHome; pickup: Pickup }[]>();
	for (const home of homes)
		for (const pickup of home.pickups) days.set(pickup.day, [...(days.get(pickup.day) ?? []), { home, pickup }]);
	return [...days].sort(([one], [other]) => (one < other ? -1 : 1)).map(([day, own]) => ({ day, homes: own }));
}
