import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { ods, xlsx } from "./hostile/files.ts";
import { importFiles, importOne } from "./hostile/one-file.ts";

// What a workbook hides or notes beside its cells, what a note says that is read, and what a joined file says beside.

const ALL = { districts: "Alle" };
const DATES = { as: "dates", service: "rest", date: "Datum" };

async function told(step: object, file: string, content: string | Uint8Array): Promise<string[]> {
	const { problems, warnings } = await importOne(step, file, content, ALL);
	expect(problems).toEqual([]);
	return warnings.filter(({ code }) => code !== "long_gap").map(({ code, where }) => `${code} ${where.line}`);
}

const cells = (rows: readonly string[]) =>
	`<sheetData>${rows.map((text, at) => `<row r="${at + 1}"><c r="B${at + 1}" t="inlineStr"><is><t>${text}</t></is></c></row>`).join("")}</sheetData>`;
const ROWS = ["Datum", "05.01.2026", "12.01.2026", "19.01.2026"];

function withComment(part: "comments" | "threadedComment", xml: string): Uint8Array {
	const parts = unzipSync(xlsx({ sheet: cells(ROWS) }));
	const type = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${part}`;
	return zipSync({
		...parts,
		"xl/worksheets/_rels/a.xml.rels": strToU8(
			`<Relationships><Relationship Id="n1" Type="${type}" Target="../notes.xml"/></Relationships>`,
		),
		"xl/notes.xml": strToU8(xml),
	});
}

function withBook(edit: (xml: string) => string): Uint8Array {
	const parts = unzipSync(xlsx({ sheet: cells(ROWS) }));
	const name = "xl/workbook.xml";
	return zipSync({ ...parts, [name]: strToU8(edit(strFromU8(parts[name] ?? new Uint8Array()))) });
}

const IN_SHEET = { ...DATES, sheet: "Plan" };
const odsCell = (text: string, more = "") =>
	`<table:table-row><table:table-cell>${more}<text:p>${text}</text:p></table:table-cell></table:table-row>`;

describe("a comment at a cell", () => {
	const note = (text: string) =>
		`<comments><commentList><comment ref="B3"><text><r><t>Amt:</t></r><r><t>${text}</t></r></text></comment></commentList></comments>`;

	test.each(["entfällt", "verlegt auf Di", "erst am 13.01.2026"])("that says «%s»", async (text) => {
		expect(await told(IN_SHEET, "d.xlsx", withComment("comments", note(text)))).toEqual(["unread_comment 3"]);
	});

	test("in a thread", async () => {
		const thread = `<ThreadedComments><threadedComment ref="B4" dT="2025-12-01T10:00:00"><text>verschoben</text></threadedComment></ThreadedComments>`;
		expect(await told(IN_SHEET, "d.xlsx", withComment("threadedComment", thread))).toEqual(["unread_comment 4"]);
	});

	test("of an .ods", async () => {
		const comment = (text: string) =>
			`<office:annotation><dc:date xmlns:dc="d">2025-12-01T10:00:00</dc:date><text:p>${text}</text:p></office:annotation>`;
		const rows = (text: string) => ROWS.map((day, at) => odsCell(day, at === 2 ? comment(text) : "")).join("");
		expect(await told(IN_SHEET, "d.ods", ods(rows("entfällt")))).toEqual(["unread_comment 3"]);
		expect(await told(IN_SHEET, "d.ods", ods(rows("geprüft")))).toEqual([]);
	});

	test("and not one that says nothing of dates", async () => {
		expect(await told(IN_SHEET, "d.xlsx", withComment("comments", note("geprüft")))).toEqual([]);
	});
});

describe("hidden and read", () => {
	test("a column", async () => {
		const hidden = xlsx({
			sheet: `<cols><col min="2" max="2" hidden="1"/><col min="3" max="9" hidden="1"/></cols>${cells(ROWS)}`,
		});
		const { warnings } = await importOne(IN_SHEET, "d.xlsx", hidden, ALL);
		expect(warnings.map(({ code, what }) => `${code} ${/\((.*)\)/u.exec(what)?.[1]}`)).toEqual(["hidden_columns B"]);
		const column = '<table:table-column table:visibility="collapse"/>';
		expect(await told(IN_SHEET, "d.ods", ods(column + ROWS.map((day) => odsCell(day)).join("")))).toEqual([
			"hidden_columns undefined",
		]);
	});

	test.each(["hidden", "veryHidden"])("a sheet: %s", async (state) => {
		const book = withBook((xml) => xml.replace("<sheet ", `<sheet state="${state}" `));
		expect(await told(IN_SHEET, "d.xlsx", book)).toEqual(["hidden_sheet undefined"]);
	});

	test("a sheet of an .ods", async () => {
		const parts = unzipSync(ods(ROWS.map((day) => odsCell(day)).join("")));
		const xml = strFromU8(parts["content.xml"] ?? new Uint8Array())
			.replace(
				"<office:body>",
				'<style:style xmlns:style="s" style:name="ta2"><style:table-properties table:display="false"/></style:style><office:body>',
			)
			.replace('table:name="Plan"', 'table:name="Plan" table:style-name="ta2"');
		expect(await told(IN_SHEET, "d.ods", zipSync({ ...parts, "content.xml": strToU8(xml) }))).toEqual([
			"hidden_sheet undefined",
		]);
	});
});

describe("a note that is read", () => {
	const list = (...notes: string[]) =>
		`Datum;Hinweis\n${ROWS.slice(1)
			.map((day, at) => `${day};${notes[at] ?? ""}`)
			.join("\n")}\n`;
	const step = { ...DATES, note: "Hinweis" };

	test.each(["entfällt", "verlegt auf Dienstag", "verschoben", "entfällt, Ersatz am 13.1."])("«%s»", async (note) => {
		expect(await told(step, "d.csv", list("", note))).toEqual(["note_of_change 3"]);
	});

	test.each(["verlegt von Montag", "Ersatztermin", "verschoben vom 6.1.", "Deckel zu"])("not «%s»", async (note) => {
		expect(await told(step, "d.csv", list("", note))).toEqual([]);
	});

	test("not where each row has it", async () => {
		const general = "Feiertage verschieben die Abfuhr";
		expect(await told(step, "d.csv", list(general, general, general))).toEqual([]);
	});
});

describe("districts that nobody reads, in JSON of one line", () => {
	const json = (bezirk: (nth: number) => string, indent?: number) =>
		JSON.stringify(
			{ t: ["05", "06", "12", "13", "19", "20"].map((day, nth) => ({ d: `2026-01-${day}`, bezirk: bezirk(nth) })) },
			undefined,
			indent,
		);
	const step = { ...DATES, date: "Tag", format: "YYYY-MM-DD", tree: { rows: "t/*", columns: { Tag: "d" } } };

	test("are told as in many lines", async () => {
		const districts = (nth: number) => (nth % 2 === 0 ? "Nord" : "Süd");
		expect(await told(step, "d.json", json(districts))).toEqual(["unread_district 1"]);
		expect(await told(step, "d.json", json(districts, 1))).toEqual(["unread_district 3"]);
		expect(
			await told(
				step,
				"d.json",
				json(() => "Nord"),
			),
		).toEqual([]);
	});
});

test("what the file says beside the columns that a step is joined with", async () => {
	const join = { file: "namen.csv", on: { Nr: "Id" }, columns: ["Name"] };
	const files = new Map([
		["plan.csv", "Datum;Nr\n05.01.2026;1\n06.01.2026;2\n"],
		["namen.csv", "Id;Name;Info\n1;Nord;\n2;Süd;entfällt\n"],
	]);
	const step = { ...DATES, file: "plan.csv", round: "Name", join };
	const { problems, warnings } = await importFiles([step], files, { districts: "Bezirk {round}" });
	expect(problems).toEqual([]);
	expect(warnings.map(({ code, where }) => `${code} ${where.file}:${where.line}`)).toEqual([
		"unread_change namen.csv:3",
	]);
});

describe("struck out and read", () => {
	const of = (text: string, more: object) => xlsx({ sheet: struckRows(text), ...more });
	const struckRows = (third: string) =>
		`<sheetData>${ROWS.map((day, at) => `<row r="${at + 1}">${at === 2 ? third : `<c r="B${at + 1}" t="inlineStr"><is><t>${day}</t></is></c>`}</row>`).join("")}</sheetData>`;
	const fonts = (strike: string) => `<fonts><font/><font><b/>${strike}</font></fonts>`;
	const withFonts = (strike: string) => {
		const parts = unzipSync(of('<c r="B3" s="2" t="inlineStr"><is><t>12.01.2026</t></is></c>', { styles: STYLES }));
		const styles = strFromU8(parts["xl/styles.xml"] ?? new Uint8Array()).replace(
			"<cellStyleXfs>",
			`${fonts(strike)}<cellStyleXfs>`,
		);
		return zipSync({ ...parts, "xl/styles.xml": strToU8(styles) });
	};
	const STYLES = '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="0" fontId="1"/>';

	test("by the style of the cell", async () => {
		expect(await told(IN_SHEET, "d.xlsx", withFonts("<strike/>"))).toEqual(["struck_cells 3"]);
		expect(await told(IN_SHEET, "d.xlsx", withFonts('<strike val="0"/>'))).toEqual([]);
		expect(await told(IN_SHEET, "d.xlsx", withFonts(""))).toEqual([]);
	});

	test("a part of the text, in the cell or among the shared ones", async () => {
		const run = "<r><rPr><strike/></rPr><t>12.01.2026</t></r>";
		const own = of(`<c r="B3" t="inlineStr"><is>${run}</is></c>`, {});
		expect(await told(IN_SHEET, "d.xlsx", own)).toEqual(["struck_cells 3"]);
		const shared = of('<c r="B3" t="s"><v>1</v></c>', { strings: `<si><t>x</t></si><si>${run}</si>` });
		expect(await told(IN_SHEET, "d.xlsx", shared)).toEqual(["struck_cells 3"]);
	});

	test("of an .ods", async () => {
		const book = (style: string, cell: string) => {
			const parts = unzipSync(ods(ROWS.map((day, at) => (at === 2 ? cell : odsCell(day))).join("")));
			const content = strFromU8(parts["content.xml"] ?? new Uint8Array());
			const named = `<office:automatic-styles><style:style xmlns:style="s" style:name="x"><style:text-properties ${style}/></style:style></office:automatic-styles><office:body>`;
			return zipSync({ ...parts, "content.xml": strToU8(content.replace("<office:body>", named)) });
		};
		const cell = (within: string, more = "") =>
			`<table:table-row><table:table-cell ${more}><text:p>${within}</text:p></table:table-cell></table:table-row>`;
		const line = 'style:text-line-through-style="solid"';
		const whole = cell("12.01.2026", 'table:style-name="x"');
		const part = cell('<text:span text:style-name="x">12.01.2026</text:span>');
		expect(await told(IN_SHEET, "d.ods", book(line, whole))).toEqual(["struck_cells 3"]);
		expect(await told(IN_SHEET, "d.ods", book(line, part))).toEqual(["struck_cells 3"]);
		expect(await told(IN_SHEET, "d.ods", book('style:text-line-through-style="none"', whole))).toEqual([]);
	});
});
