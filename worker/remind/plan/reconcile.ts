import { type Dataset, findPlace, servicesNow, successorsOf } from "../../../data/model/dataset.ts";
import { type Day, NO_DAY_AFTER, plusDays } from "../../../data/model/day.ts";
import { type Minutes, parseTime } from "../../../data/model/time.ts";
import { type Instant, instantAt, wallClock } from "../../../data/model/zone.ts";
import { enterDeliveries, type NewDelivery, PAGE } from "../ledger/deliveries.ts";
import { IS_CHANGE, type Kind, makeKind } from "../ledger/kind.ts";
import { readServices } from "../ledger/wants.ts";
import { stillChosen } from "../subscriptions/wishes.ts";
import type { World } from "../world.ts";
import { changeSince } from "./change.ts";
import { DAYTIME_TO, nextDaytime, notAtNight } from "./daytime.ts";

/** After this on the day itself nobody needs to know any more that a bin was not emptied. */
const CHANGE_UNTIL = (parseTime("22:00") ?? 0) as Minutes;

/** Whatever a new dataset means for those who were told something by the old one. */
export function reconcile({ sql }: World, dataset: Dataset, now: Instant): void {
	followPlaces(sql, dataset, now);
	followServices(sql, dataset, now);
	correct(sql, dataset, now);
}

/** Whoever was told something else of a day that is not over; page by page, as in `plan.ts`. */
function correct(sql: SqlStorage, dataset: Dataset, now: Instant): void {
	const { zone } = dataset.town;
	const { day: today } = wallClock(zone, now);
	// One that is still to be sent would tell the same as the one that takes its place.
	sql.exec(`DELETE FROM delivery WHERE ${IS_CHANGE} AND state = 'due'`);
	const due = notAtNight(zone, now);
	const isWrong = differsFrom(dataset);
	for (let after: ToldRow | undefined = FIRST; after; ) {
		const page = toldAfter(sql, after, today);
		for (const [day, wrong] of Map.groupBy(page.filter(isWrong), (row) => row.day)) {
			const until = instantAt(zone, day as Day, CHANGE_UNTIL);
			const whom = JSON.stringify(wrong.map(({ subscription, place }) => [subscription, place]));
			if (due < until)
				enterDeliveries(sql, { day, kind: makeKind({ is: "change", at: now }), due, until }, LISTED, whom);
		}
		after = page.length === PAGE ? page.at(-1) : undefined;
	}
}

const LISTED = "SELECT value ->> 0 AS subscription, value ->> 1 AS place FROM json_each(?)";

function toldAfter(sql: SqlStorage, { subscription, address, day }: ToldRow, from: Day): ToldRow[] {
	const query = `SELECT t.subscription, t.address, w.place, t.day, t.what, w.services FROM told t
		JOIN wish w ON w.subscription = t.subscription AND w.address = t.address
		WHERE t.day >= ? AND (t.subscription, t.address, t.day) > (?, ?, ?)
		ORDER BY t.subscription, t.address, t.day LIMIT ${PAGE}`;
	return sql.exec<ToldRow>(query, from, subscription, address, day).toArray();
}

/** Neighbours were told the same: worked out once. */
function differsFrom(dataset: Dataset): (row: ToldRow) => boolean {
	const known = new Map<string, boolean>();
	return (row) => {
		const name = `${row.place} ${row.day} ${row.services} ${row.what}`;
		const differs = known.get(name) ?? changeSince(dataset, row) !== undefined;
		known.set(name, differs);
		return differs;
	};
}

interface ToldRow extends Record<string, SqlStorageValue> {
	readonly subscription: number;
	readonly address: string;
	readonly place: string;
	readonly day: string;
	readonly what: string;
	readonly services: string | null;
}

const FIRST: ToldRow = { subscription: -1, address: "", place: "", day: "", what: "", services: null };

/** A place with one heir is followed; where the household must choose, it is asked, once. */
function followPlaces(sql: SqlStorage, dataset: Dataset, now: Instant): void {
	const places = sql.exec<{ place: string }>("SELECT DISTINCT place FROM wish").toArray();
	for (const { place } of places) {
		if (findPlace(dataset, place)) continue;
		const [heir, ...others] = successorsOf(dataset, place) ?? [];
		if (heir !== undefined && others.length === 0) follow(sql, place, heir);
		else askToChoose(sql, dataset, place, now);
	}
}

function follow(sql: SqlStorage, place: string, heir: string): void {
	for (const table of ["wish", "slot"]) sql.exec(`UPDATE ${table} SET place = ? WHERE place = ?`, heir, place);
	sql.exec("UPDATE OR IGNORE delivery SET place = ? WHERE place = ?", heir, place);
	sql.exec("DELETE FROM delivery WHERE place = ?", place);
}

function askToChoose(sql: SqlStorage, dataset: Dataset, place: string, now: Instant): void {
	const delivery = question(dataset, { is: "choose" }, now);
	enterDeliveries(sql, delivery, "SELECT subscription, place FROM wish WHERE place = ?", place);
}

/** What was renamed goes on; where the town gave up what was chosen, the household is asked once for each edition. */
function followServices(sql: SqlStorage, dataset: Dataset, moment: Instant): void {
	if (dataset.retired.services.length === 0) return;
	const rows = sql
		.exec<{ services: string }>("SELECT DISTINCT services FROM wish WHERE services IS NOT NULL")
		.toArray();
	for (const { services: before } of rows) {
		const chosen = readServices(before) ?? [];
		const now = servicesNow(dataset, chosen);
		const after = JSON.stringify(stillChosen(now));
		if (after !== before) sql.exec("UPDATE wish SET services = ? WHERE services = ?", after, before);
		for (const edition of new Set(now.gone.map((each) => each.edition)))
			enterDeliveries(
				sql,
				question(dataset, { is: "gone", edition }, moment),
				"SELECT subscription, place FROM wish WHERE services = ?",
				after,
			);
	}
}

/** What a household is asked is not urgent, and of no use days later. */
function question({ town }: Dataset, kind: Kind, now: Instant): NewDelivery {
	const due = nextDaytime(town.zone, now);
	const until = instantAt(town.zone, plusDays(wallClock(town.zone, due).day, 2), DAYTIME_TO);
	return { day: NO_DAY_AFTER, kind: makeKind(kind), due, until };
}
