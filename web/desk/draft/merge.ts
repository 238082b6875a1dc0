import { isObject, type Json, type JsonObject, listAt, textAt, withAt } from "../town/value.ts";

/** What new files seem to say, beside what `town.json` says already: nothing of it is lost. */
export function mergedTown(town: Json, fresh: Json): Json {
	const known = listAt(town, ["services"]).filter(isObject);
	const ids = new Map<string, string>();
	const added: JsonObject[] = [];
	for (const service of listAt(fresh, ["services"]).filter(isObject)) {
		const same = known.find((each) => isSame(each, service));
		const id = same ? textAt(same, ["id"]) : freeId([...known, ...added], textAt(service, ["id"]));
		ids.set(textAt(service, ["id"]), id);
		if (!same) added.push({ ...service, id });
	}
	const steps = listAt(fresh, ["recipe", "read"]).map((step) => renamed(step, ids));
	const withServices = withAt(town, ["services"], [...listAt(town, ["services"]), ...added]);
	const withSteps = withAt(withServices, ["recipe", "read"], [...listAt(town, ["recipe", "read"]), ...steps]);
	return widened(withSteps, textAt(fresh, ["coverage", "to"]));
}

function isSame(one: JsonObject, other: JsonObject): boolean {
	return one.label === other.label || (one.id === other.id && one.fraction === other.fraction);
}

function freeId(services: readonly JsonObject[], wanted: string): string {
	const taken = new Set(services.map(({ id }) => id));
	for (let count = 1; ; count++) {
		const id = count === 1 ? wanted : `${wanted}-${count}`;
		if (!taken.has(id)) return id;
	}
}

/** Where a step names a service. */
const NAMING: ReadonlySet<string> = new Set(["service", "services", "map", "summaries", "stops", "everywhere"]);

function renamed(value: Json, ids: ReadonlyMap<string, string>, names = false): Json {
	if (typeof value === "string") return names ? (ids.get(value) ?? value) : value;
	if (Array.isArray(value)) return value.map((each) => renamed(each, ids, names));
	if (!isObject(value)) return value;
	const isMap = names && !("columns" in value) && !("token" in value);
	return Object.fromEntries(
		Object.entries(value).map(([key, each]) => [key, renamed(each, ids, isMap || NAMING.has(key))]),
	);
}

/** The days that the files speak of reach further now. */
function widened(town: Json, to: string): Json {
	return /^\d{4}-/u.test(to) && to > textAt(town, ["coverage", "to"]) ? withAt(town, ["coverage", "to"], to) : town;
}
