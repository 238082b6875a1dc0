import type { Problem } from "../../model/problem.ts";
import { readJsonTree, type StrayText } from "../read/json-tree.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import type { Table, TableRead } from "../read/table.ts";
import { isBare, readTreeRows, type TreeNode, type TreeRows } from "../read/tree.ts";
import { readXmlTree } from "../read/xml-tree.ts";
import type { Usage } from "../usage.ts";
import { pagedAnswer } from "./paged-answer.ts";
import { besideRows, type TreeBeside } from "./tree-beside.ts";

interface TreePaths {
	readonly rows: string;
	/** Column to path. */
	readonly columns: Readonly<Record<string, string>>;
}

export interface TreeTable extends TableRead {
	/** What stands beside what the paths name. */
	readonly tree?: TreeBeside | undefined;
}

/** JSON or XML as a table; what its paths pass over is told. */
export function tableOfTree(text: string, file: string, paths: TreePaths, usage: Usage): TreeTable {
	const names = Object.keys(paths.columns);
	const empty: Table = { file, header: names, headerLine: 1, isNamedByRecipe: true, rows: [] };
	const read = text.trimStart().startsWith("<") ? readXmlTree(text) : readJsonTree(text);
	if (!("root" in read)) return { table: empty, problems: [badTree(file, read.line, read.deep)] };
	const found = readTreeRows(read.root, paths.rows, Object.values(paths.columns));
	for (const at of found.named) usage.use("tree.columns", names[at] ?? "");
	const twice = "twice" in read && read.twice ? [namedTwice(file, read.twice)] : [];
	const problems = found.rows.length === 0 ? [nothingThere(file, paths.rows)] : doubtsOf(found, file, paths);
	const strays = ("strays" in read ? (read.strays ?? []) : []).filter(({ within }) => found.around.has(within));
	const between = strays.length > 0 ? [strayText(file, strays)] : [];
	const paged = pagedAnswer(read.root, found.rows.length, file);
	const table: Table = { ...empty, rows: found.rows };
	return {
		table,
		problems: [...twice, ...between, ...problems, ...paged],
		tree: besideRows(read.root, file, paths, found.found),
	};
}

function doubtsOf(found: TreeRows, file: string, { columns }: TreePaths): Problem[] {
	const { lists, oddTypes, deadEnds, beside, oddKeys } = found;
	const paths = Object.values(columns);
	return [
		...[...lists].map(([at, lines]) => noValue(file, paths[at] ?? "", lines)),
		...[...oddTypes].map(([at, nodes]) => oddType(file, paths[at] ?? "", nodes)),
		...(deadEnds.length > 0 ? [deadEnd(file, deadEnds)] : []),
		...(beside.length > 0 ? [unreadBeside(file, beside)] : []),
		...(oddKeys.length > 0 ? [oddNames(file, oddKeys)] : []),
	];
}

function nothingThere(file: string, rows: string): Problem {
	return {
		level: "problem",
		code: "empty_file",
		where: { file, line: 1 },
		what: `Der Pfad «${rows}» findet in der Datei nichts.`,
		remedy: 'Unter "tree" bei "rows" den Weg zu den Einträgen berichtigen, oder die vollständige Datei ablegen.',
	};
}

function noValue(file: string, path: string, lines: readonly number[]): Problem {
	return {
		level: "problem",
		code: "no_value",
		where: { file, line: lines[0], field: path },
		what: `Der Pfad «${path}» endet nicht bei einem Wert, sondern bei einer Liste oder einem Objekt (${linesInWords(lines)}).`,
		remedy: `Bei einer Liste «${path}/*» schreiben, sonst den Pfad bis zum Wert führen.`,
	};
}

