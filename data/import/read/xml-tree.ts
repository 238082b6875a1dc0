import type { TreeRead } from "./json-tree.ts";
import { branch, leaf, type TreeNode } from "./tree.ts";
import { attributesOf, scanXml } from "./xml-events.ts";

/** XML as a tree with the line of every element; attributes are leaves called `@name`. */
export function readXmlTree(text: string): TreeRead {
	const root = branch("", 1, undefined);
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
			node.children.push(child);
			node = child;
		},
		close() {
			node = node.parent ?? root;
		},
		text(words) {
			node.text += words.trim();
		},
	});
	return flaw ?? { root, twice };
}
