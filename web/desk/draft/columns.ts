import { isObject, type Json } from "../town/value.ts";

/** What a column may be of, by the kind of step, in the order in which a person thinks of it. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
	dates: ["date", "round", "street", "postcode", "locality", "note"],
	streets: ["street", "postcode", "locality", "words"],
	rhythms: ["first", "weeks", "round", "from", "to"],
	rules: ["rule", "first", "round", "from", "to"],
	shifts: ["from", "to", "reason", "round"],
};

export interface ColumnField {
	readonly key: string;
	/** The column that is chosen, as a list shows it; empty for none; `undefined`: several, or put together. */
	readonly chosen: string | undefined;
}

export function columnFieldsOf(step: Json | undefined): ColumnField[] {
	if (!isObject(step) || typeof step.as !== "string") return [];
	return (FIELDS[step.as] ?? []).map((key) => ({ key, chosen: chosenIn(step[key]) }));
}

function chosenIn(value: Json | undefined): string | undefined {
	if (value === undefined) return "";
	if (typeof value === "number") return `#${value}`;
	return typeof value === "string" && !value.includes("{") ? value : undefined;
}

export interface ColumnChoice {
	readonly value: string;
	readonly words: string;
}

/** Columns by name, and by number where they have none or share it. */
export function columnChoices(header: readonly string[], width: number): ColumnChoice[] {
	return Array.from({ length: Math.max(header.length, width) }, (_, nth) => {
		const name = header[nth] ?? "";
		const isPlain = name !== "" && header.indexOf(name) === header.lastIndexOf(name);
		return isPlain ? { value: name, words: name } : { value: `#${nth + 1}`, words: `${nth + 1} ${name}`.trim() };
	});
}

export function columnOf(chosen: string): Json | undefined {
	if (chosen === "") return undefined;
	return chosen.startsWith("#") && /^#\d+$/u.test(chosen) ? Number(chosen.slice(1)) : chosen;
}
