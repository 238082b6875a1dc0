import type { RemindTime } from "../../data/model/reminder.ts";
import type { ServiceId } from "../../data/model/service.ts";
import type { PlaceId } from "../../data/model/street.ts";
import { makeTime } from "../../data/model/time.ts";
import type { TownId } from "../../data/model/town.ts";

/** How the address of a shared set-up begins, behind the path. */
export const SHARED = "#einrichten=";

/** What may be handed on of a set-up: nothing in it says who lives there, and no house number. */
export interface SharedSetup {
	readonly town: TownId;
	readonly place: PlaceId;
	readonly services: readonly ServiceId[];
	readonly remind: readonly RemindTime[];
}

/** `…/#einrichten=musterstadt/uk9bsn/rest-2w,bio/eve-19:00`: behind the `#`, so that no server sees it. */
export function setupAddress(origin: string, { town, place, services, remind }: SharedSetup): string {
	const times = remind.map(({ when, time }) => `${when}-${makeTime(time)}`);
	const parts = [town, place, services.join(","), ...(times.length > 0 ? [times.join(",")] : [])];
	return `${origin}/${SHARED}${parts.join("/")}`;
}
