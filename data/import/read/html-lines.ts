import type { TextLine } from "./text-rows.ts";

/**
 * The lines of a page as a reader sees them, each with its line in the file. Block elements and
 * `<br>` end a line, cells are told apart by ` | `. One pass, no regular expression over the whole.
 */
export function linesOfHtml(html: string): TextLine[] {
	const reader = new HtmlReader(html);
	return reader.read();
}

const SILENT = new Set(["script", "style", "head", "template"]);
const INLINE = new Set("a abbr b bdi em font i img nobr small span strong sub sup u wbr".split(" "));
const ENTITIES: Readonly<Record<string, string>> = {
	nbsp: " ",
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
	auml: "ä",
	ouml: "ö",
	uuml: "ü",
	Auml: "Ä",
	Ouml: "Ö",
	Uuml: "Ü",
	szlig: "ß",
	eacute: "é",
	ndash: "–",
	mdash: "—",
	shy: "",
};

class HtmlReader {
	readonly #html: string;
	readonly #lines: TextLine[] = [];
	#at = 0;
	#line = 1;
	#text = "";
	#textLine = 1;

	constructor(html: string) {
		this.#html = html;
	}

	read(): TextLine[] {
		while (this.#at < this.#html.length) {
			if (this.#html[this.#at] === "<") this.#tag();
			else this.#words();
		}
		this.#endLine();
		return this.#lines;
	}

	#words(): void {
		const end = this.#indexOf("<");
		const raw = this.#html.slice(this.#at, end);
		if (this.#text.trim() === "")
			this.#textLine = this.#line + newlines(raw.slice(0, raw.length - raw.trimStart().length));
		this.#text += decodeEntities(raw).replace(/\s+/gu, " ");
		this.#moveTo(end);
	}

	#tag(): void {
		if (this.#html.startsWith("<!--", this.#at)) return this.#moveTo(this.#indexOf("-->") + 3);
		const end = this.#indexOf(">") + 1;
		const name = /^<(\/?[a-z][a-z0-9]*)/iu
			.exec(this.#html.slice(this.#at, Math.min(end, this.#at + 24)))?.[1]
			?.toLowerCase();
		this.#moveTo(end);
		if (name === undefined) return;
		if (SILENT.has(name)) this.#moveTo(this.#endOfSilent(name));
		else if (name === "/td" || name === "/th") this.#text += " | ";
		else if (!INLINE.has(name.replace("/", "")) && name !== "td" && name !== "th") this.#endLine();
	}

	#endOfSilent(name: string): number {
		const closing = new RegExp(`</${name}`, "giu");
		closing.lastIndex = this.#at;
		return closing.exec(this.#html)?.index ?? this.#html.length;
	}

	#endLine(): void {
		const text = this.#text.replace(/\s+/gu, " ").replace(/^[ |]+|[ |]+$/gu, "");
		if (text !== "") this.#lines.push({ line: this.#textLine, text });
		this.#text = "";
	}

	#indexOf(wanted: string): number {
		const found = this.#html.indexOf(wanted, this.#at);
		return found < 0 ? this.#html.length : found;
	}

	#moveTo(next: number): void {
		this.#line += newlines(this.#html.slice(this.#at, next));
		this.#at = next;
	}
}

function newlines(text: string): number {
	let count = 0;
	for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
	return count;
}

export function decodeEntities(text: string): string {
	return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/giu, (whole, decimal, hex, name) => {
		if (name !== undefined) return ENTITIES[name] ?? whole;
		const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
		return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
	});
}
