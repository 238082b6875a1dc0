import { decodeEntities } from "./html-lines.ts";
import type { TreeRead } from "./json-tree.ts";
import { branch, DEEPEST, leaf, type TreeNode } from "./tree.ts";

/**
 * XML with the line of every element: elements, attributes, text, CDATA. A document type is
 * skipped and its entities stay as they are written, because expanding them is how XML explodes.
 */
export function readXmlTree(text: string): TreeRead {
	return new XmlReader(text).read();
}

const OPEN = /<([\p{L}_][\p{L}\p{N}_.:-]*)((?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/uy;
const ATTRIBUTE = /([^\s=<>"'/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/gu;

class XmlReader {
	readonly #text: string;
	readonly #root = branch("", 1, undefined);
	#node: TreeNode = this.#root;
	#depth = 0;
	#at = 0;
	#line = 1;

	constructor(text: string) {
		this.#text = text;
	}

	read(): TreeRead {
		while (this.#at < this.#text.length) {
			const taken = this.#text[this.#at] === "<" ? this.#markup() : this.#words();
			if (!taken || this.#depth > DEEPEST) return { line: this.#line, deep: this.#depth > DEEPEST };
		}
		const whole = this.#depth === 0 && this.#root.children.length > 0;
		return whole ? { root: this.#root } : { line: this.#line, deep: false };
	}

	#words(): boolean {
		const end = this.#indexAfter("<", 0) ?? this.#text.length;
		const words = this.#text.slice(this.#at, end);
		if (words.trim() !== "") this.#node.text += decodeEntities(words).trim();
		return this.#moveTo(end);
	}

	#markup(): boolean {
		if (this.#starts("<!--")) return this.#moveTo(this.#indexAfter("-->", 3));
		if (this.#starts("<![CDATA[")) return this.#cdata();
		if (this.#starts("<?")) return this.#moveTo(this.#indexAfter("?>", 2));
		if (this.#starts("<!")) return this.#moveTo(this.#indexAfter(">", 1));
		return this.#starts("</") ? this.#close() : this.#open();
	}

	#cdata(): boolean {
		const end = this.#indexAfter("]]>", 0);
		if (end !== undefined) this.#node.text += this.#text.slice(this.#at + 9, end);
		return this.#moveTo(end === undefined ? undefined : end + 3);
	}

	#close(): boolean {
		const end = this.#indexAfter(">", 0);
		const name = end === undefined ? "" : this.#text.slice(this.#at + 2, end).trim();
		if (name !== this.#node.key || !this.#node.parent) return false;
		this.#node = this.#node.parent;
		this.#depth--;
		return this.#moveTo(end === undefined ? undefined : end + 1);
	}

	#open(): boolean {
		OPEN.lastIndex = this.#at;
		const match = OPEN.exec(this.#text);
		if (!match) return false;
		const [, name = "", attributes = "", closed] = match;
		const node = branch(name, this.#line, this.#node);
		for (const [, key, double, single] of attributes.matchAll(ATTRIBUTE)) {
			node.children.push(leaf(`@${key}`, this.#line, node, decodeEntities(double ?? single ?? "")));
		}
		this.#node.children.push(node);
		if (closed !== "/") {
			this.#node = node;
			this.#depth++;
		}
		return this.#moveTo(OPEN.lastIndex);
	}

	#starts(mark: string): boolean {
		return this.#text.startsWith(mark, this.#at);
	}

	#indexAfter(mark: string, extra: number): number | undefined {
		const found = this.#text.indexOf(mark, this.#at);
		return found < 0 ? undefined : found + extra;
	}

	#moveTo(next: number | undefined): boolean {
		if (next === undefined) return false;
		for (let at = this.#text.indexOf("\n", this.#at); at >= 0 && at < next; at = this.#text.indexOf("\n", at + 1))
			this.#line++;
		this.#at = next;
		return true;
	}
}
