import {
	collectionsOf,
	type Dataset,
	findPlace,
	type ServicesNow,
	serviceNow,
	servicesNow,
	successorsOf,
} from "../../../data/model/dataset.ts";
import type { Day } from "../../../data/model/day.ts";
import { TOGETHER } from "../../../data/model/push-message.ts";
import { nextChance, type RemindTime, type When, type Wish } from "../../../data/model/reminder.ts";
import type { ServiceId } from "../../../data/model/service.ts";
import type { About } from "../../../data/model/subscription.ts";
import type { Minutes } from "../../../data/model/time.ts";
import { type Instant, wallClock, type Zone } from "../../../data/model/zone.ts";
import { touch } from "../change-count.ts";
import { IS_SLOT, makeKind } from "../ledger/kind.ts";
import type { ToldCollections } from "../ledger/told.ts";
import { readServices } from "../ledger/wants.ts";
import type { World } from "../world.ts";

/** No name of a device begins so. */
const UNNAMED = "@";

/** What the ledger calls an address: as the device does, else by its place. */
export function nameOf({ id, place }: Wish, dataset: Dataset | undefined): string {
	return id ?? UNNAMED + (placeNow(dataset, place) ?? place);
}

/** The place itself, or the one that an import has put in its stead; `undefined` where the household must choose. */
export function placeNow(dataset: Dataset | undefined, place: string): string | undefined {
	if (!dataset || findPlace(dataset, place)) return place;
	const [heir, ...others] = successorsOf(dataset, place) ?? [];
	return others.length === 0 ? heir : undefined;
}

/** An address as it is stored: its name, and a place that exists. */
export interface Address extends Wish {
	readonly name: string;
}

/** Replaces what a household wants. A reminder that went out for a time that moved is not sent again. */
export function writeWishes({ sql }: World, id: number, wishes: readonly Wish[], moment: Moment): void {
	const { dataset } = moment;
	touch(sql);
	const before = addressesOf(sql, id);
	const after = wishes.map((wish) => addressed(wish, before, dataset));
	for (const address of after) {
		const old = before.find(({ name, place }) => name === address.name && place === address.place);
		carryOver(sql, id, [old, address], after, moment);
		retell(sql, id, old, address, dataset);
	}
	for (const table of ["wish", "slot"]) sql.exec(`DELETE FROM ${table} WHERE subscription = ?`, id);
	for (const address of after) insertAddress(sql, id, address);
	withdrawUnwanted(sql, id);
}

/** An older page names no addresses: then one keeps the name that it has, also where its place has moved on. */
function addressed(wish: Wish, before: readonly Address[], dataset: Dataset | undefined): Address {
	const place = placeNow(dataset, wish.place) ?? wish.place;
	const known =
		wish.id === undefined ? before.find((each) => each.id === undefined && each.place === place) : undefined;
	const services = wish.services && servicesIn(dataset, wish.services);
	return { ...wish, place, ...(services && { services }), name: known?.name ?? nameOf(wish, dataset) };
}

/** As the town calls them today; what it gave up stays as it was chosen, so that the household can be asked about it. */
export function servicesIn(dataset: Dataset | undefined, chosen: readonly ServiceId[]): readonly ServiceId[] {
	return dataset ? stillChosen(servicesNow(dataset, chosen)) : chosen;
}

export function stillChosen({ services, gone }: ServicesNow): readonly ServiceId[] {
	return [...services, ...gone.map(({ id }) => id)];
}

function insertAddress(sql: SqlStorage, id: number, { name, place, services, pausedUntil, remind }: Address): void {
	sql.exec(
		"INSERT INTO wish (subscription, address, place, services, paused_until) VALUES (?, ?, ?, ?, ?)",
		id,
		name,
		place,
		services ? JSON.stringify(services) : null,
		pausedUntil ?? null,
	);
	for (const { when, time } of remind)
		sql.exec(
			"INSERT INTO slot (place, time_of, minutes, subscription, address) VALUES (?, ?, ?, ?, ?)",
			...[place, when, time, id, name],
		);
}

/** What is planned for places and times that are no longer wanted. */
export function withdrawUnwanted(sql: SqlStorage, id: number): void {
	sql.exec(
		`DELETE FROM delivery WHERE subscription = ?1 AND state = 'due' AND (
			NOT EXISTS (SELECT 1 FROM wish w WHERE w.subscription = ?1 AND w.place = delivery.place) AND kind <> '${makeKind({ is: "end" })}'
			OR ${IS_SLOT} AND NOT EXISTS (
				SELECT 1 FROM slot s WHERE s.subscription = ?1 AND s.place = delivery.place AND delivery.kind = s.time_of || ' ' || s.minutes))`,
		id,
	);
}

interface Moment {
	/** `undefined` while the town's dates are away. */
	readonly dataset: Dataset | undefined;
	readonly zone: Zone;
	readonly now: Instant;
}

/**
 * For each time that was taken away, a time that was added takes over its reminder:
 * what was sent, or is under way at this moment, is not sent again, and what still
 * waits comes at the new time. A time that another address of the place keeps stays.
 */
