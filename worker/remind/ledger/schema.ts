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
		tested INTEGER NOT NULL DEFAULT 0
	)`,
	`CREATE TABLE IF NOT EXISTS wish (
		subscription INTEGER NOT NULL,
		place TEXT NOT NULL,
		services TEXT,
		paused_until TEXT,
		PRIMARY KEY (subscription, place)
	) WITHOUT ROWID`,
	`CREATE INDEX IF NOT EXISTS wish_place ON wish (place)`,
	`CREATE TABLE IF NOT EXISTS slot (
		place TEXT NOT NULL,
		time_of TEXT NOT NULL,
		minutes INTEGER NOT NULL,
		subscription INTEGER NOT NULL,
		PRIMARY KEY (place, time_of, minutes, subscription)
	) WITHOUT ROWID`,
	`CREATE INDEX IF NOT EXISTS slot_subscription ON slot (subscription)`,
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
		place TEXT NOT NULL,
		day TEXT NOT NULL,
		PRIMARY KEY (subscription, place, day)
	) WITHOUT ROWID`,
	// What a household was last told of a day: `[[service, planned day], ...]`. A date that moves later is a correction.
	`CREATE TABLE IF NOT EXISTS told (
		subscription INTEGER NOT NULL,
		place TEXT NOT NULL,
		day TEXT NOT NULL,
		what TEXT NOT NULL,
		PRIMARY KEY (subscription, place, day)
	) WITHOUT ROWID`,
	`CREATE INDEX IF NOT EXISTS told_day ON told (day)`,
	// Other towns that must forget an endpoint which moved here, until they have said so.
	`CREATE TABLE IF NOT EXISTS farewell (
		town TEXT NOT NULL,
		endpoint TEXT NOT NULL,
		p256dh TEXT NOT NULL,
		auth TEXT NOT NULL,
		since INTEGER NOT NULL,
		PRIMARY KEY (town, endpoint)
	) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS tally (
		day TEXT NOT NULL,
		outcome TEXT NOT NULL,
		count INTEGER NOT NULL,
		PRIMARY KEY (day, outcome)
	) WITHOUT ROWID`,
];

export function openTables(sql: SqlStorage): void {
	renameOldTables(sql);
	for (const table of TABLES) sql.exec(table);
}

/** Before its first release the ledger's table had another name. */
function renameOldTables(sql: SqlStorage): void {
	const query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'errand'";
	if (sql.exec(query).toArray().length === 0) return;
	sql.exec("ALTER TABLE errand RENAME TO delivery");
	sql.exec("ALTER TABLE delivery ADD COLUMN rank INTEGER NOT NULL DEFAULT 0");
	for (const index of ["errand_open", "errand_day"]) sql.exec(`DROP INDEX IF EXISTS ${index}`);
}

export function readMeta(sql: SqlStorage, key: string): string | undefined {
	const [row] = sql.exec<{ value: string }>("SELECT value FROM meta WHERE key = ?", key).toArray();
	return row?.value;
}

export function writeMeta(sql: SqlStorage, key: string, value: string): void {
	sql.exec("INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", key, value);
}
