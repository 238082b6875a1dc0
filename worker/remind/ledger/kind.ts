import type { When } from "../../../data/model/reminder.ts";
import type { Minutes } from "../../../data/model/time.ts";

/** How the ledger names the reminder of a slot. */
export function kindOf({ when, time }: { readonly when: When; readonly time: number }): string {
	return `${when} ${time}`;
}

/** The slot behind such a name; `undefined` for everything that is no reminder of a slot. */
export function slotNamed(kind: string): { readonly when: When; readonly time: Minutes } | undefined {
	const [, when, time] = /^(eve|morning) (\d+)$/u.exec(kind) ?? [];
	return when === undefined ? undefined : { when: when as When, time: Number(time) as Minutes };
}
