import { type Given, type Kind, type Meaning, type Mutation, rewritten } from "../engine/mutation.ts";
import { type Book, letters, makeWorkbook, serialOf, tableOf } from "../engine/workbook.ts";
import { CELLS } from "./cells.ts";
import { DAYS } from "./days.ts";
import { LETTERS } from "./letters.ts";
import { LINES } from "./lines.ts";
import { NUMBERS } from "./numbers.ts";

/** The same table in a workbook that is written otherwise; `lines` are rows. */
function booked(given: Given, book: Book, meaning: Meaning, lines?: readonly [number, number]): Mutation {
	const mutation = rewritten(given, given.text, meaning, lines);
	const bytes = makeWorkbook(tableOf(given.text, given.file.separator ?? ";"), book);
	return { ...mutation, bytes: new Map([[given.file.name, bytes]]) };
}

function asBook(meaning: Meaning, books: readonly Book[]): Kind {
	return (given) => {
		const book = given.luck.pick(books);
		return book && booked(given, book, meaning);
	};
}

/** A cell that is stored in another way. */
function cell(xml: (reference: string, text: string, given: Given) => string | undefined, meaning: Meaning): Kind {
	return (given) => {
		const rows = tableOf(given.text, given.file.separator ?? ";");
		const row = 1 + given.luck.below(rows.length);
		const cells = rows[row - 1] ?? [];
		const column = given.luck.below(cells.length);
		const text = cells[column] ?? "";
		const reference = `${letters(column)}${row}`;
		const put = text === "" ? undefined : xml(reference, text, given);
		return put === undefined
			? undefined
			: booked(given, { cell: { row, column, xml: () => put } }, meaning, [row, row]);
	};
}

function day(xml: (reference: string, serial: number, text: string) => string, meaning: Meaning): Kind {
	return cell((reference, text) => {
		const serial = serialOf(text);
		return serial === undefined ? undefined : xml(reference, serial, text);
	}, meaning);
}

const inline = (reference: string, text: string) => `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** Two cells of a column become one: what the second one said is covered. */
const joined: Kind = (given) => {
	const rows = tableOf(given.text, given.file.separator ?? ";");
	const row = 2 + given.luck.below(Math.max(1, rows.length - 3));
	const column = given.luck.below(rows[row]?.length ?? 1);
	const merged = `${letters(column)}${row}:${letters(column)}${row + 1}`;
	return booked(given, { merged }, "either", [row, row + 1]);
};

const hidden: Kind = (given) => {
	const row = 2 + given.luck.below(Math.max(1, tableOf(given.text, ";").length - 2));
	return booked(given, { hidden: row }, "same", [row, row]);
};

/** A broken download: some bytes are others, or the end is missing. */
const damaged: Kind = (given) => {
	const mutation = rewritten(given, given.text, "either");
	const whole = makeWorkbook(tableOf(given.text, given.file.separator ?? ";"));
	const at = given.luck.below(whole.length);
	const bytes = given.luck.below(2) === 0 ? whole.slice(0, at) : whole.with(at, (whole[at] ?? 0) ^ 0x55);
	return { ...mutation, bytes: new Map([[given.file.name, bytes]]) };
};

/** Kinds of text that a sheet has no place for: quotes and separators. */
const NO_SHEET = /quoted|line break|other separator|another separator/u;

/** A file of text is cut anywhere, a sheet only between its rows. */
const ROWS = [
	"line lost",
	"lines lost",
	"line doubled",
	"line repeated",
	"lines swapped",
	"foreign line",
	"blank line",
	"trailing blanks",
	"file twice",
];

function named(kinds: Readonly<Record<string, Kind>>, wanted: (name: string) => boolean): Record<string, Kind> {
	return Object.fromEntries(Object.entries(kinds).filter(([name]) => wanted(name)));
}

/** Kinds for workbooks: what happens to rows and cells, and to how they are stored. */
export const WORKBOOK: Readonly<Record<string, Kind>> = {
	...named(LINES, (name) => ROWS.includes(name)),
	...named(CELLS, (name) => !NO_SHEET.test(name)),
	...named(LETTERS, (name) => !name.startsWith("file") && !name.startsWith("blank")),
	...DAYS,
	...NUMBERS,
	"sheet renamed": asBook("none", [{ sheet: "Tabelle1" }, { sheet: "Plan 2026" }, { sheet: "" }]),
	"another sheet before": asBook("same", [{ before: "Deckblatt" }]),
	"another sheet of its name": asBook("either", [{ before: "Plan" }, { before: "plan" }]),
	"counted from 1904": asBook("same", [{ from1904: true }]),
	"texts that are shared": asBook("same", [{ shared: true }]),
	"cells joined": joined,
	"row hidden": hidden,
	"workbook damaged": damaged,
	"day as text": day((reference, _, text) => inline(reference, text), "same"),
	"day as a number": day((reference, serial) => `<c r="${reference}"><v>${serial}</v></c>`, "either"),
	"day with a time": day((reference, serial) => `<c r="${reference}" s="1"><v>${serial + 0.25}</v></c>`, "same"),
	"day before 1900": day((reference) => `<c r="${reference}" s="1"><v>-3</v></c>`, "none"),
	"formula with a value": cell(
		(reference, text) => `<c r="${reference}" t="str"><f>A1</f><v>${text.replaceAll("&", "&amp;")}</v></c>`,
		"either",
	),
	"formula without a value": cell((reference) => `<c r="${reference}"><f>A1+14</f></c>`, "either"),
	"error in a cell": cell((reference) => `<c r="${reference}" t="e"><v>#REF!</v></c>`, "either"),
	"text that is not there": cell((reference) => `<c r="${reference}" t="s"><v>7</v></c>`, "either"),
};
