import type { Instant } from "../../data/model/zone.ts";

/**
 * The rows of one object as they were at one moment, for as long as it takes to read them: its tables
 * are copied in one transaction and read from the copies, page by page, while it goes on with its work.
 */
export interface Snapshot {
	/** Names it: another one takes its place. */
	readonly nonce: string;
	readonly at: Instant;
	readonly tables: readonly SnapshotTable[];
	readonly indexes: readonly string[];
}

export interface SnapshotTable {
	readonly name: string;
	/** How it is made; `null` for what SQLite makes itself. */
	readonly sql: string | null;
	readonly columns: readonly string[];
}

export interface SnapshotPage {
	/** Each a row as JSON. */
	readonly lines: readonly string[];
	/** Where the next page begins; absent after the last. */
	readonly next?: number;
}

/** Characters of a page: so much of a large object stands in memory at once. */
const PAGE = 256 * 1024;
const MOST_ROWS = 1000;
const COPY = "snapshot_";
const CATALOGUE = "snapshot";
/** Nobody reads so long, in milliseconds: whoever began it is gone. */
const FORGOTTEN_AFTER = 60 * 60_000;

/** To be called in one transaction. */
export function takeSnapshot(sql: SqlStorage, at: Instant): Snapshot {
	dropSnapshot(sql);
	const nonce = crypto.randomUUID();
	const tables = tablesOf(sql);
	for (const [nth, { name }] of tables.entries()) sql.exec(`CREATE TABLE ${COPY}${nth} AS SELECT * FROM "${name}"`);
	if (tables.length > 0) {
		sql.exec(`CREATE TABLE ${CATALOGUE} (nonce TEXT NOT NULL, at INTEGER NOT NULL)`);
		sql.exec(`INSERT INTO ${CATALOGUE} VALUES (?, ?)`, nonce, at);
	}
	return { nonce, at, tables, indexes: indexesOf(sql) };
}

/** Rows of the `nth` table. Throws when another snapshot has taken the place of the one with that `nonce`. */
export function readSnapshot(sql: SqlStorage, nonce: string, nth: number, after: number): SnapshotPage {
	if (standing(sql)?.nonce !== nonce) throw new Error("another backup has begun");
	const lines: string[] = [];
	let [size, last] = [0, after];
	while (size < PAGE) {
		// As many as seem to have room, by those that were read: rows may be large. Each reading goes to its
		// end, because a table that is still being read cannot be dropped.
		const most = Math.max(1, Math.min(Math.floor((PAGE - size) / (size / lines.length || PAGE)), MOST_ROWS));
		const rows = readRows(sql, nth, last, most);
		for (const [rowid, ...row] of rows) {
			const text = JSON.stringify(row.map(jsonOf));
			lines.push(text);
			size += text.length;
			last = Number(rowid);
		}
		if (rows.length < most) return { lines };
	}
	return { lines, next: last };
}

function readRows(sql: SqlStorage, nth: number, after: number, most: number): SqlStorageValue[][] {
	const query = `SELECT rowid, * FROM ${COPY}${nth} WHERE rowid > ? ORDER BY rowid LIMIT ?`;
	return [...sql.exec(query, after, most).raw()];
}

export function dropSnapshot(sql: SqlStorage): void {
	for (const name of namesOf(sql, "table").filter(isOurs)) sql.exec(`DROP TABLE ${name}`);
}

/** What a backup left that broke off. */
export function dropForgotten(sql: SqlStorage, now: Instant): void {
	const at = standing(sql)?.at;
	if (at !== undefined && Math.abs(now - at) > FORGOTTEN_AFTER) dropSnapshot(sql);
}

function standing(sql: SqlStorage): { nonce: string; at: Instant } | undefined {
	if (!namesOf(sql, "table").includes(CATALOGUE)) return undefined;
	return sql.exec<{ nonce: string; at: Instant }>(`SELECT nonce, at FROM ${CATALOGUE}`).toArray()[0];
}

function isOurs(name: string): boolean {
	return name === CATALOGUE || name.startsWith(COPY);
}

function namesOf(sql: SqlStorage, type: string): string[] {
	const query = "SELECT name FROM sqlite_master WHERE type = ?";
	return sql
		.exec<{ name: string }>(query, type)
		.toArray()
		.map(({ name }) => name);
}

/** All of them, whoever made them; the platform's own (`_cf_`) are none of ours. */
function tablesOf(sql: SqlStorage): SnapshotTable[] {
	const query = "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid";
	const all = sql.exec<{ name: string; sql: string }>(query).toArray();
	const kept = all.filter(({ name }) => !isOurs(name) && !name.startsWith("_cf_"));
	return kept
		.filter(({ name }) => !name.startsWith("sqlite_") || name === SEQUENCE)
		.map((table) => ({
			name: table.name,
			sql: table.name === SEQUENCE ? null : table.sql,
			columns: columnsOf(sql, table.name),
		}));
}

/** The numbers that were given already. */
const SEQUENCE = "sqlite_sequence";

function columnsOf(sql: SqlStorage, table: string): string[] {
	const query = "SELECT name FROM pragma_table_info(?)";
	return sql
		.exec<{ name: string }>(query, table)
		.toArray()
		.map(({ name }) => name);
}

function indexesOf(sql: SqlStorage): string[] {
	const query = "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid";
	return sql
		.exec<{ sql: string }>(query)
		.toArray()
		.map(({ sql }) => sql);
}

function jsonOf(value: SqlStorageValue | undefined): unknown {
	return value instanceof ArrayBuffer
		? { base64: new Uint8Array(value).toBase64({ alphabet: "base64url", omitPadding: true }) }
		: value;
}
