import type { ServiceId } from "../../model/service.ts";
import { isHoled } from "../read/empty-pieces.ts";
import { matchPattern, type Pattern, parsePattern } from "../read/pattern.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import type { Usage } from "../usage.ts";

/** What the wording of an event says. */
export interface Meaning {
	readonly services: readonly ServiceId[];
	/** Wordings that the recipe does not know. */
	readonly unknown: readonly string[];
	/** What else the pattern found: `street`, `round`. */
	readonly values: Readonly<Record<string, string>>;
	/** Whether nothing stands between two separators; `undefined` where there is none. */
	readonly isHoled: boolean | undefined;
	/** Entries of the recipe that this wording needed, as `field` and `entry`. */
	readonly used: readonly (readonly [field: "summaries" | "patterns" | "split", entry: string])[];
}

type Calendar = ReaderOf<"calendar">;

/** Whole first, then what is within a pattern, then the parts of it. */
export function summaryReader(step: Calendar): (wording: string) => Meaning {
	const patterns = step.patterns.map((text) => ({ text, pattern: parsePattern(text) }));
	const seen = new Map<string, Meaning>();
	return (wording) => {
		const known = seen.get(wording);
		if (known) return known;
		const meaning = meaningOf(wording, step, patterns);
		seen.set(wording, meaning);
		return meaning;
	};
}

interface Written {
	readonly text: string;
	readonly pattern: Pattern | undefined;
}

function meaningOf(wording: string, { summaries, split }: Calendar, patterns: readonly Written[]): Meaning {
	const whole = lookUp(summaries, wording);
	const { values, text } = firstMatch(patterns, wording);
	const pattern = text === undefined ? [] : [["patterns", text] as const];
	if (whole)
		return { services: whole, unknown: [], values, isHoled: undefined, used: [["summaries", wording], ...pattern] };
	const what = values.what ?? wording;
	const parts = lookUp(summaries, what) ? [what] : cut(what, split);
	// an event without a wording says nothing, and that is told like any other unknown one
	const pieces = parts.length > 0 ? parts : [what];
	const separators = pieces.length > 1 ? split.filter((separator) => what.includes(separator)) : [];
	const used = [
		...pattern,
		...separators.map((separator) => ["split", separator] as const),
		...pieces.map((piece) => ["summaries", piece] as const),
	];
	const services = new Set(pieces.flatMap((piece) => lookUp(summaries, piece) ?? []));
	const isCut = parts.length > 0 && parts[0] !== what;
	return {
		services: [...services],
		unknown: pieces.filter((piece) => !lookUp(summaries, piece)),
		values,
		isHoled: isCut ? split.some((separator) => isHoled(what, separator)) : undefined,
		used,
	};
}

/** `undefined` for an unknown wording, empty for one that the recipe leaves out. */
function lookUp(summaries: Calendar["summaries"], wording: string): readonly ServiceId[] | undefined {
	const found = Object.hasOwn(summaries, wording) ? summaries[wording] : undefined;
	if (found === undefined) return undefined;
	return found === null ? [] : [found].flat();
}

function firstMatch(patterns: readonly Written[], wording: string): { values: Record<string, string>; text?: string } {
	for (const { text, pattern } of patterns) {
		const values = pattern && matchPattern(pattern, wording);
		if (values) return { values, text };
	}
	return { values: {} };
}

function cut(what: string, separators: readonly string[]): string[] {
	return separators
		.reduce((pieces: string[], separator) => pieces.flatMap((piece) => piece.split(separator)), [what])
		.map((piece) => piece.trim())
		.filter((piece) => piece !== "");
}

/** One set of values per value of `several`; what is missing stands for all of `fill`. */
export function variantsOf(
	values: Readonly<Record<string, string>>,
	{ several, fill, readAs }: Pick<Calendar, "several" | "fill" | "readAs">,
	usage: Usage,
): readonly Readonly<Record<string, string>>[] {
	const names = new Set([readAs, several, fill].flatMap((each) => Object.keys(each)));
	const literal = (value = "", name: string) => {
		const meant = Object.hasOwn(readAs[name] ?? {}, value) ? readAs[name]?.[value] : undefined;
		if (meant !== undefined) usage.use(`readAs.${name}`, value);
		return meant === undefined ? undefined : [meant].flat();
	};
	let variants = [values];
	for (const name of names) {
		variants = variants.flatMap((each) =>
			(literal(each[name], name) ?? piecesOf(each[name], several[name], fill[name])).map((piece) => ({
				...each,
				[name]: piece,
			})),
		);
	}
	return variants;
}

function piecesOf(value: string | undefined, separator: string | undefined, all: readonly string[] | undefined) {
	if (value === undefined || value === "") return all ?? [""];
	return separator === undefined ? [value] : cut(value, [separator]);
}
