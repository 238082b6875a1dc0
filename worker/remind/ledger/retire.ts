import { type Day, daysBetween } from "../../../data/model/day.ts";
import { FORGOTTEN_AFTER_MONTHS } from "../../../data/model/retention.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { forget } from "./outcomes.ts";
import { readDays, writeMeta } from "./schema.ts";

const DAY = 24 * 3_600_000;
const FORGOTTEN_AFTER = Math.round(FORGOTTEN_AFTER_MONTHS * 30.5) * DAY;

/** A clock may jump, and one that is wrong forgets nobody: so many days must have begun one after the other. */
const CALM_DAYS = 30;
/** Days that a machine may stand still without the count beginning anew. */
const LONGEST_PAUSE = 7;
const CALM = "calm";

/** So many go in one run at most: nothing else is done meanwhile. */
const MOST_AT_ONCE = 2000;

/** Forgets whoever was neither seen nor delivered to for too long; to be called once with each day. Answers how many. */
export function forgetSilent(sql: SqlStorage, today: Day, now: Instant): number {
	if (daysBetween(calmSince(sql, today), today) < CALM_DAYS) return 0;
	const before = now - FORGOTTEN_AFTER;
	return forgetAll(sql, "seen < ?1 AND COALESCE(delivered, 0) < ?1", before);
}

function calmSince(sql: SqlStorage, today: Day): Day {
	const [since = today, last = today] = readDays(sql, CALM);
	const gap = daysBetween(last, today);
	const isCalm = gap >= 0 && gap <= LONGEST_PAUSE;
	writeMeta(sql, CALM, JSON.stringify([isCalm ? since : today, today]));
	return isCalm ? since : today;
}

/** Of `most`, from which on a flood is assumed. */
const FULL = 4 / 5;

/**
 * Empties what a flood has left, only while it is needed: who was tried in vain, never delivered to, and whose page
 * did not come back on a later day, by any clock between UTC and two hours ahead. Answers how many.
 */
export function emptyFlood(sql: SqlStorage, count: number, most: number): number {
	if (count <= most * FULL) return 0;
	const sameDay = [0, 1, 2].map((hours) => `${dayOf("seen", hours)} = ${dayOf("created", hours)}`).join(" AND ");
	return forgetAll(sql, `delivered IS NULL AND outcome IN ('later', 'refused') AND ${sameDay}`);
}

function dayOf(column: string, hours: number): string {
	return `(${column} + ${hours} * 3600000) / ${DAY}`;
}

function forgetAll(sql: SqlStorage, which: string, ...values: readonly SqlStorageValue[]): number {
	const query = `SELECT id FROM subscription WHERE ${which} LIMIT ${MOST_AT_ONCE}`;
	const rows = sql.exec<{ id: number }>(query, ...values).toArray();
	for (const { id } of rows) forget(sql, id);
	return rows.length;
}
