import { endPositionOf, type NumberRange, numberAt, positionOf, type Side } from "../../model/number.ts";
import type { Problem } from "../../model/problem.ts";
import type { Source } from "../../model/source.ts";
import { assigningLine, type Street } from "../../model/street.ts";
import { streetKey } from "../street-identity.ts";
import { listWords } from "../words.ts";
import type { Linted } from "./linted.ts";

/** Whether the parts of a street leave numbers out. What two parts both claim is a problem of its own (two_rounds). */
export function streetCoverage({ dataset, draft }: Pick<Linted, "dataset" | "draft">): Problem[] {
	const rows = new Map(draft.assignments.map(({ street, source }) => [streetKey(street), source]));
	const found = dataset.streets.flatMap((street) => flawOf(street, rows.get(streetKey(street))));
	const told = found.slice(0, MOST_TOLD).map(warning);
	const rest = found.slice(MOST_TOLD);
	return rest.length > 0 ? [...told, more(rest)] : told;
}

interface Flaw {
	readonly street: string;
	readonly missing: string;
	/** The row after whose numbers some are missing, or the first of the street. */
	readonly source: Source | undefined;
}

/** What is missing, and behind which range. */
interface Missing {
	readonly text: string;
	readonly behind?: NumberRange | undefined;
}

const MOST_TOLD = 12;

function flawOf(street: Street, source: Source | undefined): Flaw[] {
	const numbered = street.places.filter(({ part }) => part.kind === "numbers");
	const ranges = numbered.flatMap(rangesOf);
	if (ranges.length === 0 || numbered.length !== street.places.length || numbered.length < 2) return [];
	const missing = missingSide(ranges) ?? gapOf(ranges, "even") ?? gapOf(ranges, "odd");
	if (missing === undefined) return [];
	const { text, behind } = missing;
	const place = numbered.find((each) => behind && rangesOf(each).includes(behind)) ?? numbered[0];
	const row = place?.assignments[0] && assigningLine(place, place.assignments[0], behind?.to);
	return [{ street: street.name, missing: text, source: row ?? source }];
}

function rangesOf({ part }: Street["places"][number]): readonly NumberRange[] {
	return part.kind === "numbers" ? part.numbers.ranges : [];
}

function onSide(ranges: readonly NumberRange[], side: Side): NumberRange[] {
	return ranges.filter((range) => range.side === side || range.side === "both");
}

function missingSide(ranges: readonly NumberRange[]): Missing | undefined {
	if (onSide(ranges, "even").length === 0) return { text: "Die geraden Nummern fehlen" };
	return onSide(ranges, "odd").length === 0 ? { text: "Die ungeraden Nummern fehlen" } : undefined;
}

/** The first hole between two ranges of a side in which a number of that side lies. */
function gapOf(ranges: readonly NumberRange[], side: "even" | "odd"): Missing | undefined {
	const sorted = onSide(ranges, side).toSorted((one, other) => positionOf(one.from) - positionOf(other.from));
	let behind = sorted[0];
	for (const range of sorted.slice(1)) {
		const end = endPositionOf(behind?.to);
		const text = missingBetween(numberAt(end)?.number, range.from.number, side);
		if (text !== undefined) return { text, behind };
		if (endPositionOf(range.to) > end) behind = range;
	}
	return undefined;
}

function missingBetween(last: number | undefined, next: number, side: "even" | "odd"): string | undefined {
	if (last === undefined) return undefined;
	const first = (last + 1) % 2 === (side === "even" ? 0 : 1) ? last + 1 : last + 2;
	return first < next
		? `Zwischen ${last} und ${next} fehlen die ${side === "even" ? "geraden" : "ungeraden"} Nummern`
		: undefined;
}

function warning({ street, missing, source }: Flaw): Problem {
	return {
		level: "warning",
		code: "numbers_missing",
		where: source ?? { file: "town.json" },
		what: `${street}: ${missing}.`,
		remedy: "Gibt es dort keine Häuser, ist nichts zu tun; sonst die Zeilen ergänzen.",
		touches: 1,
	};
}

function more(rest: readonly Flaw[]): Problem {
	const names = listWords(
		rest.map(({ street }) => street),
		MOST_NAMED,
	);
	return {
		level: "warning",
		code: "numbers_missing",
		where: { file: "town.json" },
		what: `Auch bei ${rest.length === 1 ? "einer weiteren Straße" : `${rest.length} weiteren Straßen`} fehlen Hausnummern zwischen den Teilen oder auf einer Seite: ${names}.`,
		remedy: "Die ersten sind oben genannt; danach erneut importieren.",
	};
}

const MOST_NAMED = 30;
