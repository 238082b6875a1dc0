import type { Dataset } from "../../data/model/dataset.ts";
import { slotOf, type When } from "../../data/model/reminder.ts";
import type { Minutes } from "../../data/model/time.ts";
import type { Instant } from "../../data/model/zone.ts";
import { enterErrand, kindOf } from "./plan.ts";
import type { PlaceDay } from "./talk.ts";
import { touch } from "./touch.ts";
import type { World } from "./world.ts";

/** Whose "it is out" is taken back, and when. */
interface Undo extends PlaceDay {
	readonly subscription: number;
	readonly host: string;
	readonly now: Instant;
}

/**
 * It is not out after all. What was sent stays sent; of the reminders that were held back
 * only the latest is made up for, by the next wave: one push says all that is to be said.
 */
export function takeBackDone({ sql }: World, { town }: Dataset, undo: Undo): void {
	const { subscription, place, day, host, now } = undo;
	touch(sql);
	sql.exec("DELETE FROM done WHERE subscription = ? AND place = ? AND day = ?", subscription, place, day);
	const slots = sql
		.exec<{ when: When; time: Minutes }>(
			"SELECT time_of AS `when`, minutes AS time FROM slot WHERE subscription = ? AND place = ?",
			subscription,
			place,
		)
		.toArray();
	const passed = slots
		.map((slot) => ({ kind: kindOf(slot), at: slotOf(town.zone, day, slot) }))
		.filter(({ kind, at }) => at <= now && !isEntered(sql, undo, kind))
		.sort((one, other) => one.at - other.at);
	for (const { kind, at } of passed.slice(0, -1)) {
		enterErrand(sql, { subscription, place, day, kind, host, due: at, until: at });
		sql.exec(`UPDATE errand SET state = 'withdrawn' WHERE ${MINE} AND kind = ?`, subscription, place, day, kind);
	}
}

const MINE = "subscription = ? AND place = ? AND day = ?";

function isEntered(sql: SqlStorage, { subscription, place, day }: Undo, kind: string): boolean {
	return (
		sql.exec(`SELECT 1 FROM errand WHERE ${MINE} AND kind = ?`, subscription, place, day, kind).toArray().length > 0
	);
}
