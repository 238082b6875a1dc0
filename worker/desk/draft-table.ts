import type { Draft, DraftState, NewDraft, PackedFile } from "./desk-api.ts";
import { joinParts, partsOf } from "./parts.ts";

const TABLES = [
	// One at most. Its number goes on when it is discarded: no page takes a new one for its own.
	`CREATE TABLE IF NOT EXISTS draft (
		revision INTEGER PRIMARY KEY AUTOINCREMENT,
		at INTEGER NOT NULL,
		person TEXT,
		answers TEXT NOT NULL
	)`,
	`CREATE TABLE IF NOT EXISTS draft_file (
		path TEXT NOT NULL,
		part INTEGER NOT NULL,
		gzip BLOB NOT NULL,
		PRIMARY KEY (path, part)
	) WITHOUT ROWID`,
];

interface Row extends Record<string, SqlStorageValue> {
	readonly revision: number;
	readonly at: number;
	readonly by: string | null;
	readonly answers: string;
}

/** What a town's clerks are at, until it is published; the only SQL on it. */
export class DraftTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		for (const table of TABLES) sql.exec(table);
	}

	#row(): Row | undefined {
		const query = "SELECT revision, at, answers, name AS by FROM draft LEFT JOIN person ON id = person";
		return this.#sql.exec<Row>(query).toArray()[0];
	}

	state(): DraftState | undefined {
		const row = this.#row();
		return row && stateOf(row);
	}

	read(): Draft | undefined {
		const row = this.#row();
		if (!row) return undefined;
		const parts = this.#sql.exec<{ path: string; gzip: ArrayBuffer }>(
			"SELECT path, gzip FROM draft_file ORDER BY path, part",
		);
		return { ...stateOf(row), answers: row.answers, files: joinParts(parts.toArray()) };
	}

	/** Within a transaction of the caller. `undefined`: written. Else why not, and nothing has changed. */
	write({ revision, at, by, answers, files, keep }: NewDraft): "stale" | "unknown_file" | undefined {
		if ((this.state()?.revision ?? 0) !== revision) return "stale";
		const known = this.#paths();
		if (keep.some((path) => !known.has(path))) return "unknown_file";
		for (const path of known) if (!keep.includes(path)) this.#removeFile(path);
		for (const file of files) this.#writeFile(file);
		this.#sql.exec("DELETE FROM draft");
		this.#sql.exec("INSERT INTO draft (at, person, answers) VALUES (?, ?, ?)", at, by.person ?? null, answers);
		return undefined;
	}

	/** Within a transaction of the caller; false: it is not that one any more. */
	discard(revision: number): boolean {
		if (this.state()?.revision !== revision) return false;
		for (const table of ["draft", "draft_file"]) this.#sql.exec(`DELETE FROM ${table}`);
		return true;
	}

	#paths(): ReadonlySet<string> {
		const rows = this.#sql.exec<{ path: string }>("SELECT DISTINCT path FROM draft_file").toArray();
		return new Set(rows.map(({ path }) => path));
	}

	#removeFile(path: string): void {
		this.#sql.exec("DELETE FROM draft_file WHERE path = ?", path);
	}

	#writeFile({ path, gzip }: PackedFile): void {
		this.#removeFile(path);
		for (const [part, blob] of partsOf(gzip).entries())
			this.#sql.exec("INSERT INTO draft_file VALUES (?, ?, ?)", path, part, blob);
	}
}

function stateOf({ revision, at, by }: Row): DraftState {
	return { revision, at, ...(by && { by }) };
}
