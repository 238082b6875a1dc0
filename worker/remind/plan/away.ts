import { type Day, parseDay } from "../../../data/model/day.ts";
import { readMeta, writeMeta } from "../ledger/schema.ts";
import { countSubscribers } from "../subscriptions/subscription-table.ts";
import type { World } from "../world.ts";

/** The day since which the town's dates are not served. */
const SINCE = "away";
/** The day on which the host was last told. */
const TOLD = "away_told";

/** Nobody but the host knows whether a town is gone for good: told with the first run and each day, in the log and by `/healthz`. */
export function tellOfWait({ sql, tell }: Pick<World, "sql" | "tell">, town: string, today: Day): void {
	if (readMeta(sql, TOLD) === today) return;
	const since = awaySince(sql) ?? today;
	writeMeta(sql, SINCE, since);
	writeMeta(sql, TOLD, today);
	const remedy = `If the town is gone for good: npm run forget-town -- ${town}`;
	tell({ event: "town_away", town, since, households: countSubscribers(sql), remedy });
}

export function awaySince(sql: SqlStorage): Day | undefined {
	return parseDay(readMeta(sql, SINCE) ?? "");
}

export function endWait(sql: SqlStorage): void {
	if (awaySince(sql) !== undefined) sql.exec("DELETE FROM meta WHERE key IN (?, ?)", SINCE, TOLD);
}
