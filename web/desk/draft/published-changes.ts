/**
 * What becomes of a draft's `changes.csv` when another one was published meanwhile: a strike, or its undoing. What the
 * clerk has brought stays; lines that were published since come below, and those that were undone go. Texts of the
 * whole file; empty: there is none.
 */
export function followChanges(mine: string, before: string | undefined, published: string): string {
	if (mine === published) return mine;
	if (mine === "" || mine === before) return published;
	const [header = "", ...own] = linesOf(mine);
	const [otherHeader = "", ...theirs] = linesOf(published);
	// Other columns, or another order: the difference to what is published shows what would be lost.
	if (header !== otherHeader) return mine;
	const undone = new Set(linesOf(before ?? "").filter((line) => !theirs.includes(line)));
	const kept = own.filter((line) => !undone.has(line));
	return `${[header, ...kept, ...theirs.filter((line) => !kept.includes(line))].join("\n")}\n`;
}

function linesOf(text: string): string[] {
	return text
		.replace(/^\ufeff/u, "")
		.split(/\r?\n/u)
		.filter((line) => line.trim() !== "");
}
