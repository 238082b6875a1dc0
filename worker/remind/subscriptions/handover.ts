import type { Instant } from "../../../data/model/zone.ts";
import { touch } from "../change-count.ts";
import { parseKind } from "../ledger/kind.ts";
import type { AddressDay, HandedDelivery, Handover } from "../slice-api.ts";
import type { World } from "../world.ts";
import { addressesAbout, readWishes, withdrawUnwanted } from "./wishes.ts";

/** A row of the ledger on its way from one endpoint to the next. */
type HandedRow = Record<string, SqlStorageValue> & HandedDelivery;

/** What one subscription was told, for the one that takes its place: the ledger keeps a few days, so it is never long. */
export function readHandover(world: World, id: number): Handover {
	const { sql } = world;
	const [row] = sql
		.exec<{ delivered: Instant | null }>("SELECT delivered FROM subscription WHERE id = ?", id)
		.toArray();
	const rowsOf = <T>(columns: string, table: string) =>
		sql.exec(`SELECT ${columns} FROM ${table} WHERE subscription = ?`, id).toArray() as T[];
	return {
		wishes: readWishes(world, id),
		delivered: row?.delivered ?? null,
		deliveries: rowsOf<HandedRow>("place, day, kind, state, due, until", "delivery").filter(({ kind }) =>
			isOfTheDay(kind),
		),
		done: rowsOf<AddressDay>("address, day", "done"),
		told: rowsOf<AddressDay & { what: string }>("address, day, what", "told"),
	};
}

/** A test belongs to the endpoint that it tested. */
function isOfTheDay(kind: string): boolean {
	return parseKind(kind)?.is !== "test";
}

/**
 * Written to the new subscription, as far as it has the same places. What still waits goes
 * on at the new endpoint; what the household has there already stays as it is.
 */
export function writeHandover(
	world: World,
	id: number,
	{ delivered, deliveries, done, told }: Handover,
	host: string,
): void {
	const { sql } = world;
	touch(sql);
	sql.exec("UPDATE subscription SET delivered = COALESCE(delivered, ?) WHERE id = ?", delivered, id);
	const isHere = (place: string) => place === "" || addressesAbout(sql, id, { place }).length > 0;
	const isKnown = (address: string) => addressesAbout(sql, id, { id: address }).length > 0;
	for (const { place, day, kind, state, due, until } of deliveries.filter((each) => isHere(each.place)))
		sql.exec(
			`INSERT OR IGNORE INTO delivery (subscription, place, day, kind, host, state, due, until, rank)
			SELECT ?, ?, ?, ?, ?, ?, ?, ?, delivered IS NULL FROM subscription WHERE id = ?`,
			...[id, place, day, kind, host, state, due, until, id],
		);
	for (const { address, day } of done.filter((each) => isKnown(each.address)))
		sql.exec("INSERT OR IGNORE INTO done (subscription, address, day) VALUES (?, ?, ?)", id, address, day);
	for (const { address, day, what } of told.filter((each) => isKnown(each.address)))
		sql.exec(
			"INSERT OR IGNORE INTO told (subscription, address, day, what) VALUES (?, ?, ?, ?)",
			id,
			address,
			day,
			what,
		);
	withdrawUnwanted(sql, id);
}
