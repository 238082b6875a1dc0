import {
	cancellationsOf,
	collectionsOf,
	type Dataset,
	findPlace,
	findService,
	successorsOf,
} from "../../../data/model/dataset.ts";
import { type Day, NO_DAY_AFTER, plusDays } from "../../../data/model/day.ts";
import type { ServiceId } from "../../../data/model/service.ts";
import type { Place } from "../../../data/model/street.ts";
import { type Minutes, parseTime } from "../../../data/model/time.ts";
import { type Instant, instantAt, wallClock, type Zone } from "../../../data/model/zone.ts";
import type { Change } from "../dispatch/message.ts";
import type { World } from "../world.ts";
import { enterErrands, PAGE, readServices } from "./due.ts";

/** What was told of a day: services and their planned days, so that a moved date can be found again. */
export type Told = readonly (readonly [service: ServiceId, planned: Day])[];

const DAYTIME_FROM = (parseTime("09:00") ?? 0) as Minutes;
const DAYTIME_TO = (parseTime("20:00") ?? 0) as Minutes;
const NIGHT_FROM = (parseTime("22:30") ?? 0) as Minutes;
const NIGHT_TO = (parseTime("05:30") ?? 0) as Minutes;
/** After this on the day itself nobody needs to know any more that a bin was not emptied. */
const CHANGE_UNTIL = (parseTime("22:00") ?? 0) as Minutes;
/** Days before the end of the schedule on which its subscribers are told. */
const END_TOLD_BEFORE = 6;

/** Whatever a new dataset means for those who were told something by the old one. */
export function careForChanges({ sql }: World, dataset: Dataset, now: Instant): void {
	followPlaces(sql, dataset, now);
	correct(sql, dataset, now);
}

/** Whoever was told something else of a day that is not over; page by page, as in `plan.ts`. */
function correct(sql: SqlStorage, dataset: Dataset, now: Instant): void {
	const { zone } = dataset.town;
	const { day: today } = wallClock(zone, now);
	// One that is still to be sent would tell the same as the one that takes its place.
	sql.exec("DELETE FROM errand WHERE kind LIKE 'change %' AND state = 'due'");
	const due = notAtNight(zone, now);
	const isWrong = differsFrom(dataset);
	for (let after: ToldRow | undefined = FIRST; after; ) {
		const page = toldAfter(sql, after, today);
		for (const [day, wrong] of Map.groupBy(page.filter(isWrong), (row) => row.day)) {
			const until = instantAt(zone, day as Day, CHANGE_UNTIL);
			const whom = JSON.stringify(wrong.map(({ subscription, place }) => [subscription, place]));
			if (due < until) enterErrands(sql, { day, kind: `change ${now}`, due, until }, LISTED, whom);
		}
		after = page.length === PAGE ? page.at(-1) : undefined;
	}
}

const LISTED = "SELECT value ->> 0 AS subscription, value ->> 1 AS place FROM json_each(?)";

function toldAfter(sql: SqlStorage, { subscription, place, day }: ToldRow, from: Day): ToldRow[] {
	const query = `SELECT t.subscription, t.place, t.day, t.what, w.services FROM told t
		JOIN wish w ON w.subscription = t.subscription AND w.place = t.place
		WHERE t.day >= ? AND (t.subscription, t.place, t.day) > (?, ?, ?)
		ORDER BY t.subscription, t.place, t.day LIMIT ${PAGE}`;
	return sql.exec<ToldRow>(query, from, subscription, place, day).toArray();
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
	readonly place: string;
	readonly day: string;
	readonly what: string;
	readonly services: string | null;
}

const FIRST: ToldRow = { subscription: -1, place: "", day: "", what: "", services: null };

/** What is different now from what a household was told of a day; `undefined` when nothing is. */
export function changeSince(
	dataset: Dataset,
	row: Pick<ToldRow, "place" | "day" | "what" | "services">,
): Change | undefined {
	const found = findPlace(dataset, row.place);
	if (!found) return undefined;
	const day = row.day as Day;
	const services = readServices(row.services);
	const told = (JSON.parse(row.what) as Told).filter(([service]) => services?.includes(service) ?? true);
	const current = collectionsOf(dataset, found.place, { period: { from: day, to: day }, services });
	const gone = told
		.filter(([service]) => !current.some((each) => each.service.id === service))
		.map(([service, planned]) => ({
			label: findService(dataset, service)?.label ?? service,
			...whereTo(dataset, found.place, service, planned),
		}));
	const come = current
		.filter(({ service }) => !told.some(([id]) => id === service.id))
		.map(({ service }) => service.label);
	return gone.length + come.length === 0 ? undefined : { gone, come };
}

/** The day on which a planned date takes place now, if any, and why. */
function whereTo(dataset: Dataset, place: Place, service: ServiceId, planned: Day): { to?: Day; reason?: string } {
	const services = [service];
	const moved = collectionsOf(dataset, place, { services }).find((each) => each.planned === planned);
	if (moved) return { to: moved.day, ...(moved.reason !== undefined && { reason: moved.reason }) };
	const cancelled = cancellationsOf(dataset, place, { services }).find((each) => each.planned === planned);
	return cancelled?.reason === undefined ? {} : { reason: cancelled.reason };
}

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
	for (const table of ["wish", "slot", "told", "done"]) {
		sql.exec(`UPDATE OR IGNORE ${table} SET place = ? WHERE place = ?`, heir, place);
		sql.exec(`DELETE FROM ${table} WHERE place = ?`, place);
	}
	sql.exec("UPDATE OR IGNORE errand SET place = ? WHERE place = ?", heir, place);
	sql.exec("DELETE FROM errand WHERE place = ?", place);
}

function askToChoose(sql: SqlStorage, { town }: Dataset, place: string, now: Instant): void {
	const due = nextDaytime(town.zone, now);
	const until = instantAt(town.zone, plusDays(wallClock(town.zone, due).day, 2), DAYTIME_TO);
	const errand = { day: NO_DAY_AFTER, kind: "choose", due, until };
	enterErrands(sql, errand, "SELECT subscription, place FROM wish WHERE place = ?", place);
}

/** Told once for each end: with the next import the coverage ends elsewhere. */
export function tellOfEnd({ sql }: World, { town, coverage }: Dataset, now: Instant): void {
	const { day: today } = wallClock(town.zone, now);
	if (today < plusDays(coverage.to, -END_TOLD_BEFORE) || today > plusDays(coverage.to, 1)) return;
	const due = nextDaytime(town.zone, now);
	const until = instantAt(town.zone, plusDays(coverage.to, 2), DAYTIME_TO);
	const errand = { day: coverage.to, kind: "end", due, until };
	enterErrands(sql, errand, "SELECT id AS subscription, '' AS place FROM subscription");
}

/** What is urgent still lets people sleep. */
function notAtNight(zone: Zone, now: Instant): Instant {
	const { day, time } = wallClock(zone, now);
	if (time >= NIGHT_FROM) return instantAt(zone, plusDays(day, 1), NIGHT_TO);
	return time < NIGHT_TO ? instantAt(zone, day, NIGHT_TO) : now;
}

/** News that are not urgent come between nine and eight. */
function nextDaytime(zone: Zone, now: Instant): Instant {
	const { day, time } = wallClock(zone, now);
	if (time < DAYTIME_FROM) return instantAt(zone, day, DAYTIME_FROM);
	return time < DAYTIME_TO ? now : instantAt(zone, plusDays(day, 1), DAYTIME_FROM);
}
