import {
	GAP,
	instantText,
	isDateFormat,
	LARGEST_SHEET,
	numberText,
	placeOf,
	rangeOf,
	SheetCells,
	serialText,
	TooBig,
} from "./cells.ts";
import { tidy } from "./table.ts";
import { Broken, isStrike, isTrue, local, type Parts, partNamed, scan } from "./workbook-parts.ts";
import { attributesOf, type XmlHandler } from "./xml-events.ts";
import { memberPieces } from "./zip.ts";

/** A sheet that somebody formatted to its last row has hundreds of megabytes of cells that hold nothing. */
const LARGEST_UNPACKED = 256 * 1024 * 1024;

/** The sheet without its empty cells and rows, put together piece by piece. */
export async function thinSheet(parts: Parts, name: string): Promise<string> {
	const entry = partNamed(parts, name);
	if (entry.size > LARGEST_UNPACKED) throw new TooBig();
	const decoder = new TextDecoder();
	const kept: string[] = [];
	let [rest, size, unpacked] = ["", 0, 0];
	for await (const piece of memberPieces(entry)) {
		unpacked += piece?.length ?? 0;
		if (!piece || unpacked > entry.size) throw new Broken();
		const text = rest + decoder.decode(piece, { stream: true });
		const end = text.lastIndexOf(">") + 1;
		rest = text.slice(end);
		kept.push(withoutEmpty(text.slice(0, end)));
		size += (kept.at(-1)?.length ?? 0) + rest.length;
		if (size > LARGEST_SHEET) throw new TooBig();
	}
	return kept.join("") + rest;
}

/** Rows and cells that say where they stand can go when they hold nothing. */
function withoutEmpty(xml: string): string {
	return xml.replace(/<(?:\w+:)?(?:c|row) [^<>]*\/>/gu, (element) => (/ r="/u.test(element) ? "" : element));
}

/** What the cells of a sheet refer to. */
export interface Look {
	readonly strings: readonly string[];
	readonly formats: readonly string[];
	/** Styles and strings that are struck out, as a whole or in part. */
	readonly struckStyles: ReadonlySet<number>;
	readonly struckStrings: ReadonlySet<number>;
	readonly from1904: boolean;
}

export function readSheet(xml: string, look: Look): SheetCells {
	const reader = new SheetReader(look);
	scan(xml, reader.handler());
	return reader.finished();
}

interface OpenCell {
	readonly attributes: Readonly<Record<string, string>>;
	value: string;
	inline: string;
	formula: string | undefined;
	/** Some of its own text is. */
	isStruck: boolean;
}

class SheetReader {
	readonly #look: Look;
	readonly #cells = new SheetCells();
	readonly #joined: string[] = [];
	#row = -1;
	#column = -1;
	#cell: OpenCell | undefined;
	/** The element whose text is read: `v`, `f` or `t`. */
	#within = "";
	#aids = 0;

	constructor(look: Look) {
		this.#look = look;
	}

	handler(): XmlHandler {
		return {
			open: (element, attributes) => this.#open(local(element), attributes),
			close: (element) => this.#close(local(element)),
			text: (words) => this.#text(words),
		};
	}

	finished(): SheetCells {
		for (const reference of this.#joined) {
			const range = rangeOf(reference);
			if (range) this.#cells.cover(range);
		}
		return this.#cells;
	}

	#open(name: string, written: string): void {
		if (name === "col") this.#openColumns(Object.fromEntries(attributesOf(written)));
		else if (name === "row") this.#openRow(Object.fromEntries(attributesOf(written)));
		else if (name === "c") this.#openCell(Object.fromEntries(attributesOf(written)));
		else if (name === "mergeCell") this.#joined.push(Object.fromEntries(attributesOf(written)).ref ?? "");
		else if (name === "rPh") this.#aids++;
		else if (name === "strike" && this.#cell) this.#cell.isStruck ||= isStrike(written);
		else if (name === "f" && this.#cell) this.#cell.formula = "";
		this.#within = name;
	}

	#openColumns({ min, max = min, hidden }: Readonly<Record<string, string>>): void {
		if (isTrue(hidden)) this.#cells.hideColumns(Number(min) - 1, Number(max) - 1);
	}

	#openRow({ r, hidden }: Readonly<Record<string, string>>): void {
		this.#row = r === undefined ? this.#row + 1 : Number(r) - 1;
		this.#column = -1;
		if (isTrue(hidden)) this.#cells.hide(this.#row);
	}

	#openCell(attributes: Readonly<Record<string, string>>): void {
		const place = attributes.r === undefined ? undefined : placeOf(attributes.r);
		this.#row = place?.row ?? this.#row;
		this.#column = place?.column ?? this.#column + 1;
		this.#cell = { attributes, value: "", inline: "", formula: undefined, isStruck: false };
	}

	#text(words: string): void {
		const cell = this.#cell;
		if (!cell || this.#aids > 0) return;
		if (this.#within === "v") cell.value += words;
		else if (this.#within === "f") cell.formula += words;
		else if (this.#within === "t") cell.inline += words;
	}

	#close(name: string): void {
		this.#within = "";
		if (name === "rPh") this.#aids--;
		if (name !== "c" || !this.#cell) return;
		const text = textOfCell(this.#cell, this.#look);
		this.#cells.put(this.#row, this.#column, text);
		if (text !== "" && isStruck(this.#cell, this.#look)) this.#cells.strike(this.#row);
		this.#cell = undefined;
	}
}

function isStruck({ attributes: { t, s = "0" }, value, isStruck }: OpenCell, look: Look): boolean {
	return isStruck || look.struckStyles.has(Number(s)) || (t === "s" && look.struckStrings.has(Number(value)));
}

/** By the type of the cell (ECMA-376 18.18.11). */
function textOfCell({ attributes: { t = "n", s = "0" }, value, inline, formula }: OpenCell, look: Look): string {
	if (value === "" && formula !== undefined && t !== "str") return `${GAP}=${tidy(formula)}`;
	switch (t) {
		case "s":
			return tidy(look.strings[Number(value)] ?? `${GAP}?`);
		case "inlineStr":
			return tidy(inline);
		case "e":
			return `${GAP}${value}`;
		case "b":
			return String(isTrue(value));
		case "d":
			return instantText(value);
		case "n":
			return value === "" ? "" : numericText(value, look.formats[Number(s)] ?? "", look.from1904);
		default:
			return tidy(value);
	}
}

function numericText(value: string, format: string, from1904: boolean): string {
	const number = Number(value);
	return isDateFormat(format) && Number.isFinite(number) ? serialText(number, from1904) : numberText(value, format);
}
