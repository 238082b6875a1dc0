import { linesInWords } from "../read/lines-in-words.ts";
import type { Row } from "../read/table.ts";
import { foldStreet } from "../street-identity.ts";
import { cellAt, type Reading, report } from "./reading.ts";

interface Columns {
	readonly street: number;
	readonly postcode: number | undefined;
	readonly locality: number | undefined;
}

/** A street without its postcode or locality, beside rows of the same name that have it, would be a second street. */
export function tellHalfNamed(reading: Reading, { street, postcode, locality }: Columns): void {
	const written = Map.groupBy(reading.table.rows, (row) => cellAt(row, street));
	const alike = Map.groupBy(written, ([name]) => foldStreet(name));
	const named = [...alike.values()].map((spellings) => spellings.flatMap(([, rows]) => rows));
	for (const [at, what] of [
		[postcode, "Postleitzahl"],
		[locality, "Ort"],
	] as const) {
		if (at !== undefined) tellColumn(reading, named, at, what);
	}
}

/** Where most rows have none, an empty cell is the main village's own. */
function tellColumn(reading: Reading, streets: readonly (readonly Row[])[], at: number, what: string): void {
	const isEmpty = (row: Row) => cellAt(row, at) === "";
	const { rows } = reading.table;
	if (rows.filter(isEmpty).length * 2 > rows.length) return;
	const found = streets.filter((same) => !same.every(isEmpty)).flatMap((same) => same.filter(isEmpty));
	const [first] = found.toSorted((one, other) => one.line - other.line);
	if (!first) return;
	const lines = found.map(({ line }) => line).toSorted((one, other) => one - other);
	const field = reading.table.header[at] || String(at + 1);
	report(reading, first, {
		level: "warning",
		code: "half_named_street",
		field,
		what: `Hier fehlt, was andere Zeilen derselben Straße nennen (${what}, ${linesInWords(lines)}): es werden zwei Straßen mit gleichem Namen.`,
		remedy: `Die Zelle in «${field}» ergänzen; sind es wirklich zwei Straßen, ist nichts zu tun.`,
		alike: lines,
	});
}
