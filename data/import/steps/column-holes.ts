import type { Row } from "../read/table.ts";
import { cellAt, type Reading, report } from "./reading.ts";

const FEWEST_ROWS = 5;

/**
 * Columns of dates that are filled from the top, each as far as its dates reach: where only one row leaves a hole or
 * stands behind one, its cells have slipped into the columns beside them, or one is missing.
 */
export function tellHoles(reading: Reading, columns: readonly number[]): void {
	const { rows } = reading.table;
	if (rows.length < FEWEST_ROWS || columns.length < 2) return;
	const odd = columns.map((at) => ({ at, lines: oddRows(rows, at) })).filter(({ lines }) => lines !== undefined);
	const [first] = odd;
	const row = first?.lines?.find((each) => odd.every(({ lines }) => lines?.includes(each)));
	if (row === undefined) return;
	const names = odd.map(({ at }) => `«${reading.table.header[at] ?? at + 1}»`).join(", ");
	report(reading, rows[row], {
		level: "warning",
		code: "hole_in_column",
		what: `Nur diese Zeile lässt in ${names} eine Lücke oder steht hinter einer.`,
		remedy: "Prüfen, ob ihre Zellen in die Spalte daneben gerutscht sind oder ein Termin fehlt.",
	});
}

/** The rows of which one alone makes the hole; none where several do. `undefined`: there is no hole. */
function oddRows(rows: readonly Row[], at: number): readonly number[] | undefined {
	const filled = rows.map((row) => cellAt(row, at) !== "");
	const [hole, last] = [filled.indexOf(false), filled.lastIndexOf(true)];
	if (hole < 0 || last < hole) return undefined;
	const [isOneHole, isOneBehind] = [
		!filled.slice(hole + 1, last).includes(false),
		!filled.slice(hole, last).includes(true),
	];
	return [...(isOneHole ? [hole] : []), ...(isOneBehind ? [last] : [])];
}
