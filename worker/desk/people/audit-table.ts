import type { AuditEntry, Audited, Role } from "../../../data/model/desk.ts";
import type { Noted } from "./people-api.ts";

const TABLE = `CREATE TABLE IF NOT EXISTS audit (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	what TEXT NOT NULL,
	-- Who did it, by id; without one the host's secret was named.
	person TEXT,
	role TEXT NOT NULL,
	-- Whom it was about, and what.
	other TEXT,
	about TEXT
)`;

/** Entries of a page of the trail. */
const PAGE = 100;

interface AuditRow extends Record<string, SqlStorageValue> {
	readonly id: number;
	readonly at: number;
	readonly what: Audited;
	readonly role: Role;
	readonly name: string | null;
	readonly about: string | null;
	readonly other: string | null;
	readonly other_role: string | null;
}

/** What was done at the desk, by whom and when. Names stand with the people alone, and go with them. */
export class AuditTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		sql.exec(TABLE);
	}

	add({ what, by, at, person, about }: Noted): void {
		this.#sql.exec(
			"INSERT INTO audit (at, what, person, role, other, about) VALUES (?, ?, ?, ?, ?, ?)",
			at,
			what,
			by.person ?? null,
			by.role,
			person ?? null,
			about ?? null,
		);
	}

	before(id: number): readonly AuditEntry[] {
		const rows = this.#sql.exec<AuditRow>(
			`SELECT audit.id, at, what, audit.role, actor.name, about, subject.name AS other, subject.role AS other_role
			FROM audit LEFT JOIN person AS actor ON actor.id = person LEFT JOIN person AS subject ON subject.id = other
			WHERE audit.id < ? ORDER BY audit.id DESC LIMIT ${PAGE}`,
			id,
		);
		return rows.toArray().map(entryOf);
	}
}

/** Who was forgotten is called by the role. */
function entryOf({ id, at, what, role, name, about, other, other_role }: AuditRow): AuditEntry {
	const aboutWhom = about ?? (other || other_role);
	return {
		id,
		at: new Date(at).toISOString(),
		what,
		role,
		...(name && { name }),
		...(aboutWhom && { about: aboutWhom }),
	};
}
