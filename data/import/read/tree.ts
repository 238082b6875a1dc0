import type { Row } from "./table.ts";

/** JSON or XML as one kind of tree: both are lists of named things within named things. */
export interface TreeNode {
	/** Name of the field, index in the list from 0, name of the element; `@name` for an attribute. */
	readonly key: string;
	/** Line of the file on which it begins. */
	readonly line: number;
	/** What stands there, where it is no list and holds nothing else. */
	text: string;
	readonly children: TreeNode[];
	readonly parent: TreeNode | undefined;
}

export const DEEPEST = 64;
/** One list for all leaves: a directory of a city has a million. Never added to. */
const NO_CHILDREN: TreeNode[] = [];

export function branch(key: string, line: number, parent: TreeNode | undefined): TreeNode {
	return { key, line, text: "", children: [], parent };
}

export function leaf(key: string, line: number, parent: TreeNode | undefined, text: string): TreeNode {
	return { key, line, text, children: NO_CHILDREN, parent };
}

/** A row per node at `rows` (`*` is each, `a/b` goes down), a cell per path from there (`..` goes up, `#` is the key). */
export function rowsOfTree(root: TreeNode, rows: string, columns: readonly string[]): Row[] {
	const paths = columns.map(stepsOf);
	return find([root], stepsOf(rows)).map((node) => ({
		line: node.line,
		cells: paths.map((path) => textAt(node, path)),
	}));
}

function stepsOf(path: string): string[] {
	return path.split("/").filter((step) => step !== "" && step !== ".");
}

function find(from: readonly TreeNode[], steps: readonly string[]): readonly TreeNode[] {
	return steps.reduce(
		(nodes, step) => nodes.flatMap((node) => node.children.filter(({ key }) => fits(step, key))),
		from,
	);
}

function fits(step: string, key: string): boolean {
	return step === "*" ? !key.startsWith("@") : step === key;
}

function textAt(node: TreeNode, path: readonly string[]): string {
	let at: TreeNode | undefined = node;
	for (const step of path) {
		if (step === "#") return at?.key ?? "";
		at = step === ".." ? at?.parent : at?.children.find(({ key }) => key === step);
	}
	return at?.text ?? "";
}
