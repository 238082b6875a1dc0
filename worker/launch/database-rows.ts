import type { DatabaseSync } from "node:sqlite";

export function hasTable(database: DatabaseSync, table: string): boolean {
	return database.prepare("SELECT 1 FROM sqlite_master WHERE name = ?").get(table) !== undefined;
}

/** Whose slice it is; `undefined` where that was never written down, and in what is no slice. */
export function townIn(database: DatabaseSync): string | undefined {
	if (!hasTable(database, "meta")) return undefined;
	const row = database.prepare("SELECT value FROM meta WHERE key = 'town'").get();
	return row && String(row.value);
}
