import { describe, expect, test } from "vitest";
import type { Dataset } from "../../data/model/dataset.ts";
import { plusDays } from "../../data/model/day.ts";
import { nextGridPoint, type RemindTime, type Wish } from "../../data/model/reminder.ts";
import type { ServiceId } from "../../data/model/service.ts";
import type { Minutes } from "../../data/model/time.ts";
import { type Instant, instantAt, wallClock } from "../../data/model/zone.ts";
import { isGoodTime, notBefore, write } from "../../worker/remind/dispatch/payload.ts";
import { type Delivery, readDeliveries } from "../../worker/remind/ledger/deliveries.ts";
import { nextOf } from "../../worker/remind/plan/ahead.ts";
import { postpone, settle, unsettle } from "../../worker/remind/plan/buttons.ts";
import { planDue } from "../../worker/remind/plan/due.ts";
import type { Subscriber } from "../../worker/remind/subscriptions/subscription-table.ts";
import { addressesOf, writeWishes } from "../../worker/remind/subscriptions/wishes.ts";
import type { World } from "../../worker/remind/world.ts";
import { day, inventedTown, planned, rounds } from "../worker/invented-town.ts";
import { makeLuck } from "./luck.ts";
import { sliceInMemory } from "./slice-in-memory.ts";

/** What the page says comes next, beside what the worker's own plan then sends: random households, hours and presses. */

const SEED = 20261130;
const HOUSEHOLDS = 40;
const subscriber = { id: 1 } as unknown as Subscriber;

/** Collections on days that lie together, and far from each other. */
function busyTown(): Dataset {
	const town = inventedTown();
	const rest = { ...rounds.rest, dates: ["2026-12-01", "2026-12-02", "2026-12-09"].map((each) => planned(each)) };
	const streets = town.streets.map((street) => ({
		...street,
		places: street.places.map((place) => ({
			...place,
			assignments: place.assignments.map((each) => (each.round === rounds.rest ? { ...each, round: rest } : each)),
		})),
	}));
	return { ...town, rounds: town.rounds.map((each) => (each === rounds.rest ? rest : each)), streets };
}

class Household {
	readonly luck: () => number;
	readonly dataset = busyTown();
	readonly world = { ...sliceInMemory(), atomically: <T>(work: () => T) => work() } as World;
	/** Of each address: when it is told, of which day. */
	readonly told: { readonly address: string; readonly at: Instant; readonly day: string }[] = [];
	now: Instant;

	constructor(seed: number) {
		this.luck = makeLuck(seed);
		const { zone } = this.dataset.town;
		this.now = instantAt(zone, plusDays(day("2026-11-29"), this.upTo(3)), this.upTo(24 * 60) as Minutes);
		this.world.sql.exec(
			`INSERT INTO subscription (id, name, token, endpoint, p256dh, auth, host, kid, origin, lang, created, seen)
			VALUES (1, 'n', 't', 'https://push.example/1', 'k', 'a', 'push.example', 'kid', 'https://t.example', 'de', 0, 0)`,
		);
		this.choose();
	}

	upTo(most: number): number {
		return Math.floor(this.luck() * most);
	}

	choose(): void {
		const wishes = Array.from({ length: 1 + this.upTo(3) }, (_, at) => this.wish(at));
		const { dataset, now } = this;
		writeWishes(this.world, 1, wishes, { dataset, zone: dataset.town.zone, now });
	}

	wish(at: number): Wish {
		const services = [undefined, undefined, ["rest"], ["bio", "schadstoff"]][this.upTo(4)] as ServiceId[] | undefined;
		return {
			id: `home-${at}`,
			place: ["p-ahorn", "p-ahorn", "p-gerade", "p-ungerade"][this.upTo(4)] ?? "",
			...(services && { services }),
			remind: Array.from({ length: 1 + this.upTo(3) }, () => this.time()).filter(isFirst),
			...(this.luck() < 0.15 && { pausedUntil: plusDays(day("2026-11-30"), this.upTo(8)) }),
		};
	}

	time(): RemindTime {
		if (this.luck() < 0.3) return { when: "morning", time: (4 * 60 + 15 * this.upTo(8)) as Minutes };
		return { when: "eve", time: (17 * 60 + 15 * this.upTo(28)) as Minutes };
	}

