import { type Beside, CellsBeside, isDay, isTelling, type RowId, type TreePath } from "../beside.ts";
import { speaksOfChange } from "../read/change-words.ts";
import { areInOneLine, pathTo, type TreeNode } from "../read/tree.ts";

/** What a step takes from a tree, and what it leaves there. */
export interface TreeBeside {
	readonly read: readonly TreePath[];
	readonly beside: readonly Beside[];
}

/** What stands in the rows and in what holds them, and anything anywhere that speaks of a change. */
export function besideRows(
	root: TreeNode,
	file: string,
	paths: { readonly rows: string; readonly columns: Readonly<Record<string, string>> },
	rows: readonly TreeNode[],
): TreeBeside {
	const steps = absolute(paths.rows.split("/"));
	const read = Object.values(paths.columns).map((column) => absolute([...steps, ...column.split("/")]));
	const isOneLine = areInOneLine(rows);
	const fields = new Fields(file, read);
	const [leaves, isRow] = [new Map<TreeNode, readonly TreeNode[]>(), new Set(rows)];
	for (const row of rows) {
		const id = isOneLine ? pathTo(row) : row.line;
		let depth = steps.length;
		for (let node: TreeNode | undefined = row; node; node = node.parent) {
			const known = leaves.get(node) ?? leavesOf(node, isRow);
			if (node !== row) leaves.set(node, known);
			for (const child of known) fields.take([...steps.slice(0, depth), child.key], child, id);
			depth--;
		}
	}
	takeElsewhere(root, new Set([...rows, ...leaves.keys()]), fields);
	return { read, beside: fields.finish(rows.length) };
}

/** Beyond it keys are values, and their field has no name. */
const MOST_LEAVES = 100;

function leavesOf({ children }: TreeNode, isRow: ReadonlySet<TreeNode>): readonly TreeNode[] {
	const found = children.filter((child) => child.text !== "" && !isRow.has(child));
	return found.length > MOST_LEAVES ? [] : found;
}

/** Of what is neither in a row nor in what holds it, only what speaks of a change counts, and days in a list. */
function takeElsewhere(node: TreeNode, within: ReadonlySet<TreeNode>, fields: Fields): void {
	for (const child of node.children) {
		const keys = within.has(node) || child.text === "" ? [] : keysOf(child);
		if (keys.includes("*") && isDay(child.text)) fields.takeDay(keys, child);
		else if (keys.length > 0 && speaksOfChange(child.text)) fields.take(keys, child);
		if (child.children.length > 0) takeElsewhere(child, within, fields);
	}
}

/** A day that stands once may tell of the file: when it was made, what it covers. */
const OF_FILE =
	/stand|erstellt|erzeugt|generated|created|updated|modified|export|version|gültig|gueltig|valid|^(?:von|bis|from|to|ab|start|end|beginn|ende|date|datum)$/iu;

interface Field {
	readonly path: TreePath;
	readonly name: string;
	/** The first of them. */
	readonly node: TreeNode;
	isMany: boolean;
	/** Days of a list of its own, which is neither the rows nor in them. */
	isList: boolean;
	readonly cells: CellsBeside;
}

class Fields {
	readonly #file: string;
	readonly #read: readonly TreePath[];
	/** By path; `undefined` for one that a column reads. */
	readonly #known = new Map<string, Field | undefined>();

	constructor(file: string, read: readonly TreePath[]) {
		this.#file = file;
		this.#read = read;
	}

	/** Within a row, or in what holds it. */
	take(keys: TreePath, node: TreeNode, row: RowId = node.line): void {
		const path = keys.join("/");
		if (!this.#known.has(path)) this.#known.set(path, this.#fieldOf(node, keys));
		const field = this.#known.get(path);
		if (!field) return;
		field.cells.take(row, node.text, node.line);
		field.isMany ||= node !== field.node;
	}

	takeDay(keys: TreePath, node: TreeNode): void {
		this.take(keys, node);
		const field = this.#known.get(keys.join("/"));
		if (field) field.isList = true;
	}

	#fieldOf(node: TreeNode, keys: TreePath): Field | undefined {
		if (this.#read.some((path) => leadsTo(path, keys))) return undefined;
		const name = keys.findLast((key) => key !== "*")?.replace(/^@/u, "") ?? node.key;
		return { path: keys, name, node, isMany: false, isList: false, cells: new CellsBeside(name) };
	}

	/** A day in most of the entries says from when something holds, or when it was written. */
	finish(rows: number): Beside[] {
		return [...this.#known.values()].flatMap((field) => {
			if (!field) return [];
			const { path, name, isMany, isList } = field;
			// What stands once for all of them is no general words of each.
			const held = field.cells.finish(isMany ? rows : Number.POSITIVE_INFINITY);
			const isOfFile = !isMany && OF_FILE.test(name);
			const isRare = !isOfFile && held.days !== undefined && held.days.said.length * 2 < rows;
			const holds =
				isRare || isList
					? { ...held, days: held.days && { ...held.days, isFull: false } }
					: { ...held, days: undefined };
			return isTelling(holds) ? [{ file: this.#file, path, name, line: field.node.line, holds }] : [];
		});
	}
}

/** Places in a list are all one. */
function keysOf(node: TreeNode): string[] {
	const keys: string[] = [];
	for (let at: TreeNode | undefined = node; at?.parent; at = at.parent)
		keys.unshift(/^\d+$/u.test(at.key) ? "*" : at.key);
	return keys;
}

function absolute(steps: readonly string[]): TreePath {
	const path: string[] = [];
	for (const step of steps) {
		if (step === "..") path.pop();
		else if (step !== "" && step !== "." && step !== "#") path.push(step);
	}
	return path;
}

/** Whether a path of a recipe comes by this field. */
export function leadsTo(path: TreePath, keys: TreePath): boolean {
	return path.length === keys.length && keys.every((key, at) => path[at] === key || fits(path[at], key));
}

function fits(step: string | undefined, key: string): boolean {
	return step === "*" ? !key.startsWith("@") : key === "*" && /^\d+$/u.test(step ?? "");
}
