import { GAP, instantText, numberText, SheetCells } from "./cells.ts";
import { tidy } from "./table.ts";
import { Broken, local, NoSheet, type Parts, textOfPart } from "./workbook-parts.ts";
import { attributesOf, scanXml } from "./xml-events.ts";

/** One sheet of an OpenDocument spreadsheet (OASIS ODF 1.3 part 3, section 9), by name or number from 1. */
export async function readOds(parts: Parts, sheet: string | number): Promise<SheetCells> {
	const reader = new OdsReader(sheet);
	const flaw = scanXml(await textOfPart(parts, "content.xml"), {
		open: (element, attributes, _line) => reader.open(local(element), attributes),
		close: (element) => reader.close(local(element)),
		text: (words) => reader.text(words),
	});
	if (flaw) throw new Broken();
	if (!reader.found) throw new NoSheet(reader.names);
	return reader.cells;
}

type Attributes = Readonly<Record<string, string>>;

interface OpenCell {
	readonly attributes: Attributes;
	readonly covered: boolean;
	readonly paragraphs: string[];
	/** Some of its text is struck out. */
	isStruck: boolean;
}

/** What stands in a cell and is not its text: comments, and pictures with words of their own. */
const BESIDE = new Set(["annotation", "frame", "shapes", "custom-shape"]);
/** Blanks within a paragraph are elements. */
const BLANKS = new Set(["s", "tab", "line-break"]);

class OdsReader {
	readonly cells = new SheetCells();
	readonly names: string[] = [];
	found = false;
	readonly #sheet: string | number;
	/** Tables that are open; those within a table are no sheets. */
	#tables = 0;
	#wanted = false;
	#row = 0;
	#rowAttributes: Attributes = {};
	#texts: string[] = [];
	#cell: OpenCell | undefined;
	#beside = 0;
	#comment: string | undefined;
	#column = 0;
	/** Styles of tables that are not shown. */
	readonly #hiding = new Set<string>();
	/** Styles of cells and of parts of their text. */
	readonly #striking = new Set<string>();
	#style = "";

	constructor(sheet: string | number) {
		this.#sheet = sheet;
	}

