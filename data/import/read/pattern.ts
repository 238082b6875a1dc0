import { parseTime } from "../../model/time.ts";
import { monthNamed, weekdayNamed } from "./day-names.ts";

/**
 * What recipes write instead of regular expressions: text with `{name}` where something stands.
 * `{name:kind}` says what: number, month, weekday, word, day (digits and dots), time. Matching goes once
 * from left to right and never back, so that no recipe and no file can make it slow.
 */
export interface Pattern {
	/** Before, between and after the placeholders: one more than there are placeholders. */
	readonly literals: readonly string[];
	readonly holes: readonly Hole[];
}

interface Hole {
	readonly name: string;
	readonly kind: Kind;
}

const KINDS = {
	text: () => true,
	number: (found: string) => /^\d{1,6}$/.test(found),
	word: (found: string) => !found.includes(" "),
	month: (found: string) => monthNamed(found) !== undefined,
	weekday: (found: string) => weekdayNamed(found) !== undefined,
	day: (found: string) => found.length <= 24 && /^[\p{L}]{0,10}\.?,?\s?\d[\d.\-/ ]*$/u.test(found),
	time: (found: string) => parseTime(found.replace(".", ":").padStart(5, "0")) !== undefined,
} satisfies Record<string, (found: string) => boolean>;

type Kind = keyof typeof KINDS;

/** `undefined` when a brace is open, a kind unknown, or two placeholders touch. */
export function parsePattern(text: string): Pattern | undefined {
	const pieces = text.split(/\{([^{}]*)\}/u);
	const literals = pieces.filter((_, at) => at % 2 === 0);
	const holes = pieces.filter((_, at) => at % 2 === 1).map(parseHole);
	const touching = literals.slice(1, -1).some((literal) => literal === "");
	if (touching || literals.some((literal) => /[{}]/u.test(literal))) return undefined;
	const sound = holes.filter((hole) => hole !== undefined);
	return sound.length === holes.length ? { literals, holes: sound } : undefined;
}

function parseHole(text: string): Hole | undefined {
	const [name = "", kind = "text"] = text.split(":");
	return isKind(kind) && name !== "" ? { name, kind } : undefined;
}

function isKind(text: string): text is Kind {
	return Object.hasOwn(KINDS, text);
}

/** What stands at each placeholder, trimmed and never empty; `undefined` when the text does not fit. */
export function matchPattern({ literals, holes }: Pattern, text: string): Record<string, string> | undefined {
	const [first = "", ...rest] = literals;
	if (!text.startsWith(first)) return undefined;
	if (holes.length === 0) return text === first ? {} : undefined;
	const found: Record<string, string> = {};
	let at = first.length;
	for (const [nth, { name, kind }] of holes.entries()) {
		const literal = rest[nth] ?? "";
		const end = endOfHole(text, at, literal, nth === holes.length - 1);
		const value = end === undefined ? "" : text.slice(at, end).trim();
		if (end === undefined || value === "" || !KINDS[kind](value)) return undefined;
		found[name] = value;
		at = end + literal.length;
	}
	return found;
}

/** The last placeholder reaches to the end of the text, the others to the next literal. */
function endOfHole(text: string, at: number, literal: string, last: boolean): number | undefined {
	if (!last) {
		const end = text.indexOf(literal, at + 1);
		return end < 0 ? undefined : end;
	}
	const end = text.length - literal.length;
	return text.endsWith(literal) && end > at ? end : undefined;
}

/** Puts values where the placeholders stand; an unknown name stays as it is written. */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
	return template.replace(/\{([^{}]*)\}/gu, (hole, name: string) => values[name] ?? hole);
}
