import { isObject, type Json, type JsonObject, listAt, type Path, textAt, withAt } from "../town/value.ts";

/** A name of the source, and where the recipe says what it is. */
export interface WordingEntry {
	readonly wording: string;
	readonly path: Path;
	/** The step's place in the recipe. */
	readonly step: number;
	readonly files: string;
	/** "column": the heading of a column; "file": all of a file; "token": an abbreviation in a cell. */
	readonly kind: "wording" | "column" | "file" | "token";
	/** A list always, even of one: so the recipe has it there. */
	readonly isList: boolean;
	/** Ids; empty for "no collection"; `undefined`: nobody has said yet. */
	readonly services: readonly string[] | undefined;
}

export function wordingEntries(town: Json): WordingEntry[] {
	return listAt(town, ["recipe", "read"]).flatMap((step, nth) => (isObject(step) ? entriesOf(step, nth) : []));
}

function entriesOf(step: JsonObject, nth: number): WordingEntry[] {
	const path = ["recipe", "read", nth];
	const sheet = textAt(step, ["sheet"]);
	const names = listAt(step, ["file"]).join(", ").replaceAll("source/", "");
	const files = sheet === "" ? names : `${names} [${sheet}]`;
	const base = { step: nth, files, isList: false };
	const inMap = (at: Path) =>
		Object.entries(mapAt(step, at)).map(([wording, value]) => ({
			...base,
			kind: "wording" as const,
			wording,
			path: [...path, ...at, wording],
			services: idsOf(value),
		}));
	const fixed =
		typeof step.service === "string"
			? [{ ...base, kind: "file" as const, wording: names, path: [...path, "service"], services: idsOf(step.service) }]
			: [];
	return [...inMap(["summaries"]), ...inMap(["service", "map"]), ...fixed, ...listed(step, path, base)];
}

type Base = Pick<WordingEntry, "step" | "files" | "isList">;

/** Columns of days, columns of districts and tokens: each has a list of services. */
function listed(step: JsonObject, path: Path, base: Base): WordingEntry[] {
	return [
		["columns", "column", "column"],
		["rounds", "column", "column"],
		["map", "token", "token"],
	].flatMap(([list = "", name = "", kind]) =>
		listAt(step, [list]).flatMap((each, at) =>
			isObject(each) && "services" in each
				? [
						{
							...base,
							isList: true,
							kind: kind as "column" | "token",
							wording: textAt(each, [name]),
							path: [...path, list, at, "services"],
							services: idsOf(each.services),
						},
					]
				: [],
		),
	);
}

function mapAt(step: JsonObject, path: Path): JsonObject {
	const found = path.reduce((now: Json | undefined, key) => (isObject(now) ? now[String(key)] : undefined), step);
	return isObject(found) ? found : {};
}

function idsOf(value: Json | undefined): readonly string[] | undefined {
	const ids = (Array.isArray(value) ? value : value === null || value === undefined ? [] : [value]).map(String);
	return ids.includes("?") ? undefined : ids;
}

/** The recipe where a wording is these services. */
export function meaning(town: Json, { path, isList }: WordingEntry, ids: readonly string[]): Json {
	const [first, ...others] = ids;
	const value = isList || others.length > 0 ? ids : (first ?? null);
	return withAt(town, path, value);
}

/** A service more, by the name that the source has for it; what kind of waste it is stays open. */
export function withNewService(town: Json, label: string): { readonly town: Json; readonly id: string } {
	const services = listAt(town, ["services"]);
	const id = freeId(services.map((each) => textAt(each, ["id"])));
	return { id, town: withAt(town, ["services"], [...services, { id, fraction: "?", label, usual: true }]) };
}

function freeId(taken: readonly string[]): string {
	for (let count = 1; ; count++) if (!taken.includes(`abfuhr-${count}`)) return `abfuhr-${count}`;
}

/** Whether people bring it to a van that stops somewhere: only calendars say so by service. */
export function isBrought(town: Json, { path, services = [] }: WordingEntry): boolean {
	const stops = listAt(town, [...path.slice(0, 3), "stops"]);
	return services.length > 0 && services.every((id) => stops.includes(id));
}

export function brought(town: Json, { path, services = [] }: WordingEntry, isSo: boolean): Json {
	const at = [...path.slice(0, 3), "stops"];
	const others = listAt(town, at).filter((id) => !services.includes(String(id)) && id !== "?");
	const next = isSo ? [...others, ...services] : others;
	return withAt(town, at, next.length > 0 ? next : undefined);
}

/** A service that nothing names any more goes. */
export function withoutIdleServices(town: Json): Json {
	const used = new Set(wordingEntries(town).flatMap(({ services = [] }) => services));
	const everywhere = listAt(town, ["recipe", "read"]).flatMap((step) => [
		...listAt(step, ["everywhere"]),
		...listAt(step, ["services"]),
	]);
	const kept = listAt(town, ["services"]).filter((service) => {
		const id = textAt(service, ["id"]);
		return used.has(id) || everywhere.includes(id);
	});
	return withAt(town, ["services"], kept);
}
