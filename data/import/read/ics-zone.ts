import { type Day, plusDays } from "../../model/day.ts";
import type { Minutes } from "../../model/time.ts";
import {
	type Instant,
	instantAt,
	instantBy,
	parseZone,
	type WallClock,
	wallClock,
	wallClockBy,
	type Zone,
} from "../../model/zone.ts";
import type { IcsCalendar } from "./ics-calendar.ts";
import { offsetBy } from "./ics-zone-definition.ts";
import { CITIES, windowsZone } from "./windows-zones.ts";

/** What turns a clock on the wall into an instant and back. */
export interface Clock {
	instantOf(day: Day, time: Minutes): Instant;
	wallOf(instant: Instant): WallClock;
}

/**
 * The clock of a TZID; `undefined` for a zone that nobody knows. Without a TZID it is that of the whole
 * calendar (X-WR-TIMEZONE), and `undefined` where it has none: then a time means the same clock everywhere.
 */
export type ClockOf = (tzid: string | undefined) => Clock | undefined;

export function clockIn(zone: Zone): Clock {
	return {
		instantOf: (day, time) => instantAt(zone, day, time),
		wallOf: (instant) => wallClock(zone, instant),
	};
}

/**
 * A zone by its name first, which knows more years than the definition in the file, then by that.
 * `given` is what the recipe says of names that nobody knows. Nothing is guessed.
 */
export function clocksOf(
	{ zones: definitions, zone: ofCalendar }: Pick<IcsCalendar, "zones" | "zone">,
	given: Readonly<Record<string, Zone>>,
	last: Day,
): ClockOf {
	const seen = new Map<string, Clock | undefined>();
	const find = (tzid: string): Clock | undefined => {
		const definition = definitions.get(tzid);
		const zone = given[tzid] ?? zoneNamed(tzid) ?? zoneNamed(definition?.location ?? "");
		if (zone) return clockIn(zone);
		const offsetOf = definition && offsetBy(definition, last < FARTHEST ? plusDays(last, 2) : FARTHEST);
		return (
			offsetOf && {
				instantOf: (day, time) => instantBy(offsetOf, day, time),
				wallOf: (instant) => wallClockBy(offsetOf, instant),
			}
		);
	};
	return (text) => {
		const tzid = (text ?? ofCalendar).trim();
		if (!seen.has(tzid)) seen.set(tzid, find(tzid));
		return seen.get(tzid);
	};
}

/** Definitions go on for ever; nobody asks for days behind this one. */
const FARTHEST = "2200-01-01" as Day;

const LONGEST_NAME = 200;

/** "Europe/Berlin", "/example.org/Europe/Berlin", "W. Europe Standard Time", "(UTC+01:00) Amsterdam, Berlin, Bern". */
export function zoneNamed(text: string): Zone | undefined {
	const name = text.replaceAll("\\", "").trim();
	if (name === "" || name.length > LONGEST_NAME) return undefined;
	const named = ianaZone(name) ?? windowsZone(name);
	return named === undefined ? zoneOfCities(name) : parseZone(named);
}

/** Libraries put their own name before that of the zone. */
function ianaZone(name: string): Zone | undefined {
	const parts = name.split("/").filter((part) => part !== "");
	if (/^(?:utc|gmt|z)$/i.test(parts.at(-1) ?? "")) return parseZone("Etc/UTC");
	// "+01:00" is a zone to some runtimes only.
	if (!/^[a-z]/iu.test(name) && parts.length === 1) return undefined;
	const ends = parts.length === 1 ? [name] : [3, 2].map((count) => parts.slice(-count).join("/"));
	return ends.map(parseZone).find((zone) => zone !== undefined);
}

const OFFSET = /^\((?:UTC|GMT)\s?(?:([+-])(\d{1,2})[:.](\d{2}))?\)/iu;

/** All cities that are known have to agree, with each other and with the offset that stands before them. */
function zoneOfCities(name: string): Zone | undefined {
	const [whole = "", sign, hours, minutes] = OFFSET.exec(name) ?? [];
	const cities = name
		.slice(whole.length)
		.split(/[,:(]/u)
		.map((city) => cityZones().get(city.trim().toLowerCase()));
	const zones = cities.flatMap((zone) => (zone === undefined ? [] : (parseZone(zone) ?? [])));
	const offsets = new Set(zones.map((zone) => OFFSETS_AT.map((instant) => offsetAt(zone, instant)).join()));
	const given = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === "-" ? -1 : 1);
	const fits = (zone: Zone) => whole === "" || Math.min(...OFFSETS_AT.map((each) => offsetAt(zone, each))) === given;
	return offsets.size === 1 ? zones.find(fits) : undefined;
}

/** Winter and summer, on either side of the equator. */
const OFFSETS_AT = [Date.UTC(2026, 0, 15, 12), Date.UTC(2026, 6, 15, 12)];

/** Minutes east of UTC. */
function offsetAt(zone: Zone, instant: Instant): number {
	const { day, time } = wallClock(zone, instant);
	return (Date.parse(`${day}T00:00:00Z`) - instant) / 60_000 + time;
}

let cities: ReadonlyMap<string, string> | undefined;

/** Every city that the IANA database has, and the spellings of Windows. */
function cityZones(): ReadonlyMap<string, string> {
	cities ??= new Map([
		...Intl.supportedValuesOf("timeZone").map(
			(zone) =>
				[
					zone
						.slice(zone.lastIndexOf("/") + 1)
						.replaceAll("_", " ")
						.toLowerCase(),
					zone,
				] as const,
		),
		...Object.entries(CITIES).map(([city, zone]) => [city.toLowerCase(), zone] as const),
	]);
	return cities;
}
