import { reminders } from "./reminders.ts";

/** What was done for a notification whose button led here, because its platform has none of its own. */
export type PressOutcome = "done" | "later" | "too-late" | undefined;

/** Carries out `?do=done|later&place&day`, and takes it out of the address: a reload must not do it again. */
export async function carryOutAsked(query: string): Promise<PressOutcome> {
	const asked = new URLSearchParams(query);
	const [action, place, day] = [asked.get("do"), asked.get("place"), asked.get("day")];
	if ((action !== "done" && action !== "later") || !place || !/^\d{4}-\d\d-\d\d$/u.test(day ?? "")) return undefined;
	const town = location.pathname.split("/")[1] ?? "";
	history.replaceState(history.state, "", location.pathname + location.hash);
	// Nothing would come: it is better not to promise it.
	if (action === "later" && !(await reminders.isSubscribed(town))) return undefined;
	const isGranted = await reminders.carryOut({ action, town, place, day: day ?? "" });
	return isGranted ? action : "too-late";
}
