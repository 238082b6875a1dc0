import { KeptObject } from "../backup/kept-object.ts";
import type { DeskRegistryStub } from "./desk-api.ts";

const TABLES = [
	"CREATE TABLE IF NOT EXISTS town (id TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID",
	// Where somebody was invited, whether or not anything was published since.
	"CREATE TABLE IF NOT EXISTS desk (town TEXT PRIMARY KEY) WITHOUT ROWID",
];

/**
 * Which towns have published at their desk, and what: one small object that whoever serves towns asks
 * every few seconds. Objects cannot be listed by name, and a desk that was never used shall not exist.
 */
export class DeskRegistryObject<Env> extends KeptObject<Env> implements DeskRegistryStub {
	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		for (const table of TABLES) state.storage.sql.exec(table);
	}

	async enter(town: string, hash: string): Promise<void> {
		this.ctx.storage.sql.exec("INSERT OR REPLACE INTO town (id, hash) VALUES (?, ?)", town, hash);
	}

	async open(town: string): Promise<void> {
		this.ctx.storage.sql.exec("INSERT OR IGNORE INTO desk (town) VALUES (?)", town);
	}

	async isOpen(town: string): Promise<boolean> {
		return (await this.desks()).includes(town);
	}

	async desks(): Promise<readonly string[]> {
		const rows = this.ctx.storage.sql.exec<{ town: string }>("SELECT town FROM desk UNION SELECT id FROM town");
		return rows.toArray().map(({ town }) => town);
	}

	async published(): Promise<ReadonlyMap<string, string>> {
		const rows = this.ctx.storage.sql.exec<{ id: string; hash: string }>("SELECT id, hash FROM town");
		return new Map(rows.toArray().map(({ id, hash }) => [id, hash]));
	}
}
