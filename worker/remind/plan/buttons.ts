import { plusDays } from "../../../data/model/day.ts";
import { deadlineOf, nextGridPoint, slotOf, type When } from "../../../data/model/reminder.ts";
import type { Minutes } from "../../../data/model/time.ts";
import { type Instant, wallClock } from "../../../data/model/zone.ts";
import { touch } from "../change-count.ts";
import { enterDelivery } from "../ledger/deliveries.ts";
import { IS_LATER, makeKind } from "../ledger/kind.ts";
import type { TownRules } from "../ledger/town-rules.ts";
import type { AboutDay, Refusal } from "../slice-api.ts";
import type { Subscriber } from "../subscriptions/subscription-table.ts";
import { addressesAbout } from "../subscriptions/wishes.ts";
import type { World } from "../world.ts";

/** A subscription whose token was right, and the rules of its town. */
export interface KnownSubscriber {
	readonly subscriber: Subscriber;
	readonly rules: TownRules;
}

/** A button of a notification, pressed for a place and a day. */
interface Press extends KnownSubscriber, AboutDay {
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

/** It is out. */
export const settle: Button = ({ sql }, press) => {
	const about = aboutIn(sql, press);
	if ("kind" in about) return about;
	const insert = "INSERT OR IGNORE INTO done (subscription, address, day) VALUES (?, ?, ?)";
	for (const { address } of about.addresses) sql.exec(insert, press.subscriber.id, address, press.day);
	touch(sql);
	return { kind: "pressed" };
};

export const postpone: Button = ({ sql }, press) => {
	const about = aboutIn(sql, press);
	if ("kind" in about) return about;
	const { subscriber, rules, day, now } = press;
	const { zone, putOut } = rules;
	const until = deadlineOf(zone, putOut, day);
	const due = now + LATER;
	if (due >= until) return { kind: "too_late" };
	for (const place of about.places) {
		const asked = postponedOf(sql, [subscriber.id, place, day]);
		const kind = makeKind({ is: "later", nth: asked.length + 1 });
		if (!asked.includes("due")) enterDelivery(sql, subscriber.id, place, { day, kind, due, until });
	}
	return { kind: "pressed", due };
};

/** What became of those that were asked for: what came an hour later may be put off by another hour. */
function postponedOf(sql: SqlStorage, mine: Mine): string[] {
	const query = `SELECT state FROM delivery WHERE ${MINE} AND ${IS_LATER}`;
	const rows = sql.exec<{ state: string }>(query, ...mine).toArray();
	return rows.map(({ state }) => state);
}

/**
 * It is not out after all. What was sent stays sent; of the reminders that were held back
 * only the latest is made up for, by the next wave: one push says all that is to be said.
 */
export const unsettle: Button = ({ sql }, press) => {
	const about = aboutIn(sql, press);
	if ("kind" in about) return about;
	const { subscriber, rules, day, now } = press;
	touch(sql);
	for (const { address } of about.addresses)
		sql.exec("DELETE FROM done WHERE subscription = ? AND address = ? AND day = ?", subscriber.id, address, day);
	for (const place of about.places) withdrawPassed(sql, press, place);
	return { kind: "pressed", due: nextGridPoint(rules.zone, now) };
};

function withdrawPassed(sql: SqlStorage, press: Press, place: string): void {
	const { subscriber, day } = press;
	const mine: Mine = [subscriber.id, place, day];
	for (const { kind, at } of slotsHeldBack(sql, press, mine).slice(0, -1)) {
		enterDelivery(sql, subscriber.id, place, { day, kind, due: at, until: at });
		sql.exec(`UPDATE delivery SET state = 'withdrawn' WHERE ${MINE} AND kind = ?`, ...mine, kind);
	}
}

type Mine = readonly [subscription: number, place: string, day: string];
const MINE = "subscription = ? AND place = ? AND day = ?";

/** Times that went by without a reminder, the earliest first. */
function slotsHeldBack(sql: SqlStorage, { rules, now, day }: Press, mine: Mine) {
	const [subscription, place] = mine;
	const query = "SELECT DISTINCT time_of AS `when`, minutes AS time FROM slot WHERE subscription = ? AND place = ?";
	const slots = sql.exec<{ when: When; time: Minutes }>(query, subscription, place).toArray();
	const entered = sql.exec<{ kind: string }>(`SELECT kind FROM delivery WHERE ${MINE}`, ...mine).toArray();
	const kinds = new Set(entered.map(({ kind }) => kind));
	return slots
		.map((slot) => ({ kind: makeKind({ is: "slot", ...slot }), at: slotOf(rules.zone, day, slot) }))
		.filter(({ kind, at }) => at <= now && !kinds.has(kind))
		.sort((one, other) => one.at - other.at);
}

/** Buttons are for addresses of one's own, and for the days around today. */
function aboutIn(sql: SqlStorage, press: Press) {
	const { subscriber, rules, id, day, now } = press;
	const addresses = addressesAbout(sql, subscriber.id, press);
	if (addresses.length === 0) return flaw(id === undefined ? "place" : "id", "unknown_place");
	const { day: today } = wallClock(rules.zone, now);
	if (day < plusDays(today, -2) || day > plusDays(today, 2)) return flaw("day", "not_near");
	return { addresses, places: [...new Set(addresses.map(({ place }) => place))] };
}

function flaw(field: string, code: string): Refusal & { readonly kind: "flawed" } {
	return { kind: "flawed", flaws: [{ field, code }] };
}
