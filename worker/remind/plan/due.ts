import { type Dataset, findPlace } from "../../../data/model/dataset.ts";
import { type Day, plusDays } from "../../../data/model/day.ts";
import { deadlineOf, dueOn, mayBeSent, nextChance, type RemindTime, type When } from "../../../data/model/reminder.ts";
import type { Place } from "../../../data/model/street.ts";
import type { Minutes } from "../../../data/model/time.ts";
import { type Instant, wallClock } from "../../../data/model/zone.ts";
import { enterDeliveries, PAGE } from "../ledger/deliveries.ts";
import { makeKind } from "../ledger/kind.ts";
import { readWants } from "../ledger/wants.ts";
import type { World } from "../world.ts";
import { placesDueOn } from "./due-places.ts";

const LAST_MINUTE = (24 * 60 - 1) as Minutes;

interface Target {
	readonly day: Day;
	readonly when: When;
	/** Slots later in the day than this are not due yet. */
	readonly upTo: Minutes;
	/** It should have come last evening. */
	readonly isMissed?: boolean;
}

/**
 * Writes down every reminder that may be sent now and is not in the ledger yet. The
 * schedule is asked now, never ahead, so an import or a strike is honoured by itself;
 * running it twice adds nothing. Answers how many were added.
 */
export function planDue(world: World, dataset: Dataset, now: Instant): number {
	const { zone, putOut } = dataset.town;
	return enterTargets(world, dataset, {
		now,
		isTime: (day, slot) => mayBeSent(zone, putOut, day, slot, now) === "now",
	});
}

/**
 * Writes down every reminder that could have been sent in a stretch of time and is not in the ledger,
 * as due at its end: of all households, or of one.
 */
export function enterUnknown(
	world: World,
	dataset: Dataset,
	{ from, to }: { readonly from: Instant; readonly to: Instant },
	only?: number,
): void {
	const { zone } = dataset.town;
	enterTargets(world, dataset, { now: to, isTime: (day, slot) => nextChance(zone, day, slot, from) <= to, only });
}

/** When it is, and which times of a collection day count then. */
interface Moment {
	readonly now: Instant;
	readonly isTime: (day: Day, slot: RemindTime) => boolean;
	/** The only subscription. */
	readonly only?: number | undefined;
}

function enterTargets(world: World, dataset: Dataset, moment: Moment): number {
	const { day: today, time } = wallClock(dataset.town.zone, moment.now);
	const targets: Target[] = [
		{ day: plusDays(today, 1), when: "eve", upTo: time },
		{ day: today, when: "morning", upTo: time },
		// Missed last evening: once in the morning, with "today".
		{ day: today, when: "eve", upTo: LAST_MINUTE, isMissed: true },
	];
	return targets.reduce((added, target) => added + new TargetPlan(world, dataset, target, moment).enterAll(), 0);
}

interface Candidate extends Record<string, SqlStorageValue> {
	readonly subscription: number;
	readonly minutes: number;
	/** `[[services, paused until], ...]` of the addresses that have this time. */
	readonly wants: string;
}

/** The reminders of one kind for one collection day. What many households share is worked out once. */
class TargetPlan {
	readonly #world: World;
	readonly #dataset: Dataset;
	readonly #target: Target;
	readonly #moment: Moment;
	readonly #until: Instant;
	readonly #areTimes = new Map<number, boolean>();
	readonly #isWanted = new Map<string, boolean>();

	constructor(world: World, dataset: Dataset, target: Target, moment: Moment) {
		this.#world = world;
		this.#dataset = dataset;
		this.#target = target;
		this.#moment = moment;
		this.#until = deadlineOf(dataset.town.zone, dataset.town.putOut, target.day);
	}

