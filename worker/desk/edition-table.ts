import type { Edition, NewEdition, PackedFile } from "./desk-api.ts";

/** Octets of a blob: Cloudflare takes rows of two megabytes. */
const LARGEST_PART = 1024 * 1024;

/** The one that is served and those before it: a year has two or three. */
const KEPT = 12;

const TABLES = [
	`CREATE TABLE IF NOT EXISTS edition (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		at INTEGER NOT NULL,
		hash TEXT NOT NULL,
		published INTEGER NOT NULL
	)`,
	// Whose desk it is. In a table like the rest: what stands in none would be missing in a backup.
	`CREATE TABLE IF NOT EXISTS desk (town TEXT PRIMARY KEY) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS edition_file (
		edition INTEGER NOT NULL,
		path TEXT NOT NULL,
		part INTEGER NOT NULL,
		gzip BLOB NOT NULL,
		PRIMARY KEY (edition, path, part)
	) WITHOUT ROWID`,
];

interface Row {
	readonly [column: string]: SqlStorageValue;
	readonly number: number;
	readonly at: number;
	readonly hash: string;
	readonly published: number;
}

const DATASET = "dataset.json";

/** The editions of one town with their files, packed and in parts; the only SQL on them. */
export class EditionTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		for (const table of TABLES) sql.exec(table);
	}

	/** Within a transaction of the caller: the new edition is the published one. `undefined`: its base is not what stands here. */
	add({ at, hash, base, files }: NewEdition): Edition | undefined {
		if ((this.published()?.hash ?? base) !== base) return undefined;
		const { number } = this.#sql
			.exec<{ number: number }>("INSERT INTO edition (at, hash, published) VALUES (?, ?, 0) RETURNING number", at, hash)
			.one();
		for (const file of files) this.#addFile(number, file);
		this.#publish(number);
		this.#forgetOld(number);
		return { number, at, hash, isPublished: true };
	}

	#addFile(edition: number, { path, gzip }: PackedFile): void {
		for (let part = 0; part * LARGEST_PART < Math.max(gzip.length, 1); part++) {
			const blob = gzip.slice(part * LARGEST_PART, (part + 1) * LARGEST_PART);
			this.#sql.exec("INSERT INTO edition_file VALUES (?, ?, ?, ?)", edition, path, part, blob);
		}
	}

	/** Within a transaction of the caller; `undefined`: there is no such edition. */
	publishAgain(number: number): Edition | undefined {
		if (!this.all().some((edition) => edition.number === number)) return undefined;
		this.#publish(number);
		return this.published();
	}

	#publish(number: number): void {
		this.#sql.exec("UPDATE edition SET published = (number = ?)", number);
	}

	#forgetOld(newest: number): void {
		const old = "number <= ? AND published = 0";
		this.#sql.exec(
			`DELETE FROM edition_file WHERE edition IN (SELECT number FROM edition WHERE ${old})`,
			newest - KEPT,
		);
		this.#sql.exec(`DELETE FROM edition WHERE ${old}`, newest - KEPT);
	}

	keepTown(town: string): void {
		this.#sql.exec("INSERT OR IGNORE INTO desk (town) VALUES (?)", town);
	}

	town(): string | undefined {
		return this.#sql.exec<{ town: string }>("SELECT town FROM desk").toArray()[0]?.town;
	}

	/** The youngest first. */
	all(): readonly Edition[] {
		const rows = this.#sql.exec<Row>("SELECT number, at, hash, published FROM edition ORDER BY number DESC");
		return rows.toArray().map(({ published, ...edition }) => ({ ...edition, isPublished: published === 1 }));
	}

	published(): Edition | undefined {
		return this.all().find(({ isPublished }) => isPublished);
	}

	files({ number }: Edition): readonly PackedFile[] {
		const parts = this.#sql.exec<{ path: string; gzip: ArrayBuffer }>(
			"SELECT path, gzip FROM edition_file WHERE edition = ? ORDER BY path, part",
			number,
		);
		const byPath = Map.groupBy(parts.toArray(), ({ path }) => path);
		return [...byPath].map(([path, each]) => ({ path, gzip: joined(each.map(({ gzip }) => gzip)) }));
	}

	/** Packed; `undefined` where no edition that is kept has that hash. */
	dataset(hash: string): Uint8Array<ArrayBuffer> | undefined {
		const parts = this.#sql.exec<{ gzip: ArrayBuffer }>(
			`SELECT gzip FROM edition_file WHERE path = '${DATASET}'
			AND edition = (SELECT number FROM edition WHERE hash = ? ORDER BY number DESC LIMIT 1) ORDER BY part`,
			hash,
		);
		const blobs = parts.toArray().map(({ gzip }) => gzip);
		return blobs.length > 0 ? joined(blobs) : undefined;
	}
}

function joined(parts: readonly ArrayBuffer[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(new Uint8Array(part), at);
		at += part.byteLength;
	}
	return whole;
}
