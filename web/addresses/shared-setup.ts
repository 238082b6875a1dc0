import type { RemindTime } from "../../data/model/reminder.ts";
import { parseServiceId, type ServiceId } from "../../data/model/service.ts";
import type { PlaceId } from "../../data/model/street.ts";
import { makeTime, parseTime } from "../../data/model/time.ts";
import { parseTownId, type TownId } from "../../data/model/town.ts";

/** What may be handed on of a set-up: nothing in it says who lives there, and no house number. */
export interface SharedSetup {
	readonly town: TownId;
	readonly place: PlaceId;
	readonly services: readonly ServiceId[];
	readonly remind: readonly RemindTime[];
}

const SIGN = "#einrichten=";
const MOST = 60;

/** `…/#einrichten=musterstadt/uk9bsn/rest-2w,bio/eve-19:00`: behind the `#`, so that no server sees it. */
export function setupAddress(origin: string, { town, place, services, remind }: SharedSetup): string {
	const times = remind.map(({ when, time }) => `${when}-${makeTime(time)}`);
	const parts = [town, place, services.join(","), ...(times.length > 0 ? [times.join(",")] : [])];
	return `${origin}/${SIGN}${parts.join("/")}`;
}

export function setupIn(hash: string): SharedSetup | undefined {
	if (!hash.startsWith(SIGN)) return undefined;
	const [town = "", place = "", services = "", times = ""] = hash.slice(SIGN.length).split("/");
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
