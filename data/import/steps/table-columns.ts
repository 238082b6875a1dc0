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
	const missing = [...named].filter((name) => columnsNamed(table, name).length === 0).map((name) => `«${name}»`);
	if (missing.length === 0) return [];
	const { file, headerLine } = table;
	return [{ level: "problem", where: { file, line: headerLine || 1 }, ...unknownColumns(missing, table) }];
}

/** One finding for all of them. */
export function unknownColumns(missing: readonly string[], { header, isNamedByRecipe }: Table) {
	const names = header.filter((name) => name.trim() !== "").map((name) => `«${name}»`);
	return {
		code: "unknown_column",
		what: `${missing.length === 1 ? "Die Spalte" : "Die Spalten"} ${missing.join(", ")} gibt es nicht. Vorhanden: ${names.join(", ") || "keine mit Namen"}.`,
		remedy: isNamedByRecipe ? OF_THE_RECIPE : OF_THE_FILE,
	};
}

const OF_THE_FILE =
	'Den Spaltennamen im Rezept an die Kopfzeile der Datei anpassen (oder die Zeile der Kopfzeile mit "header" angeben); ohne Kopfzeile gilt die Nummer.';
const OF_THE_RECIPE =
	'Diese Spalten benennt das Rezept selbst (unter "tree", "patterns" oder "named"): dort und am Schritt denselben Namen schreiben.';
