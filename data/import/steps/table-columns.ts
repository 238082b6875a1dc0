import type { Problem } from "../../model/problem.ts";
import { fitsGlob } from "../known.ts";
import type { Table } from "../read/table.ts";

/** Where columns stand: by name, by a name with `*` for some text in it, or by number from 1. Empty when there is none. */
export function columnsNamed({ header, rows }: Table, name: string): number[] {
	if (name.includes("*")) return header.flatMap((each, at) => (fitsGlob(name, each) ? [at] : []));
	const at = header.indexOf(name);
	if (at >= 0) return [at];
	const nth = /^\d{1,4}$/.test(name) ? Number(name) : 0;
	const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), header.length);
	return nth >= 1 && nth <= width ? [nth - 1] : [];
}

/** A misspelled column in the recipe would change nothing, and nobody would notice. */
export function columnsNotThere(table: Table, named: ReadonlySet<string>): Problem[] {
	return [...named].flatMap((name) => (columnsNamed(table, name).length > 0 ? [] : [unknownColumn(table, name)]));
}

function unknownColumn({ file, header, headerLine }: Table, name: string): Problem {
	return {
		level: "problem",
		code: "unknown_column",
		where: { file, line: headerLine || 1 },
		what: `Die Spalte «${name}» gibt es nicht. Vorhanden: ${header.filter((each) => each !== "").join(", ") || "keine"}.`,
		remedy: "Im Rezept die Spalte so nennen, wie die Datei sie nennt (ohne Kopfzeile: mit ihrer Nummer).",
	};
}
