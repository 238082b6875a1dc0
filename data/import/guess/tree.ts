import { readJsonTree } from "../read/json-tree.ts";
import { rowsOfTree, type TreeNode } from "../read/tree.ts";
import { readXmlTree } from "../read/xml-tree.ts";

/** JSON or XML: the longest list of alike things is what holds the rows. */
export interface GuessedTree {
	readonly rows: string;
	readonly columns: Readonly<Record<string, string>>;
	/** The same as separated values, so that one guesser of columns serves both. */
	readonly csv: string;
}

export function guessTree(text: string): GuessedTree | undefined {
	const xml = text.trimStart().startsWith("<");
	const read = xml ? readXmlTree(text) : readJsonTree(text);
	if (!("root" in read)) return undefined;
	const best = [...pathsOf(read.root, xml)].sort(([, one], [, other]) => other.length - one.length)[0];
	if (!best) return undefined;
	const [rows, nodes] = best;
	const leaves = [...new Set(nodes.slice(0, 200).flatMap((node) => leafPaths(node)))].slice(0, 20);
	const columns = Object.fromEntries(leaves.map((path) => [path.replace(/^@/u, "").replaceAll("/", " "), path]));
	const names = Object.keys(columns);
	const csv = [names, ...rowsOfTree(read.root, rows, leaves).map(({ cells }) => cells)]
		.map((cells) => cells.map(quoted).join(";"))
		.join("\n");
	return { rows, columns, csv };
}

const DEEPEST_LOOK = 8;
const MOST_NODES = 5_000;

/** Every path at which several things with fields lie, `*` for lists. */
function pathsOf(root: TreeNode, xml: boolean): [string, TreeNode[]][] {
	const found = new Map<string, TreeNode[]>();
	const walk = (node: TreeNode, path: string, depth: number) => {
		for (const child of node.children.filter(({ children }) => children.length > 0)) {
			const step = xml || !/^\d+$/u.test(child.key) ? child.key : "*";
			const at = path === "" ? step : `${path}/${step}`;
			remember(found, at, child);
			if (depth < DEEPEST_LOOK) walk(child, at, depth + 1);
		}
	};
	walk(root, "", 0);
	return [...found].filter(([, nodes]) => nodes.length > 2 && nodes.some(hasText));
}

function remember(found: Map<string, TreeNode[]>, path: string, node: TreeNode): void {
	const known = found.get(path);
	if (!known) found.set(path, [node]);
	else if (known.length < MOST_NODES) known.push(node);
}

function hasText({ children }: TreeNode): boolean {
	return children.some(({ text }) => text !== "");
}

function leafPaths(node: TreeNode, before = ""): string[] {
	return node.children.flatMap((child) => {
		const path = `${before}${child.key}`;
		if (/^\d+$/u.test(child.key)) return [];
		return child.children.length === 0 ? [path] : leafPaths(child, `${path}/`);
	});
}

function quoted(cell: string): string {
	return `"${cell.replaceAll('"', '""')}"`;
}
