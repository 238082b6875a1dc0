import { type Day, parseDay } from "../../../data/model/day.ts";
import { WASTE_TYPES } from "./waste-type.ts";

/** What can be sorted by; the rest of an entry is the same everywhere. */
export const SORT_FIELDS = ["date", "waste_type", "zip", "area", "station", "region", "description"] as const;
type SortField = (typeof SORT_FIELDS)[number];

export interface SortKey {
	readonly field: SortField;
	readonly descending: boolean;
}

/** What a client of OpenERZ asks for. */
export interface CalendarQuery {
	readonly region?: string | undefined;
	readonly zip?: number | undefined;
	/** Lower case, as every id of a place is. */
	readonly area?: string | undefined;
	readonly station?: string | undefined;
	readonly types?: readonly string[] | undefined;
	/** Both included. */
	readonly start?: Day | undefined;
	readonly end?: Day | undefined;
	readonly sort: readonly SortKey[];
	readonly limit: number;
	readonly offset: number;
	readonly lang: "de" | "en";
}

export const CALENDAR_FIELDS = "region zip area station types start end sort limit offset lang".split(" ");

/** By OpenERZ where nothing is said. */
const LIMIT = 500;
/** Answers are bounded: who wants more goes on with `offset`. An address has far fewer. */
const MOST = 20_000;

/** A field and what is wrong with it; the value is not repeated. */
export class BadQuery extends Error {}

/** The values by name; empty ones are absent. A name that is none of `fields` is refused. */
export function valuesOf(search: URLSearchParams, fields: readonly string[]): ReadonlyMap<string, readonly string[]> {
	const values = new Map<string, string[]>();
	for (const [name, value] of search) {
		if (!fields.includes(name)) throw new BadQuery("a parameter is not allowed");
		if (value !== "") values.set(name, [...(values.get(name) ?? []), value]);
	}
	return values;
}

/** Throws a `BadQuery`. `services`: ids of services that may be asked for like a type. */
export function readCalendarQuery(search: URLSearchParams, services: readonly string[]): CalendarQuery {
	const values = valuesOf(search, CALENDAR_FIELDS);
	const one = <T>(name: string, read: (text: string) => T | undefined) => single(values, name, read);
	const limit = one("limit", readCount) ?? LIMIT;
	return {
		region: one("region", (text) => text.toLowerCase()),
		zip: one("zip", readZip),
		area: one("area", (text) => text.toLowerCase()),
		station: one("station", (text) => text),
		types: readTypes(values.get("types"), services),
		start: one("start", readDay),
		end: one("end", readDay),
		sort: one("sort", readSort) ?? [{ field: "date", descending: false }],
		limit: Math.min(limit === 0 ? MOST : limit, MOST),
		offset: one("offset", readCount) ?? 0,
		lang: one("lang", (text) => (text === "de" || text === "en" ? text : undefined)) ?? "de",
	};
}

/** The value of a field that is there at most once. */
export function single<T>(
	values: ReadonlyMap<string, readonly string[]>,
	name: string,
	read: (text: string) => T | undefined,
): T | undefined {
	const [text, ...others] = values.get(name) ?? [];
	if (text === undefined) return undefined;
	const value = others.length === 0 ? read(text) : undefined;
	if (value === undefined) throw new BadQuery(`"${name}" has a value that is not allowed`);
	return value;
}

function readTypes(asked: readonly string[] | undefined, services: readonly string[]): readonly string[] | undefined {
	if (asked?.every((type) => WASTE_TYPES.includes(type) || services.includes(type)) === false)
		throw new BadQuery('"types" has a value that is not allowed');
	return asked;
}

function readZip(text: string): number | undefined {
	return /^\d{4,5}$/.test(text) ? Number(text) : undefined;
}

function readCount(text: string): number | undefined {
	return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Clients send days, and some the whole moment. */
function readDay(text: string): Day | undefined {
	return /^.{10}(?:T[\d:.Z+-]{1,20})?$/.test(text) ? parseDay(text.slice(0, 10)) : undefined;
}

/** `date`, `date:desc,waste_type`. */
function readSort(text: string): SortKey[] | undefined {
	const keys = text.split(",").map((each) => {
		const [name, order = "asc", ...rest] = each.trim().split(":");
		const field = SORT_FIELDS.find((known) => known === name);
		const isLawful = field && rest.length === 0 && (order === "asc" || order === "desc");
		return isLawful ? { field, descending: order === "desc" } : undefined;
	});
	const lawful = keys.filter((key) => key !== undefined);
	return lawful.length === keys.length && lawful.length <= SORT_FIELDS.length ? lawful : undefined;
}
