import { expect, test } from "vitest";
import { CELL_END, GAP } from "../../../data/import/read/cells.ts";
import { sheetAsText } from "../../../data/import/read/workbook.ts";
import { ods, xlsx } from "../hostile/files.ts";
import { codesOf, importOne } from "../hostile/one-file.ts";

const STEP = { as: "dates", service: "rest", date: "Datum", round: "Tour", format: "YYYY-MM-DD", sheet: "Plan" };
const BY_DISTRICT = { districts: "Bezirk {round}" };

/** The rows of a sheet, cells joined by `|`; a cell without a value of its own begins with `!`. */
async function rowsOf(bytes: Uint8Array, sheet: string | number = "Plan"): Promise<string[]> {
	const read = await sheetAsText(bytes, "t", sheet);
	if (!("text" in read)) return [read.code];
	return read.text.split("\n").map((row) => row.replaceAll(CELL_END, "|").replaceAll(GAP, "!"));
}

const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join("")}</row>`;
const data = (...rows: string[]) => `<sheetData>${rows.join("")}</sheetData>`;
const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;

test.each([
	["a day, counted from 1900", '<c r="A1" s="1"><v>46027</v></c>', "2026-01-05"],
	["a day with a time", '<c r="A1" s="1"><v>46027.270833333336</v></c>', "2026-01-05 06:30"],
	["a time", '<c r="A1" s="1"><v>0.27083333333333331</v></c>', "06:30"],
	["a number", '<c r="A1"><v>46027</v></c>', "46027"],
	["a sum of tenths", '<c r="A1"><v>0.30000000000000004</v></c>', "0.3"],
	["shared, in runs, with aids to read", '<c r="A1" t="s"><v>1</v></c>', "Mühlenweg"],
	["a shared string that is not there", '<c r="A1" t="s"><v>9</v></c>', "!?"],
	["a formula's text", '<c r="A1" t="str"><f>B1</f><v>Nord</v></c>', "Nord"],
	["a formula whose text is empty", '<c r="A1" t="str"><f>B1</f><v></v></c>', ""],
	["a formula without a value", '<c r="A1"><f>A2+14</f><v/></c>', "!=A2+14"],
	["a formula that others share", '<c r="A1"><f t="shared" si="0"/></c>', "!="],
	["an error", '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "!#DIV/0!"],
	["true", '<c r="A1" t="b"><v>1</v></c>', "true"],
	["an ISO day, as strict workbooks write it", '<c r="A1" t="d"><v>2026-01-05T00:00:00</v></c>', "2026-01-05"],
	["leading zeros that a format asks for", '<c r="A1" s="2"><v>1067</v></c>', "01067"],
	["a day by a format of its own", '<c r="A1" s="3"><v>46027</v></c>', "2026-01-05"],
	["no day: letters in quotes and colours", '<c r="A1" s="4"><v>3</v></c>', "3"],
	["a soft hyphen and umlauts in two pieces", text("A1", "Mu\u0308h\u00adle"), "Mühle"],
])("a cell: %s", async (_, cell, expected) => {
	const look = {
		styles: '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/>',
		formats:
			'<numFmt numFmtId="170" formatCode="00000"/><numFmt numFmtId="171" formatCode="[$-407]ddd&quot;, &quot;dd/mm/yy;@"/><numFmt numFmtId="172" formatCode="[Red]0&quot; Tage&quot;"/>',
		strings: '<si><t>x</t></si><si><r><t>Mühlen</t></r><r><t>weg</t></r><rPh sb="0" eb="1"><t>ミ</t></rPh></si>',
	};
	for (const prefix of ["", "x:"])
		expect(await rowsOf(xlsx({ sheet: data(row(1, cell)), ...look, prefix }))).toEqual([expected]);
});

test.each([
	['<workbookPr date1904="1"/>', "2026-01-05"],
	['<workbookPr date1904="true"/>', "2026-01-05"],
	['<workbookPr date1904="on"/>', "2026-01-05"],
	['<workbookPr date1904="false"/>', "2022-01-04"],
	["", "2022-01-04"],
])("counted from 1904: %s", async (book, expected) => {
	expect(await rowsOf(xlsx({ book, sheet: data(row(1, '<c r="A1" s="1"><v>44565</v></c>')) }))).toEqual([expected]);
});

test("rows and cells without their places follow one another", async () => {
	const sheet = data(
		'<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row/><row><c/><c><v>4</v></c></row>',
	);
	expect(await rowsOf(xlsx({ sheet }))).toEqual(["1||2|3", "", "|4"]);
});

test("a sheet by its name as a Mac writes it, by its number, and one that is not there", async () => {
	const bytes = xlsx({ sheet: data(row(1, text("A1", "a"))), name: "Mu\u0308ll  Plan" });
	expect(await rowsOf(bytes, "Müll Plan")).toEqual(["a"]);
	expect(await rowsOf(bytes, 1)).toEqual(["a"]);
	expect(await rowsOf(bytes, 2)).toEqual(["unknown_sheet"]);
});

test.each([
	["a cell at the end of all cells", data(row(1_048_576, text("XFD1048576", "x"))), 1_048_576],
	[
		"a column formatted to the last row",
		data(
			Array.from({ length: 200_000 }, (_, at) => row(at + 1, `<c r="A${at + 1}" s="1"/>`)).join(""),
			row(200_001, text("A200001", "x")),
		),
		200_001,
	],
])("%s ends in time", async (_, sheet, rows) => {
	const bytes = xlsx({ sheet });
	const began = performance.now();
	expect((await rowsOf(bytes)).length).toBe(rows);
	expect(performance.now() - began).toBeLessThan(15_000);
});

test("wide rows without end are too big, not too slow", async () => {
	const rows = Array.from({ length: 4_000 }, (_, at) => row(at + 1, text(`XFD${at + 1}`, "x")));
	expect(await rowsOf(xlsx({ sheet: data(...rows) }))).toEqual(["big_workbook"]);
	const join = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>';
	expect(
		await rowsOf(xlsx({ sheet: `${data(...rows.map((_, at) => row(at + 1, text(`A${at + 1}`, "x"))))}${join}` })),
	).toEqual(["big_workbook"]);
});

test("a byte that changed on its way is noticed", async () => {
	const bytes = xlsx({ sheet: data(row(1, '<c r="A1" s="1"><v>46027</v></c>')) });
	let wrong = 0;
	for (let at = 0; at < bytes.length; at += 7) {
		const spoiled = bytes.with(at, (bytes[at] ?? 0) ^ 4);
		const [first] = await rowsOf(spoiled);
		if (first !== "2026-01-05" && !/^(?:bad|big)_workbook|unknown_sheet$/u.test(first ?? "")) wrong++;
	}
	expect(wrong).toBe(0);
});

const HEAD = row(1, text("A1", "Datum"), text("B1", "Tour"), text("C1", "Notiz"));

test("cells without a value are told where the recipe reads them, once each kind", async () => {
	const gap = (reference: string) => `<c r="${reference}"><f>A1</f></c>`;
	const sheet = data(
		HEAD,
		row(2, '<c r="A2" s="1"><v>46027</v></c>', text("B2", "Nord"), gap("C2")),
		row(3, '<c r="A3" s="1"><v>46041</v></c>', gap("B3")),
		row(4, '<c r="A4" s="1"><v>46055</v></c>', gap("B4")),
		row(5, '<c r="A5" t="e"><v>#REF!</v></c>', text("B5", "Nord")),
	);
	const imported = await importOne(STEP, "t.xlsx", xlsx({ sheet }), BY_DISTRICT);
	const told = imported.problems.filter(({ code }) => /formula|error/u.test(code));
	expect(told.map(({ code, where, what }) => [code, where.line, /\(Zeile.*\)/u.exec(what)?.[0]])).toEqual([
		["formula_without_value", 3, "(Zeilen 3 und 4)"],
		["error_cell", 5, "(Zeile 5)"],
	]);
});

test("joined cells: told where the recipe reads the column, and not where it says `down`", async () => {
	const sheet = `${data(
		HEAD,
		row(2, '<c r="A2" s="1"><v>46027</v></c>', text("B2", "Nord")),
		row(3, '<c r="A3" s="1"><v>46041</v></c>', '<c r="B3" s="1"/>'),
	)}<mergeCells><mergeCell ref="B2:B3"/></mergeCells>`;
	const one = await importOne(STEP, "t.xlsx", xlsx({ sheet }), BY_DISTRICT);
	expect(one.warnings.map(({ code, where }) => [code, where.line])).toContainEqual(["joined_cells", 3]);
	const other = await importOne({ ...STEP, down: ["Tour"] }, "t.xlsx", xlsx({ sheet }), BY_DISTRICT);
	expect([...other.problems, ...other.warnings].map(({ code }) => code)).not.toContain("joined_cells");
	expect(other.dataset.rounds[0]?.dates.map(({ day }) => day)).toEqual(["2026-01-05", "2026-01-19"]);
});

test("hidden rows are read and told", async () => {
	const hidden = row(3, '<c r="A3" s="1"><v>46041</v></c>', text("B3", "Nord")).replace("<row", '<row hidden="true"');
	const sheet = data(HEAD, row(2, '<c r="A2" s="1"><v>46027</v></c>', text("B2", "Nord")), hidden);
	const imported = await importOne(STEP, "t.xlsx", xlsx({ sheet }), BY_DISTRICT);
	expect(imported.dataset.rounds[0]?.dates.length).toBe(2);
	expect(imported.warnings.map(({ code, where }) => [code, where.line])).toContainEqual(["hidden_rows", 3]);
});

const cell = (attributes: string, shown = "") =>
	`<table:table-cell ${attributes}>${shown && `<text:p>${shown}</text:p>`}</table:table-cell>`;
const odsRow = (cells: string, attributes = "") => `<table:table-row ${attributes}>${cells}</table:table-row>`;

test("an OpenDocument sheet: repeated rows and cells, days, comments, joined and empty cells", async () => {
	const rows = [
		odsRow(`${cell('office:value-type="string"', "Datum")}${cell('office:value-type="string"', "To<text:s/>ur")}`),
		odsRow(cell('table:number-columns-repeated="1024"'), 'table:number-rows-repeated="2"'),
		odsRow(
			`${cell('office:value-type="date" office:date-value="2026-01-05"', "05.01.26")}${cell('office:value-type="string"', "N<text:span>or</text:span>d<text:soft-page-break/>")}<table:table-cell><office:annotation><text:p>Streik?</text:p></office:annotation></table:table-cell>`,
		),
		odsRow(
			`${cell('office:value-type="date" office:date-value="2026-01-19T06:30:00"', "x")}<table:covered-table-cell/>${cell('table:number-columns-repeated="2" office:value-type="float" office:value="7"', "7,0")}`,
		),
		odsRow(
			`${cell('office:value-type="float" office:value="1067"', "01067")}${cell('office:value-type="time" office:time-value="PT06H30M00S"', "6:30")}`,
			'table:number-rows-repeated="2"',
		),
		odsRow(
			`${cell('table:formula="of:=[.A2]+14" office:value-type="float" office:value="0"', "#REF!")}${cell('table:formula="of:=[.A2]+14"')}`,
		),
		odsRow(cell('table:number-columns-repeated="16384"'), 'table:number-rows-repeated="1048565"'),
	].join("");
	const expected = [
		"Datum|To ur",
		"",
		"",
		"2026-01-05|Nord",
		"2026-01-19 06:30|!|7|7",
		"01067|06:30",
		"01067|06:30",
		"!#REF!|!=[.A2]+14",
	];
	expect(await rowsOf(ods(rows))).toEqual(expected);
	expect(await rowsOf(ods(rows), 2)).toEqual(expected);
	expect(await rowsOf(ods(rows), "Fehlt")).toEqual(["unknown_sheet"]);
	const imported = await importOne({ ...STEP, round: undefined, lines: { to: 4 } }, "t.ods", ods(rows), {
		districts: "Ort",
	});
	expect(codesOf(imported)).toEqual([]);
	expect(imported.dataset.rounds[0]?.dates.map(({ day, source }) => [day, source?.line])).toEqual([["2026-01-05", 4]]);
});

test("a row that repeats a million times is too big, not too slow", async () => {
	const endless = odsRow(
		cell('office:value-type="string" table:number-columns-repeated="16000"', "x"),
		'table:number-rows-repeated="1048576"',
	);
	expect(await rowsOf(ods(endless))).toEqual(["big_workbook"]);
});

test.each([
	["a PDF", "%PDF-1.7", "ein PDF"],
	["an old workbook", "\u00d0\u00cf\u0011\u00e0", "alte (.xls"],
	["separated values", "Datum;Tour\n", '"sheet" streichen'],
])("%s where a workbook should be", async (_, content, says) => {
	const bytes = Uint8Array.from(content, (sign) => sign.charCodeAt(0));
	const imported = await importOne(STEP, "t.xlsx", bytes, BY_DISTRICT);
	expect(imported.problems[0]?.code).toBe("bad_workbook");
	expect(`${imported.problems[0]?.what} ${imported.problems[0]?.remedy}`).toContain(says);
});