	/** Something that a household, or a hitch, does between two waves. */
	happen(): void {
		const { world, dataset, now } = this;
		const address = addressesOf(world.sql, 1)[this.upTo(3)];
		const about = {
			subscriber,
			rules: dataset.town,
			now,
			id: address?.name,
			day: plusDays(wallClock(dataset.town.zone, now).day, this.upTo(2)),
		};
		const chance = this.upTo(8);
		if (chance === 0) this.choose();
		if (chance === 1) settle(world, about);
		if (chance === 2) unsettle(world, about);
		if (chance === 3) postpone(world, about);
		// The worker was off for hours.
		if (chance === 4) this.now += this.upTo(10) * 3_600_000;
	}

	/** The next wave, or the next delivery that waits, as the dispatcher carries it out. */
	step(): void {
		const { sql } = this.world;
		const grid = nextGridPoint(this.dataset.town.zone, this.now);
		const [waiting] = sql
			.exec<{ due: number | null }>("SELECT MIN(due) AS due FROM delivery WHERE state = 'due'")
			.toArray();
		this.now = Math.max(Math.min(grid, waiting?.due ?? grid), this.now + 1);
		planDue(this.world, this.dataset, this.now);
		for (const delivery of readDeliveries(sql, "push.example", this.now, 100)) this.send(delivery);
	}

	send(delivery: Delivery): void {
		const { sql } = this.world;
		const { dataset, now } = this;
		const state = (to: string) => sql.exec("UPDATE delivery SET state = ? WHERE id = ?", to, delivery.id);
		if (now >= delivery.until) return void state("expired");
		const wait = isGoodTime(delivery, dataset, now) ? undefined : notBefore(sql, delivery, dataset, now);
		if (wait !== undefined && wait !== "never")
			return void sql.exec("UPDATE delivery SET due = ? WHERE id = ?", Math.min(wait, delivery.until), delivery.id);
		if (wait === "never" || !write(delivery, dataset, "tag", now))
			return void sql.exec("DELETE FROM delivery WHERE id = ?", delivery.id);
		for (const address of this.addressesTold(delivery)) this.told.push({ address, at: now, day: delivery.day });
		state("sent");
	}

	/** Those of the place whose own words would not be empty. */
	addressesTold(delivery: Delivery): string[] {
		const query = `SELECT w.address, json_array(w.services, w.paused_until,
				EXISTS (SELECT 1 FROM done d WHERE d.subscription = 1 AND d.address = w.address AND d.day = ?1),
				EXISTS (SELECT 1 FROM slot s WHERE s.subscription = 1 AND s.address = w.address AND ?2 = s.time_of || ' ' || s.minutes)) AS want
			FROM wish w WHERE w.subscription = 1 AND w.place = ?3`;
		const rows = this.world.sql.exec<{ address: string; want: string }>(
			query,
			delivery.day,
			delivery.kind,
			delivery.place,
		);
		return rows
			.toArray()
			.filter(({ want }) => write({ ...delivery, wants: `[${want}]` }, this.dataset, "tag", this.now))
			.map(({ address }) => address);
	}
}

function isFirst({ when, time }: RemindTime, at: number, all: readonly RemindTime[]): boolean {
	return all.findIndex((each) => each.when === when && each.time === time) === at;
}

describe(`what is said to come next is what comes, by the seed ${SEED}`, () => {
	test.each(Array.from({ length: HOUSEHOLDS }, (_, at) => SEED + at))("household %i", (seed) => {
		const household = new Household(seed);
		for (let at = household.upTo(30); at > 0; at--) {
			household.happen();
			household.step();
		}
		household.happen();
		const { world, dataset, now } = household;
		const names = addressesOf(world.sql, 1).map(({ name }) => name);
		const said = nextOf(world, 1, dataset, now);
		household.told.length = 0;
		const last = instantAt(dataset.town.zone, day("2026-12-04"), 0 as Minutes);
		while (household.now < last) household.step();
		for (const name of names) {
			const next = said.find(({ id }) => id === name);
			const came = household.told.find(({ address }) => address === name);
			if (next && next.at >= last) expect(came).toBeUndefined();
			else expect([next && minuteOf(next.at), next?.day]).toEqual([came && minuteOf(came.at), came?.day]);
		}
	});
});

function minuteOf(at: Instant): string {
	return new Date(at).toISOString().slice(0, 16);
}
