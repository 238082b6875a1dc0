import { LARGEST_SHEET, TooBig } from "./cells.ts";
import { scanXml, type XmlHandler } from "./xml-events.ts";
import { memberBytes, type ZipEntry } from "./zip.ts";

/** A part of a workbook that cannot be read; the file is none, or it is damaged. */
export class Broken extends Error {}

/** A sheet that a recipe names and a workbook has not. */
export class NoSheet extends Error {
	readonly present: readonly string[];

	constructor(present: readonly string[]) {
		super("no such sheet");
		this.present = present;
	}
}

/** The members of a workbook by their names, whatever the case of these. */
export type Parts = ReadonlyMap<string, ZipEntry>;

export function partNamed(parts: Parts, name: string): ZipEntry {
	const entry = parts.get(name.toLowerCase());
	if (!entry) throw new Broken();
	return entry;
}

export async function textOfPart(parts: Parts, name: string): Promise<string> {
	const entry = partNamed(parts, name);
	if (entry.size > LARGEST_SHEET) throw new TooBig();
	const bytes = await memberBytes(entry, LARGEST_SHEET);
	if (!bytes) throw new Broken();
	return new TextDecoder().decode(bytes);
}

/** A part of a workbook; what is no whole XML is broken. */
export function scan(xml: string, handler: Partial<XmlHandler>): void {
	const nothing = () => undefined;
	if (scanXml(xml.replace(/^\ufeff/u, ""), { open: nothing, close: nothing, text: nothing, ...handler }))
		throw new Broken();
}

/** A name without its prefix: writers choose prefixes as they like. */
export function local(name: string): string {
	return name.slice(name.indexOf(":") + 1);
}

/** `xsd:boolean` has two spellings of each value. */
export function isTrue(value: string | undefined): boolean {
	return value === "1" || value === "true" || value === "on";
}

/** `<strike/>` of a font, unless it says that it is none. */
export function isStrike(attributes: string): boolean {
	return !/\bval="(?:0|false|off)"/u.test(attributes);
}
