import { type Day, parseDay } from "../../../data/model/day.ts";

/**
 * What a slice keeps, and nothing else: no name, no house number, no address of a
 * machine, no user agent. Days are `YYYY-MM-DD`, moments milliseconds since 1970 UTC,
 * times of day minutes since midnight in the town's zone.
 */
const TABLES = [
	`CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS subscription (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		name TEXT NOT NULL UNIQUE,
		token TEXT NOT NULL,
		endpoint TEXT NOT NULL UNIQUE,
		p256dh TEXT NOT NULL,
		auth TEXT NOT NULL,
		host TEXT NOT NULL,
		kid TEXT NOT NULL,
		origin TEXT NOT NULL,
		lang TEXT NOT NULL,
		created INTEGER NOT NULL,
		seen INTEGER NOT NULL,
		delivered INTEGER,
		outcome TEXT,
		tested INTEGER NOT NULL DEFAULT 0,
		-- 1: one push for all addresses whose reminder is due at once.
		bundle INTEGER NOT NULL DEFAULT 0
	)`,
	// The addresses of a subscription, by the device's own names for them; several may lie in one place.
	`CREATE TABLE IF NOT EXISTS wish (
		subscription INTEGER NOT NULL,
		address TEXT NOT NULL,
		place TEXT NOT NULL,
		services TEXT,
		paused_until TEXT,
		PRIMARY KEY (subscription, address)
	) WITHOUT ROWID`,
	`CREATE INDEX IF NOT EXISTS wish_place ON wish (place, subscription)`,
	`CREATE TABLE IF NOT EXISTS slot (
		place TEXT NOT NULL,
		time_of TEXT NOT NULL,
		minutes INTEGER NOT NULL,
		subscription INTEGER NOT NULL,
		address TEXT NOT NULL,
		PRIMARY KEY (place, time_of, minutes, subscription, address)
	) WITHOUT ROWID`,
	`CREATE INDEX IF NOT EXISTS slot_subscription ON slot (subscription, address)`,
	// The ledger: one row for everything that is to be pushed, written before it is sent.
	`CREATE TABLE IF NOT EXISTS delivery (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		subscription INTEGER NOT NULL,
		place TEXT NOT NULL,
		day TEXT NOT NULL,
		kind TEXT NOT NULL,
		host TEXT NOT NULL,
		state TEXT NOT NULL,
		due INTEGER NOT NULL,
		until INTEGER NOT NULL,
		attempts INTEGER NOT NULL DEFAULT 0,
		-- Who is served first: 0 who was delivered to before, 1 who is new, 2 who is new and was tried in vain.
		rank INTEGER NOT NULL DEFAULT 0,
		UNIQUE (subscription, place, day, kind)
	)`,
	`CREATE INDEX IF NOT EXISTS delivery_queue ON delivery (host, rank, due) WHERE state = 'due'`,
	`CREATE INDEX IF NOT EXISTS delivery_day ON delivery (day)`,
	`CREATE TABLE IF NOT EXISTS done (
		subscription INTEGER NOT NULL,
		address TEXT NOT NULL,
		day TEXT NOT NULL,
		PRIMARY KEY (subscription, address, day)
	) WITHOUT ROWID`,
	// What a household was last told of a day: `[[service, planned day], ...]`. A date that moves later is a correction.
	`CREATE TABLE IF NOT EXISTS told (
		subscription INTEGER NOT NULL,
		address TEXT NOT NULL,
		day TEXT NOT NULL,
		what TEXT NOT NULL,
		PRIMARY KEY (subscription, address, day)
	) WITHOUT ROWID`,
	`CREATE INDEX IF NOT EXISTS told_day ON told (day)`,
	`CREATE TABLE IF NOT EXISTS tally (
		day TEXT NOT NULL,
		outcome TEXT NOT NULL,
		count INTEGER NOT NULL,
		PRIMARY KEY (day, outcome)
	) WITHOUT ROWID`,
];

/** The tables that hold what people confided. */
export const KEPT = ["subscription", "wish", "slot", "delivery", "done", "told"] as const;

