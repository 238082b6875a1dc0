import type { LaterReason } from "../../../data/model/subscription-shapes.ts";
import type { Instant } from "../../../data/model/zone.ts";
import { touch } from "../change-count.ts";
import type { World } from "../world.ts";
import { leaveTraces } from "./erase.ts";
import { IS_SLOT } from "./kind.ts";
import { KEPT, keyOf } from "./schema.ts";
import type { ToldCollections } from "./told.ts";

/** How a delivery ended, or that it did not yet. */
export type Ending =
	| { readonly state: "sent"; readonly told?: ToldCollections | undefined }
	| { readonly state: "gone" | "refused" | "expired" | "withdrawn" }
	/** `why`: for whoever waits for this one delivery. */
	| { readonly state: "due"; readonly due: Instant; readonly why?: LaterReason | undefined };

export interface LedgerEntry {
	readonly id: number;
	readonly subscription: number;
	readonly place: string;
	readonly day: string;
	readonly ending: Ending;
	readonly at: Instant;
}

/** Writes down how deliveries ended, a few at a time: each commit waits for the disk. */
export class Ledger {
	readonly #world: Pick<World, "sql" | "atomically">;
	#open: LedgerEntry[] = [];

	constructor(world: Pick<World, "sql" | "atomically">) {
		this.#world = world;
	}

	/** Entries that are not written down yet. */
	get open(): number {
		return this.#open.length;
	}

	record(entry: LedgerEntry): void {
		this.#open.push(entry);
	}

	/** Answers what was written down. */
	flush(): readonly LedgerEntry[] {
		const entries = this.#open;
		this.#open = [];
		if (entries.length === 0) return entries;
		this.#world.atomically(() => {
			recordSent(this.#world.sql, entries);
			for (const entry of entries) this.#write(entry);
			countAll(this.#world.sql, entries);
		});
		return entries;
	}

	#write({ id, subscription, ending }: LedgerEntry): void {
		const { sql } = this.#world;
		switch (ending.state) {
			case "sent":
				return;
			case "due":
				sql.exec(
					"UPDATE delivery SET due = ?, attempts = attempts + 1, rank = CASE rank WHEN 0 THEN 0 ELSE 2 END WHERE id = ?",
					ending.due,
					id,
				);
				return outcome(sql, subscription, "later");
			case "gone":
				return forget(sql, subscription);
			// Nothing was left to say; should there be again before it is too late, it is planned anew.
			case "withdrawn":
				return void sql.exec("DELETE FROM delivery WHERE id = ?", id);
			default:
				sql.exec("UPDATE delivery SET state = ?, attempts = attempts + 1 WHERE id = ?", ending.state, id);
				return outcome(sql, subscription, ending.state);
		}
	}
}

function outcome(sql: SqlStorage, subscription: number, what: string): void {
	sql.exec("UPDATE subscription SET outcome = ? WHERE id = ?", what, subscription);
}

/**
 * Nearly all of them, so with a statement for all and not for each. Nothing is kept of
 * who unsubscribed while it was in flight.
 */
function recordSent(sql: SqlStorage, entries: readonly LedgerEntry[]): void {
	const sent = entries.filter(({ ending }) => ending.state === "sent");
	const last = sent.at(-1);
	if (!last) return;
	const ids = JSON.stringify(sent.map(({ id }) => id));
	sql.exec(
		"UPDATE delivery SET state = 'sent', attempts = attempts + 1 WHERE id IN (SELECT value FROM json_each(?))",
		ids,
	);
	sql.exec(
		"UPDATE subscription SET delivered = ?, outcome = 'delivered' WHERE id IN (SELECT value FROM json_each(?))",
		last.at,
		JSON.stringify(sent.map(({ subscription }) => subscription)),
	);
	rememberTold(sql, sent);
}

