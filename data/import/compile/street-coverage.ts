import { endPositionOf, type NumberRange, numberAt, positionOf, type Side } from "../../model/number.ts";
import type { Problem } from "../../model/problem.ts";
import type { Source } from "../../model/source.ts";
import type { Street } from "../../model/street.ts";
import type { Linted } from "./linted.ts";
import { streetKey } from "./places.ts";

/** Whether the parts of a street leave numbers out. What two parts both claim is a problem of its own (two_rounds). */
export function streetCoverage({ dataset, draft }: Pick<Linted, "dataset" | "draft">): Problem[] {
	const rows = new Map(draft.assignments.map(({ street, source }) => [streetKey(street), source]));
	const found = dataset.streets.flatMap((street) => flawOf(street, rows.get(streetKey(street))));
	const told = found.slice(0, MOST_TOLD);
	const rest = found.length - told.length;
	return rest > 0 ? [...told, more(rest)] : told;
}

const MOST_TOLD = 12;

function flawOf(street: Street, source: Source | undefined): Problem[] {
	const ranges = street.places.flatMap(({ part }) => (part.kind === "numbers" ? part.numbers.ranges : []));
	const numbered = street.places.filter(({ part }) => part.kind === "numbers");
	if (ranges.length === 0 || numbered.length !== street.places.length || numbered.length < 2) return [];
	const missing = missingSide(ranges) ?? gapOf(ranges, "even") ?? gapOf(ranges, "odd");
	return missing === undefined ? [] : [warning(street, numbered[0]?.assignments[0]?.sources[0] ?? source, missing)];
}

function onSide(ranges: readonly NumberRange[], side: Side): NumberRange[] {
	return ranges.filter((range) => range.side === side || range.side === "both");
}

function missingSide(ranges: readonly NumberRange[]): string | undefined {
	if (onSide(ranges, "even").length === 0) return "Die geraden Nummern fehlen";
	return onSide(ranges, "odd").length === 0 ? "Die ungeraden Nummern fehlen" : undefined;
}

/** The first hole between two ranges of a side in which a number of that side lies. */
function gapOf(ranges: readonly NumberRange[], side: "even" | "odd"): string | undefined {
	const sorted = onSide(ranges, side).toSorted((one, other) => positionOf(one.from) - positionOf(other.from));
	let end = endPositionOf(sorted[0]?.to);
	for (const range of sorted.slice(1)) {
		const [last, next] = [numberAt(end)?.number, range.from.number];
		const parity = side === "even" ? 0 : 1;
		if (last !== undefined) {
			const first = (last + 1) % 2 === parity ? last + 1 : last + 2;
			if (first < next)
				return `Zwischen ${last} und ${next} fehlen die ${side === "even" ? "geraden" : "ungeraden"} Nummern`;
		}
		end = Math.max(end, endPositionOf(range.to));
	}
	return undefined;
}

function warning(street: Street, source: Source | undefined, missing: string): Problem {
	return {
		level: "warning",
		code: "numbers_missing",
		where: source ?? { file: "town.json" },
		what: `${street.name}: ${missing}.`,
		remedy: "Gibt es dort keine Häuser, ist nichts zu tun; sonst die Zeilen ergänzen.",
		touches: 1,
	};
}

function more(count: number): Problem {
	return {
		level: "warning",
		code: "numbers_missing",
		where: { file: "town.json" },
		what: `Bei ${count} weiteren Straßen fehlen Hausnummern zwischen den Teilen oder auf einer Seite.`,
		remedy: "Die ersten sind oben genannt; danach erneut importieren.",
	};
}
