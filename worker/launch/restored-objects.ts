import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { type BackupObject, type BackupTable, type BackupValue, MARK } from "../backup/backup-file.ts";
import { OBJECT_CLASSES } from "../backup/object-classes.ts";
import { hasTable, townIn } from "./database-rows.ts";
import { objectIdOf } from "./object-id.ts";
import { syncFile } from "./write-whole.ts";

const require = createRequire(import.meta.url);

/** What was restored of an object. */
export interface RestoredObject {
	readonly object: string;
	/** When its rows were as they are now. */
	readonly at: number;
	/** Its town, where it has one. */
	readonly town: string | undefined;
	readonly households: number;
}

/** One database in the making; it is told what stands in the backup, line by line. */
export class ObjectWriter {
	readonly #given: BackupObject;
	readonly #path: string;
	readonly #database: DatabaseSync;
	#insert: StatementSync | undefined;

	/** `folder`: of all databases. Throws for a class that is not known here. */
	constructor(folder: string, given: BackupObject) {
		const known = OBJECT_CLASSES.find(({ name }) => name === given.object);
		if (!known) throw new Error(`it has objects of the class ${given.object}, which this version does not know`);
		mkdirSync(join(folder, known.uniqueKey), { recursive: true });
		const id = given.name === undefined ? given.id : objectIdOf(known.uniqueKey, given.name);
		this.#given = given;
		this.#path = join(folder, known.uniqueKey, `${id}.sqlite`);
		const { DatabaseSync } = require("node:sqlite") as typeof import("node:sqlite");
		this.#database = new DatabaseSync(this.#path);
		// Nobody reads it before it is whole, and then it is on the disk.
		this.#database.exec("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN");
	}

	table({ table, sql, columns }: BackupTable): void {
		if (sql === null) this.#database.exec(`DELETE FROM ${quoted(table)}`);
		else this.#database.exec(sql);
		const values = columns.map(() => "?").join(", ");
		this.#insert = this.#database.prepare(
			`INSERT INTO ${quoted(table)} (${columns.map(quoted).join(", ")}) VALUES (${values})`,
		);
	}

	row(values: readonly BackupValue[]): void {
		if (!this.#insert) throw new Error("a row without a table");
		this.#insert.run(...values.map(sqliteValue));
	}

	index(sql: string): void {
		this.#database.exec(sql);
	}

	/** To the disk. The object learns at its start from when it is. */
	finish(): RestoredObject {
		const { at, object } = this.#given;
		this.#database.exec(`DROP TABLE IF EXISTS ${MARK}; CREATE TABLE ${MARK} (at INTEGER NOT NULL)`);
		this.#database.prepare(`INSERT INTO ${MARK} VALUES (?)`).run(at);
		const told = { object, at, town: townIn(this.#database), households: this.#households() };
		this.#database.exec("COMMIT; PRAGMA journal_mode = WAL");
		this.#database.close();
		syncFile(this.#path);
		return told;
	}

	/** Closes what will never be whole. */
	abandon(): void {
		this.#database.close();
	}

	#households(): number {
		if (!hasTable(this.#database, "subscription")) return 0;
		return Number(this.#database.prepare("SELECT COUNT(*) AS count FROM subscription").get()?.count);
	}
}

function sqliteValue(value: BackupValue): SQLInputValue {
	return typeof value === "object" && value !== null ? Buffer.from(value.base64, "base64url") : value;
}

function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
