import type { Problem } from "../../model/problem.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import { type Table, tidy } from "../read/table.ts";

/** What stands above the names of the columns, or beyond the lines that the recipe names, and speaks of dates. */
export function changeAround({ file, around = [] }: Table): Problem[] {
	const [first] = around;
	if (!first) return [];
	const text = tidy(first.cells.join(" ")).slice(0, 60);
	const lines = linesInWords(around.map(({ line }) => line));
	return [
		{
			level: "warning",
			code: "unread_change",
			where: { file, line: first.line },
			what: `Außerhalb der Zeilen, die gelesen werden, steht etwas, das nach keinem oder einem anderen Termin klingt: «${text}» (${lines}).`,
			remedy:
				"Gilt ein Termin nicht oder an einem anderen Tag, ihn mit changes.csv berichtigen; sonst mit known bestätigen.",
		},
	];
}