	open(name: string, written: string): void {
		if (name === "table") this.#openTable(written);
		else this.#openStyle(name, written);
		if (!this.#wanted || this.#tables !== 1) return;
		if (name === "annotation") this.#comment = "";
		if (BESIDE.has(name)) this.#beside++;
		else if (name === "table-column") this.#openColumn(named(written));
		else if (name === "table-row") [this.#rowAttributes, this.#texts] = [named(written), []];
		else if (name === "table-cell" || name === "covered-table-cell")
			this.#cell = { attributes: named(written), covered: name !== "table-cell", paragraphs: [], isStruck: false };
		else if (name === "p" && this.#beside === 0) this.#cell?.paragraphs.push("");
		else if (BLANKS.has(name)) this.text(" ");
	}

	#openStyle(name: string, written: string): void {
		const cell = this.#wanted && name === "span" ? this.#cell : undefined;
		if (cell) cell.isStruck ||= this.#striking.has(named(written)["style-name"] ?? "");
		if (name === "style") this.#style = named(written).name ?? "";
		if (name === "text-properties" && isLineThrough(named(written))) this.#striking.add(this.#style);
		if (name === "table-properties" && named(written).display === "false") this.#hiding.add(this.#style);
	}

	text(words: string): void {
		if (this.#comment !== undefined) this.#comment += words;
		const paragraphs = this.#cell?.paragraphs;
		if (this.#beside > 0 || !paragraphs || paragraphs.length === 0) return;
		paragraphs[paragraphs.length - 1] += words;
	}

	close(name: string): void {
		if (this.#wanted && this.#tables === 1) this.#closeWithin(name);
		if (name === "table" && --this.#tables === 0) this.#wanted = false;
	}

	#openTable(written: string): void {
		if (this.#tables++ > 0) return;
		const { name = "", "style-name": style = "" } = named(written);
		this.names.push(name);
		this.#wanted =
			typeof this.#sheet === "number" ? this.names.length === this.#sheet : tidy(name) === tidy(this.#sheet);
		this.found ||= this.#wanted;
		if (this.#wanted) this.cells.isHidden = this.#hiding.has(style);
	}

	#openColumn({ visibility = "", "number-columns-repeated": times }: Attributes): void {
		const last = this.#column + repeated(times, 16_384);
		if (["collapse", "filter"].includes(visibility)) this.cells.hideColumns(this.#column, last - 1);
		this.#column = last;
	}

	#closeWithin(name: string): void {
		if (name === "annotation") this.#closeComment();
		if (BESIDE.has(name)) this.#beside--;
		else if (name === "table-cell" || name === "covered-table-cell") this.#closeCell();
		else if (name === "table-row") this.#closeRow();
	}

	#closeComment(): void {
		this.cells.comment(this.#row, tidy(this.#comment ?? ""));
		this.#comment = undefined;
	}

	#closeCell(): void {
		if (!this.#cell) return;
		const text = this.#cell.covered ? GAP : textOfCell(this.#cell);
		const isStruck = this.#cell.isStruck || this.#striking.has(this.#cell.attributes["style-name"] ?? "");
		if (isStruck && text !== "" && text !== GAP) this.cells.strike(this.#row);
		const times = repeated(this.#cell.attributes["number-columns-repeated"], 16_384);
		// what repeats to the edge of the sheet is its empty rest
		if (text === "" && times > 1_000) this.#texts.length += 0;
		else for (let nth = 0; nth < times; nth++) this.#texts.push(text);
		this.#cell = undefined;
	}

	#closeRow(): void {
		const times = repeated(this.#rowAttributes["number-rows-repeated"], 1_048_576);
		const hasText = this.#texts.some((text) => text !== "" && text !== GAP);
		const isHidden = ["collapse", "filter"].includes(this.#rowAttributes.visibility ?? "");
		for (let nth = 0; hasText && nth < times; nth++) {
			if (isHidden) this.cells.hide(this.#row + nth);
			this.#texts.forEach((text, column) => {
				this.cells.put(this.#row + nth, column, text);
			});
		}
		this.#row += times;
	}
}

function isLineThrough({ "text-line-through-style": style, "text-line-through-type": type }: Attributes): boolean {
	return [style, type].some((each) => each !== undefined && each !== "none");
}

function named(written: string): Attributes {
	return Object.fromEntries([...attributesOf(written)].map(([name, value]) => [local(name), value]));
}

function repeated(written: string | undefined, most: number): number {
	const times = Number(written ?? 1);
	return Number.isInteger(times) && times > 0 ? Math.min(times, most) : 1;
}

const ERROR = /^(?:#[A-Z0-9/]+[!?]?|Err:\d{3})$/u;

/** By the type of its value (ODF 1.3 part 3, 19.387). */
function textOfCell({ attributes, paragraphs }: OpenCell): string {
	const shown = tidy(paragraphs.join(" "));
	const { formula } = attributes;
	if (formula !== undefined && ERROR.test(shown)) return `${GAP}${shown}`;
	switch (attributes["value-type"]) {
		case "date":
			return instantText(attributes["date-value"] ?? shown);
		case "time":
			return (attributes["time-value"] ?? "").replace(/^PT(\d+)H(\d+)M.*$/u, "$1:$2");
		case "float":
			return numberText(attributes.value ?? shown, /^0\d+$/u.test(shown) ? "0".repeat(shown.length) : "");
		case "percentage":
		case "currency":
			return numberText(attributes.value ?? shown);
		case undefined:
			return formula !== undefined && shown === "" ? `${GAP}${formula.replace(/^\w+:/u, "")}` : shown;
		default:
			return shown;
	}
}
