import type { Problem } from "../model/problem.ts";
import { type Beside, lineOf, type RowId } from "./beside.ts";
import { readWording } from "./guess/wording.ts";
import { linesInWords } from "./read/lines-in-words.ts";
import { listWords } from "./words.ts";

/** A column that names kinds of waste, where the step takes all rows as one service. */
export function unreadServices(file: string, left: readonly Beside[]): Problem[] {
	return left.flatMap((column) => {
		const { name, service, holds } = column;
		const [first = "", ...others] = [...(holds.values ?? [])].filter(([value]) => kindOf(value) !== undefined);
		return first && service !== undefined && others.some(([value]) => kindOf(value) !== kindOf(first[0]))
			? [unreadService(file, { name, service, values: [first, ...others] })]
			: [];
	});
}

/** A word that can only mean this one kind of waste. */
function kindOf(value: string): string | undefined {
	const { named } = readWording(value);
	return named.length === 1 ? named[0] : undefined;
}

interface Told {
	readonly name: string;
	readonly service: string;
	readonly values: readonly (readonly [string, readonly RowId[]])[];
}

function unreadService(file: string, { name, service, values }: Told): Problem {
	// What fewer rows say is likelier the stranger.
	const [[, rows] = ["", []]] = [...values].sort(([, one], [, other]) => one.length - other.length);
	const lines = rows.map(lineOf);
	return {
		level: "warning",
		code: "unread_service",
		where: { file, line: lines[0] },
		what: `Unter «${name}» stehen ${listWords(
			values.map(([value]) => value),
			6,
		)} (${linesInWords(lines)}), und der Schritt nimmt alle Zeilen als «${service}».`,
		remedy: `Im Rezept "service" aus dieser Spalte nehmen, oder mit "only" die Zeilen dieser Leistung auswählen; sonst mit known bestätigen.`,
	};
}
