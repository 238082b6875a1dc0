import { beforeEach, expect, test } from "vitest";
import type { Dataset } from "../../data/model/dataset.ts";
import type { ServiceId } from "../../data/model/service.ts";
import { write } from "../../worker/remind/dispatch/payload.ts";
import { readDelivery } from "../../worker/remind/ledger/deliveries.ts";
import { changeSince } from "../../worker/remind/plan/change.ts";
import { tellOfEnd } from "../../worker/remind/plan/plan-end.ts";
import { reconcile } from "../../worker/remind/plan/reconcile.ts";
import { writeWishes } from "../../worker/remind/subscriptions/wishes.ts";
import type { World } from "../../worker/remind/world.ts";
import { day, inventedTown, rounds } from "../worker/invented-town.ts";
import { sliceInMemory } from "./slice-in-memory.ts";

/** More than two of the pages in which rows are looked at. */
const HOUSEHOLDS = 4500;
const BEFORE = Date.parse("2026-11-30T19:00:00+01:00");

let slice: ReturnType<typeof sliceInMemory>;
/** Every third lives elsewhere, and every household was told of the residual waste of the next day. */
beforeEach(() => {
	slice = sliceInMemory();
	slice.sql.exec("BEGIN");
	for (let id = 1; id <= HOUSEHOLDS; id++) {
		const place = id % 3 === 0 ? "p-ungerade" : "p-ahorn";
		const named = [
			`n${id}`,
			"token",
			`https://push.example/${id}`,
			"key",
			"auth",
			"push.example",
			"kid",
			"https://t.example",
		];
		slice.sql.exec(
			`INSERT INTO subscription (id, name, token, endpoint, p256dh, auth, host, kid, origin, lang, created, seen)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'de', 0, 0)`,
			id,
			...named,
		);
		slice.sql.exec("INSERT INTO wish (subscription, address, place) VALUES (?, ?, ?)", id, `@${place}`, place);
		const told =
			place === "p-ahorn"
				? [
						["rest", "2026-12-01"],
						["bio", "2026-12-01"],
					]
				: [["rest", "2026-12-01"]];
		slice.sql.exec(
			"INSERT INTO told (subscription, address, day, what) VALUES (?, ?, '2026-12-01', ?)",
			id,
			`@${place}`,
			JSON.stringify(told),
		);
	}
	slice.sql.exec("COMMIT");
});

/** Who is to be told something of this kind. */
function told(kind: string): number[] {
	const query = "SELECT subscription FROM delivery WHERE kind = ? OR kind LIKE ? || ' %' ORDER BY subscription";
	return slice.sql
		.exec<{ subscription: number }>(query, kind, kind)
		.toArray()
		.map(({ subscription }) => subscription);
}

const ALL = Array.from({ length: HOUSEHOLDS }, (_, at) => at + 1);
const IN_AHORNWEG = ALL.filter((id) => id % 3 !== 0);

/** The organic waste of that day is cancelled. */
function cancelled(): Dataset {
	const town = inventedTown();
	const bio = {
		...rounds.bio,
		dates: rounds.bio.dates.map((date) => (date.planned === "2026-12-01" ? { ...date, day: undefined } : date)),
	};
	const streets = town.streets.map((street) => ({
		...street,
		places: street.places.map((place) => ({
			...place,
			assignments: place.assignments.map((each) => (each.round === rounds.bio ? { ...each, round: bio } : each)),
		})),
	}));
	return { ...town, rounds: town.rounds.map((round) => (round === rounds.bio ? bio : round)), streets };
}

test("a change reaches each household it concerns once, and nobody else, however many they are", () => {
	reconcile(slice as World, inventedTown(), BEFORE);
	expect(told("change")).toEqual([]);
	// What waits is replaced, not added to.
	for (const minute of [1, 2]) reconcile(slice as World, cancelled(), BEFORE + minute * 60_000);
	expect(told("change")).toEqual(IN_AHORNWEG);
});

test("the end of the plan, and a place that is gone, are told to everybody concerned, once", () => {
	const town = inventedTown();
	const ending = { ...town, coverage: { ...town.coverage, to: day("2026-12-04") } };
	for (const minute of [1, 2]) tellOfEnd(slice as World, ending, BEFORE + minute * 60_000);
	expect(told("end")).toEqual(ALL);
	const [, ...streets] = town.streets;
	for (const minute of [1, 2]) reconcile(slice as World, { ...town, streets }, BEFORE + minute * 60_000);
	expect(told("choose")).toEqual(IN_AHORNWEG);
});

