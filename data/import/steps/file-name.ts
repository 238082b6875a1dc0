import type { Problem } from "../../model/problem.ts";
import { matchPattern, parsePattern } from "../read/pattern.ts";
import type { Table } from "../read/table.ts";

/** What a file's name says, by the recipe's `named`; folders and archives before it do not count. `undefined`: it does not fit. */
export function valuesOfName(file: string, named: string): Readonly<Record<string, string>> | undefined {
	const pattern = parsePattern(named);
	const [, inArchive = file] = file.split(" > ");
	return pattern && matchPattern(pattern, inArchive.slice(inArchive.lastIndexOf("/") + 1));
}

export function nameDoesNotFit(file: string, named: string): Problem {
	return {
		level: "problem",
		code: "name_does_not_fit",
		where: { file },
		what: `Der Name der Datei passt nicht zu «${named}».`,
		remedy: 'Die Datei umbenennen, oder das Muster unter "named" im Rezept berichtigen.',
	};
}

/** What the file's name says stands in every row. */
export function withName(table: Table, named: string): { table: Table; problems: Problem[] } {
	const values = valuesOfName(table.file, named);
	if (!values) return { table: { ...table, rows: [] }, problems: [nameDoesNotFit(table.file, named)] };
	const [names, cells] = [Object.keys(values), Object.values(values)];
	const inherited = [...(table.inherited ?? []), ...names];
	return { table: { ...withColumns(table, names, () => cells), inherited }, problems: [] };
}

/** Adds columns behind all others; a row without values gets empty cells. */
export function withColumns(
	{ header, rows, ...rest }: Table,
	names: readonly string[],
	valuesOf: (at: number) => readonly string[] | undefined,
): Table {
	const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), header.length);
	return {
		...rest,
		header: [...padded(header, width), ...names],
		rows: rows.map(({ line, cells }, at) => ({
			line,
			cells: [...padded(cells, width), ...padded(valuesOf(at) ?? [], names.length)],
		})),
	};
}

function padded(cells: readonly string[], width: number): string[] {
	return [...cells, ...Array<string>(Math.max(width - cells.length, 0)).fill("")];
}
