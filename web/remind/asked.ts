import { type Day, parseDay, plusDays } from "../../data/model/day.ts";
import { deviceStore } from "../device/device-store.ts";
import { type Errand, placesOf } from "../device/reminder-state.ts";
import { reminders } from "./reminders.ts";

/** What was done for a notification whose button led here, because its platform has none of its own. */
export type PressOutcome = "done" | "later" | "too-late" | undefined;

export interface AskedFor {
	readonly carried?: PressOutcome;
	/** Said by a link that this device knows nothing of: somebody has to agree. */
	readonly doubtful?: Errand & { readonly day: Day };
}

/** Carries out `?do=done|later&place&day`, and takes it out of the address: a reload must not do it again. */
export async function carryOutAsked(query: string, now: number): Promise<AskedFor> {
	const asked = new URLSearchParams(query);
	const [action, place, day] = [asked.get("do"), asked.get("place"), parseDay(asked.get("day") ?? "")];
	if ((action !== "done" && action !== "later") || !place || !day) return {};
	const town = location.pathname.split("/")[1] ?? "";
	history.replaceState(history.state, "", location.pathname + location.hash);
	const errand = { action, town, place, day } as const;
	// Nothing would come: it is better not to promise it.
	if (action === "later" && !(await reminders.isSubscribed(town))) return {};
	if (action === "done" && !(await wasTold(errand, now))) return { doubtful: errand };
	const isGranted = await reminders.carryOut(errand);
	return { carried: isGranted ? action : "too-late" };
}

/** A link can come from anywhere; only who was reminded of the day by this device has pressed a notification's button. */
async function wasTold({ town, place, day }: Errand & { day: Day }, now: number): Promise<boolean> {
	const promised = (await deviceStore.get(`promised ${town}`)) ?? [];
	const meant = placesOf({ place });
	const isMeant = (each: { place: string }) => meant.includes(each.place);
	if (promised.some((each) => isMeant(each) && each.day === day && Date.parse(each.at) <= now)) return true;
	const isWanted = reminders.wantedIn(town ?? "")?.places.some(isMeant);
	const shown = await deviceStore.get("shown");
	if (!isWanted || shown === undefined) return false;
	const on = new Date(shown).toLocaleDateString("sv");
	return on === day || on === plusDays(day, -1);
}
