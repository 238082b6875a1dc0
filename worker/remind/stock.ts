import type { TownId } from "../../data/model/town.ts";
import type { TownState } from "../town/shelf.ts";
import { subjectOf } from "./push/vapid-subject.ts";
import { everySlice, type Reminders } from "./reminders.ts";
import type { SliceState, SliceStub } from "./slice-api.ts";

/** What can be wrong with a slice, the gravest first. */
export type Condition =
	/** Its file was broken at the start, or it cannot be asked. */
	| "broken"
	| "missing"
	/** Its file is older than at a start before. */
	| "rewound"
	/** Its town is not served. */
	| "town_away"
	/** Its town names no contact, or there are no keys. */
	| "off"
	/** It has households, and nothing will wake it. */
	| "unarmed"
	/** It should have woken up and did not. */
	| "asleep"
	/** Reminders wait that should be out by now. */
	| "late"
	| "ok";

export interface SliceHealth {
	readonly town: string;
	readonly slice: number;
	readonly state: Condition;
	/** For the host alone. */
	readonly counts?: SliceState;
}

export type AskSlice = (stub: SliceStub) => Promise<SliceState>;

/** Where these are, nobody of the slice is reminded. */
export function isGrave({ state }: SliceHealth): boolean {
	return state !== "ok" && state !== "late";
}

/** How every slice is that there is, or was by the launcher's record. One that is out of order hides no other. */
export async function takeStock(
	reminders: Reminders,
	towns: ReadonlyMap<TownId, TownState>,
	ask: AskSlice,
): Promise<SliceHealth[]> {
	const states: ReadonlyMap<string, TownState> = towns;
	const all = await everySlice(reminders, [...towns.keys()], async (stub, town, slice): Promise<SliceHealth> => {
		const doubt = await doubtOf(reminders, town, slice);
		if (doubt?.isGone) return { town, slice, state: doubt.state };
		const counts = await ask(stub).catch(() => undefined);
		if (!counts) return { town, slice, state: "broken" };
		return { town, slice, state: doubt?.state ?? conditionOf(reminders, states.get(town), counts), counts };
	});
	// Of a town that is gone, and whose households are, there is nothing to tell.
	return all.filter(({ town, state }) => state !== "ok" || states.has(town));
}

/** Asked, a slice whose file is gone would make a new one. */
async function doubtOf(
	{ known, isKept }: Reminders,
	town: string,
	slice: number,
): Promise<{ readonly state: Condition; readonly isGone: boolean } | undefined> {
	const its = known.find((each) => each.town === town && each.slice === slice);
	if (!its) return undefined;
	const isGone = !(await isKept(town, slice));
	if (isGone) return { state: its.doubt ?? "missing", isGone };
	return its.doubt && { state: its.doubt, isGone };
}

function conditionOf(
	{ keys }: Reminders,
	state: TownState | undefined,
	{ subscriptions, pulse }: SliceState,
): Condition {
	if (subscriptions === 0) return "ok";
	if (state?.kind !== "ready") return "town_away";
	if (keys.size === 0 || subjectOf(state.reading.dataset.town.contact) === undefined) return "off";
	return pulse === "armed" ? "ok" : pulse;
}
