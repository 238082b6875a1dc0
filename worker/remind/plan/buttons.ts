import type { Dataset } from "../../../data/model/dataset.ts";
import { plusDays } from "../../../data/model/day.ts";
import { deadlineOf, nextGridPoint, slotOf, type When } from "../../../data/model/reminder.ts";
import type { Minutes } from "../../../data/model/time.ts";
import { type Instant, wallClock } from "../../../data/model/zone.ts";
import { touch } from "../change-count.ts";
import { enterDelivery } from "../ledger/deliveries.ts";
import { IS_LATER, makeKind } from "../ledger/kind.ts";
import type { PlaceDay, Refusal } from "../slice-api.ts";
import type { Subscriber } from "../subscriptions/subscription-table.ts";
import { hasWish } from "../subscriptions/wishes.ts";
import type { World } from "../world.ts";

/** A subscription whose token was right, and the dates of its town. */
export interface Known {
	readonly subscriber: Subscriber;
	readonly dataset: Dataset;
}

/** A button of a notification, pressed for a place and a day. */
interface Press extends Known, PlaceDay {
	readonly now: Instant;
}

/** `due`: when there is something to send because of it. */
interface Pressed {
	readonly kind: "pressed";
	readonly due?: Instant;
}

/** Changes the tables; to be called in one transaction. */
export type Button = (world: World, press: Press) => Pressed | Refusal;

const LATER = 60 * 60_000;

export const settle: Button = ({ sql }, press) => {
	const { subscriber, place, day } = press;
	const refused = refusedDay(sql, press);
	if (refused) return refused;
	sql.exec("INSERT OR IGNORE INTO done (subscription, place, day) VALUES (?, ?, ?)", subscriber.id, place, day);
	touch(sql);
	return { kind: "pressed" };
};

export const postpone: Button = ({ sql }, press) => {
	const { subscriber, dataset, place, day, now } = press;
	const refused = refusedDay(sql, press);
	if (refused) return refused;
	const { zone, putOut } = dataset.town;
	const until = deadlineOf(zone, putOut, day);
	const due = now + LATER;
	if (due >= until) return { kind: "too_late" };
	const asked = postponedOf(sql, press);
	if (!asked.includes("due"))
		enterDelivery(sql, subscriber.id, place, {
			day,
			kind: makeKind({ is: "later", nth: asked.length + 1 }),
			due,
			until,
		});
	return { kind: "pressed", due };
};

/** What became of those that were asked for: what came an hour later may be put off by another hour. */
function postponedOf(sql: SqlStorage, { subscriber, place, day }: Press): string[] {
	const query = `SELECT state FROM delivery WHERE ${MINE} AND ${IS_LATER}`;
	const rows = sql.exec<{ state: string }>(query, subscriber.id, place, day).toArray();
	return rows.map(({ state }) => state);
}

/**
 * It is not out after all. What was sent stays sent; of the reminders that were held back
 * only the latest is made up for, by the next wave: one push says all that is to be said.
 */
export const unsettle: Button = ({ sql }, press) => {
	const { subscriber, dataset, place, day, now } = press;
	const refused = refusedDay(sql, press);
	if (refused) return refused;
	const mine = [subscriber.id, place, day] as const;
	touch(sql);
	sql.exec(`DELETE FROM done WHERE ${MINE}`, ...mine);
	const passed = slotsHeldBack(sql, press).slice(0, -1);
	for (const { kind, at } of passed) {
		enterDelivery(sql, subscriber.id, place, { day, kind, due: at, until: at });
		sql.exec(`UPDATE delivery SET state = 'withdrawn' WHERE ${MINE} AND kind = ?`, ...mine, kind);
	}
	return { kind: "pressed", due: nextGridPoint(dataset.town.zone, now) };
};

const MINE = "subscription = ? AND place = ? AND day = ?";

/** Times that went by without a reminder, the earliest first. */
function slotsHeldBack(sql: SqlStorage, { subscriber, dataset, place, day, now }: Press) {
	const slots = sql
		.exec<{ when: When; time: Minutes }>(
			"SELECT time_of AS `when`, minutes AS time FROM slot WHERE subscription = ? AND place = ?",
			subscriber.id,
			place,
		)
		.toArray();
	const entered = sql.exec<{ kind: string }>(`SELECT kind FROM delivery WHERE ${MINE}`, subscriber.id, place, day);
	const kinds = new Set(entered.toArray().map(({ kind }) => kind));
	return slots
		.map((slot) => ({ kind: makeKind({ is: "slot", ...slot }), at: slotOf(dataset.town.zone, day, slot) }))
		.filter(({ kind, at }) => at <= now && !kinds.has(kind))
		.sort((one, other) => one.at - other.at);
}

/** Buttons are for an address of one's own, and for the days around today. */
function refusedDay(sql: SqlStorage, { subscriber, dataset, place, day, now }: Press): Refusal | undefined {
	if (!hasWish(sql, subscriber.id, place))
		return { kind: "flawed", flaws: [{ field: "place", code: "unknown_place" }] };
	const { day: today } = wallClock(dataset.town.zone, now);
	const isNear = day >= plusDays(today, -2) && day <= plusDays(today, 2);
	return isNear ? undefined : { kind: "flawed", flaws: [{ field: "day", code: "not_near" }] };
}
