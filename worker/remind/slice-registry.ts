import { KeptObject } from "../backup/kept-object.ts";
import type { Layout, SliceRegistryStub } from "./layout.ts";

const TABLE = `CREATE TABLE IF NOT EXISTS layout (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	epoch INTEGER NOT NULL,
	slices INTEGER NOT NULL,
	before INTEGER NOT NULL,
	most INTEGER NOT NULL,
	moving INTEGER NOT NULL
)`;

interface Row extends Record<string, SqlStorageValue>, Omit<Layout, "isMoving"> {
	readonly moving: number;
}

/** How many slices each town has since that was changed: one small object. */
export class SliceRegistryObject<Env> extends KeptObject<Env> implements SliceRegistryStub {
	async layout(): Promise<Layout | undefined> {
		return this.#read();
	}

	async begin(slices: number, given: Layout): Promise<Layout> {
		const present = this.#read() ?? given;
		if (present.isMoving || present.slices === slices) return present;
		// By the clock, so that one whose registry was lost is newer than those before.
		const epoch = Math.max(present.epoch + 1, Date.now());
		const { sql } = this.ctx.storage;
		sql.exec(TABLE);
		sql.exec(
			"INSERT OR REPLACE INTO layout (id, epoch, slices, before, most, moving) VALUES (1, ?, ?, ?, ?, 1)",
			epoch,
			slices,
			present.slices,
			Math.max(present.most, slices),
		);
		return this.#read() ?? present;
	}

	async finish(epoch: number): Promise<void> {
		this.ctx.storage.sql.exec("UPDATE layout SET moving = 0 WHERE epoch = ?", epoch);
	}

	#read(): Layout | undefined {
		const { sql } = this.ctx.storage;
		if (sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'layout'").toArray().length === 0) return undefined;
		const [row] = sql.exec<Row>("SELECT epoch, slices, before, most, moving FROM layout").toArray();
		if (!row) return undefined;
		const { moving, ...layout } = row;
		return { ...layout, isMoving: moving === 1 };
	}
}
