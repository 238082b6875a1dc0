import * as v from "valibot";
import type { ServiceId } from "../../data/model/service.ts";
import type { PlaceId, StreetId } from "../../data/model/street.ts";
import type { TownId } from "../../data/model/town.ts";
import type { Slot } from "./slot.ts";

/** What the page knows about who looks at it. Kept on the device only. */
export type Household = None | Choosing | Settled;

export interface None {
	readonly kind: "none";
}

/** On the way through the questions; each answer is one entry of the browser's history. */
export interface Choosing {
	readonly kind: "choosing";
	readonly town: TownId;
	readonly street?: StreetId | undefined;
	/** As typed. It decides the place here, on the device, and goes nowhere else. */
	readonly number?: string | undefined;
	readonly place?: PlaceId | undefined;
	/** Given once the bins are chosen and only the question for reminders is left. */
	readonly services?: readonly ServiceId[] | undefined;
	/** What was chosen before, when an address is being changed or one more is added. */
	readonly before?: Settled | undefined;
	/** One more address: `before` stays beside it. */
	readonly adding?: boolean | undefined;
	/** The bins of a set-up that somebody has shared. */
	readonly shared?: readonly ServiceId[] | undefined;
	/** Its reminder times: proposed, never switched on by themselves. */
	readonly remind?: readonly Slot[] | undefined;
	/** What stands in the question that is asked now; the tab remembers it. */
	readonly draft?: Draft | undefined;
}

export interface Draft {
	readonly typed?: string | undefined;
	readonly ticked?: readonly ServiceId[] | undefined;
}

/** One address: one's own, the parents', one of thirty houses. */
export interface Home {
	/** The device's own random name of the address: several may lie in one place. Given once it is settled. */
	readonly id?: string | undefined;
	readonly town: TownId;
	readonly street: StreetId;
	/** For the headline and for finding the place again when the street is divided anew. */
	readonly number?: string | undefined;
	readonly place: PlaceId;
	readonly services: readonly ServiceId[];
	/** What came there when it was chosen, or when the household was last asked about something new. */
	readonly offered?: readonly ServiceId[] | undefined;
	/** Reminder times that somebody has shared; proposed as long as reminders are off here. */
	readonly remind?: readonly Slot[] | undefined;
	/** What the household calls it; never leaves the device. */
	readonly name?: string | undefined;
}

export interface Settled extends Home {
	readonly kind: "settled";
	/** Further addresses. Absent in what was stored when there could be one only. */
	readonly others?: readonly Home[] | undefined;
}

export const NOBODY: None = { kind: "none" };

const name = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200));
const times = v.array(
	v.object({ when: v.picklist(["eve", "morning"]), time: v.pipe(v.string(), v.regex(/^\d\d:\d\d$/)) }),
);
const home = {
	id: v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,22}$/))),
	town: name,
	street: name,
	number: v.optional(name),
	place: name,
	services: v.array(name),
	offered: v.optional(v.array(name)),
	remind: v.optional(times),
	name: v.optional(name),
};
const settled = v.object({ kind: v.literal("settled"), ...home, others: v.optional(v.array(v.object(home))) });
const choosing = v.object({
	kind: v.literal("choosing"),
	town: name,
	street: v.optional(name),
	number: v.optional(name),
	place: v.optional(name),
	services: v.optional(v.array(name)),
	before: v.optional(settled),
	adding: v.optional(v.boolean()),
	shared: v.optional(v.array(name)),
	remind: v.optional(times),
	draft: v.optional(v.object({ typed: v.optional(v.string()), ticked: v.optional(v.array(name)) })),
});
const shape = v.variant("kind", [v.object({ kind: v.literal("none") }), choosing, settled]);

/** What came out of the device's memory or the browser's history; anything else is nobody. */
export function parseHousehold(stored: unknown): Household {
	const read = v.safeParse(shape, stored);
	return read.success ? (read.output as Household) : NOBODY;
}

/** The plain value that is stored; the reverse of `parseHousehold`. */
export function makeHousehold(household: Household): unknown {
	return JSON.parse(JSON.stringify(household));
}
