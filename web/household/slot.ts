import type { When } from "../../data/model/reminder.ts";

/** One reminder time as the contract writes it: `{ when: "eve", time: "19:00" }`. */
export interface Slot {
	readonly when: When;
	readonly time: string;
}
