import { type Row, tidy } from "../read/table.ts";
import type { GuessedColumn } from "./columns.ts";

/** Cells with several values, and empty cells that stand for all districts. */
export function listCells(
	rows: readonly Row[],
	service: GuessedColumn | undefined,
	round: GuessedColumn | undefined,
	separator: string | undefined,
) {
	const between = round && separatorIn(round);
	const several = {
		...(service && separator && { [service.name]: separator }),
		...(round && between && { [round.name]: between }),
	};
	const hasEmpty = round !== undefined && rows.some(({ cells }) => tidy(cells[round.at] ?? "") === "");
	const fill = round && hasEmpty ? { [round.name]: singleValues(round) } : {};
	return { ...(Object.keys(several).length > 0 && { several }), ...(Object.keys(fill).length > 0 && { fill }) };
}

/** The values of a column, one by one. */
export function singleValues(column: GuessedColumn): string[] {
	const separator = separatorIn(column);
	const pieces = column.values.flatMap((value) => (separator ? value.split(separator) : [value]));
	return [...new Set(pieces.map((piece) => piece.trim()))].filter((piece) => piece !== "");
}

/** "," or " / " where what it parts stands alone elsewhere, or is short: «A,C» beside «A». */
function separatorIn({ values }: GuessedColumn): string | undefined {
	return [" / ", ", ", ",", "+"].find((separator) => {
		const pieces = values.filter((value) => value.includes(separator)).flatMap((value) => value.split(separator));
		return (
			pieces.length > 0 &&
			pieces.every((piece) => values.includes(piece.trim()) || /^\p{L}?\d{0,2}$/u.test(piece.trim()))
		);
	});
}
