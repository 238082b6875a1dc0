import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createDeflateRaw } from "node:zlib";
import { strFromU8, strToU8, zipSync } from "fflate";

/** One sheet of strings as a spreadsheet program stores it (ECMA-376): `merged` are ranges such as "A2:A3", of which only the first cell has a text. */
export function workbook(rows: readonly (readonly string[])[], merged: readonly string[] = []): Uint8Array {
	return zipped({ ...PARTS, [SHEET]: sheetOf(rows, merged) });
}

/** Several sheets by their names. */
export function workbookOf(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Uint8Array {
	const names = Object.keys(sheets);
	const relations = names.map(
		(_, at) => `<Relationship Id="r${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
	);
	const listed = names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at + 1}"/>`).join("");
	const parts = names.map((name, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetOf(sheets[name] ?? [], [])]);
	return zipped({
		...PARTS,
		"xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed}</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships">${relations.join("")}</Relationships>`,
		...Object.fromEntries(parts),
	});
}

function zipped(parts: Readonly<Record<string, string>>): Uint8Array {
	return zipSync(Object.fromEntries(Object.entries(parts).map(packed)));
}

function sheetOf(rows: readonly (readonly string[])[], merged: readonly string[]): string {
	const cell = (text: string, at: number, row: number) =>
		text === ""
			? ""
			: `<c r="${String.fromCharCode(65 + at)}${row}" t="inlineStr"><is><t>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</t></is></c>`;
	const data = rows
		.map((row, at) => `<row r="${at + 1}">${row.map((text, column) => cell(text, column, at + 1)).join("")}</row>`)
		.join("");
	const merges = merged.map((range) => `<mergeCell ref="${range}"/>`).join("");
	return `<worksheet xmlns="${MAIN}"><sheetData>${data}</sheetData>${merges && `<mergeCells count="${merged.length}">${merges}</mergeCells>`}</worksheet>`;
}

/** A workbook with a sheet of that many megabytes of blanks: a bomb, and when `lies`, one whose directory says that it is small. */
export async function bomb(megabytes: number, lies: boolean): Promise<Uint8Array> {
	const sheet = await buffer(Readable.from(blanks(megabytes)).pipe(createDeflateRaw({ level: 1 })));
	const bytes = zipSync({
		...Object.fromEntries(Object.entries(PARTS).map(packed)),
		[SHEET]: [new Uint8Array(sheet), { level: 0 }],
	});
	sayOfSheet(bytes, DEFLATED, lies ? 1_000 : megabytes * MEGABYTE);
	return bytes;
}

const MEGABYTE = 1024 * 1024;

/** One at a time, so that making the bomb costs no memory itself. */
function* blanks(megabytes: number): Generator<Uint8Array> {
	const one = Buffer.alloc(MEGABYTE, " ");
	for (let nth = 0; nth < megabytes; nth++) yield one;
}

const SHEET = "xl/worksheets/sheet1.xml";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const PARTS = {
	"[Content_Types].xml": `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/${SHEET}" ContentType="${TYPE}.worksheet+xml"/></Types>`,
	"_rels/.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	"xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Straßen" sheetId="1" r:id="r1"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

function packed([name, text]: [string, string]): [string, Uint8Array] {
	return [name, strToU8(text)];
}

const DEFLATED = 8;

/** Writes how the sheet is packed and what it unpacks to, in the directory and in its own header (APPNOTE 4.3.7, 4.3.12). */
function sayOfSheet(bytes: Uint8Array, method: number, size: number): void {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (const { signature, methodAt, sizeAt, nameAt } of HEADERS)
		for (let at = 0; at + nameAt + SHEET.length <= bytes.length; at++) {
			if (view.getUint32(at, true) !== signature) continue;
			if (strFromU8(bytes.subarray(at + nameAt, at + nameAt + SHEET.length)) !== SHEET) continue;
			view.setUint16(at + methodAt, method, true);
			view.setUint32(at + sizeAt, size, true);
		}
}

const HEADERS = [
	{ signature: 0x04034b50, methodAt: 8, sizeAt: 22, nameAt: 30 },
	{ signature: 0x02014b50, methodAt: 10, sizeAt: 24, nameAt: 46 },
];
