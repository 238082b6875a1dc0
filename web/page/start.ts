import { type Dataset, findPlace } from "../../data/model/dataset.ts";
import { makeTime } from "../../data/model/time.ts";
import { parseTownId, type Town, type TownId } from "../../data/model/town.ts";
import type { SharedSetup } from "../addresses/shared-setup.ts";
import { homesOf, shownAt } from "../household/homes.ts";
import type { Choosing, Household, Settled } from "../household/household.ts";

/** A reload stays at its question; a new visit goes to the dates, though an address was being changed. */
export function atStart(inHistory: Household, remembered: Household): Household {
	if (inHistory.kind === "choosing") return inHistory;
	return remembered.kind === "choosing" && remembered.before ? remembered.before : remembered;
}

export function moving(household: Household, town: TownId): Choosing {
	const before = household.kind === "settled" ? household : undefined;
	return { kind: "choosing", town, before };
}

export function townOf(household: Household): TownId | undefined {
	return household.kind === "none" ? undefined : household.town;
}

export function townInPath(path: string): TownId | undefined {
	return parseTownId(path.split("/")[1] ?? "");
}

/** Only the start and towns have addresses; what is behind a `#` is no part of the path. */
export function isStray(path: string): boolean {
	const [first = "", ...rest] = path.split("/").slice(1);
	if (rest.some((each) => each !== "")) return true;
	return first !== "" && first !== "index.html" && parseTownId(first) === undefined;
}

export function onlyOne<T>(list: readonly T[]): T | undefined {
	return list.length === 1 ? list[0] : undefined;
}

/** One more address beside those that are known. */
export function adding(before: Settled): Choosing {
	return { kind: "choosing", town: before.town, before, adding: true };
}

/**
 * A set-up that somebody has shared: only its bins and its times are left to agree to. An
 * address that the household has already gets them; any other one stands beside those it has.
 */
export function offered({ town, place, services, remind }: SharedSetup, household: Household): Choosing {
	const times = remind.map(({ when, time }) => ({ when, time: makeTime(time) }));
	const setup = {
		kind: "choosing",
		town,
		place,
		shared: services,
		...(times.length > 0 && { remind: times }),
	} as const;
	if (household.kind !== "settled") return setup;
	const known = homesOf(household).findIndex((home) => home.town === town && home.place === place);
	if (known < 0) return { ...setup, before: household, adding: true };
	const before = shownAt(household, known);
	return before.kind === "settled" ? { ...setup, before, street: before.street, number: before.number } : setup;
}

/** A shared set-up names its place; the street is looked up where the dataset is. */
export function withStreet(choosing: Choosing, dataset: Dataset): Choosing {
	if (choosing.street !== undefined || choosing.place === undefined) return choosing;
	const found = findPlace(dataset, choosing.place);
	return found ? { ...choosing, street: found.street.id } : { ...choosing, place: undefined };
}

/** Where no reminder can ever come, nobody is asked. An Apple device can once the page is installed. */
export function mayRemind(town: Town | undefined): boolean {
	if (town?.confirmed === false) return false;
	return "PushManager" in window || /iPhone|iPad|Macintosh/.test(navigator.userAgent);
}
