import { KeptObject } from "../backup/kept-object.ts";
import type { DeskRegistryStub } from "./desk-api.ts";

const TABLE = "CREATE TABLE IF NOT EXISTS town (id TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID";

/**
 * Which towns have published at their desk, and what: one small object that whoever serves towns asks
 * every few seconds. Objects cannot be listed by name, and a desk that was never used shall not exist.
 */
export class DeskRegistryObject<Env> extends KeptObject<Env> implements DeskRegistryStub {
	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		state.storage.sql.exec(TABLE);
	}

	async enter(town: string, hash: string): Promise<void> {
		this.ctx.storage.sql.exec("INSERT OR REPLACE INTO town (id, hash) VALUES (?, ?)", town, hash);
	}

	async published(): Promise<ReadonlyMap<string, string>> {
		const rows = this.ctx.storage.sql.exec<{ id: string; hash: string }>("SELECT id, hash FROM town");
		return new Map(rows.toArray().map(({ id, hash }) => [id, hash]));
	}
}
