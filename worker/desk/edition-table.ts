import type { Instant } from "../../data/model/zone.ts";
import { joined } from "../http/octets.ts";
import type { Edition, NewEdition, PackedFile } from "./desk-api.ts";
import { joinParts, partsOf } from "./parts.ts";

/** The one that is served and those before it: a year has two or three. */
const KEPT = 12;

const TABLES = [
	`CREATE TABLE IF NOT EXISTS edition (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		at INTEGER NOT NULL,
		hash TEXT NOT NULL,
		published INTEGER NOT NULL
	)`,
	// Who brought it, and of one that waits until when, and with what it was compared.
	`CREATE TABLE IF NOT EXISTS edition_note (
		edition INTEGER PRIMARY KEY,
		person TEXT,
		base TEXT NOT NULL,
		due INTEGER
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
	readonly by: string | null;
	readonly base: string | null;
	readonly due: number | null;
}

const DATASET = "dataset.json";

/** The editions of one town with their files, packed and in parts; the only SQL on them. */
export class EditionTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		for (const table of TABLES) sql.exec(table);
	}

	/** Within a transaction of the caller: the new edition is published, or waits. `undefined`: its base is not what stands here. */
	add({ at, hash, base, files, by, due }: NewEdition): Edition | undefined {
		if ((this.published()?.hash ?? base) !== base) return undefined;
		const { number } = this.#sql
			.exec<{ number: number }>("INSERT INTO edition (at, hash, published) VALUES (?, ?, 0) RETURNING number", at, hash)
			.one();
		for (const file of files) this.#addFile(number, file);
		const note = "INSERT INTO edition_note VALUES (?, ?, ?, ?)";
		this.#sql.exec(note, number, by.person ?? null, base, due ?? null);
		if (due === undefined) this.#publish(number);
		this.#forgetOld(number);
		return this.find(number);
	}

	#addFile(edition: number, { path, gzip }: PackedFile): void {
		for (const [part, blob] of partsOf(gzip).entries())
			this.#sql.exec("INSERT INTO edition_file VALUES (?, ?, ?, ?)", edition, path, part, blob);
	}

	/** Within a transaction of the caller; `undefined`: there is no such edition. */
	publishAgain(number: number): Edition | undefined {
		if (!this.find(number)) return undefined;
		this.#publish(number);
		return this.published();
	}

	#publish(number: number): void {
		this.#sql.exec("UPDATE edition SET published = (number = ?)", number);
		this.#sql.exec("UPDATE edition_note SET due = NULL WHERE edition = ?", number);
	}

	/** Within a transaction of the caller: what waits no more; `undefined`: it does not wait. */
	withdraw(number: number): Edition | undefined {
		const waiting = this.find(number);
		if (waiting?.due === undefined) return undefined;
		for (const table of ["edition_file", "edition_note"])
			this.#sql.exec(`DELETE FROM ${table} WHERE edition = ?`, number);
		this.#sql.exec("DELETE FROM edition WHERE number = ?", number);
		return waiting;
	}

	/** Those whose time has come. */
	due(at: Instant): readonly Edition[] {
		return this.all().filter(({ due }) => due !== undefined && due <= at);
	}

	nextDue(): Instant | undefined {
		const dues = this.all().flatMap(({ due }) => due ?? []);
		return dues.length === 0 ? undefined : Math.min(...dues);
	}

	/** False: it is overtaken. Either way it waits no more. */
	publishDue(number: number): boolean {
		const isOvertaken = this.find(number)?.isOvertaken;
		if (isOvertaken) this.#sql.exec("UPDATE edition_note SET due = NULL WHERE edition = ?", number);
		else this.#publish(number);
		return !isOvertaken;
	}

	#forgetOld(newest: number): void {
		const waits = "number IN (SELECT edition FROM edition_note WHERE due IS NOT NULL)";
		const old = `SELECT number FROM edition WHERE number <= ? AND published = 0 AND NOT ${waits}`;
		for (const [table, key] of [
			["edition_file", "edition"],
			["edition_note", "edition"],
			["edition", "number"],
		])
			this.#sql.exec(`DELETE FROM ${table} WHERE ${key} IN (${old})`, newest - KEPT);
	}

	keepTown(town: string): void {
		this.#sql.exec("INSERT OR IGNORE INTO desk (town) VALUES (?)", town);
	}

	town(): string | undefined {
		return this.#sql.exec<{ town: string }>("SELECT town FROM desk").toArray()[0]?.town;
	}

	/** The youngest first. */
	all(): readonly Edition[] {
		const rows = this.#sql
			.exec<Row>(
				`SELECT number, at, hash, published, name AS by, base, due FROM edition
				LEFT JOIN edition_note ON edition = number LEFT JOIN person ON id = person ORDER BY number DESC`,
			)
			.toArray();
		const served = rows.find(({ published }) => published === 1)?.hash;
		return rows.map((row) => editionOf(row, served));
	}

	find(number: number): Edition | undefined {
		return this.all().find((edition) => edition.number === number);
	}

	published(): Edition | undefined {
		return this.all().find(({ isPublished }) => isPublished);
	}

	/** All, or the one with that path. */
	files({ number }: Edition, path?: string): readonly PackedFile[] {
		const parts = this.#sql.exec<{ path: string; gzip: ArrayBuffer }>(
			"SELECT path, gzip FROM edition_file WHERE edition = ? AND path = coalesce(?, path) ORDER BY path, part",
			number,
			path ?? null,
		);
		return joinParts(parts.toArray());
	}

	/** Packed; `undefined` where no edition that is kept has that hash. */
	dataset(hash: string): Uint8Array<ArrayBuffer> | undefined {
		const parts = this.#sql.exec<{ gzip: ArrayBuffer }>(
			`SELECT gzip FROM edition_file WHERE path = '${DATASET}'
			AND edition = (SELECT number FROM edition WHERE hash = ? ORDER BY number DESC LIMIT 1) ORDER BY part`,
			hash,
		);
		const blobs = parts.toArray().map(({ gzip }) => new Uint8Array(gzip));
		return blobs.length > 0 ? joined(blobs) : undefined;
	}
}

function editionOf({ number, at, hash, published, by, base, due }: Row, served: string | undefined): Edition {
	return {
		number,
		at,
		hash,
		isPublished: published === 1,
		...(by && { by }),
		...(due !== null && { due, isOvertaken: served !== undefined && base !== served }),
	};
}
