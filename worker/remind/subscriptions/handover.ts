import type { Instant } from "../../../data/model/zone.ts";
import { touch } from "../change-count.ts";
import type { Past, PastErrand, PlaceDay } from "../slice-api.ts";
import type { World } from "../world.ts";
import { hasWish } from "./subscription-table.ts";

/** A row of the ledger on its way from one endpoint to the next. */
type PastRow = Record<string, SqlStorageValue> & PastErrand;

/** What one subscription was told, for the one that takes its place: the ledger keeps a few days, so it is never long. */
export function readPast({ sql }: World, id: number): Past {
	const [row] = sql
		.exec<{ delivered: Instant | null }>("SELECT delivered FROM subscription WHERE id = ?", id)
		.toArray();
	const rowsOf = <T>(columns: string, table: string) =>
		sql.exec(`SELECT ${columns} FROM ${table} WHERE subscription = ?`, id).toArray() as T[];
	return {
		delivered: row?.delivered ?? null,
		errands: rowsOf<PastRow>("place, day, kind, state, due, until", "errand").filter(({ kind }) => isOfTheDay(kind)),
		done: rowsOf<PlaceDay>("place, day", "done"),
		told: rowsOf<PlaceDay & { what: string }>("place, day, what", "told"),
	};
}

/** A test belongs to the endpoint that it tested. */
function isOfTheDay(kind: string): boolean {
	return !kind.startsWith("test ");
}

/**
 * Written to the new subscription, as far as it has the same places. What still waits goes
 * on at the new endpoint; what the household has there already stays as it is.
 */
export function writePast(world: World, id: number, { delivered, errands, done, told }: Past, host: string): void {
	const { sql } = world;
	touch(sql);
	sql.exec("UPDATE subscription SET delivered = COALESCE(delivered, ?) WHERE id = ?", delivered, id);
	const isHere = (place: string) => place === "" || hasWish(sql, id, place);
	for (const { place, day, kind, state, due, until } of errands.filter((each) => isHere(each.place)))
		sql.exec(
			`INSERT OR IGNORE INTO errand (subscription, place, day, kind, host, state, due, until)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			...[id, place, day, kind, host, state, due, until],
		);
	for (const { place, day } of done.filter((each) => isHere(each.place)))
		sql.exec("INSERT OR IGNORE INTO done (subscription, place, day) VALUES (?, ?, ?)", id, place, day);
	for (const { place, day, what } of told.filter((each) => isHere(each.place)))
		sql.exec("INSERT OR IGNORE INTO told (subscription, place, day, what) VALUES (?, ?, ?, ?)", id, place, day, what);
}
