import type { ServiceId } from "../../model/service.ts";
import { matchPattern, type Pattern, parsePattern } from "../read/pattern.ts";
import type { ReaderOf } from "../recipe/recipe.ts";

/** What the wording of an event says. */
export interface Meaning {
	readonly services: readonly ServiceId[];
	/** Wordings that the recipe does not know. */
	readonly unknown: readonly string[];
	/** What else the pattern found: `street`, `round`. */
	readonly values: Readonly<Record<string, string>>;
}

type Calendar = ReaderOf<"calendar">;

/** Whole first, then what is within a pattern, then the parts of it. */
export function summaryReader({ summaries, patterns, split }: Calendar): (wording: string) => Meaning {
	const parsed = patterns.map(parsePattern).filter((pattern) => pattern !== undefined);
	const seen = new Map<string, Meaning>();
	return (wording) => {
		const known = seen.get(wording);
		if (known) return known;
		const meaning = meaningOf(wording, summaries, parsed, split);
		seen.set(wording, meaning);
		return meaning;
	};
}

function meaningOf(
	wording: string,
	summaries: Calendar["summaries"],
	patterns: readonly Pattern[],
	separators: readonly string[],
): Meaning {
	const whole = lookUp(summaries, wording);
	const values = firstMatch(patterns, wording);
	if (whole) return { services: whole, unknown: [], values };
	const what = values.what ?? wording;
	const pieces = lookUp(summaries, what) ? [what] : cut(what, separators);
	const services = new Set(pieces.flatMap((piece) => lookUp(summaries, piece) ?? []));
	return { services: [...services], unknown: pieces.filter((piece) => !lookUp(summaries, piece)), values };
}

/** `undefined` for an unknown wording, empty for one that the recipe leaves out. */
function lookUp(summaries: Calendar["summaries"], wording: string): readonly ServiceId[] | undefined {
	const found = Object.hasOwn(summaries, wording) ? summaries[wording] : undefined;
	if (found === undefined) return undefined;
	return found === null ? [] : [found].flat();
}

function firstMatch(patterns: readonly Pattern[], wording: string): Record<string, string> {
	for (const pattern of patterns) {
		const values = matchPattern(pattern, wording);
		if (values) return values;
	}
	return {};
}

function cut(what: string, separators: readonly string[]): string[] {
	return separators
		.reduce((pieces: string[], separator) => pieces.flatMap((piece) => piece.split(separator)), [what])
		.map((piece) => piece.trim())
		.filter((piece) => piece !== "");
}