/** The column of such a table that says whose a row is. */
export function keyOf(table: (typeof KEPT)[number]): string {
	return table === "subscription" ? "id" : "subscription";
}

export function makeTables(sql: SqlStorage): void {
	for (const each of TABLES) if (each.startsWith("CREATE TABLE")) sql.exec(each);
}

export function makeIndexes(sql: SqlStorage): void {
	for (const each of TABLES) if (each.startsWith("CREATE INDEX")) sql.exec(each);
}

/** The entry that says that nothing which was deleted stands in the files any more; see `erase.ts`. */
export const CLEAN = "clean";

/** Whether anything was ever kept here. */
export function hasTables(sql: SqlStorage): boolean {
	return columnsOf(sql, "meta").length > 0;
}

/** Makes what is missing, and takes over what an older version has left. */
export function openTables(sql: SqlStorage): void {
	const isNew = !hasTables(sql);
	takeOver(sql);
	makeTables(sql);
	if (isNew) writeMeta(sql, CLEAN, "yes");
	makeIndexes(sql);
	fillFromOld(sql);
}

/** Before its first release: the ledger was called `errand`, and an address was its place. */
function takeOver(sql: SqlStorage): void {
	if (columnsOf(sql, "errand").length > 0) {
		sql.exec("ALTER TABLE errand RENAME TO delivery");
		for (const index of ["errand_open", "errand_day"]) sql.exec(`DROP INDEX IF EXISTS ${index}`);
	}
	if (isWithout(sql, "subscription", "bundle"))
		sql.exec("ALTER TABLE subscription ADD COLUMN bundle INTEGER NOT NULL DEFAULT 0");
	if (isWithout(sql, "delivery", "rank")) sql.exec("ALTER TABLE delivery ADD COLUMN rank INTEGER NOT NULL DEFAULT 0");
	for (const table of ["done", "told"])
		if (isWithout(sql, table, "address")) {
			sql.exec(`ALTER TABLE ${table} RENAME COLUMN place TO address`);
			sql.exec(`UPDATE ${table} SET address = '@' || address`);
		}
	for (const table of OLD_KEYS)
		if (isWithout(sql, table, "address")) sql.exec(`ALTER TABLE ${table} RENAME TO old_${table}`);
	for (const index of ["wish_place", "slot_subscription"])
		if (columnsOf(sql, "old_wish").length > 0) sql.exec(`DROP INDEX IF EXISTS ${index}`);
	sql.exec("DROP TABLE IF EXISTS farewell");
}

/** Tables whose key has changed. */
const OLD_KEYS = ["wish", "slot"];

function fillFromOld(sql: SqlStorage): void {
	for (const table of OLD_KEYS) {
		const columns = columnsOf(sql, `old_${table}`).join(", ");
		if (columns === "") continue;
		sql.exec(`INSERT INTO ${table} (${columns}, address) SELECT ${columns}, '@' || place FROM old_${table}`);
		sql.exec(`DROP TABLE old_${table}`);
	}
}

function isWithout(sql: SqlStorage, table: string, column: string): boolean {
	const columns = columnsOf(sql, table);
	return columns.length > 0 && !columns.includes(column);
}

/** Empty where there is no such table. */
function columnsOf(sql: SqlStorage, table: string): string[] {
	return sql
		.exec<{ name: string }>("SELECT name FROM pragma_table_info(?)", table)
		.toArray()
		.map(({ name }) => name);
}

export function readMeta(sql: SqlStorage, key: string): string | undefined {
	const [row] = sql.exec<{ value: string }>("SELECT value FROM meta WHERE key = ?", key).toArray();
	return row?.value;
}

/** A list of days; whatever else an entry holds is none. */
export function readDays(sql: SqlStorage, key: string): Day[] {
	const stored: unknown = JSON.parse(readMeta(sql, key) ?? "[]");
	return Array.isArray(stored) ? stored.flatMap((each) => (typeof each === "string" && parseDay(each)) || []) : [];
}

export function writeMeta(sql: SqlStorage, key: string, value: string): void {
	sql.exec("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, value);
}
