import type { Person, Role } from "../../../data/model/desk.ts";
import type { Instant } from "../../../data/model/zone.ts";

/** Tokens and links stand here by their SHA-256 only. Moments are milliseconds since 1970 UTC. */
const TABLES = [
	`CREATE TABLE IF NOT EXISTS person (
		id TEXT PRIMARY KEY,
		-- Empty: removed, and forgotten since.
		name TEXT NOT NULL,
		role TEXT NOT NULL,
		since INTEGER NOT NULL,
		seen INTEGER,
		removed INTEGER
	) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS invite (
		hash TEXT PRIMARY KEY,
		person TEXT NOT NULL,
		until INTEGER NOT NULL
	) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS session (
		hash TEXT PRIMARY KEY,
		person TEXT NOT NULL,
		until INTEGER NOT NULL
	) WITHOUT ROWID`,
];

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long a link works, and how long a session lives in which nothing is done. */
const LINK_LIVES = 24 * HOUR;
const IDLE = 12 * HOUR;
/** So often at most a session is written anew because something was done. */
const NOTED_EVERY = MINUTE;

export interface SignedIn extends Pick<Person, "id" | "name" | "role"> {
	readonly until: Instant;
}

interface KnownRow extends Record<string, SqlStorageValue> {
	readonly id: string;
	readonly name: string;
	readonly role: Role;
	readonly until: number;
}

interface PersonRow extends Record<string, SqlStorageValue> {
	readonly id: string;
	readonly name: string;
	readonly role: Role;
	readonly since: number;
	readonly seen: number | null;
	readonly passkeys: number;
}

/** Who may sign in, with their links and sessions; the only SQL on them. */
export class PersonTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		for (const table of TABLES) sql.exec(table);
	}

	add(id: string, { name, role }: Pick<Person, "name" | "role">, at: Instant): void {
		this.#sql.exec("INSERT INTO person (id, name, role, since) VALUES (?, ?, ?, ?)", id, name, role, at);
	}

	find(id: string): Pick<Person, "id" | "name" | "role"> | undefined {
		const query = "SELECT id, name, role, 0 AS until FROM person WHERE id = ? AND removed IS NULL";
		return this.#sql.exec<KnownRow>(query, id).toArray()[0];
	}

	all(): readonly Person[] {
		const rows = this.#sql.exec<PersonRow>(
			`SELECT id, name, role, since, seen, (SELECT count(*) FROM passkey WHERE passkey.person = person.id) AS passkeys
			FROM person WHERE removed IS NULL ORDER BY since, id`,
		);
		return rows.toArray().map(({ since, seen, ...row }) => ({
			...row,
			since: new Date(since).toISOString(),
			...(seen !== null && { lastSeen: new Date(seen).toISOString() }),
		}));
	}

	/** The name stays for the audit trail, until it is forgotten. */
	remove(id: string, at: Instant): void {
		this.#sql.exec("UPDATE person SET removed = ? WHERE id = ?", at, id);
		this.#sql.exec("DELETE FROM invite WHERE person = ?", id);
		this.signOutEverywhere(id);
	}

	/** When the first of those was removed whose names still stand. */
	firstRemoved(): Instant | undefined {
		const query = "SELECT min(removed) AS removed FROM person WHERE removed IS NOT NULL AND name <> ''";
		return this.#sql.exec<{ removed: number | null }>(query).toArray()[0]?.removed ?? undefined;
	}

	/** Of those who were removed before then. */
	forgetNames(before: Instant): void {
		this.#sql.exec("UPDATE person SET name = '' WHERE removed < ? AND name <> ''", before);
	}

	addInvite(hash: string, person: string, at: Instant): Instant {
		const until = at + LINK_LIVES;
		this.#sql.exec("DELETE FROM invite WHERE until <= ?", at);
		this.#sql.exec("INSERT INTO invite VALUES (?, ?, ?)", hash, person, until);
		return until;
	}

	invited(hash: string, at: Instant): SignedIn | undefined {
		return this.#known("invite", hash, at);
	}

	/** A link works once; false: it was used already. */
	useInvite(hash: string): boolean {
		return this.#sql.exec("DELETE FROM invite WHERE hash = ? RETURNING hash", hash).toArray().length > 0;
	}

	addSession(hash: string, person: string, at: Instant): Instant {
		const until = at + IDLE;
		this.#sql.exec("DELETE FROM session WHERE until <= ?", at);
		this.#sql.exec("INSERT INTO session VALUES (?, ?, ?)", hash, person, until);
		this.#sql.exec("UPDATE person SET seen = ? WHERE id = ?", at, person);
		return until;
	}

	/** Whose it is; something is done with it now, so it lives on. */
	useSession(hash: string, at: Instant): SignedIn | undefined {
		const known = this.#known("session", hash, at);
		if (!known || at + IDLE - known.until < NOTED_EVERY) return known;
		const until = at + IDLE;
		this.#sql.exec("UPDATE session SET until = ? WHERE hash = ?", until, hash);
		this.#sql.exec("UPDATE person SET seen = ? WHERE id = ?", at, known.id);
		return { ...known, until };
	}

	#known(table: "invite" | "session", hash: string, at: Instant): SignedIn | undefined {
		const query = `SELECT id, name, role, until FROM ${table} JOIN person ON person = id
			WHERE hash = ? AND until > ? AND removed IS NULL`;
		return this.#sql.exec<KnownRow>(query, hash, at).toArray()[0];
	}

	signOut(hash: string): void {
		this.#sql.exec("DELETE FROM session WHERE hash = ?", hash);
	}

	signOutEverywhere(person: string): void {
		this.#sql.exec("DELETE FROM session WHERE person = ?", person);
	}
}
