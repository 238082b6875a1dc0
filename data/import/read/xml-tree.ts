import type { StrayText, TreeRead } from "./json-tree.ts";
import { LineCounter } from "./line-counter.ts";
import { branch, leaf, type TreeNode } from "./tree.ts";
import { attributesOf, scanXml } from "./xml-events.ts";

/** XML as a tree with the line of every element; attributes are leaves called `@name`. */
export function readXmlTree(text: string): TreeRead {
	const root = branch("", 1, undefined);
	const strays = new Strays(text);
	let node: TreeNode = root;
	let twice: { line: number; name: string } | undefined;
	const flaw = scanXml(text, {
		open(name, attributes, line) {
			const child = branch(name, line, node);
			for (const [name, value] of attributesOf(attributes)) {
				const key = `@${name}`;
				if (child.children.some((each) => each.key === key)) twice ??= { line, name: key };
				child.children.push(leaf(key, line, child, value));
			}
			strays.open(node);
			node.children.push(child);
			node = child;
		},
		close() {
			node = node.parent ?? root;
		},
		text(words, offset) {
			const said = words.trim();
			if (said !== "") strays.text(node, said, offset);
			node.text += said;
		},
	});
	return flaw ?? { root, twice, strays: strays.found };
}

/** Text of elements that hold others: no value of anything. */
class Strays {
	readonly found: StrayText[] = [];
	readonly #lines: LineCounter;
	#last: { readonly within: TreeNode; readonly text: string; readonly offset: number } | undefined;

	constructor(text: string) {
		this.#lines = new LineCounter(text);
	}

	text(within: TreeNode, text: string, offset: number): void {
		this.#last = { within, text, offset };
		if (within.children.some(({ key }) => !key.startsWith("@"))) this.#take();
	}

	/** What stood before the first element within. */
	open(parent: TreeNode): void {
		if (this.#last?.within === parent) this.#take();
	}

	#take(): void {
		if (!this.#last) return;
		const { within, text, offset } = this.#last;
		this.found.push({ within, text, line: this.#lines.lineAt(offset + 1) });
		this.#last = undefined;
	}
}
