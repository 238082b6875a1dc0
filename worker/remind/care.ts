import {
	cancellationsOf,
	collectionsOf,
	type Dataset,
	findPlace,
	findService,
	successorsOf,
} from "../../data/model/dataset.ts";
import { type Day, NO_DAY_AFTER, plusDays } from "../../data/model/day.ts";
import type { ServiceId } from "../../data/model/service.ts";
import type { Place } from "../../data/model/street.ts";
import { type Minutes, parseTime } from "../../data/model/time.ts";
import { type Instant, instantAt, wallClock, type Zone } from "../../data/model/zone.ts";
import type { Change } from "./message.ts";
import { enterErrand, readServices } from "./plan.ts";
import type { World } from "./world.ts";

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

function correct(sql: SqlStorage, dataset: Dataset, now: Instant): void {
	const { zone } = dataset.town;
	const { day: today } = wallClock(zone, now);
	const rows = sql.exec<ToldRow>(
		`SELECT t.subscription, t.place, t.day, t.what, w.services, b.host FROM told t
		JOIN wish w ON w.subscription = t.subscription AND w.place = t.place
		JOIN subscription b ON b.id = t.subscription WHERE t.day >= ?`,
		today,
	);
	const changed = rows.toArray().filter((row) => changeSince(dataset, row) !== undefined);
	// One that is still to be sent would tell the same as the one that takes its place.
	sql.exec("DELETE FROM errand WHERE kind LIKE 'change %' AND state = 'due'");
	const due = notAtNight(zone, now);
	for (const { subscription, place, day, host } of changed) {
		const until = instantAt(zone, day as Day, CHANGE_UNTIL);
		if (due < until) enterErrand(sql, { subscription, place, day, kind: `change ${now}`, host, due, until });
	}
}

interface ToldRow extends Record<string, SqlStorageValue> {
	readonly subscription: number;
	readonly place: string;
	readonly day: string;
	readonly what: string;
	readonly services: string | null;
	readonly host: string;
}

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
	const asked = sql.exec<{ id: number; host: string }>(
		"SELECT b.id, b.host FROM wish w JOIN subscription b ON b.id = w.subscription WHERE w.place = ?",
		place,
	);
	const due = nextDaytime(town.zone, now);
	const until = instantAt(town.zone, plusDays(wallClock(town.zone, due).day, 2), DAYTIME_TO);
	for (const { id, host } of asked.toArray()) {
		enterErrand(sql, { subscription: id, place, day: NO_DAY_AFTER, kind: "choose", host, due, until });
	}
}

/** Told once for each end: with the next import the coverage ends elsewhere. */
export function tellOfEnd({ sql }: World, { town, coverage }: Dataset, now: Instant): void {
	const { day: today } = wallClock(town.zone, now);
	if (today < plusDays(coverage.to, -END_TOLD_BEFORE) || today > plusDays(coverage.to, 1)) return;
	const due = nextDaytime(town.zone, now);
	const until = instantAt(town.zone, plusDays(coverage.to, 2), DAYTIME_TO);
	const subscribers = sql.exec<{ id: number; host: string }>("SELECT id, host FROM subscription").toArray();
	for (const { id, host } of subscribers) {
		enterErrand(sql, { subscription: id, place: "", day: coverage.to, kind: "end", host, due, until });
	}
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
