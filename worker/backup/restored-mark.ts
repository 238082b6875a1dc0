import type { Instant } from "../../data/model/zone.ts";
import { MARK } from "./backup-file.ts";

/** Since when nothing is known here; `undefined`: nothing was restored. */
export function restoredFrom(sql: SqlStorage): Instant | undefined {
	const query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
	if (sql.exec(query, MARK).toArray().length === 0) return undefined;
	return sql.exec<{ at: Instant }>(`SELECT at FROM ${MARK}`).toArray()[0]?.at;
}

export function takeMarkAway(sql: SqlStorage): void {
	sql.exec(`DROP TABLE IF EXISTS ${MARK}`);
}
