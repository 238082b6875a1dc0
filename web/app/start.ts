import { type Dataset, findPlace } from "../../data/model/dataset.ts";
import { parseTownId, type TownId } from "../../data/model/town.ts";
import { isApplePhone, isInstalled } from "../browser/platform.ts";
import type { Choosing, Household, Settled } from "../household/household.ts";
import { successorOf } from "../household/standing.ts";
import type { TownEntry } from "../town/town-source.ts";

/** A reload stays at its question; a new visit goes to the dates, though an address was being changed. */
export function atStart(inHistory: Household, remembered: Household): Household {
	if (inHistory.kind === "choosing") return inHistory;
	return remembered.kind === "choosing" && remembered.before ? remembered.before : remembered;
}

/** Another town: for who has an address already one more, which stands beside it. */
export function moving(household: Household, town: TownId): Choosing {
	const before = household.kind === "none" ? undefined : household.kind === "settled" ? household : household.before;
	return { kind: "choosing", town, before, ...(before && { adding: true }) };
}

export function townOf(household: Household): TownId | undefined {
	return household.kind === "none" ? undefined : household.town;
}

function townInPath(path: string): TownId | undefined {
	return parseTownId(withoutFrame(path).split("/")[1] ?? "");
}

/** `/embed/{town}` is the page of a town in a frame of its own site. */
const FRAME = /^\/embed(?=\/)/;

/** As people write it: the town in capitals, a slash at the end. */
function withoutFrame(path: string): string {
	return path.replace(FRAME, "").toLowerCase();
}

/** The address of a town from where the page is: who is in a frame stays in it. */
export function addressOf(town: TownId | undefined, path: string): string {
	return `${FRAME.exec(path) ?? ""}/${town ?? ""}`;
}

/** Only the start and towns have addresses; what is behind a `#` is no part of the path. */
export function isStray(path: string): boolean {
	const [first = "", ...rest] = withoutFrame(path).split("/").slice(1);
	if (rest.some((each) => each !== "")) return true;
	return first !== "" && first !== "index.html" && parseTownId(first) === undefined;
}

function onlyOne<T>(list: readonly T[]): T | undefined {
	return list.length === 1 ? list[0] : undefined;
}

/** Another address, or other bins at the same one. */
export function changing(before: Settled, keepPlace: boolean): Choosing {
	const { town, street, number, place } = before;
	return { kind: "choosing", town, before, ...(keepPlace && { street, number, place }) };
}

/** One more address beside those that are known. */
export function adding(before: Settled): Choosing {
	return { kind: "choosing", town: before.town, before, adding: true };
}

/** A shared set-up names its place; the street is looked up where the dataset is. */
export function withStreet(choosing: Choosing, dataset: Dataset): Choosing {
	if (choosing.street !== undefined || choosing.place === undefined) return choosing;
	const { place, number } = choosing;
	const found = findPlace(dataset, place) ?? successorOf({ place, number }, dataset);
	return { ...choosing, street: found?.street.id, place: found?.place.id };
}

type Setups = Pick<typeof import("../setup/offered-setup.ts"), "offered" | "setupIn">;

/** How a page begins: what the address says comes first, then what is remembered. `setups` where something was shared. */
export function beginning(remembered: Household, towns: readonly TownEntry[], setups: Setups | undefined) {
	// Where an iPhone's installed app begins each time: the set-up is of use once.
	const isBegun = remembered.kind === "settled" && isApplePhone() && isInstalled();
	const setup = isBegun ? undefined : setups?.setupIn(location.hash);
	const isStale = setups !== undefined && setup === undefined && !isBegun;
	const household = setups && setup ? setups.offered(setup, remembered) : remembered;
	const town = setup?.town ?? townInPath(location.pathname) ?? townOf(household) ?? onlyOne(towns)?.id;
	// Who has followed a link that leads nowhere wanted something else than the own dates.
	const isThere = town === undefined || (townOf(household) === town && !isStale);
	return { household: isThere ? household : moving(household, town), lost: isStale ? ("link" as const) : undefined };
}
