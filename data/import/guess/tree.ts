import { readJsonTree } from "../read/json-tree.ts";
import type { TreeNode } from "../read/tree.ts";
import { rowsOfTree } from "../read/tree.ts";
import { readXmlTree } from "../read/xml-tree.ts";
import { dayFormatOf } from "./columns.ts";

/** JSON or XML: the longest list of alike things is what holds the rows; keys that are data are columns, too. */
export interface GuessedTree {
	readonly rows: string;
	readonly columns: Readonly<Record<string, string>>;
	/** The same as separated values, so that one guesser of columns serves both. */
	readonly csv: string;
	/** Other lists in the file that these rows do not hold. */
	readonly beside: readonly string[];
}

export function guessTree(texts: readonly string[]): GuessedTree | undefined {
	const xml = texts[0]?.trimStart().startsWith("<") ?? false;
	const roots = texts
		.map((text) => (xml ? readXmlTree(text) : readJsonTree(text)))
		.flatMap((read) => ("root" in read ? [read.root] : []));
	if (roots.length === 0) return undefined;
	const paths = pathsOf(roots, xml);
	const best = paths.map((path) => ({ path, score: scoreOf(path) })).sort((one, other) => other.score - one.score)[0];
	if (!best || best.score <= 0) return undefined;
	return { ...treeOf(roots, best.path), beside: besideOf(paths, best.path) };
}

const DEEPEST_LOOK = 8;
const MOST_NODES = 5_000;
const SAMPLE = 200;
const MOST_COLUMNS = 40;

/** Where things lie that are alike. `lists` says for each step whether its keys are data, indices, or names of fields. */
interface Path {
	readonly steps: readonly string[];
	readonly keys: readonly ("field" | "index" | "data")[];
	readonly nodes: TreeNode[];
}

/** Every path at which several things lie. */
function pathsOf(roots: readonly TreeNode[], xml: boolean): Path[] {
	const found = new Map<string, Path>();
	const walk = (nodes: readonly TreeNode[], above: Omit<Path, "nodes">) => {
		if (above.steps.length >= DEEPEST_LOOK) return;
		const kind = xml ? "field" : kindOfKeys(nodes);
		for (const [step, children] of groupsOf(nodes, kind)) {
			const next = { steps: [...above.steps, step], keys: [...above.keys, kind] };
			found.set(next.steps.join("/"), { ...next, nodes: children.slice(0, MOST_NODES) });
			walk(children.slice(0, MOST_NODES), next);
		}
	};
	walk(roots, { steps: [], keys: [] });
	return [...found.values()].filter(
		({ nodes, keys, steps }) => nodes.length > 2 && (steps.at(-1) === "*" || xml || !keys.includes("index")),
	);
}

function groupsOf(nodes: readonly TreeNode[], kind: Path["keys"][number]): [string, TreeNode[]][] {
	const children = nodes.flatMap((node) => node.children).filter(({ key }) => !key.startsWith("@"));
	if (children.length === 0) return [];
	return kind === "field" ? [...Map.groupBy(children, ({ key }) => key)] : [["*", children]];
}

/** Indices of a list, names of fields, or keys that are data: days, or names of things that all look the same. */
function kindOfKeys(nodes: readonly TreeNode[]): Path["keys"][number] {
	const sample = nodes.slice(0, SAMPLE).filter(({ children }) => children.length > 0);
	const keys = [...new Set(sample.flatMap(({ children }) => children.map(({ key }) => key)))];
	if (sample.every(isIndexed)) return isTuple(sample) ? "data" : "index";
	if (keys.length > 1 && dayFormatOf(keys) !== undefined) return "data";
	if (keys.length > 30) return "data";
	const children = sample.flatMap((node) => node.children);
	if (keys.length > 1 && children.every(hasDayKeys)) return "data";
	return keys.length > 2 && areAlike(sample.flatMap(({ children }) => children)) ? "data" : "field";
}

/** «Nord»: { «2027-01-04»: … }: the days of one district, or of one waste. */
function hasDayKeys({ children }: TreeNode): boolean {
	return children.length > 1 && dayFormatOf(children.map(({ key }) => key)) !== undefined;
}

/** As many in each, two to seven: the place in the list may mean something, such as the day of the week. */
function isTuple(nodes: readonly TreeNode[]): boolean {
	const [{ children: first } = { children: [] }] = nodes;
	const isPair = nodes.length > 2 && first.length > 1 && first.length < 8;
	return isPair && nodes.every(({ children }) => children.length === first.length && children.every(isBranch));
}

