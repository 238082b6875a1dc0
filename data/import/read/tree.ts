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
/** The same for a number, true or false of JSON, which stand there without quotes. */
const NO_CHILDREN_BARE: TreeNode[] = [];

export function branch(key: string, line: number, parent: TreeNode | undefined): TreeNode {
	return { key, line, text: "", children: [], parent };
}

export function leaf(key: string, line: number, parent: TreeNode | undefined, text: string): TreeNode {
	return { key, line, text, children: NO_CHILDREN, parent };
}

export function bareLeaf(key: string, line: number, parent: TreeNode | undefined, text: string): TreeNode {
	return { key, line, text, children: NO_CHILDREN_BARE, parent };
}

/** A number, true or false of JSON. */
export function isBare(node: TreeNode | undefined): boolean {
	return node?.children === NO_CHILDREN_BARE;
}

/** What the paths of a recipe find in a tree, and what they pass over. */
export interface TreeRows {
	readonly rows: readonly Row[];
	/** Columns whose path names something at least once. */
	readonly named: ReadonlySet<number>;
	/** By column, lines on which its path ends at a list or an object instead of a value. */
	readonly lists: ReadonlyMap<number, readonly number[]>;
	/** By column, values that are a number where (nearly) all others are texts, or the other way round. */
	readonly oddTypes: ReadonlyMap<number, readonly TreeNode[]>;
	/** Where the path of the rows goes no further, although it does elsewhere. */
	readonly deadEnds: readonly TreeNode[];
	/** Things beside the rows with another name, or of their name elsewhere, that hold the same. */
	readonly beside: readonly TreeNode[];
	/** Keys that (nearly) no other row has, in rows that lack one that a column needs: a misspelled name. */
	readonly oddKeys: readonly TreeNode[];
	/** What the path of the rows names. */
	readonly found: readonly TreeNode[];
	/** The rows and all that holds them. */
	readonly around: ReadonlySet<TreeNode>;
}

/** More rows than this are not made: the caller refuses them. */
const MOST_MADE = 500_000;

/**
 * A row per node at `rows` (`*` is each, `a/b` goes down), a cell per path from there (`..` goes up,
 * `.` stays, `#` is the key). A path that names several values makes several rows of the same line.
 */
export function readTreeRows(root: TreeNode, rows: string, columns: readonly string[]): TreeRows {
	const steps = stepsOf(rows);
	const paths = columns.map(stepsOf);
	const { found, deadEnds } = find([root], steps);
	const needed = neededBy(paths);
	const reader = new CellReader(paths);
	const made: Row[] = [];
	const isOneLine = areInOneLine(found);
	for (const node of found) {
		if (made.length > MOST_MADE) break;
		for (const cells of combined(paths.map((_, at) => reader.valuesAt(node, at))))
			made.push({ line: node.line, cells, ...(isOneLine && { path: pathTo(node) }) });
	}
	return {
		rows: made,
		named: reader.named,
		lists: reader.lists,
		oddTypes: reader.oddTypes(),
		deadEnds,
		beside: besides(root, found, steps, needed),
		oddKeys: oddKeysOf(found, needed),
		found,
		around: withAncestors(found),
	};
}

export function areInOneLine(rows: readonly TreeNode[]): boolean {
	return rows.length > 1 && rows[0]?.line === rows.at(-1)?.line;
}

/** `termine/2`: the keys on the way from the root. */
export function pathTo({ key, parent }: TreeNode): string {
	if (!parent) return "";
	const above = pathTo(parent);
	return above === "" ? key : `${above}/${key}`;
}

export function rowsOfTree(root: TreeNode, rows: string, columns: readonly string[]): readonly Row[] {
	return readTreeRows(root, rows, columns).rows;
}

function stepsOf(path: string): string[] {
	return path.split("/").filter((step) => step !== "" && step !== ".");
}

function find(from: readonly TreeNode[], steps: readonly string[]) {
	let found: readonly TreeNode[] = from;
	const deadEnds: TreeNode[] = [];
	for (const step of steps) {
		const next: TreeNode[] = [];
		for (const node of found) {
			const before = next.length;
			for (const child of node.children) if (fits(step, child.key)) next.push(child);
			if (next.length === before) deadEnds.push(node);
		}
		found = next;
	}
	return { found, deadEnds: found.length === 0 ? [] : deadEnds };
}

function fits(step: string, key: string): boolean {
	return step === "*" ? !key.startsWith("@") : step === key;
}

/** One value each: the usual case, without another list. */
function combined(values: readonly (readonly string[])[]): readonly (readonly string[])[] {
	if (values.every(({ length }) => length === 1)) return [values.map(([only = ""]) => only)];
	return values.reduce<string[][]>(
		(rows, each) => (rows.length > MOST_MADE ? rows : rows.flatMap((row) => each.map((value) => [...row, value]))),
		[[]],
	);
}

class CellReader {
	readonly named = new Set<number>();
	readonly lists = new Map<number, number[]>();
	readonly #paths: readonly (readonly string[])[];
	readonly #types: readonly OfType[];

