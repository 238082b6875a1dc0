import { CLEAN, KEPT, makeIndexes, makeTables, readMeta, writeMeta } from "./schema.ts";

/**
 * SQLite deletes by forgetting where something stood: the octets stay, in free pages, in gaps of pages
 * and in copies that page splits left behind. workerd allows neither `secure_delete` nor `VACUUM`, so
 * after a deletion all tables are written anew, between two fillings of what is free with zeros.
 * What the write-ahead log holds goes when the object closes.
 */
export function eraseTraces(sql: SqlStorage, fileBytes: number): void {
	const pages = Math.ceil(fileBytes / PAGE_BYTES);
	const fillFree = () => fill(sql, pages - Math.floor(sql.databaseSize / PAGE_BYTES));
	for (const name of namedIndexes(sql)) sql.exec(`DROP INDEX ${name}`);
	// A page that is taken from the free ones keeps in its gaps what it held.
	fillFree();
	for (const table of KEPT) sql.exec(`ALTER TABLE ${table} RENAME TO old_${table}`);
	makeTables(sql);
	for (const table of KEPT) moveRows(sql, table);
	fillFree();
	makeIndexes(sql);
	writeMeta(sql, CLEAN, "yes");
}

/** To be called with every deletion of what people confided. */
export function leaveTraces(sql: SqlStorage): void {
	sql.exec("DELETE FROM meta WHERE key = ?", CLEAN);
}

export function hasTraces(sql: SqlStorage): boolean {
	return readMeta(sql, CLEAN) === undefined;
}

function namedIndexes(sql: SqlStorage): string[] {
	const query = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
	return sql
		.exec<{ name: string }>(query)
		.toArray()
		.map(({ name }) => name);
}

function moveRows(sql: SqlStorage, table: string): void {
	const query = "SELECT name FROM pragma_table_info(?)";
	const names = sql.exec<{ name: string }>(query, table).toArray();
	const columns = names.map(({ name }) => name).join(", ");
	sql.exec(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM old_${table}`);
	// Numbers are never given again, also where the last ones are gone.
	sql.exec(
		`UPDATE sqlite_sequence SET seq = max(seq, (SELECT seq FROM sqlite_sequence WHERE name = ?1)) WHERE name = ?2`,
		`old_${table}`,
		table,
	);
	sql.exec(`DROP TABLE old_${table}`);
}

const PAGE_BYTES = 4096;
/** Of an overflow page. */
const OVERFLOW = PAGE_BYTES - 4;
/** The most of a row that a leaf holds (SQLite's file format, 1.6). */
const LOCAL = PAGE_BYTES - 35;
/** A value may have two megabytes. */
const MOST_OVERFLOWS = 400;

/**
 * Takes `pages` from the free ones, and gives them back full of zeros. Each table has one row that
 * fills its only leaf and all its overflow pages to the last octets: no gap is left that keeps what it held.
 */
function fill(sql: SqlStorage, pages: number): void {
	const sizes: number[] = [];
	for (let left = pages; left > 0; left -= MOST_OVERFLOWS + 1) sizes.push(Math.min(left - 1, MOST_OVERFLOWS));
	for (const [at, overflows] of sizes.entries()) {
		sql.exec(`CREATE TABLE filler_${at} (zeros)`);
		sql.exec(`INSERT INTO filler_${at} VALUES (zeroblob(?))`, blobFilling(overflows));
	}
	for (const at of sizes.keys()) sql.exec(`DROP TABLE filler_${at}`);
}

/** So long that with its record's header it fills a leaf and so many overflow pages. */
function blobFilling(overflows: number): number {
	const record = LOCAL + overflows * OVERFLOW;
	const headers = [3, 4, 5].filter((header) => header === 1 + varintLength((record - header) * 2 + 12));
	return record - (headers[0] ?? 5);
}

function varintLength(value: number): number {
	return Math.ceil(Math.log2(value + 1) / 7);
}
