import type { Problem } from "../model/problem.ts";
import {
	type Beside,
	CellsBeside,
	type Held,
	isTelling,
	noteLooked,
	type RowId,
	type Said,
	type TreePath,
} from "./beside.ts";
import type { Draft } from "./draft.ts";
import { linesInWords } from "./read/lines-in-words.ts";
import type { Table } from "./read/table.ts";
import type { TableStep } from "./recipe/recipe.ts";
import type { Reading } from "./steps/reading.ts";
import { reshapedColumns } from "./steps/reshape.ts";
import { columnsNamed } from "./steps/table-columns.ts";
import { leadsTo, type TreeBeside } from "./steps/tree-beside.ts";
import type { TreeTable } from "./steps/tree-table.ts";
import { unreadDistricts } from "./unread-districts.ts";
import { othersSaid, partsSaid } from "./unread-parts.ts";
import { unreadServices } from "./unread-services.ts";
import { listWords } from "./words.ts";

/** What no step of the recipe reads and that says something of the dates: a fraction that was forgotten, «entfällt». */

/** Notes what a step read of a table and what it left; whether another step reads that is asked when all were read. */
export function besideTable({ draft, table, named }: Reading, step: TableStep, tree: TreeBeside | undefined): void {
	// Published moves speak of moves.
	if (step.as === "shifts") return;
	const sheet = sheetOf(step.sheet);
	const used = new Set([...named, ...[...namedBy(step)].flatMap((name) => columnsNamed(table, name))]);
	const looked = [...[...used].map((at) => pathOf(table, sheet, at)), ...(tree?.read ?? [])];
	noteLooked(draft, table.file, looked);
	// What is put beside the file's own columns is none of them, and a recipe that names its columns reads them.
	const isOwn = !step.tree && !step.text && !step.join && step.named === undefined;
	const isList = step.as === "streets" && !step.dates;
	const service = "service" in step && typeof step.service === "string" ? step.service : undefined;
	const columns = columnsBeside(table, used, { sheet, isOwn, isList });
	draft.beside.push(...[...(tree?.beside ?? []), ...columns].map((each) => ({ ...each, service })));
}

/** What stands in the file that a step is joined with, beside the columns that it brings. */
export function besideJoined(draft: Draft, step: TableStep, { table, tree }: TreeTable): void {
	const { join } = step;
	if (!join) return;
	const keys = join.on === "position" ? [] : Object.values(join.on);
	const used = new Set([...keys, ...join.columns].flatMap((name) => columnsNamed(table, name)));
	const sheet = sheetOf(join.sheet);
	noteLooked(draft, table.file, [...[...used].map((at) => pathOf(table, sheet, at)), ...(tree?.read ?? [])]);
	const of = { sheet, isOwn: !join.tree && !join.text, isList: step.as === "streets" };
	draft.beside.push(...(tree?.beside ?? []), ...columnsBeside(table, used, of));
}

/** Columns that say which rows count, and what their cells mean. */
function namedBy(step: TableStep): Set<string> {
	const keys = step.join && step.join.on !== "position" ? Object.keys(step.join.on) : [];
	return new Set([...reshapedColumns(step), ...keys]);
}

function sheetOf(sheet: string | number | undefined): string | undefined {
	return sheet === undefined ? undefined : String(sheet);
}

function pathOf({ header, isNamedByRecipe }: Table, sheet: string | undefined, at: number): TreePath {
	return [`[${sheet ?? ""}]`, isNamedByRecipe ? (header[at] ?? "") : String(at)];
}

/** What days in a column may be: of the file itself, and of a list that has none but by chance. */
interface OfColumns {
	readonly sheet: string | undefined;
	readonly isOwn: boolean;
	readonly isList: boolean;
}

function columnsBeside(table: Table, used: ReadonlySet<number>, of: OfColumns): Beside[] {
	const { sheet } = of;
	const { file, headerLine } = table;
	// Of separated values, cells beyond the header are a problem of their own.
	const width = sheet === undefined ? 0 : table.rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
	const header = [...table.header, ...Array<string>(Math.max(width - table.header.length, 0)).fill("")];
	const isOnce = (name: string) => name === "" || header.indexOf(name) === header.lastIndexOf(name);
	return header.flatMap((name, at) => {
		const holds = used.has(at) || !isOnce(name) ? undefined : heldAt(table, at, used, of);
		const named = name === "" ? `Nr. ${at + 1}` : name;
		return holds && isTelling(holds)
			? [{ file, path: pathOf(table, sheet, at), name: named, line: headerLine || 1, holds }]
			: [];
	});
}

function heldAt(table: Table, at: number, used: ReadonlySet<number>, { isOwn, isList }: OfColumns): Held {
	const { header, rows } = table;
	const cells = new CellsBeside(header[at] ?? "");
	for (const row of rows) cells.take(row.line, row.cells[at] ?? "", row.line);
	const { days, ...held } = cells.finish(rows.length);
	const parts = isList ? partsSaid(table, at) : [];
	return { ...held, parts, others: othersSaid(table, at, used), days: isOwn ? days : undefined };
}

