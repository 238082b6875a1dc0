import { endPositionOf, makeHouseNumber, type NumberRange, positionOf, sideOf } from "../../model/number.ts";
import type { Part } from "../../model/street.ts";
import type { DraftAssignment } from "../draft.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import { streetKey } from "../street-identity.ts";
import { type Reading, report } from "./reading.ts";

type Numbers = ReaderOf<"streets">["numbers"];

/**
 * Where ranges are of one side each, so is `17 - Ende` beside a row with even numbers beyond 17, such as `16 - Ende`.
 * Alone it holds for both sides, as nothing else speaks of the other; that is told.
 */
export function withSidesOfOpenEnds(
	reading: Reading,
	rows: readonly DraftAssignment[],
	numbers: Numbers,
): readonly DraftAssignment[] {
	const isOneSide = numbers && !("even" in numbers) && numbers.equalEnds === "one-side";
	if (!isOneSide || !rows.some(({ part }) => rangesOf(part).some(isOpen))) return rows;
	return [...Map.groupBy(rows, ({ street }) => streetKey(street)).values()].flatMap((street) => {
		const parts = new Map(street.map(({ part }) => [part, part] as const));
		for (const part of parts.keys()) parts.set(part, sided(part, [...parts.keys()]));
		const both = street.find(({ part }) => rangesOf(parts.get(part) ?? part).some(isOpen));
		if (both) tellOfBothSides(reading, both);
		return street.map((row) => ({ ...row, part: parts.get(row.part) ?? row.part }));
	});
}

function tellOfBothSides(reading: Reading, { street: { name }, part, source }: DraftAssignment): void {
	const from = rangesOf(part).find(isOpen)?.from;
	if (!from) return;
	const other = sideOf(from) === "even" ? "ungeraden" : "geraden";
	report(reading, source.line, {
		level: "warning",
		code: "open_end",
		what: `${name} ab ${makeHouseNumber(from)} gilt für beide Straßenseiten, weil keine andere Zeile die ${other} Nummern dahinter nennt.`,
		remedy: "Prüfen, ob eine Zeile für die andere Seite fehlt; stimmt es, mit known bestätigen.",
	});
}

function rangesOf(part: Part): readonly NumberRange[] {
	return part.kind === "numbers" ? part.numbers.ranges : [];
}

function isOpen({ side, to }: NumberRange): boolean {
	return side === "both" && to === undefined;
}

function sided(part: Part, all: readonly Part[]): Part {
	if (part.kind !== "numbers" || !part.numbers.ranges.some(isOpen)) return part;
	const others = all.filter((each) => each !== part).flatMap(rangesOf);
	const ranges = part.numbers.ranges.map((range) =>
		isOpen(range) && others.some((other) => hasOtherSide(other, range))
			? { ...range, side: sideOf(range.from) }
			: range,
	);
	return { ...part, numbers: { ...part.numbers, ranges } };
}

/** Whether a range has numbers of the other side where the open one goes on. */
function hasOtherSide({ side, to }: NumberRange, open: NumberRange): boolean {
	return side !== sideOf(open.from) && endPositionOf(to) > positionOf(open.from);
}
