import type { RemindTime } from "../../data/model/reminder.ts";
import { parseServiceId } from "../../data/model/service.ts";
import type { PlaceId } from "../../data/model/street.ts";
import { makeTime, parseTime } from "../../data/model/time.ts";
import { parseTownId } from "../../data/model/town.ts";
import { SHARED, type SharedSetup } from "../addresses/shared-setup.ts";
import { homesOf, shownAt } from "../household/homes.ts";
import type { Choosing, Household } from "../household/household.ts";

const MOST = 60;

export function setupIn(hash: string): SharedSetup | undefined {
	if (!hash.startsWith(SHARED)) return undefined;
	const [town = "", place = "", services = "", times = ""] = hash.slice(SHARED.length).split("/");
	const id = parseTownId(town);
	if (!id || !/^[a-z0-9-]{1,60}$/.test(place)) return undefined;
	const known = services
		.split(",")
		.slice(0, MOST)
		.flatMap((each) => parseServiceId(each) ?? []);
	return {
		town: id,
		place: place as PlaceId,
		services: known,
		remind: times.split(",").flatMap((each) => timeIn(each) ?? []),
	};
}

function timeIn(text: string): RemindTime | undefined {
	const match = /^(eve|morning)-(\d\d:\d\d)$/.exec(text);
	const time = parseTime(match?.[2] ?? "");
	return time === undefined ? undefined : { when: match?.[1] === "morning" ? "morning" : "eve", time };
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