test.each([
	["all services", null],
	["chosen ones", '["rest"]'],
])("what was told under a name of before is the same service: with %s nobody is corrected", (_, services) => {
	const town = inventedTown();
	const [rest] = town.services.filter(({ id }) => id === "rest");
	const old = { id: "rest-alt" as ServiceId, label: "Restmüll alt", edition: 1 };
	const row = { place: "p-ungerade", day: "2026-12-01", what: '[["rest-alt","2026-12-01"]]', services };
	const renamed = { ...town, retired: { ...town.retired, services: [{ ...old, heir: rest?.id }] } };
	expect(changeSince(renamed, row)).toBeUndefined();
	const givenUp = { ...town, retired: { ...town.retired, services: [old] } };
	const said = changeSince(givenUp, { ...row, services: null });
	expect(said?.gone.map(({ label }) => label)).toEqual(["Restmüll alt"]);
});

test("whoever chose what the town gave up is asked once; what was renamed goes on", () => {
	const town = inventedTown();
	const chosen = (id: number, ...services: string[]) =>
		slice.sql.exec("UPDATE wish SET services = ? WHERE subscription = ?", JSON.stringify(services), id);
	chosen(1, "papier-alt", "rest");
	chosen(2, "rest");
	chosen(4, "tonne-alt", "rest");
	const [bio] = town.services.filter(({ id }) => id === "bio");
	const services = [
		...town.retired.services,
		{ id: "tonne-alt" as ServiceId, label: "Tonne", edition: 1, heir: bio?.id },
	];
	const edited = { ...town, retired: { ...town.retired, services } };
	for (const minute of [1, 2]) reconcile(slice as World, edited, BEFORE + minute * 60_000);
	expect(told("gone")).toEqual([1]);
	const stored = slice.sql.exec("SELECT services FROM wish WHERE subscription = 4").toArray();
	expect(stored).toEqual([{ services: '["bio","rest"]' }]);
	const query = "SELECT id FROM delivery WHERE kind LIKE 'gone %'";
	const [row] = slice.sql.exec<{ id: number }>(query).toArray();
	const says = () => {
		const delivery = readDelivery(slice.sql, Number(row?.id));
		return delivery && write(delivery, edited, "tag", BEFORE)?.payload;
	};
	expect(says()).toContain("Bitte Tonnen neu wählen");
	expect(says()).toContain("Altpapier: gibt es nicht mehr");
	// Chosen anew before it was sent: there is nothing left to ask.
	chosen(1, "rest");
	expect(says()).toBeUndefined();
});

test("a choice of services is no news: what was told under a name of before is not entered a second time", () => {
	const town = inventedTown();
	const id = 3;
	const old = { id: "rest-alt" as ServiceId, label: "Restmüll alt", edition: 1, heir: "rest" as ServiceId };
	const renamed = { ...town, retired: { ...town.retired, services: [...town.retired.services, old] } };
	const told = () => slice.sql.exec<{ what: string }>("SELECT what FROM told WHERE subscription = ?", id).toArray();
	slice.sql.exec("UPDATE told SET what = ? WHERE subscription = ?", '[["rest-alt","2026-12-01"]]', id);
	slice.sql.exec("UPDATE wish SET services = ? WHERE subscription = ?", '["bio"]', id);
	const wish = { place: "p-ungerade", services: ["bio", "rest"] as ServiceId[], remind: [] };
	const moment = { dataset: renamed, zone: town.town.zone, now: BEFORE };
	writeWishes(slice as World, id, [wish], moment);
	expect(told()).toEqual([{ what: '[["rest-alt","2026-12-01"]]' }]);
	// And what was never told is: else its absence from that day would be told as a change.
	slice.sql.exec("UPDATE told SET what = ? WHERE subscription = ?", "[]", id);
	slice.sql.exec("UPDATE wish SET services = ? WHERE subscription = ?", '["bio"]', id);
	writeWishes(slice as World, id, [wish], moment);
	expect(told()).toEqual([{ what: '[["rest","2026-12-01"]]' }]);
});
