import { KeptObject } from "../backup/kept-object.ts";
import { restoredFrom, takeMarkAway } from "../backup/restored-mark.ts";
import type { Layout, SliceRegistryStub, UnknownSpan } from "./layout.ts";

const TABLE = `CREATE TABLE IF NOT EXISTS layout (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	epoch INTEGER NOT NULL,
	slices INTEGER NOT NULL,
	before INTEGER NOT NULL,
	most INTEGER NOT NULL,
	moving INTEGER NOT NULL
)`;

const SPAN_TABLE = `CREATE TABLE IF NOT EXISTS unknown_span (
	id INTEGER PRIMARY KEY CHECK (id = 1),
	begins INTEGER NOT NULL,
	ends INTEGER NOT NULL
)`;

interface Row extends Record<string, SqlStorageValue>, Omit<Layout, "isMoving"> {
	readonly moving: number;
}

/** What holds for the slices of all towns: how many there are since that was changed, and the last restore. One small object. */
export class SliceRegistryObject<Env> extends KeptObject<Env> implements SliceRegistryStub {
	constructor(state: DurableObjectState, env: Env) {
		super(state, env);
		const from = restoredFrom(state.storage.sql);
		if (from !== undefined) state.blockConcurrencyWhile(async () => this.#beginRestored(from, await this.now()));
	}

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

	async unknownSpan(): Promise<UnknownSpan | undefined> {
		if (!this.#has("unknown_span")) return undefined;
		const { sql } = this.ctx.storage;
		const [row] = sql.exec<{ from: number; to: number }>(`SELECT begins AS "from", ends AS "to" FROM unknown_span`);
		return row && { from: row.from, to: row.to };
	}

	#beginRestored(from: number, now: number): void {
		const { storage } = this.ctx;
		storage.transactionSync(() => {
			takeMarkAway(storage.sql);
			storage.sql.exec(SPAN_TABLE);
			storage.sql.exec("INSERT OR REPLACE INTO unknown_span VALUES (1, ?, ?)", Math.min(from, now), now);
		});
	}

	#has(table: string): boolean {
		return this.ctx.storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = ?", table).toArray().length > 0;
	}

	#read(): Layout | undefined {
		if (!this.#has("layout")) return undefined;
		const { sql } = this.ctx.storage;
		const [row] = sql.exec<Row>("SELECT epoch, slices, before, most, moving FROM layout").toArray();
		if (!row) return undefined;
		const { moving, ...layout } = row;
		return { ...layout, isMoving: moving === 1 };
	}
}