function carryOver(
	sql: SqlStorage,
	id: number,
	[before, after]: readonly [Address | undefined, Address],
	all: readonly Address[],
	{ zone, now }: Moment,
): void {
	if (!before) return;
	const { day: today } = wallClock(zone, now);
	for (const when of ["eve", "morning"] as const) {
		const [old, fresh] = [timesOf(before, when), timesOf(after, when)];
		const kept = all.filter(({ place }) => place === after.place).flatMap((each) => timesOf(each, when));
		const added = fresh.filter((time) => !old.includes(time));
		for (const time of old.filter((each) => !kept.includes(each))) {
			const heir = added.shift();
			if (heir === undefined) break;
			const [from, to] = [makeKind({ is: "slot", when, time }), makeKind({ is: "slot", when, time: heir })];
			const mine = "subscription = ? AND place = ? AND kind = ? AND day >= ?";
			sql.exec(`UPDATE OR IGNORE delivery SET kind = ? WHERE ${mine}`, to, id, after.place, from, today);
			const query = `SELECT id, day FROM delivery WHERE ${mine} AND state = 'due'`;
			const waiting = sql.exec<{ id: number; day: Day }>(query, id, after.place, to, today).toArray();
			for (const { id: delivery, day } of waiting)
				sql.exec(
					"UPDATE delivery SET due = ? WHERE id = ?",
					nextChance(zone, day, { when, time: heir }, now),
					delivery,
				);
		}
	}
}

/** What a household knows of a day after it chose other services: the choice is no news from the town. */
function retell(
	sql: SqlStorage,
	id: number,
	before: Address | undefined,
	after: Address,
	dataset: Dataset | undefined,
): void {
	const found = dataset && findPlace(dataset, after.place);
	if (!before || !found || String(before.services) === String(after.services)) return;
	// Both may be called by ids of an edition before.
	const wanted = before.services && servicesIn(dataset, before.services);
	const query = "SELECT day, what FROM told WHERE subscription = ? AND address = ?";
	for (const { day, what } of sql.exec<{ day: Day; what: string }>(query, id, after.name).toArray()) {
		const told = JSON.parse(what) as ToldCollections;
		const added = collectionsOf(dataset, found.place, { period: { from: day, to: day }, services: after.services })
			.filter(({ service }) => wanted && !wanted.includes(service.id))
			.filter(({ service }) => !told.some(([known]) => serviceNow(dataset, known) === service.id))
			.map(({ service, planned }) => [service.id, planned] as const);
		const update = "UPDATE told SET what = ? WHERE subscription = ? AND address = ? AND day = ?";
		sql.exec(update, JSON.stringify([...told, ...added]), id, after.name, day);
	}
}

function timesOf({ remind }: Wish, when: When): Minutes[] {
	return remind.filter((each) => each.when === when).map(({ time }) => time);
}

/** The addresses of a subscription as the household asked for them. */
export function readWishes({ sql }: World, id: number): Wish[] {
	return addressesOf(sql, id).map(({ name: _, ...wish }) => wish);
}

/** The addresses that a button is about: one by its own name, or all of a place, or of the places of a bundle. */
export function addressesAbout(sql: SqlStorage, id: number, { id: name, place }: About): AddressPlace[] {
	const query =
		"SELECT address, place FROM wish WHERE subscription = ?1 AND (address = ?2 OR ?2 IS NULL AND place IN (SELECT value FROM json_each(?3)))";
	return sql.exec<AddressPlace>(query, id, name ?? null, JSON.stringify(place?.split(TOGETHER) ?? [])).toArray();
}

interface AddressPlace extends Record<string, SqlStorageValue> {
	/** As the ledger calls it. */
	readonly address: string;
	readonly place: string;
}

interface AddressRow extends AddressPlace {
	readonly services: string | null;
	readonly paused_until: string | null;
}

interface SlotRow extends Record<string, SqlStorageValue> {
	readonly address: string;
	readonly time_of: string;
	readonly minutes: number;
}

export function addressesOf(sql: SqlStorage, id: number): Address[] {
	const slots = sql
		.exec<SlotRow>("SELECT address, time_of, minutes FROM slot WHERE subscription = ? ORDER BY time_of, minutes", id)
		.toArray();
	const rows = sql
		.exec<AddressRow>("SELECT address, place, services, paused_until FROM wish WHERE subscription = ?", id)
		.toArray();
	return rows.map((row) => addressIn(row, slots));
}

function addressIn({ address, place, services, paused_until: paused }: AddressRow, slots: readonly SlotRow[]): Address {
	const wanted = readServices(services);
	return {
		name: address,
		...(!address.startsWith(UNNAMED) && { id: address }),
		place,
		...(wanted && { services: wanted }),
		...(paused !== null && { pausedUntil: paused as Day }),
		remind: slots
			.filter((slot) => slot.address === address)
			.map(({ time_of: when, minutes }): RemindTime => ({ when: when as When, time: minutes as Minutes })),
	};
}
