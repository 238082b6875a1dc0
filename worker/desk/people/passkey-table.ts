import type { WebAuthnCredential } from "@simplewebauthn/server";
import type { Instant } from "../../../data/model/zone.ts";

const TABLES = [
	`CREATE TABLE IF NOT EXISTS passkey (
		id TEXT PRIMARY KEY,
		person TEXT NOT NULL,
		public_key BLOB NOT NULL,
		counter INTEGER NOT NULL,
		made INTEGER NOT NULL
	) WITHOUT ROWID`,
	// Challenges that were answered: no answer is taken twice while its challenge lives.
	`CREATE TABLE IF NOT EXISTS used_challenge (challenge TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID`,
	`CREATE TABLE IF NOT EXISTS challenge_key (key BLOB NOT NULL)`,
];

interface PasskeyRow extends Record<string, SqlStorageValue> {
	readonly id: string;
	readonly person: string;
	readonly public_key: ArrayBuffer;
	readonly counter: number;
}

export interface Passkey extends WebAuthnCredential {
	readonly person: string;
}

/** The passkeys of a desk's people, and which challenges were answered; the only SQL on them. */
export class PasskeyTable {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		for (const table of TABLES) sql.exec(table);
	}

	/** Made with its first use: what makes challenges known as ours. */
	challengeKey(): Uint8Array<ArrayBuffer> {
		const [row] = this.#sql.exec<{ key: ArrayBuffer }>("SELECT key FROM challenge_key").toArray();
		if (row) return new Uint8Array(row.key);
		const key = crypto.getRandomValues(new Uint8Array(32));
		this.#sql.exec("INSERT INTO challenge_key VALUES (?)", key);
		return key;
	}

	/** False: it was used already. */
	useChallenge(challenge: string, until: Instant, at: Instant): boolean {
		this.#sql.exec("DELETE FROM used_challenge WHERE until <= ?", at);
		const insert = "INSERT OR IGNORE INTO used_challenge VALUES (?, ?) RETURNING until";
		return this.#sql.exec(insert, challenge, until).toArray().length > 0;
	}

	/** False: it is known already, as this person's or another's. */
	add(person: string, { id, publicKey, counter }: WebAuthnCredential, at: Instant): boolean {
		const written = this.#sql.exec(
			"INSERT OR IGNORE INTO passkey VALUES (?, ?, ?, ?, ?) RETURNING id",
			id,
			person,
			publicKey,
			counter,
			at,
		);
		return written.toArray().length > 0;
	}

	find(id: string): Passkey | undefined {
		const row = this.#sql.exec<PasskeyRow>("SELECT * FROM passkey WHERE id = ?", id).toArray()[0];
		return row && passkeyOf(row);
	}

	of(person: string): readonly Passkey[] {
		return this.#sql.exec<PasskeyRow>("SELECT * FROM passkey WHERE person = ?", person).toArray().map(passkeyOf);
	}

	count(id: string, counter: number): void {
		this.#sql.exec("UPDATE passkey SET counter = ? WHERE id = ?", counter, id);
	}

	removeOf(person: string): void {
		this.#sql.exec("DELETE FROM passkey WHERE person = ?", person);
	}
}

function passkeyOf({ id, person, public_key, counter }: PasskeyRow): Passkey {
	return { id, person, publicKey: new Uint8Array(public_key), counter };
}