/** Neighbours were told the same; of several addresses in a place those whose time it was. */
function rememberTold(sql: SqlStorage, sent: readonly LedgerEntry[]): void {
	const toldOf = ({ ending }: LedgerEntry) => (ending.state === "sent" ? ending.told : undefined);
	for (const [told, entries] of Map.groupBy(sent, toldOf))
		if (told)
			sql.exec(
				`INSERT INTO told (subscription, address, day, what)
				SELECT w.subscription, w.address, e.day, ? FROM json_each(?) i JOIN delivery e ON e.id = i.value
				JOIN wish w ON w.subscription = e.subscription AND w.place = e.place
				WHERE NOT ${IS_SLOT} OR EXISTS (SELECT 1 FROM slot s WHERE s.subscription = w.subscription
					AND s.address = w.address AND e.kind = s.time_of || ' ' || s.minutes)
				ON CONFLICT DO UPDATE SET what = excluded.what`,
				JSON.stringify(told),
				JSON.stringify(entries.map(({ id }) => id)),
			);
}

/** All that is kept of a subscription. */
export function forget(sql: SqlStorage, subscription: number): void {
	touch(sql);
	leaveTraces(sql);
	for (const table of KEPT) sql.exec(`DELETE FROM ${table} WHERE ${keyOf(table)} = ?`, subscription);
}

/** Of a town that is gone for good. */
export function forgetEverybody(sql: SqlStorage): void {
	touch(sql);
	leaveTraces(sql);
	for (const table of KEPT) sql.exec(`DELETE FROM ${table}`);
}

/** Endings by the day they speak of. */
function countAll(sql: SqlStorage, entries: readonly LedgerEntry[]): void {
	const counts = new Map<string, number>();
	for (const { day, ending } of entries) {
		if (ending.state === "due") continue;
		const name = `${day} ${ending.state}`;
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	for (const [name, count] of counts) {
		const [day, outcome] = name.split(" ");
		sql.exec(
			"INSERT INTO tally (day, outcome, count) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count",
			day,
			outcome,
			count,
		);
	}
}

/** What a condition on the ledger selects ends without anybody knowing how. */
export function tallyUnknown(sql: SqlStorage, which: string, ...values: readonly SqlStorageValue[]): void {
	sql.exec(
		`INSERT INTO tally (day, outcome, count) SELECT day, 'unknown', COUNT(*) FROM delivery WHERE ${which} GROUP BY day
		ON CONFLICT DO UPDATE SET count = count + excluded.count`,
		...values,
	);
}

/** How many wait, and how all others of the last 60 days ended. */
export function stateOf(sql: SqlStorage): { open: number; tally: Record<string, number> } {
	const [open] = sql.exec<{ count: number }>("SELECT COUNT(*) AS count FROM delivery WHERE state = 'due'").toArray();
	const tally = sql
		.exec<{ outcome: string; count: number }>("SELECT outcome, SUM(count) AS count FROM tally GROUP BY outcome")
		.toArray()
		.map(({ outcome, count }) => [outcome, count] as const);
	return { open: open?.count ?? 0, tally: Object.fromEntries(tally) };
}

/** How all deliveries of the last 60 days ended, by the day that they spoke of. */
export function tallyByDay(sql: SqlStorage): { day: string; outcome: string; count: number }[] {
	const query = "SELECT day, outcome, count FROM tally ORDER BY day, outcome";
	return sql.exec<{ day: string; outcome: string; count: number }>(query).toArray();
}

/** What waits so long is late: the promise is a quarter of an hour. Milliseconds. */
const LATE_AFTER = 15 * 60_000;

/** Whether anything waits that should be out by now. */
export function isOverdue(sql: SqlStorage, now: Instant): boolean {
	const query = "SELECT 1 FROM delivery WHERE state = 'due' AND due < ? AND until > ? LIMIT 1";
	return sql.exec(query, now - LATE_AFTER, now).toArray().length > 0;
}

/** What a clock that had jumped ahead gave up, and is of use after all. */
export function reviveExpired(sql: SqlStorage, now: Instant): void {
	sql.exec("UPDATE delivery SET state = 'due', due = ?1 WHERE state = 'expired' AND until > ?1", now);
}

/** Days for which the ledger keeps what it did. By the clock, and by as many days that really began: a clock may jump. */
export const REMEMBERED = 3;

/** Old entries go: the ledger is there for the days around today. */
export function prune({ sql, atomically }: Pick<World, "sql" | "atomically">, before: string): void {
	atomically(() => {
		for (const table of ["delivery", "done", "told"]) sql.exec(`DELETE FROM ${table} WHERE day < ?`, before);
		sql.exec("DELETE FROM tally WHERE day < date(?, '-60 days')", before);
	});
}
