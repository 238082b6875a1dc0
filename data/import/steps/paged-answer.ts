import type { Problem } from "../../model/problem.ts";
import type { TreeNode } from "../read/tree.ts";

/** How services say that they hold more than they sent. */
const TOTALS =
	/^@?(?:odata\.)?(?:total|total_?(?:count|results|elements|items|hits)|count|num_?found|number_?matched|gesamt|anzahl)$/iu;
const NEXTS = /^@?(?:odata\.)?(?:next|next_?(?:page|link|url)|has_?(?:more|next)|more|exceeded_?transfer_?limit)$/iu;
/** A page number, an address, or yes; nothing on the last page. */
const NONE = /^(?:|null|false|0)$/iu;

/** So far above the rows such a word may stand: `{ "meta": { "page": { "total": 20000 } } }`. */
const DEPTH = 3;

/** A hundred of twenty thousand entries: the first page of an answer, saved as if it were all. */
export function pagedAnswer(root: TreeNode, rows: number, file: string): Problem[] {
	const heads = headsOf(root, DEPTH);
	const total = heads.find(({ key, text }) => TOTALS.test(key) && /^\d{1,9}$/u.test(text) && Number(text) > rows);
	const next = heads.find(({ key, text }) => NEXTS.test(key) && !NONE.test(text));
	const found = total ?? next;
	if (!found || rows === 0) return [];
	const said = total ? `«${total.key}» nennt ${total.text} Einträge` : `«${found.key}» nennt eine weitere Seite`;
	return [
		{
			level: "warning",
			code: "paged_answer",
			where: { file, line: found.line },
			what: `Die Datei ist vielleicht nur ein Teil: ${said}, gelesen sind ${rows === 1 ? "eine Zeile" : `${rows} Zeilen`}.`,
			remedy:
				"Alle Seiten laden und im Rezept als Liste von Dateien nennen; ist die Datei doch ganz, ist nichts zu tun.",
		},
	];
}

/** What stands beside and above lists, not in them. */
function headsOf({ children }: TreeNode, depth: number): TreeNode[] {
	return children.flatMap((child) => {
		if (child.children.length === 0) return [child];
		const isList = child.children.length > MOST_HEADS || child.children.every(({ key }, at) => key === String(at));
		return depth === 0 || isList ? [] : headsOf(child, depth - 1);
	});
}

const MOST_HEADS = 40;
