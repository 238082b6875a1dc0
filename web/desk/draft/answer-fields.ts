import type { Answer, Paste } from "../../../data/import/guess/questions.ts";
import { onOneLine } from "../../../data/import/guess/town-text.ts";
import { at, isObject, type Json, listAt, type Path, parseJson, withAt } from "../town/value.ts";

/** What of an answer a person fills in: a name instead of the example, services that do not fit taken off a list. */
export interface Field {
	/** The paste of the answer that it stands in. */
	readonly paste: number;
	readonly path: Path;
	readonly key: string;
	readonly kind: "text" | "email" | "time" | "date" | "list";
	/** What stands there unless it is changed: a text, or all that may be ticked. */
	readonly value: string;
	readonly options: readonly string[];
	/** Only an example: whoever answers writes the true one. */
	readonly isExample: boolean;
	/** `{round}` and what follows it: not written by hand. */
	readonly tail: string;
}

const KINDS: Readonly<Record<string, Field["kind"]>> = {
	name: "text",
	publisher: "text",
	street: "text",
	districts: "text",
	label: "text",
	round: "text",
	email: "email",
	earliest: "time",
	latest: "time",
	from: "date",
	to: "date",
};

const LISTS: ReadonlySet<string> = new Set(["services", "everywhere", "stops", "only"]);

export function fieldsOf({ when, pastes }: Answer): Field[] {
	const isExample = when.startsWith("Zum Beispiel");
	return pastes.flatMap((paste, nth) => {
		const value = partOf(paste);
		return value === undefined ? [] : fieldsIn(value, [], nth, isExample);
	});
}

/** The lines of a paste as a value; those that add services are taken as they are. */
function partOf({ instead, lines }: Paste): Json | undefined {
	if (instead === undefined || lines === "") return undefined;
	const parsed = parseJson(`{${lines}}`);
	return "value" in parsed ? parsed.value : undefined;
}

function fieldsIn(value: Json, path: Path, paste: number, isExample: boolean): Field[] {
	if (!isObject(value)) return [];
	const isAbroad = "country" in value;
	return Object.entries(value).flatMap(([key, each]): Field[] => {
		const here = { paste, path: [...path, key], key, options: [], isExample, tail: "" };
		if (typeof each === "string") return textField(each, here, isAbroad);
		const isList = Array.isArray(each) && (LISTS.has(key) || path.includes("only"));
		const options = isList ? each.filter((one) => typeof one === "string") : [];
		if (options.length > 1) return [{ ...here, kind: "list", value: "", options }];
		return fieldsIn(each, here.path, paste, isExample);
	});
}

function textField(text: string, here: Omit<Field, "kind" | "value">, isAbroad: boolean): Field[] {
	const kind = KINDS[here.key] ?? (here.key === "state" && isAbroad ? "text" : undefined);
	const [value = "", ...rest] = text.split("{");
	const isFixed = text.startsWith("{") || (rest.length > 0 && here.key === "round");
	if (!kind || isFixed) return [];
	const isDefault = kind === "date" || kind === "time";
	const tail = rest.length > 0 ? `{${rest.join("{")}` : "";
	return [{ ...here, kind, value, tail, isExample: here.isExample && !isDefault }];
}

export type Filled = ReadonlyMap<Field, string | readonly string[]>;

/** The answer with what was filled in. */
export function filledIn({ pastes }: Answer, filled: Filled): Paste[] {
	return pastes.map((paste, nth) => {
		const mine = [...filled].filter(([field]) => field.paste === nth);
		const value = mine.length > 0 ? partOf(paste) : undefined;
		if (value === undefined) return paste;
		const changed = mine.reduce((now, [field, given]) => withAt(now, field.path, filledValue(field, given)), value);
		return { ...paste, lines: linesOf(changed) };
	});
}

function filledValue({ tail }: Field, given: string | readonly string[]): Json {
	return typeof given === "string" ? given.trimStart() + tail : [...given];
}

function linesOf(value: Json): string {
	if (!isObject(value)) return "";
	return Object.entries(value)
		.map(([key, each]) => `${JSON.stringify(key)}: ${onOneLine(each)}`)
		.join(",\n");
}

/** The services of a town by their labels, for lists of ids. */
export function labelsOf(town: Json): ReadonlyMap<string, string> {
	const pairs = listAt(town, ["services"]).map((service) => [at(service, ["id"]), at(service, ["label"])]);
	return new Map(pairs.map(([id, label]) => [String(id), String(label === "?" ? id : label)]));
}
