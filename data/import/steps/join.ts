import type { Problem } from "../../model/problem.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import { type Row, type Table, tidy } from "../read/table.ts";
import { withColumns } from "./file-name.ts";
import { columnsNamed, columnsNotThere } from "./table-columns.ts";

export interface Join {
	/** A column of the step's file to the column of the other with the same key; or row by row. */
	readonly on: "position" | Readonly<Record<string, string>>;
	/** Columns of the other file that come to each row. */
	readonly columns: readonly string[];
}

export interface Joined {
	readonly table: Table;
	readonly problems: readonly Problem[];
}

/** Puts columns of another file beside each row: by a key that both have, or by position. */
export function joined(table: Table, other: Table, join: Join): Joined {
	const keys = join.on === "position" ? [] : Object.entries(join.on);
	const missing = [
		...columnsNotThere(table, new Set(keys.map(([own]) => own))),
		...columnsNotThere(other, new Set([...keys.map(([, theirs]) => theirs), ...join.columns])),
	];
	if (missing.length > 0) return { table: { ...table, rows: [] }, problems: missing };
	return join.on === "position" ? byPosition(table, other, join) : byKey(table, other, join, keys);
}

function byPosition(table: Table, other: Table, { columns }: Join): Joined {
	const cellsOf = cellReader(other, columns);
	const whole = withColumns(table, columns, (at) => other.rows[at] && cellsOf(other.rows[at]));
	const same = table.rows.length === other.rows.length;
	return same
		? { table: whole, problems: [] }
		: { table: { ...whole, rows: [] }, problems: [otherLength(table, other)] };
}

function byKey(table: Table, other: Table, { columns }: Join, keys: readonly (readonly [string, string])[]): Joined {
	const [own, theirs] = [keys.map(([name]) => name), keys.map(([, name]) => name)];
	const [ownKey, theirKey] = [cellReader(table, own), cellReader(other, theirs)];
	const cellsOf = cellReader(other, columns);
	const byTheirs = Map.groupBy(other.rows, (row) => keyText(theirKey(row)));
	const used = new Set<string>();
	const partners = table.rows.map((row) => {
		const key = keyText(ownKey(row));
		used.add(key);
		return byTheirs.get(key)?.[0];
	});
	const whole = withColumns(table, columns, (at) => partners[at] && cellsOf(partners[at]));
	const strays = table.rows.filter((_, at) => !partners[at]);
	const unused = [...byTheirs].flatMap(([key, rows]) => (used.has(key) ? [] : rows));
	const twice = [...byTheirs.values()].filter((rows) => new Set(rows.map((row) => keyText(cellsOf(row)))).size > 1);
	return {
		table: { ...whole, rows: whole.rows.filter((_, at) => partners[at]) },
		problems: [
			...(strays.length > 0 ? [withoutPartner(table.file, strays, other.file)] : []),
			...(twice.length > 0 ? [twoPartners(other.file, twice)] : []),
			...(unused.length > 0 ? [unusedRows(other.file, unused)] : []),
		],
	};
}

function cellReader(table: Table, columns: readonly string[]): (row: Row) => string[] {
	const places = columns.map((column) => columnsNamed(table, column)[0] ?? -1);
	return ({ cells }) => places.map((at) => tidy(cells[at] ?? ""));
}

/** No cell holds it: a reader of separated values makes lines of it. */
function keyText(cells: readonly string[]): string {
	return cells.join("\n");
}

function linesOf(rows: readonly Row[]): number[] {
	return rows.map(({ line }) => line);
}

function otherLength(table: Table, other: Table): Problem {
	return {
		level: "problem",
		code: "join_length",
		where: { file: table.file },
		what: `Die Datei hat ${table.rows.length} Zeilen, «${other.file}» hat ${other.rows.length}: sie passen nicht Zeile für Zeile zusammen.`,
		remedy: 'Beide Dateien neu exportieren, oder unter "join" bei "on" die Spalten nennen, an denen sie sich erkennen.',
	};
}

function withoutPartner(file: string, rows: readonly Row[], other: string): Problem {
	return {
		level: "problem",
		code: "join_missing",
		where: { file, line: rows[0]?.line },
		what: `Zu ${rows.length === 1 ? "einer Zeile" : `${rows.length} Zeilen`} steht in «${other}» nichts (${linesInWords(linesOf(rows))}).`,
		remedy: 'Die andere Datei ergänzen, oder die Zeilen unter "leaveOut" nennen.',
		alike: linesOf(rows),
	};
}

function twoPartners(file: string, groups: readonly (readonly Row[])[]): Problem {
	const lines = groups.flatMap(linesOf);
	return {
		level: "problem",
		code: "join_twice",
		where: { file, line: lines[0] },
		what: `Ein Schlüssel steht mehrmals mit Verschiedenem (${linesInWords(lines)}).`,
		remedy: "Die überzähligen Zeilen löschen, oder eine weitere Spalte als Schlüssel nennen.",
		alike: lines,
	};
}

function unusedRows(file: string, rows: readonly Row[]): Problem {
	return {
		level: "warning",
		code: "join_unused",
		where: { file, line: rows[0]?.line },
		what: `${rows.length === 1 ? "Eine Zeile" : `${rows.length} Zeilen`} dieser Datei braucht niemand (${linesInWords(linesOf(rows))}).`,
		remedy: "Prüfen, ob in der anderen Datei etwas fehlt.",
	};
}