	enterAll(): number {
		if (this.#moment.now >= this.#until || !this.#isTime(this.#target.upTo)) return 0;
		return this.#placesWithSlots().reduce((added, place) => added + this.#enterPlace(place), 0);
	}

	/** Most places have no subscriber, and most days few collections. */
	#placesWithSlots(): string[] {
		const { day, when, upTo } = this.#target;
		const due = placesDueOn(this.#dataset, day);
		if (due === "[]") return [];
		const query = `SELECT p.value AS place FROM json_each(?) p
			WHERE EXISTS (SELECT 1 FROM slot s WHERE s.place = p.value AND s.time_of = ? AND s.minutes <= ?)`;
		const rows = this.#world.sql.exec<{ place: string }>(query, due, when, upTo).toArray();
		return rows.map(({ place }) => place);
	}

	#enterPlace(name: string): number {
		const found = findPlace(this.#dataset, name);
		if (!found) return 0;
		let added = 0;
		for (let after: Candidate | undefined = FIRST; after; ) {
			const page = this.#candidates(name, after);
			added += this.#world.atomically(() => this.#enterPage(found.place, page));
			after = page.length === PAGE ? page.at(-1) : undefined;
		}
		return added;
	}

	/** Wishes for a place, without what the ledger holds, the household has done, or a later time of theirs makes up for. */
	#candidates(place: string, after: Candidate): Candidate[] {
		const { day, when, upTo, isMissed } = this.#target;
		// A morning reminder of the same place tells what the missed evening would have told.
		const missed = `AND NOT EXISTS (SELECT 1 FROM slot m
			WHERE m.subscription = s.subscription AND m.address = s.address AND m.time_of = 'morning')`;
		const query = `SELECT s.subscription, s.minutes, json_group_array(json_array(w.services, w.paused_until)) AS wants
			FROM slot s JOIN wish w ON w.subscription = s.subscription AND w.address = s.address
			WHERE s.place = ? AND s.time_of = ? AND s.minutes <= ? AND (s.minutes, s.subscription) > (?, ?)
			AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.subscription = s.subscription AND e.place = s.place AND e.day = ? AND e.kind = s.time_of || ' ' || s.minutes)
			AND NOT EXISTS (SELECT 1 FROM done d WHERE d.subscription = s.subscription AND d.address = s.address AND d.day = ?)
			AND NOT EXISTS (SELECT 1 FROM slot l WHERE l.subscription = s.subscription AND l.address = s.address
				AND l.time_of = s.time_of AND l.minutes > s.minutes AND l.minutes <= ?)
			${isMissed ? missed : ""} AND (? IS NULL OR s.subscription = ?)
			GROUP BY s.minutes, s.subscription ORDER BY s.minutes, s.subscription LIMIT ${PAGE}`;
		const { minutes, subscription } = after;
		const only = this.#moment.only ?? null;
		const values = [place, when, upTo, minutes, subscription, day, day, upTo, only, only];
		return this.#world.sql.exec<Candidate>(query, ...values).toArray();
	}

	/** One statement for all of a slot: a wave must not keep other requests waiting while it is planned. */
	#enterPage(place: Place, page: readonly Candidate[]): number {
		const wanted = page.filter((each) => this.#isTime(each.minutes as Minutes) && this.#wants(place, each));
		for (const [minutes, slot] of Map.groupBy(wanted, (each) => each.minutes))
			this.#enterSlot(
				place,
				minutes,
				slot.map(({ subscription }) => subscription),
			);
		return wanted.length;
	}

	#enterSlot(place: Place, minutes: number, subscriptions: readonly number[]): void {
		const { day, when } = this.#target;
		const delivery = {
			day,
			kind: makeKind({ is: "slot", when, time: minutes as Minutes }),
			due: this.#moment.now,
			until: this.#until,
		};
		const who = "SELECT value AS subscription, ? AS place FROM json_each(?)";
		enterDeliveries(this.#world.sql, delivery, who, place.id, JSON.stringify(subscriptions));
	}

	#isTime(time: Minutes): boolean {
		const known = this.#areTimes.get(time);
		if (known !== undefined) return known;
		const { day, when } = this.#target;
		const is = this.#moment.isTime(day, { when, time });
		this.#areTimes.set(time, is);
		return is;
	}

	#wants(place: Place, { wants }: Candidate): boolean {
		const name = `${place.id} ${wants}`;
		const known = this.#isWanted.get(name);
		if (known !== undefined) return known;
		const is = readWants(wants).some((want) => dueOn(this.#dataset, place, want, this.#target.day).length > 0);
		this.#isWanted.set(name, is);
		return is;
	}
}

const FIRST: Candidate = { subscription: -1, minutes: -1, wants: "[]" };