/** One finding for all that say the same kind of thing in a file. */
export function unreadBeside(draft: Draft): Problem[] {
	const left = leftOf(draft);
	const sheets = [
		...Map.groupBy(left, ({ file, path: [sheet = ""] }) => `${file}${sheet.startsWith("[") ? sheet : ""}`),
	];
	return sheets.flatMap(([, all]) => {
		const file = all[0]?.file ?? "";
		const differing = [...unreadDistricts(draft, file, all), ...unreadServices(file, all)];
		return [...daysUnread(file, all), ...changesUnread(file, all), ...partsUnread(file, all), ...differing];
	});
}

/** What no step reads, each once: several steps may leave the same column, of the same rows or of others. */
function leftOf({ beside, looked }: Draft): Beside[] {
	const left = beside.filter(({ file, path }) => !looked.get(file)?.some((read) => leadsTo(read, path)));
	const groups = Map.groupBy(left, ({ file, path }) => [file, ...path].join("\0"));
	return [...groups.values()].map((all) => all.reduce(together));
}

function together(one: Beside, other: Beside): Beside {
	const { holds } = other;
	const changes = bothSaid(one.holds.changes, holds.changes);
	const all = [...(one.holds.values ?? []), ...(holds.values ?? [])];
	const values = new Map<string, readonly RowId[]>();
	for (const [value, at] of all) values.set(value, [...new Set([...(values.get(value) ?? []), ...at])]);
	const [parts, others] = [bothSaid(one.holds.parts, holds.parts), bothSaid(one.holds.others, holds.others)];
	// Steps of two services take rows of each: whose they all are nobody can say.
	const service = one.service === other.service ? one.service : undefined;
	return { ...one, service, holds: { days: one.holds.days ?? holds.days, changes, values, parts, others } };
}

function bothSaid(one: readonly Said[] = [], other: readonly Said[] = []): Said[] {
	const lines = new Set(one.map(({ line }) => line));
	return [...one, ...other.filter(({ line }) => !lines.has(line))];
}

const MOST_NAMED = 12;

function daysUnread(file: string, all: readonly Beside[]): Problem[] {
	const full = all.filter(({ holds }) => holds.days?.isFull);
	const some = all.filter(({ holds }) => holds.days?.isFull === false);
	const names = listWords(namesOf(full), MOST_NAMED);
	const says = full.length === 1 ? "Diese Spalte enthält" : "Diese Spalten enthalten";
	return [
		...unread(file, "unread_column", full, full[0]?.line, {
			what: `${says} Tage, und kein Schritt liest sie: ${names}.`,
			remedy: "Sind es Termine der Abfuhr, die Spalten im Rezept nennen; sonst ist nichts zu tun.",
		}),
		...here(file, "unread_day", some, ({ days }) => days?.said ?? [], {
			says: "ein Tag",
			remedy:
				"Ist es ein Ersatztermin, ihn in der Datei oder mit changes.csv eintragen, oder die Angabe im Rezept lesen.",
		}),
	];
}

function changesUnread(file: string, all: readonly Beside[]): Problem[] {
	const saying = all.filter(({ holds }) => holds.changes.length > 0);
	return here(file, "unread_change", saying, ({ changes }) => changes, {
		says: "etwas, das nach keinem oder einem anderen Termin klingt",
		remedy:
			"Gilt der Termin nicht oder an einem anderen Tag, ihn in der Datei oder mit changes.csv berichtigen; sonst mit known bestätigen.",
	});
}

function partsUnread(file: string, all: readonly Beside[]): Problem[] {
	const withParts = all.filter(({ holds }) => holds.parts?.length);
	const withOthers = all.filter(({ holds }) => holds.others?.length);
	return [
		...here(file, "unread_part", withParts, ({ parts = [] }) => parts, {
			says: "etwas, das nach Hausnummern klingt",
			remedy:
				'Gilt die Zeile nur für diese Nummern, die Spalte im Rezept bei "numbers" oder "words" nennen; sonst mit known bestätigen.',
		}),
		...here(file, "unread_other", withOthers, ({ others = [] }) => others, {
			says: "anderes als in der Spalte fast gleichen Namens, die gelesen wird",
			remedy: "Im Rezept die Spalte nennen, die gilt; ist es die andere, mit known bestätigen.",
		}),
	];
}

interface Words {
	readonly says: string;
	readonly remedy: string;
}

function here(
	file: string,
	code: string,
	all: readonly Beside[],
	saidBy: (held: Beside["holds"]) => readonly Said[],
	{ says, remedy }: Words,
): Problem[] {
	const said = all.flatMap(({ holds }) => saidBy(holds));
	const [first] = said;
	const what = `Unter ${listWords(namesOf(all), MOST_NAMED)} steht ${says}, und kein Schritt liest es: «${first?.text.slice(0, 60)}» (${linesInWords(said.map(({ line }) => line))}).`;
	return unread(file, code, all, first?.line, { what, remedy });
}

function namesOf(all: readonly Beside[]): string[] {
	return [...new Set(all.map(({ name }) => name))];
}

function unread(
	file: string,
	code: string,
	all: readonly Beside[],
	line: number | undefined,
	words: Pick<Problem, "what" | "remedy">,
): Problem[] {
	return all.length === 0 ? [] : [{ level: "warning", code, where: { file, line }, ...words }];
}
