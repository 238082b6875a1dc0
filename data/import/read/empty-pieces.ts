import type { Problem } from "../../model/problem.ts";
import { linesInWords } from "./lines-in-words.ts";

export interface CutCell {
	readonly line: number;
	readonly isHoled: boolean;
}

/** Whether nothing stands between two separators, before the first or behind the last. */
export function isHoled(text: string, separator: string): boolean {
	return (
		separator.trim() !== "" && text.includes(separator) && text.split(separator).some((piece) => piece.trim() === "")
	);
}

/** Where most cells have such a hole it is a habit of whoever wrote the file; where few have, something was lost. */
export function holesOf(cells: readonly CutCell[]): number[] {
	const holed = cells.filter((each) => each.isHoled);
	return holed.length > 1 && holed.length * 2 > cells.length ? [] : holed.map(({ line }) => line);
}

export function emptyPieces(file: string, lines: readonly number[]): Problem[] {
	if (lines.length === 0) return [];
	return [
		{
			level: "warning",
			code: "empty_piece",
			where: { file, line: lines[0] },
			what: `Zwischen zwei Trennzeichen oder davor oder dahinter steht nichts (${linesInWords(lines)}); vielleicht fehlt dort etwas.`,
			remedy: "Ergänzen, was fehlt, oder das überzählige Trennzeichen löschen.",
		},
	];
}
