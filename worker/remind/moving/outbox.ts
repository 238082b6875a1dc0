import { forget } from "../ledger/outcomes.ts";
import { readMeta, writeMeta } from "../ledger/schema.ts";
import type { SentHousehold, Sought } from "../slice-api.ts";
import type { World } from "../world.ts";
import { type Household, readHousehold } from "./household.ts";

/**
 * Households on their way to another slice. They leave the other tables and enter this one in one transaction,
 * so nobody here reminds them any more; and this one only when the other slice has written them down.
 */
const TABLE = `CREATE TABLE outbox (
	seq INTEGER PRIMARY KEY AUTOINCREMENT,
	target INTEGER NOT NULL,
	name TEXT NOT NULL,
	endpoint TEXT NOT NULL,
	household TEXT NOT NULL
)`;
/** Names this outbox: with the next one the numbers begin again. */
const NONCE = "outbox";

export interface Stray {
	readonly id: number;
	/** The slice in which it is at home. */
	readonly target: number;
}

export interface Batch {
	readonly nonce: string;
	readonly target: number;
	readonly households: readonly SentHousehold[];
}

/** So many go at once, and the others wait no longer than for these. */
export const BATCH = 100;

export function hasOutbox(sql: SqlStorage): boolean {
	return sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").toArray().length > 0;
}

export function putOut({ sql, atomically }: Pick<World, "sql" | "atomically">, strays: readonly Stray[]): void {
	atomically(() => {
		if (!hasOutbox(sql)) {
			sql.exec(TABLE);
			writeMeta(sql, NONCE, crypto.randomUUID());
		}
		for (const { id, target } of strays) putOneOut(sql, target, readHousehold(sql, id), id);
	});
}

function putOneOut(sql: SqlStorage, target: number, household: Household, id: number): void {
	const [subscription] = household.subscription ?? [];
	// Unsubscribed since it was looked at.
	if (!subscription) return;
	const query = "INSERT INTO outbox (target, name, endpoint, household) VALUES (?, ?, ?, ?)";
	sql.exec(query, target, subscription.name, subscription.endpoint, JSON.stringify(household));
	forget(sql, id);
}

/** The first that wait, all for one slice. */
export function nextBatch(sql: SqlStorage): Batch | undefined {
	if (!hasOutbox(sql)) return undefined;
	const query = `SELECT seq, target, household FROM outbox
		WHERE target = (SELECT target FROM outbox ORDER BY seq LIMIT 1) ORDER BY seq LIMIT ${BATCH}`;
	const rows = sql.exec<{ seq: number; target: number; household: string }>(query).toArray();
	const [first] = rows;
	const households = rows.map(({ seq, household }) => ({ seq, household }));
	return first && { nonce: readMeta(sql, NONCE) ?? "", target: first.target, households };
}

/** They have arrived. */
export function takeOut(sql: SqlStorage, { households }: Batch): void {
	const numbers = JSON.stringify(households.map(({ seq }) => seq));
	sql.exec("DELETE FROM outbox WHERE seq IN (SELECT value FROM json_each(?))", numbers);
}

/** Nobody is in it any more; what it held is erased with the next night's run. */
export function dropOutbox(sql: SqlStorage): void {
	sql.exec("DROP TABLE IF EXISTS outbox");
}

export function isInOutbox(sql: SqlStorage, { name, endpoint }: Sought): boolean {
	if (!hasOutbox(sql)) return false;
	const query = "SELECT 1 FROM outbox WHERE name = ? OR endpoint = ? LIMIT 1";
	return sql.exec(query, name ?? null, endpoint ?? null).toArray().length > 0;
}

export function countOutbox(sql: SqlStorage): number {
	if (!hasOutbox(sql)) return 0;
	return sql.exec<{ count: number }>("SELECT COUNT(*) AS count FROM outbox").toArray()[0]?.count ?? 0;
}
