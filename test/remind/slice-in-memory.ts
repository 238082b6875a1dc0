import { createRequire } from "node:module";
import { openTables } from "../../worker/remind/ledger/schema.ts";
import type { World } from "../../worker/remind/world.ts";

/** A slice's tables without a worker around them, for what needs more households than a test can subscribe. */
export function sliceInMemory(): Pick<World, "sql"> {
	const { DatabaseSync } = createRequire(import.meta.url)("node:sqlite") as typeof import("node:sqlite");
	const database = new DatabaseSync(":memory:");
	const exec = (query: string, ...values: (string | number | null)[]) => {
		const rows = database.prepare(query).all(...values);
		return { toArray: () => rows, [Symbol.iterator]: () => rows[Symbol.iterator]() };
	};
	const sql = { exec } as unknown as SqlStorage;
	openTables(sql);
	return { sql };
}