function oddType(file: string, path: string, nodes: readonly TreeNode[]): Problem {
	const [first] = nodes;
	const values = [...new Set(nodes.map(({ text }) => `«${text}»`))].slice(0, 3).join(", ");
	const how = isBare(first) ? "ohne Anführungszeichen, wo sonst Text steht" : "als Text, wo sonst Zahlen stehen";
	return {
		level: "warning",
		code: "odd_type",
		where: { file, line: first?.line, field: path },
		what: `Unter «${path}» steht hier ${values} ${how} (${linesInWords(nodes.map(({ line }) => line))}).`,
		remedy: "Prüfen, ob der Wert stimmt, und die Datei berichtigen; sonst mit known bestätigen.",
		alike: nodes.map(({ line }) => line),
	};
}

function deadEnd(file: string, nodes: readonly TreeNode[]): Problem {
	const [first] = nodes;
	return {
		level: "warning",
		code: "nothing_below",
		where: { file, line: first?.line },
		what: `Bei ${nodes.length === 1 ? "einem Eintrag" : `${nodes.length} Einträgen`} führt der Pfad der Zeilen nicht weiter (${linesInWords(nodes.map(({ line }) => line))}): sie ergeben nichts.`,
		remedy: 'Prüfen, ob dort etwas fehlt; sonst den Pfad unter "tree" bei "rows" enger fassen.',
	};
}

function oddNames(file: string, nodes: readonly TreeNode[]): Problem {
	return ofNodes(file, nodes, {
		code: "odd_name",
		what: (names) => `Hier fehlt etwas, das die anderen Einträge haben, und es steht ${names}, was sonst niemand hat`,
		remedy: "Prüfen, ob der Name verschrieben ist, und die Datei berichtigen.",
	});
}

function unreadBeside(file: string, nodes: readonly TreeNode[]): Problem {
	return ofNodes(file, nodes, {
		code: "unread_entries",
		what: (names) =>
			`Neben den gelesenen Einträgen oder an anderer Stelle stehen gleichartige, die der Pfad nicht nennt: ${names}`,
		remedy:
			'Gehören sie dazu, unter "tree" bei "rows" den Namen berichtigen oder einen eigenen Schritt für sie schreiben.',
	});
}

interface OfNodes {
	readonly code: string;
	/** Without the lines and the full stop. */
	readonly what: (names: string) => string;
	readonly remedy: string;
}

function ofNodes(file: string, nodes: readonly TreeNode[], { code, what, remedy }: OfNodes): Problem {
	const names = [...new Set(nodes.map(({ key }) => `«${key}»`))].slice(0, 6).join(", ");
	const lines = linesInWords(nodes.map(({ line }) => line));
	return {
		level: "warning",
		code,
		where: { file, line: nodes[0]?.line },
		what: `${what(names)} (${lines}).`,
		remedy,
	};
}

function strayText(file: string, strays: readonly StrayText[]): Problem {
	return {
		level: "warning",
		code: "stray_text",
		where: { file, line: strays[0]?.line },
		what: `Zwischen den Einträgen steht Text, der zu keinem gehört, zuerst «${strays[0]?.text.slice(0, 40)}» (${linesInWords(strays.map(({ line }) => line))}).`,
		remedy: "Prüfen, ob dort ein Eintrag beschädigt ist, oder was der Text von den Terminen sagt.",
	};
}

function namedTwice(file: string, { line, name }: { readonly line: number; readonly name: string }): Problem {
	return {
		level: "problem",
		code: "name_twice",
		where: { file, line },
		what: `«${name}» steht hier zweimal, wo es einmal stehen darf; welcher Wert gilt, weiß niemand.`,
		remedy: "Die Datei neu exportieren, oder einen der beiden Werte löschen.",
	};
}

function badTree(file: string, line: number, deep: boolean): Problem {
	return {
		level: "problem",
		code: deep ? "too_deep" : "bad_tree",
		where: { file, line },
		what: deep
			? "Die Datei ist tiefer verschachtelt, als ein Kalender es braucht."
			: "Die Datei ist kein vollständiges JSON oder XML.",
		remedy: "Die Datei neu exportieren oder herunterladen; der bisherige Stand bleibt.",
	};
}
