import type { Dataset } from "../../data/model/dataset.ts";
import { type Day, daysBetween } from "../../data/model/day.ts";

/** Days before the end of a town's schedule from which its host hears of it: a new one takes weeks to get. */
const KNOWN_BEFORE = 30;

/** A warning, not a fault: everything works, and soon there will be nothing to tell. */
export interface PlanEnd {
	readonly code: "plan_ends" | "plan_ended";
	/** The last day that the schedule covers. */
	readonly last: Day;
	/** Days until then; negative when it is over. */
	readonly days: number;
}

/** `undefined` while the schedule reaches far enough. `today` is the town's. */
export function planEndOf({ coverage: { to: last } }: Dataset, today: Day): PlanEnd | undefined {
	const days = daysBetween(today, last);
	if (days > KNOWN_BEFORE) return undefined;
	return { code: days < 0 ? "plan_ended" : "plan_ends", last, days };
}
