import { strToU8, zipSync } from "fflate";
import { realDay } from "./text.ts";

/** How a workbook is written, where it matters for what its cells mean. */
export interface Book {
	/** The name of its sheet. */
	readonly sheet?: string;
	/** A sheet that stands before it. */
	readonly before?: string;
	/** Days are counted from 1904. */
	readonly from1904?: boolean;
	/** All texts lie in the list that cells share. */
	readonly shared?: boolean;
	/** Such as `A2:A3`. */
	readonly merged?: string;
	/** A row that is hidden, from 1. */
	readonly hidden?: number;
	/** Row from 1, column from 0, and the XML of the cell there. */
	readonly cell?: { readonly row: number; readonly column: number; readonly xml: (reference: string) => string };
}

export const SHEET = "Plan";

/** The cells of a sheet, row by row; quotes mean nothing. */
export function tableOf(text: string, separator: string): string[][] {
	return text.split("\n").map((line) => line.replace(/\r+$/u, "").split(separator));
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";

/** An .xlsx (ECMA-376) of one sheet: `2026-01-05` is a day, whole numbers are numbers, `#N/A` is an error. */
export function makeWorkbook(rows: readonly (readonly string[])[], book: Book = {}): Uint8Array {
	const texts = new Texts(book.shared === true);
	const data = rows.map((cells, at) => rowXml(cells, at + 1, book, texts)).join("");
	const merged = book.merged ? `<mergeCells count="1"><mergeCell ref="${book.merged}"/></mergeCells>` : "";
	const names = [...(book.before ? [book.before] : []), book.sheet ?? SHEET];
	const sheets = names.map(
		(name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="s${names.length - at}"/>`,
	);
	const relation = (id: string, type: string, target: string) =>
		`<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
	const parts = {
		"_rels/.rels": `<Relationships xmlns="${RELATIONS}">${relation("b", "officeDocument", "xl/workbook.xml")}</Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${book.from1904 ? '<workbookPr date1904="1"/>' : ""}<sheets>${sheets.join("")}</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="${RELATIONS}">${relation("s1", "worksheet", "worksheets/sheet1.xml")}${relation("s2", "worksheet", "worksheets/sheet2.xml")}${relation("t", "styles", "styles.xml")}${relation("u", "sharedStrings", "sharedStrings.xml")}</Relationships>`,
		"xl/styles.xml": `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
		"xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${texts.all.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join("")}</sst>`,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${merged}</worksheet>`,
		"xl/worksheets/sheet2.xml": `<worksheet xmlns="${MAIN}"><sheetData/></worksheet>`,
	};
	return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])));
}

class Texts {
	readonly all: string[] = [];
	readonly #shared: boolean;

	constructor(shared: boolean) {
		this.#shared = shared;
	}

	cell(reference: string, text: string): string {
		if (this.#shared) return `<c r="${reference}" t="s"><v>${this.all.push(text) - 1}</v></c>`;
		return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
	}
}

function rowXml(cells: readonly string[], row: number, { cell, hidden, from1904 }: Book, texts: Texts): string {
	const all = cells.map((text, column) => {
		const reference = `${letters(column)}${row}`;
		if (cell?.row === row && cell.column === column) return cell.xml(reference);
		return cellXml(reference, text, from1904 === true, texts);
	});
	return `<row r="${row}"${hidden === row ? ' hidden="1"' : ""}>${all.join("")}</row>`;
}

function cellXml(reference: string, text: string, from1904: boolean, texts: Texts): string {
	const serial = serialOf(text, from1904);
	if (text === "") return "";
	if (serial !== undefined) return `<c r="${reference}" s="1"><v>${serial}</v></c>`;
	if (/^[1-9]\d{0,8}$/u.test(text)) return `<c r="${reference}"><v>${text}</v></c>`;
	return /^#[\w/]+[!?]?$/u.test(text) ? `<c r="${reference}" t="e"><v>${text}</v></c>` : texts.cell(reference, text);
}

/** The days since the end of 1899, or since 1904 began. */
export function serialOf(text: string, from1904 = false): number | undefined {
	const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text) ?? [];
	const day = year === undefined ? undefined : realDay(Number(year), Number(month), Number(date));
	return day === undefined
		? undefined
		: (Date.parse(day) - Date.parse(from1904 ? "1904-01-01" : "1899-12-30")) / 86_400_000;
}

export function letters(column: number): string {
	const last = String.fromCharCode(65 + (column % 26));
	return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** XML has no control characters. */
function escaped(text: string): string {
	return text
		.replace(/[^\P{Cc}\t]/gu, "")
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll('"', "&quot;");
}
