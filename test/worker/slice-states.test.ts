import { describe, expect, it } from "vitest";
import type { Instant } from "../../data/model/zone.ts";
import { Alarms } from "../../worker/remind/alarms.ts";
import type { Reminders } from "../../worker/remind/reminders.ts";
import type { Pulse, SliceState } from "../../worker/remind/slice-api.ts";
import { isGrave, takeStock } from "../../worker/remind/stock.ts";
import { Wakeups } from "../../worker/remind/wakeups.ts";
import type { TownState } from "../../worker/town/shelf.ts";
import { inventedTown } from "./invented-town.ts";

/** What `/healthz` calls a slice, by what the slice itself and the launcher say of it. */

const MINUTE = 60_000;

/** Of a slice whose alarm stands at a moment of the machine's time, in an isolate that was born at another. */
function pulseOf(alarm: number | null, bornAt: number): Promise<Pulse> {
	const state = { id: "id", storage: { getAlarm: async () => alarm } } as unknown as DurableObjectState;
	const clock = { read: async () => 0 as Instant, start: async () => () => 0 as Instant, isForTests: true };
	return new Alarms(state, { clock, elapsed: () => 0, wakeups: new Wakeups(bornAt as Instant) }).pulse();
}

describe("the pulse of a slice", () => {
	const [now, longAgo] = [Date.now(), Date.now() - 60 * MINUTE];

	it.each<[string, number | null, number, Pulse]>([
		["an alarm that comes", now + MINUTE, longAgo, "armed"],
		["an alarm that is due", now - MINUTE / 2, longAgo, "armed"],
		["an alarm that did not come", now - 2 * MINUTE, longAgo, "asleep"],
		["no alarm", null, longAgo, "unarmed"],
		["no alarm yet, right after the start", null, now, "armed"],
		["an alarm of before the start, right after it", now - 30 * MINUTE, now, "armed"],
	])("%s", async (_, alarm, bornAt, pulse) => {
		expect(await pulseOf(alarm, bornAt)).toBe(pulse);
	});
});

interface Told {
	readonly pulse?: Pulse;
	readonly subscriptions?: number;
	readonly email?: string;
	readonly keys?: number;
	readonly town?: TownState["kind"];
	/** What the launcher found of its file. */
	readonly doubt?: "missing" | "broken" | "rewound";
	readonly isThere?: boolean;
	readonly isSilent?: boolean;
}

async function stateOf(told: Told) {
	const { town, ...rest } = inventedTown();
	const { email = "abfall@teststadt.example", isThere = true, subscriptions = 3, pulse = "armed" } = told;
	const dataset = { ...rest, town: { ...town, contact: { ...town.contact, email, url: undefined } } };
	const served = told.town === "broken" ? { kind: "broken", problem: "" } : { kind: "ready", reading: { dataset } };
	const reminders = {
		layouts: { now: async () => ({ slices: 1, before: 1, isMoving: false }) },
		slice: () => ({}),
		isKept: async () => isThere,
		keys: new Map(Array.from({ length: told.keys ?? 1 }, (_, at) => [`k${at}`, []])),
		known: told.doubt ? [{ town: town.id, slice: 0, doubt: told.doubt }] : [],
	} as unknown as Reminders;
	const counts: SliceState = { subscriptions, open: 0, tally: {}, pulse };
	const ask = async () => {
		if (told.isSilent) throw new Error("the object is gone");
		return counts;
	};
	const [slice] = await takeStock(reminders, new Map([[town.id, served as unknown as TownState]]), ask);
	return slice && { state: slice.state, isGrave: isGrave(slice) };
}

describe("a slice is called", () => {
	it.each<[string, boolean, Told]>([
		["ok", false, {}],
		["late", false, { pulse: "late" }],
		["asleep", true, { pulse: "asleep" }],
		["unarmed", true, { pulse: "unarmed" }],
		["off", true, { keys: 0 }],
		["off", true, { email: "abfall@localhost" }],
		["town_away", true, { town: "broken" }],
		["missing", true, { doubt: "missing", isThere: false }],
		["broken", true, { doubt: "broken" }],
		["rewound", true, { doubt: "rewound" }],
		["broken", true, { isSilent: true }],
		// Nobody waits for it.
		["ok", false, { subscriptions: 0, pulse: "unarmed", keys: 0 }],
	])("%s, and that is grave: %s (%o)", async (state, grave, told) => {
		expect(await stateOf(told)).toEqual({ state, isGrave: grave });
	});
});