	constructor(paths: readonly (readonly string[])[]) {
		this.#paths = paths;
		this.#types = paths.map(() => new OfType());
	}

	oddTypes(): Map<number, readonly TreeNode[]> {
		return new Map(this.#types.flatMap((types, at) => (types.odd.length > 0 ? [[at, types.odd]] : [])));
	}

	/** Never empty: where nothing is named, one empty cell. */
	valuesAt(node: TreeNode, column: number): readonly string[] {
		const path = this.#paths[column] ?? [];
		const isKey = path.at(-1) === "#";
		const nodes = nodesAt(node, isKey ? path.slice(0, -1) : path);
		if (nodes.length === 0) return [""];
		this.named.add(column);
		return nodes.map((each) => (isKey ? each.key : this.#textOf(each, column)));
	}

	#textOf(node: TreeNode, column: number): string {
		const { text, line, children } = node;
		this.#types[column]?.take(node);
		if (text === "" && children.some(({ key }) => !key.startsWith("@"))) {
			const lines = this.lists.get(column);
			if (lines) lines.push(line);
			else this.lists.set(column, [line]);
		}
		return text;
	}
}

/** Values of one column by how they are written. */
class OfType {
	readonly #first: Record<"bare" | "text", TreeNode[]> = { bare: [], text: [] };
	readonly #count = { bare: 0, text: 0 };

	take(node: TreeNode): void {
		if (node.text === "") return;
		const type = isBare(node) ? "bare" : "text";
		const first = this.#first[type];
		// What holds several rows comes again with each.
		if (first.at(-1) === node) return;
		this.#count[type]++;
		if (first.length < MOST_ODD) first.push(node);
	}

	get odd(): readonly TreeNode[] {
		const { bare, text } = this.#count;
		const few = bare < text ? "bare" : "text";
		const isRare = this.#count[few] <= Math.min(MOST_ODD, Math.max(1, (bare + text) * RARE));
		return isRare && bare + text > FEWEST ? this.#first[few] : [];
	}
}

const MOST_ODD = 20;
const FEWEST = 4;

function nodesAt(node: TreeNode, path: readonly string[]): readonly TreeNode[] {
	let at: readonly TreeNode[] = [node];
	for (const step of path) {
		if (step === "..") at = [...new Set(at.flatMap(({ parent }) => parent ?? []))];
		else at = at.flatMap(({ children }) => children.filter(({ key }) => fits(step, key)));
	}
	return at;
}

/**
 * Things that hold what (nearly) all rows hold for the columns, and are none: `<Entsorgun Datum="…">` beside
 * `<Entsorgung Datum="…">`, or an `<Entsorgung>` in another place, within `<Gruppe>`.
 */
function besides(root: TreeNode, found: readonly TreeNode[], steps: readonly string[], needed: ReadonlySet<string>) {
	const last = steps.at(-1);
	if (last === undefined || last === "*") return [];
	const counts = countsOf(found);
	const held = [...needed].filter((key) => (counts.get(key) ?? 0) >= Math.min(found.length * MOSTLY, found.length - 1));
	if (held.length === 0 || found.length === 0) return [];
	const [rows, parents] = [new Set(found), new Set(found.map(({ parent }) => parent))];
	const mayBe = (node: TreeNode) => !rows.has(node) && (node.key === last || parents.has(node.parent));
	const isAlike = ({ children }: TreeNode) => held.every((name) => children.some(({ key }) => key === name));
	return [...nodesOf(root)].filter((node) => mayBe(node) && isAlike(node));
}

function withAncestors(found: readonly TreeNode[]): Set<TreeNode> {
	const all = new Set<TreeNode>();
	for (const row of found)
		for (let node: TreeNode | undefined = row; node && !all.has(node); node = node.parent) all.add(node);
	return all;
}

function* nodesOf(node: TreeNode): Generator<TreeNode> {
	yield node;
	for (const child of node.children) if (child.children.length > 0) yield* nodesOf(child);
}

/** What the paths of the columns begin with. */
function neededBy(paths: readonly (readonly string[])[]): Set<string> {
	return new Set(paths.flatMap(([first]) => (first === undefined || /^(?:\.\.|#|\*)$/u.test(first) ? [] : [first])));
}

function countsOf(found: readonly TreeNode[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const { children } of found) for (const { key } of children) counts.set(key, (counts.get(key) ?? 0) + 1);
	return counts;
}

const MOSTLY = 0.95;

/** Of all rows; what fewer have is no kind of its own. */
const RARE = 1 / 50;

function oddKeysOf(found: readonly TreeNode[], needed: ReadonlySet<string>): TreeNode[] {
	const counts = countsOf(found);
	const isOdd = ({ key }: TreeNode) => !needed.has(key) && (counts.get(key) ?? 0) <= Math.max(1, found.length * RARE);
	const lacking = found.filter(({ children }) => [...needed].some((name) => !children.some(({ key }) => key === name)));
	return lacking.flatMap(({ children }) => children.filter(isOdd));
}
