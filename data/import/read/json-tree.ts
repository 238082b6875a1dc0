import { LineCounter } from "./line-counter.ts";
import { bareLeaf, branch, DEEPEST, leaf, type TreeNode } from "./tree.ts";

/** JSON with the line of everything: `JSON.parse` does not say where it read what. */

export type TreeRead =
	| {
			readonly root: TreeNode;
			readonly twice?: TwiceNamed | undefined;
			/** Text that stands between elements. */
			readonly strays?: readonly StrayText[] | undefined;
	  }
	| { readonly line: number; readonly deep: boolean };

/** The first name that stands twice in one object or element: readers differ in which they take (RFC 8259, section 4). */
interface TwiceNamed {
	readonly line: number;
	readonly name: string;
}

export interface StrayText {
	readonly within: TreeNode;
	readonly line: number;
	readonly text: string;
}

const TOKEN = /[ \t\r\n]*(?:("(?:[^"\\\n]|\\[^\n])*")|(-?\d[\d.eE+-]*|true|false|null)|([[\]{},:]))/uy;

export function readJsonTree(text: string): TreeRead {
	const reader = new JsonReader(text);
	return reader.read();
}

class JsonReader {
	readonly #text: string;
	readonly #lines: LineCounter;
	#at = 0;
	#line = 1;
	#twice: TwiceNamed | undefined;
	#depth = 0;

	constructor(text: string) {
		this.#text = text;
		this.#lines = new LineCounter(text);
	}

	read(): TreeRead {
		const root = branch("", 1, undefined);
		try {
			const node = this.#value("", root, this.#token());
			if (this.#text.slice(this.#at).trim() !== "") throw new Broken();
			return { root: node, twice: this.#twice };
		} catch (error) {
			if (!(error instanceof Broken)) throw error;
			return { line: this.#line, deep: error.deep };
		}
	}

	#token(): string {
		TOKEN.lastIndex = this.#at;
		const match = TOKEN.exec(this.#text);
		if (!match) throw new Broken();
		this.#at = TOKEN.lastIndex;
		this.#line = this.#lines.lineAt(this.#at);
		return match[1] ?? match[2] ?? match[3] ?? "";
	}

	#value(key: string, parent: TreeNode | undefined, token: string): TreeNode {
		if (token === "{") return this.#nested(key, parent, "}");
		if (token === "[") return this.#nested(key, parent, "]");
		if (",:]}".includes(token)) throw new Broken();
		const make = token.startsWith('"') || token === "null" ? leaf : bareLeaf;
		return make(key, this.#line, parent, scalar(token));
	}

	#nested(key: string, parent: TreeNode | undefined, end: "}" | "]"): TreeNode {
		if (++this.#depth > DEEPEST) throw new Broken(true);
		const node = branch(key, this.#line, parent);
		const names = new Set<string>();
		for (let token = this.#token(); token !== end; token = this.#afterEntry(end)) {
			const name = end === "}" ? this.#name(token) : String(node.children.length);
			if (names.has(name)) this.#twice ??= { line: this.#line, name };
			if (end === "}") names.add(name);
			node.children.push(this.#value(name, node, end === "}" ? this.#token() : token));
		}
		this.#depth--;
		return node;
	}

	#name(token: string): string {
		if (!token.startsWith('"') || this.#token() !== ":") throw new Broken();
		return scalar(token);
	}

	/** The first token of the next entry, or the end. */
	#afterEntry(end: "}" | "]"): string {
		const token = this.#token();
		if (token === end) return token;
		if (token !== ",") throw new Broken();
		const next = this.#token();
		if (next === end) throw new Broken();
		return next;
	}
}

class Broken extends Error {
	readonly deep: boolean;

	constructor(deep = false) {
		super("no JSON");
		this.deep = deep;
	}
}

function scalar(token: string): string {
	if (token === "null") return "";
	if (!token.startsWith('"')) return token;
	try {
		return String(JSON.parse(token));
	} catch {
		throw new Broken();
	}
}
