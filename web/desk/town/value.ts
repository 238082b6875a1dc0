/** `town.json` as a value: whatever stands in it stays, also what no form shows. */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
	readonly [key: string]: Json;
}
/** Keys, and places in lists as numbers. */
export type Path = readonly (string | number)[];

export function isObject(value: Json | undefined): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function at(value: Json | undefined, path: Path): Json | undefined {
	return path.reduce((now: Json | undefined, key) => childOf(now, key), value);
}

function childOf(value: Json | undefined, key: string | number): Json | undefined {
	if (Array.isArray(value)) return value[Number(key)];
	return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The value with another one at the path; `undefined` takes what is there out. */
export function withAt(value: Json | undefined, path: Path, next: Json | undefined): Json {
	const [key, ...rest] = path;
	if (key === undefined) return next ?? null;
	const child = rest.length === 0 ? next : withAt(childOf(value, key), rest, next);
	if (Array.isArray(value) || (value === undefined && typeof key === "number"))
		return inList(value ?? [], Number(key), child);
	const { [key]: _, ...others } = isObject(value) ? value : {};
	if (child === undefined) return others;
	// An entry that was there keeps its place.
	return isObject(value) && Object.hasOwn(value, key) ? { ...value, [key]: child } : { ...others, [key]: child };
}

function inList(list: readonly Json[], place: number, child: Json | undefined): Json[] {
	if (child === undefined) return list.filter((_, nth) => nth !== place);
	return place >= list.length ? [...list, child] : list.map((each, nth) => (nth === place ? child : each));
}

export function listAt(value: Json | undefined, path: Path): readonly Json[] {
	const found = at(value, path);
	return Array.isArray(found) ? found : found === undefined || found === null ? [] : [found];
}

export function textAt(value: Json | undefined, path: Path): string {
	const found = at(value, path);
	return typeof found === "string" || typeof found === "number" ? String(found) : "";
}

export function parseJson(text: string): { readonly value: Json } | { readonly line: number } {
	try {
		const value: Json = JSON.parse(text);
		return { value };
	} catch (error) {
		const position = /position (\d+)/u.exec(String(error))?.[1];
		return { line: position === undefined ? 1 : text.slice(0, Number(position)).split("\n").length };
	}
}