/** Lists all, or things with the same fields. */
function areAlike(nodes: readonly TreeNode[]): boolean {
	const filled = nodes.filter(({ children }) => children.length > 0);
	if (filled.length < 3 || nodes.some(({ children, text }) => children.length === 0 && text !== "")) return false;
	const shapes = new Set(filled.map((node) => (isIndexed(node) ? "list" : shapeOf(node))));
	return shapes.size === 1;
}

function shapeOf({ children }: TreeNode): string {
	return children
		.map(({ key }) => key.replace(/\d+$/u, ""))
		.filter((key, at, all) => all.indexOf(key) === at)
		.sort()
		.join();
}

function isBranch({ children }: TreeNode): boolean {
	return children.length > 0;
}

/** Most rows that hold days or streets, the innermost first. */
function scoreOf({ nodes, keys, steps }: Path): number {
	const sample = nodes.slice(0, SAMPLE);
	const isLeaf = sample.every(({ children }) => children.length === 0);
	const inner = sample.some(({ children }) =>
		children.some((child) => child.children.length > 1 && child.children.every(isBranch)),
	);
	const own = sample.some(({ children }) => children.some(({ text, key }) => text !== "" && !/^\d+$/u.test(key)));
	const useful = isLeaf ? steps.at(-1) === "*" && keys.includes("data") : own;
	return useful ? nodes.length - (inner ? nodes.length * 0.9 : 0) : 0;
}

function treeOf(roots: readonly TreeNode[], { steps, keys, nodes }: Path): Omit<GuessedTree, "beside"> {
	const own = [...new Set(nodes.slice(0, SAMPLE).flatMap((node) => leafPaths(node)))];
	const above = steps.flatMap((_, at) => columnsAbove(nodes, steps.length - 1 - at, keys[at]));
	const paths = [...above.filter((path) => !path.includes("@xmlns")), ...(own.length > 0 ? own : ["."])].slice(
		0,
		MOST_COLUMNS,
	);
	const columns = Object.fromEntries(paths.map((path) => [columnName(path), path]));
	const rows = steps.join("/");
	const cells = roots.flatMap((root) => rowsOfTree(root, rows, Object.values(columns))).map((row) => row.cells);
	const csv = [Object.keys(columns), ...cells].map((row) => row.map(quoted).join(";")).join("\n");
	return { rows, columns, csv };
}

/** Lists with values of their own, neither on the way to the rows nor within them. */
function besideOf(paths: readonly Path[], best: Path): string[] {
	const way = best.steps.join("/");
	const others = paths.filter((path) => scoreOf(path) > 0).map(({ steps }) => steps.join("/"));
	return others.filter((other) => !`${way}/`.startsWith(`${other}/`) && !other.startsWith(`${way}/`));
}

/** The key that is data `up` levels above a row, and the fields that stand beside the list there. */
function columnsAbove(nodes: readonly TreeNode[], up: number, kind: Path["keys"][number] | undefined): string[] {
	const prefix = "../".repeat(up);
	const key = kind === "data" ? [`${prefix}#`] : [];
	if (up === 0) return key;
	const levels = nodes.slice(0, SAMPLE).flatMap((node) => ancestor(node, up) ?? []);
	const fields = levels.flatMap(({ children }) =>
		children.filter(({ text, children: inner }) => text !== "" && inner.length === 0),
	);
	const named = kind === "field" && levels.length > 0 ? fields.map((field) => `${prefix}${field.key}`) : [];
	const listed = kind === "index" ? fields.map((field) => `${prefix}${field.key}`) : [];
	return [...key, ...new Set([...named, ...listed])];
}

function ancestor(node: TreeNode, up: number): TreeNode | undefined {
	return up === 0 ? node : node.parent && ancestor(node.parent, up - 1);
}

function columnName(path: string): string {
	if (path.endsWith("#")) return `Schlüssel ${path.split("../").length}`;
	if (path === ".") return "Wert";
	return path.replaceAll("../", "").replace(/^@/u, "").replaceAll("/", " ");
}

/** Fields of a row; lists within it are no fields. */
function leafPaths(node: TreeNode, before = ""): string[] {
	return node.children.flatMap((child) => {
		const path = `${before}${child.key}`;
		if (isIndexed(node)) return [];
		return child.children.length === 0 ? [path] : leafPaths(child, `${path}/`);
	});
}

function isIndexed({ children }: TreeNode): boolean {
	return children.every(({ key }, at) => key === String(at));
}

function quoted(cell: string): string {
	return `"${cell.replaceAll('"', '""')}"`;
}
