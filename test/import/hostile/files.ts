import { gzipSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";

/** Files that the tests put together themselves: workbooks, spreadsheets, archives. */

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

export interface XlsxParts {
	/** Within `<worksheet>`: `<sheetData>` and what follows it. */
	readonly sheet: string;
	/** Within `<workbook>`, before its sheets. */
	readonly book?: string;
	/** Within `<cellXfs>`; style 1 is a day, unless given. */
	readonly styles?: string;
	readonly formats?: string;
	readonly strings?: string;
	readonly name?: string;
	/** Before each name of an element. */
	readonly prefix?: string;
}

/** An .xlsx from its parts (ECMA-376). */
export function xlsx({
	sheet,
	book = "",
	styles,
	formats = "",
	strings = "",
	name = "Plan",
	prefix = "",
}: XlsxParts): Uint8Array {
	const own = (xml: string) => xml.replace(/<(\/?)(?=[a-zA-Z])/gu, `<$1${prefix}`);
	const named = prefix === "" ? `xmlns="${MAIN}"` : `xmlns:${prefix.slice(0, -1)}="${MAIN}"`;
	const relation = (id: string, type: string, target: string) =>
		`<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
	return zipSync(
		bytesOf({
			"_rels/.rels": `<Relationships xmlns="${PACKAGE}">${relation("r1", "officeDocument", "/xl/workbook.xml")}</Relationships>`,
			"xl/workbook.xml": own(
				`<workbook ${named} xmlns:r="${OFFICE}">${book}<sheets><sheet name="${name}" sheetId="4" r:id="r7"/></sheets></workbook>`,
			),
			"xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}">${relation("r7", "worksheet", "worksheets/a.xml")}${relation("r8", "styles", "styles.xml")}${relation("r9", "sharedStrings", "../xl/sharedStrings.xml")}</Relationships>`,
			"xl/styles.xml": own(
				`<styleSheet ${named}><numFmts>${formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${styles ?? '<xf numFmtId="0"/><xf numFmtId="14"/>'}</cellXfs></styleSheet>`,
			),
			"xl/sharedStrings.xml": own(`<sst ${named}>${strings}</sst>`),
			"xl/worksheets/a.xml": own(`<worksheet ${named}>${sheet}</worksheet>`),
		}),
	);
}

/** An .ods from the rows of its only sheet (OASIS ODF 1.3). */
export function ods(rows: string, name = "Plan"): Uint8Array {
	const urn = "urn:oasis:names:tc:opendocument:xmlns";
	return zipSync(
		bytesOf({
			mimetype: "application/vnd.oasis.opendocument.spreadsheet",
			"content.xml": `<office:document-content xmlns:office="${urn}:office:1.0" xmlns:table="${urn}:table:1.0" xmlns:text="${urn}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Deckblatt"/><table:table table:name="${name}">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
		}),
	);
}

function bytesOf(parts: Readonly<Record<string, string>>): Record<string, Uint8Array> {
	return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
}

export interface TarFile {
	readonly name: string;
	readonly text?: string | undefined;
	/** POSIX's letter; a plain file unless given. */
	readonly kind?: string | undefined;
}

/** A tar as POSIX writes it; names beyond 100 octets have to be said by a block before them. */
export function tar(files: readonly TarFile[]): Uint8Array {
	return Buffer.concat([...files.map(tarred), Buffer.alloc(1024)]);
}

export function tarGz(files: readonly TarFile[]): Uint8Array {
	return new Uint8Array(gzipSync(tar(files)));
}

/** A record of a pax header, with its own length before it. */
export function paxRecord(key: string, value: string): string {
	const rest = Buffer.byteLength(` ${key}=${value}\n`);
	const length = [1, 2, 3].map((digits) => rest + digits).find((all) => String(all).length === all - rest) ?? 0;
	return `${length} ${key}=${value}\n`;
}

function tarred({ name, text = "", kind = "0" }: TarFile): Buffer {
	const content = Buffer.from(text);
	const header = Buffer.alloc(512);
	header.write(name.slice(0, 100), 0);
	header.write("0000644\0", 100);
	header.write(`${content.length.toString(8).padStart(11, "0")}\0`, 124);
	header.write("        ", 148);
	header.write(kind, 156);
	header.write("ustar\x0000", 257);
	const sum = header.reduce((all, byte) => all + byte, 0);
	header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
	return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
}
