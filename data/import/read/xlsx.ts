import { placeOf, type SheetCells } from "./cells.ts";
import { plain } from "./plain.ts";
import { tidy } from "./table.ts";
import { isStrike, isTrue, local, NoSheet, type Parts, scan, textOfPart } from "./workbook-parts.ts";
import { type Look, readSheet, thinSheet } from "./xlsx-sheet.ts";
import { attributesOf } from "./xml-events.ts";

/** One sheet of a workbook (ECMA-376 part 1, transitional and strict), by name or number from 1. */
export async function readXlsx(parts: Parts, sheet: string | number): Promise<SheetCells> {
	const main =
		(await relationsOf(parts, "")).find(({ type }) => type.endsWith("/officeDocument"))?.target ?? "xl/workbook.xml";
	const { sheets, from1904 } = readBook(await textOfPart(parts, main));
	const relations = await relationsOf(parts, main);
	const wanted = typeof sheet === "number" ? sheets[sheet - 1] : sheets.find(({ name }) => tidy(name) === tidy(sheet));
	const target = relations.find(({ id }) => id === wanted?.relation)?.target;
	if (!wanted) throw new NoSheet(sheets.map(({ name }) => name));
	const part = (suffix: string) => relations.find(({ type }) => type.endsWith(suffix))?.target;
	const strings = await optional(parts, part("/sharedStrings"), readStrings, NO_STRINGS);
	const styles = await optional(parts, part("/styles"), readStyles, NO_STYLES);
	const cells = readSheet(await thinSheet(parts, target ?? ""), { ...strings, ...styles, from1904 });
	cells.isHidden = wanted.isHidden;
	for (const { type, target: notes } of await relationsOf(parts, target ?? ""))
		if (/\/(?:comments|threadedComment)$/u.test(type) && parts.has(notes.toLowerCase()))
			readComments(await textOfPart(parts, notes), cells);
	return cells;
}

/** Notes and threads of comments: an element with the cell's name, and texts within. */
function readComments(xml: string, cells: SheetCells): void {
	let [row, text, within] = [0, "", false];
	scan(xml, {
		open(element, attributes) {
			const name = local(element);
			within = name === "t" || name === "text";
			if (!COMMENTS.has(name)) return;
			row = placeOf(Object.fromEntries(attributesOf(attributes)).ref ?? "")?.row ?? 0;
			text = "";
		},
		text(words) {
			if (within) text += words;
		},
		close(element) {
			within = false;
			if (COMMENTS.has(local(element))) cells.comment(row, tidy(text));
		},
	});
}

const COMMENTS = new Set(["comment", "threadedComment"]);

async function optional<T>(parts: Parts, name: string | undefined, read: (xml: string) => T, none: T): Promise<T> {
	return name === undefined ? none : read(await textOfPart(parts, name));
}

interface Relation {
	readonly id: string;
	readonly type: string;
	readonly target: string;
}

async function relationsOf(parts: Parts, name: string): Promise<Relation[]> {
	const at = name.lastIndexOf("/") + 1;
	const folder = name.slice(0, at);
	const file = `${folder}_rels/${name.slice(at)}.rels`;
	const found: Relation[] = [];
	const xml = parts.has(file.toLowerCase()) ? await textOfPart(parts, file) : "<none/>";
	scan(xml, {
		open(element, attributes) {
			if (local(element) !== "Relationship") return;
			const { Id: id = "", Type: type = "", Target: target = "" } = Object.fromEntries(attributesOf(attributes));
			found.push({ id, type, target: resolved(folder, target) });
		},
	});
	return found;
}

/** `../styles.xml` from `xl/worksheets/`, `/xl/styles.xml`. */
function resolved(folder: string, target: string): string {
	const steps = target.startsWith("/") ? [] : folder.split("/").slice(0, -1);
	for (const step of target.split("/")) {
		if (step === "..") steps.pop();
		else if (step !== "" && step !== ".") steps.push(step);
	}
	return steps.join("/");
}

interface Book {
	readonly sheets: readonly { readonly name: string; readonly relation: string; readonly isHidden: boolean }[];
	readonly from1904: boolean;
}

function readBook(xml: string): Book {
	const sheets: Book["sheets"][number][] = [];
	let from1904 = false;
	scan(xml, {
		open(element, attributes) {
			const named = Object.fromEntries([...attributesOf(attributes)].map(([name, value]) => [local(name), value]));
			if (local(element) === "sheet")
				sheets.push({
					name: plain(named.name ?? ""),
					relation: named.id ?? "",
					isHidden: /hidden/iu.test(named.state ?? ""),
				});
			if (local(element) === "workbookPr") from1904 = isTrue(named.date1904);
		},
	});
	return { sheets, from1904 };
}

type Strings = Pick<Look, "strings" | "struckStrings">;
const NO_STRINGS: Strings = { strings: [], struckStrings: new Set() };

/** Shared strings: the text of all runs, without the reading aids of Japanese (`rPh`). */
function readStrings(xml: string): Strings {
	const strings: string[] = [];
	const struckStrings = new Set<number>();
	let [within, aids, text] = [false, 0, ""];
	scan(xml, {
		open(element, attributes) {
			const name = local(element);
			if (name === "si") text = "";
			if (name === "rPh") aids++;
			if (name === "strike" && isStrike(attributes)) struckStrings.add(strings.length);
			within = name === "t" && aids === 0;
		},
		text(words) {
			if (within) text += words;
		},
		close(element) {
			const name = local(element);
			if (name === "si") strings.push(text);
			if (name === "rPh") aids--;
			within = false;
		},
	});
	return { strings, struckStrings };
}

type Styles = Pick<Look, "formats" | "struckStyles">;
const NO_STYLES: Styles = { formats: [], struckStyles: new Set() };

/** Of each cell style the number format, and whether its font is struck out. Built-in formats have no text: those of days are written as `d` (ECMA-376 18.8.30). */
function readStyles(xml: string): Styles {
	const reader = new StyleReader();
	scan(xml, {
		open: (element, attributes) => reader.open(local(element), attributes),
		close: (element) => reader.close(local(element)),
	});
	return reader;
}

class StyleReader implements Styles {
	readonly formats: string[] = [];
	readonly struckStyles = new Set<number>();
	readonly #custom = new Map<string, string>();
	readonly #struckFonts = new Set<number>();
	#fonts = 0;
	/** The list that is open; differences of style have fonts of their own. */
	#list = "";

	open(name: string, written: string): void {
		if (name === "cellXfs" || name === "fonts") this.#list = name;
		else if (name === "numFmt") this.#openFormat(Object.fromEntries(attributesOf(written)));
		else if (name === "xf" && this.#list === "cellXfs") this.#openStyle(Object.fromEntries(attributesOf(written)));
		else if (this.#list === "fonts" && name === "font") this.#fonts++;
		else if (this.#list === "fonts" && name === "strike" && isStrike(written)) this.#struckFonts.add(this.#fonts - 1);
	}

	close(name: string): void {
		if (name === this.#list) this.#list = "";
	}

	#openFormat({ numFmtId = "0", formatCode = "" }: Readonly<Record<string, string>>): void {
		this.#custom.set(numFmtId, formatCode);
	}

	#openStyle({ numFmtId = "0", fontId = "0" }: Readonly<Record<string, string>>): void {
		if (this.#struckFonts.has(Number(fontId))) this.struckStyles.add(this.formats.length);
		this.formats.push(this.#custom.get(numFmtId) ?? (isBuiltInDate(Number(numFmtId)) ? "d" : ""));
	}
}

function isBuiltInDate(id: number): boolean {
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}
