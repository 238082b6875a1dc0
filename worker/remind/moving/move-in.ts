import { touch } from "../change-count.ts";
import { adopt } from "../ledger/home.ts";
import { readMeta, writeMeta } from "../ledger/schema.ts";
import type { Arrivals, SentHousehold } from "../slice-api.ts";
import type { World } from "../world.ts";
import { type Household, writeHousehold } from "./household.ts";

/** What the slice that they come from knew, where this one is new. */
const SHARED = ["town", "rules", "gap"] as const;

/** Entries of a slice that those who leave it take along. */
export function readShared(sql: SqlStorage): Arrivals["shared"] {
	return Object.fromEntries([...SHARED, "dataset"].map((key) => [key, readMeta(sql, key)]));
}

/**
 * Writes down who arrives. What was sent before is known by its number and passed over: whoever was here already
 * may have switched off meanwhile. False: this slice knows a newer layout.
 */
export function moveIn({ sql, atomically }: Pick<World, "sql" | "atomically">, given: Arrivals): boolean {
	return atomically(() => {
		if (!adopt(sql, given.home)) return false;
		touch(sql);
		takeShared(sql, given.shared);
		const last = lastFrom(sql, given);
		const fresh = given.households.filter(({ seq }) => seq > last);
		for (const each of fresh) takeOne(sql, each);
		const seq = Math.max(last, ...fresh.map((each) => each.seq));
		writeMeta(sql, keyOf(given), JSON.stringify({ nonce: given.nonce, seq }));
		return true;
	});
}

function takeShared(sql: SqlStorage, shared: Arrivals["shared"]): void {
	for (const key of SHARED) {
		const value = shared[key];
		if (value !== undefined && readMeta(sql, key) === undefined) writeMeta(sql, key, value);
	}
	const [mine, theirs] = [readMeta(sql, "dataset"), shared.dataset];
	if (mine === theirs) return;
	// By another dataset than ours they may have been told something else: it is looked at anew.
	if (mine === undefined && theirs !== undefined) writeMeta(sql, "dataset", theirs);
	else sql.exec("DELETE FROM meta WHERE key = 'dataset'");
}

function keyOf({ from }: Arrivals): string {
	return `arrived ${from}`;
}

function lastFrom(sql: SqlStorage, given: Arrivals): number {
	const known = JSON.parse(readMeta(sql, keyOf(given)) ?? "{}") as { nonce?: string; seq?: number };
	return known.nonce === given.nonce ? (known.seq ?? 0) : 0;
}

function takeOne(sql: SqlStorage, { household }: SentHousehold): void {
	const given = JSON.parse(household) as Household;
	const [subscription] = given.subscription ?? [];
	const query = "SELECT 1 FROM subscription WHERE name = ? OR endpoint = ?";
	const isHere = sql.exec(query, subscription?.name ?? null, subscription?.endpoint ?? null).toArray().length > 0;
	// Whoever subscribed here anew meanwhile stays as they are.
	if (!isHere) writeHousehold(sql, given);
}
