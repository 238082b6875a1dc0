import { collectionsOf, type Dataset, findPlace } from "../../../data/model/dataset.ts";
import type { Day } from "../../../data/model/day.ts";
import {
	flawOfRemindTime,
	type NextReminder,
	nextChance,
	nextReminders,
	type RemindTime,
	type When,
	type Wish,
} from "../../../data/model/reminder.ts";
import type { ServiceId } from "../../../data/model/service.ts";
import type { FieldFlaw } from "../../../data/model/subscription.ts";
import type { Minutes } from "../../../data/model/time.ts";
import { type Instant, wallClock } from "../../../data/model/zone.ts";
import { touch } from "../change-count.ts";
import { IS_SLOT, makeKind } from "../ledger/kind.ts";
import type { Told } from "../ledger/told.ts";
import type { World } from "../world.ts";
export function hasWish(sql: SqlStorage, id: number, place: string): boolean {
	return sql.exec("SELECT 1 FROM wish WHERE subscription = ? AND place = ?", id, place).toArray().length > 0;
}

export function readServices(json: string | null): readonly ServiceId[] | undefined {
	return json === null ? undefined : (JSON.parse(json) as ServiceId[]);
}

/** What the town has no place, service or time for; field names as in the request. */
export function flawsOf(dataset: Dataset, wishes: readonly Wish[]): FieldFlaw[] {
	return wishes.flatMap((wish, at) => [
		...(findPlace(dataset, wish.place) ? [] : [{ field: `places.${at}.place`, code: "unknown_place" }]),
		...(wishes.findIndex(({ place }) => place === wish.place) < at
			? [{ field: `places.${at}.place`, code: "place_twice" }]
			: []),
		...serviceFlaws(dataset, wish, at),
		...wish.remind.flatMap((time, nth) => {
			const code = flawOfRemindTime(time, dataset.town.putOut);
			return code ? [{ field: `places.${at}.remind.${nth}.time`, code }] : [];
		}),
	]);
}

function serviceFlaws({ services, retired }: Dataset, wish: Wish, at: number): FieldFlaw[] {
	const known = new Set<string>([...services.map(({ id }) => id), ...retired.services]);
	return (wish.services ?? []).flatMap((id, nth) =>
		known.has(id) ? [] : [{ field: `places.${at}.services.${nth}`, code: "unknown_service" }],
	);
}

/** Replaces what a household wants. A reminder that went out for a time that moved is not sent again. */
export function writeWishes(world: World, id: number, wishes: readonly Wish[], dataset: Dataset, now: Instant): void {
	const { sql } = world;
	touch(sql);
	const before = new Map(readWishes(world, id).map((wish) => [wish.place, wish]));
	for (const wish of wishes) {
		carryOver(sql, id, before.get(wish.place), wish, { dataset, now });
		retell(sql, id, before.get(wish.place), wish, dataset);
	}
	for (const table of ["wish", "slot"]) sql.exec(`DELETE FROM ${table} WHERE subscription = ?`, id);
	for (const { place, services, pausedUntil, remind } of wishes) {
		sql.exec(
			"INSERT INTO wish (subscription, place, services, paused_until) VALUES (?, ?, ?, ?)",
			id,
			place,
			services ? JSON.stringify(services) : null,
			pausedUntil ?? null,
		);
		for (const { when, time } of remind)
			sql.exec("INSERT INTO slot (place, time_of, minutes, subscription) VALUES (?, ?, ?, ?)", place, when, time, id);
	}
	withdrawUnwanted(sql, id);
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
	readonly dataset: Dataset;
	readonly now: Instant;
}

/**
 * For each time that was taken away, a time that was added takes over its reminder:
 * what was sent, or is under way at this moment, is not sent again, and what still
 * waits comes at the new time.
 */
function carryOver(sql: SqlStorage, id: number, before: Wish | undefined, after: Wish, { dataset, now }: Moment): void {
	if (!before) return;
	const { zone } = dataset.town;
	const { day: today } = wallClock(zone, now);
	for (const when of ["eve", "morning"] as const) {
		const [old, fresh] = [timesOf(before, when), timesOf(after, when)];
		const added = fresh.filter((time) => !old.includes(time));
		for (const time of old.filter((each) => !fresh.includes(each))) {
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
function retell(sql: SqlStorage, id: number, before: Wish | undefined, after: Wish, dataset: Dataset): void {
	const found = findPlace(dataset, after.place);
	if (!before || !found || String(before.services) === String(after.services)) return;
	const query = "SELECT day, what FROM told WHERE subscription = ? AND place = ?";
	for (const { day, what } of sql.exec<{ day: Day; what: string }>(query, id, after.place).toArray()) {
		const told = JSON.parse(what) as Told;
		const added = collectionsOf(dataset, found.place, { period: { from: day, to: day }, services: after.services })
			.filter(({ service }) => before.services && !before.services.includes(service.id))
			.filter(({ service }) => !told.some(([known]) => known === service.id))
			.map(({ service, planned }) => [service.id, planned] as const);
		const update = "UPDATE told SET what = ? WHERE subscription = ? AND place = ? AND day = ?";
		sql.exec(update, JSON.stringify([...told, ...added]), id, after.place, day);
	}
}

function timesOf({ remind }: Wish, when: When): Minutes[] {
	return remind.filter((each) => each.when === when).map(({ time }) => time);
}

export function readWishes({ sql }: World, id: number): Wish[] {
	const slots = sql
		.exec<{ place: string; time_of: string; minutes: number }>(
			"SELECT place, time_of, minutes FROM slot WHERE subscription = ? ORDER BY time_of, minutes",
			id,
		)
		.toArray();
	return sql
		.exec<{ place: string; services: string | null; paused_until: string | null }>(
			"SELECT place, services, paused_until FROM wish WHERE subscription = ?",
			id,
		)
		.toArray()
		.map(({ place, services, paused_until: paused }) => {
			const wanted = readServices(services);
			return {
				place,
				...(wanted && { services: wanted }),
				...(paused !== null && { pausedUntil: paused as Day }),
				remind: slots
					.filter((slot) => slot.place === place)
					.map(({ time_of: when, minutes }): RemindTime => ({ when: when as When, time: minutes as Minutes })),
			};
		});
}

const NEXT_SHOWN = 5;

/** What comes next: of all addresses together, and of each at least the first, the earliest first. */
export function nextOf(dataset: Dataset, wishes: readonly Wish[], now: Instant): NextReminder[] {
	const ahead = wishes.map((wish) => {
		const found = findPlace(dataset, wish.place);
		return found ? nextReminders(dataset, found.place, wish, now, NEXT_SHOWN) : [];
	});
	const inOrder = ahead.flat().sort((one, other) => one.at - other.at);
	const firsts = new Set(ahead.map(([first]) => first));
	return inOrder.filter((each, at) => at < NEXT_SHOWN || firsts.has(each));
}
