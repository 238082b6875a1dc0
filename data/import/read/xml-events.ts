import { decodeEntities } from "./entities.ts";
import { LineCounter } from "./line-counter.ts";
import { DEEPEST } from "./tree.ts";

export interface XmlHandler {
	/** `attributes` as they are written; `attributesOf` takes them apart. */
	open(name: string, attributes: string, line: number): void;
	close(name: string): void;
	/** Character data and CDATA, entities decoded. A stretch of text may come in pieces. `offset` is where it begins. */
	text(text: string, offset: number): void;
}

/** Where and why a text is no whole XML. */
export interface XmlFlaw {
	readonly line: number;
	readonly deep: boolean;
}

/**
 * Elements, attributes, text and CDATA (XML 1.0), one pass. A document type is skipped and its
 * entities stay as they are written, because expanding them is how XML explodes. One element holds all.
 */
export function scanXml(text: string, handler: XmlHandler): XmlFlaw | undefined {
	return new XmlScanner(text, handler).scan();
}

const OPEN = /<([\p{L}_][\p{L}\p{N}_.:-]*)((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/uy;
const ATTRIBUTE = /([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gu;

export function* attributesOf(attributes: string): Generator<readonly [name: string, value: string]> {
	for (const [, name = "", double, single] of attributes.matchAll(ATTRIBUTE))
		yield [name, decodeEntities(double ?? single ?? "")];
}

class XmlScanner {
	readonly #text: string;
	readonly #handler: XmlHandler;
	readonly #lines: LineCounter;
	readonly #names: string[] = [];
	#roots = 0;
	#at = 0;

	constructor(text: string, handler: XmlHandler) {
		this.#text = text;
		this.#handler = handler;
		this.#lines = new LineCounter(text);
	}

	scan(): XmlFlaw | undefined {
		while (this.#at < this.#text.length) {
			const next = this.#text[this.#at] === "<" ? this.#markup() : this.#words();
			if (next === undefined || this.#names.length > DEEPEST) return this.#flaw(this.#names.length > DEEPEST);
			this.#at = next;
		}
		return this.#names.length === 0 && this.#roots === 1 ? undefined : this.#flaw(false);
	}

	#flaw(deep: boolean): XmlFlaw {
		return { line: this.#lines.lineAt(this.#at), deep };
	}

	/** The offset behind what stands here; `undefined` where it is no XML. */
	#words(): number | undefined {
		const end = this.#find("<") ?? this.#text.length;
		const words = this.#text.slice(this.#at, end);
		if (words.trim() === "") return end;
		if (this.#names.length === 0) return undefined;
		this.#handler.text(decodeEntities(words), this.#at);
		return end;
	}

	#markup(): number | undefined {
		if (this.#starts("<!--")) return this.#behind("-->");
		if (this.#starts("<![CDATA[")) return this.#cdata();
		if (this.#starts("<?")) return this.#behind("?>");
		if (this.#starts("<!")) return this.#documentType();
		return this.#starts("</") ? this.#close() : this.#open();
	}

	#cdata(): number | undefined {
		const end = this.#find("]]>");
		if (end === undefined || this.#names.length === 0) return undefined;
		this.#handler.text(this.#text.slice(this.#at + 9, end), this.#at);
		return end + 3;
	}

	/** With its declarations in brackets. */
	#documentType(): number | undefined {
		const end = this.#find(">");
		const bracket = this.#text.slice(this.#at, end).indexOf("[");
		if (end === undefined || bracket < 0) return end === undefined ? undefined : end + 1;
		const closed = this.#text.indexOf("]", this.#at + bracket);
		const whole = closed < 0 ? -1 : this.#text.indexOf(">", closed);
		return whole < 0 ? undefined : whole + 1;
	}

	#close(): number | undefined {
		const end = this.#find(">");
		const name = end === undefined ? "" : this.#text.slice(this.#at + 2, end).trim();
		if (end === undefined || name !== this.#names.pop()) return undefined;
		this.#handler.close(name);
		return end + 1;
	}

	#open(): number | undefined {
		OPEN.lastIndex = this.#at;
		const match = OPEN.exec(this.#text);
		if (!match) return undefined;
		const [, name = "", attributes = "", closed] = match;
		if (this.#names.length === 0) this.#roots++;
		this.#handler.open(name, attributes, this.#lines.lineAt(this.#at));
		if (closed === "/") this.#handler.close(name);
		else this.#names.push(name);
		return OPEN.lastIndex;
	}

	#starts(mark: string): boolean {
		return this.#text.startsWith(mark, this.#at);
	}

	#find(mark: string): number | undefined {
		const found = this.#text.indexOf(mark, this.#at);
		return found < 0 ? undefined : found;
	}

	#behind(mark: string): number | undefined {
		const found = this.#find(mark);
		return found === undefined ? undefined : found + mark.length;
	}
}
