import Holidays, { type HolidaysTypes } from "date-holidays";
import { type Day, type Period, parseDay, weekdayOf, yearOf } from "../../model/day.ts";

/** Which holidays a place has. Data: date-holidays, CC BY 3.0. */
export interface HolidayPlace {
	readonly state: string;
	readonly country?: string | undefined;
}

/** A day with a name, in one state. Its German name and its kind are the catalogue's, `rule` says which day it is everywhere. */
interface NamedDay {
	readonly day: Day;
	readonly name: string;
	readonly type: HolidaysTypes.HolidayType;
	/** `12-25`, `easter -2`. */
	readonly rule: string;
	/** A part of the state that the catalogue knows: Augsburg, its Catholic municipalities. */
	readonly region?: string | undefined;
}

/** Public holidays of the whole state (`HE`) in a period: day to German name. */
export function publicHolidays(state: string, period: Period, country = "DE"): ReadonlyMap<Day, string> {
	const days = daysOfState({ state, country }, period).filter(({ type }) => type === "public");
	return new Map(days.map(({ day, name }) => [day, name]));
}

/** Days with a name, whether holidays or not, in the state or some part of it: a town may not work on them. */
export function namedDays(
	{ state, country = "DE" }: HolidayPlace,
	period: Period,
): ReadonlyMap<string, readonly Day[]> {
	const all = [...daysOfState({ state, country }, period), ...daysOfRegions({ state, country }, period)];
	const byName = Map.groupBy(all, ({ name }) => name);
	return new Map([...byName].map(([name, days]) => [name, [...new Set(days.map(({ day }) => day))]]));
}

/** Good Friday and 25 December, whatever a state calls them and whether or not they are holidays there. */
export function turningDays(period: Period): ReadonlySet<Day> {
	const days = daysOfState({ state: "HE", country: "DE" }, period);
	return new Set(days.flatMap(({ day, rule }) => (rule === "easter -2" || rule === "12-25" ? [day] : [])));
}

export interface DoubtfulDay {
	readonly name: string;
	/** Why nobody can tell from the state alone, in German: "gilt nur in …". */
	readonly why: string;
}

/** Days on which some places of the state do not work, or not the whole day. Sundays are none. */
export function doubtfulDays(place: HolidayPlace, period: Period): ReadonlyMap<Day, DoubtfulDay> {
	const own = daysOfState(place, period);
	const free = new Set(own.filter(({ type }) => type === "public").map(({ day }) => day));
	const elsewhere = place.country === "CH" ? publicElsewhere(place, period) : new Set<string>();
	const doubtful = [...own, ...daysOfRegions(place, period)].flatMap((named): [Day, DoubtfulDay][] => {
		const why = whyDoubtful(named, elsewhere);
		return why === undefined || free.has(named.day) || weekdayOf(named.day) === 7
			? []
			: [[named.day, { name: named.name, why }]];
	});
	return new Map(doubtful.toReversed());
}

function whyDoubtful({ type, name, region }: NamedDay, elsewhere: ReadonlySet<string>): string | undefined {
	if (region !== undefined) return type === "public" ? `Feiertag nur in manchen Gemeinden (${region})` : undefined;
	if (type === "bank") return "kein voller Feiertag";
	if (type === "school") return "nur schulfrei";
	if (type === "optional" || elsewhere.has(name)) return "nicht überall ein Feiertag";
	return undefined;
}

/** Swiss holidays are the municipalities' affair: what is one in another canton may be one here. */
function publicElsewhere({ country = "DE" }: HolidayPlace, period: Period): ReadonlySet<string> {
	const states = Object.keys(new Holidays().getStates(country));
	const days = states.flatMap((state) => daysOfState({ state, country }, period));
	return new Set(days.flatMap(({ type, name }) => (type === "public" ? [name] : [])));
}

function daysOfState({ state, country = "DE" }: HolidayPlace, period: Period): NamedDay[] {
	return yearsOf(period).flatMap((year) => daysOf([country, state], year));
}

function daysOfRegions({ state, country = "DE" }: HolidayPlace, period: Period): NamedDay[] {
	const regions = Object.entries(new Holidays().getRegions(country, state) ?? {});
	return regions.flatMap(([code, region]) =>
		yearsOf(period).flatMap((year) => daysOf([country, state, code], year).map((named) => ({ ...named, region }))),
	);
}

function yearsOf({ from, to }: Period): number[] {
	return Array.from({ length: yearOf(to) - yearOf(from) + 1 }, (_, nth) => yearOf(from) + nth);
}

/** The catalogue calculates anew each time, and every check of an import asks it. */
const calculated = new Map<string, readonly NamedDay[]>();

function daysOf([country, state, region]: readonly [string, string, string?], year: number): readonly NamedDay[] {
	const key = [country, state, region, year].join(" ");
	const calendar = () => (region ? new Holidays(country, state, region) : new Holidays(country, state));
	const days = calculated.get(key) ?? calculate(calendar(), year);
	calculated.set(key, days);
	return days;
}

function calculate(calendar: Holidays, year: number): NamedDay[] {
	calendar.setLanguages("de");
	return calendar.getHolidays(year).flatMap(({ date, name, type, rule }) => {
		const day = parseDay(date.slice(0, 10));
		return day ? [{ day, name, type, rule }] : [];
	});
}

/** The names that look most like one that is not known, for a finding. */
export function namesLike(name: string, known: Iterable<string>): string[] {
	const own = pairsOf(name);
	const likeness = (other: string) => {
		const pairs = pairsOf(other);
		const shared = [...pairs].filter((pair) => own.has(pair)).length;
		return (2 * shared) / (own.size + pairs.size);
	};
	const ranked = [...new Set(known)].map((other) => ({ other, like: likeness(other) }));
	return ranked
		.filter(({ like }) => like >= 0.3)
		.toSorted((one, other) => other.like - one.like)
		.slice(0, 3)
		.map(({ other }) => other);
}

function pairsOf(text: string): Set<string> {
	const letters = text.toLowerCase().replace(/[^\p{L}\d]/gu, "");
	return new Set(Array.from({ length: Math.max(letters.length - 1, 0) }, (_, at) => letters.slice(at, at + 2)));
}
