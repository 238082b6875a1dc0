const MOST_NAMED = 6;

/** "Zeile 4", "Zeilen 4, 9, 12 und 31 weitere": for one finding about many rows. */
export function linesInWords(lines: readonly number[]): string {
	const each = [...new Set(lines)];
	if (each.length === 1) return `Zeile ${each[0]}`;
	const named = each.slice(0, MOST_NAMED);
	const more = each.length - named.length;
	return more === 0
		? `Zeilen ${named.slice(0, -1).join(", ")} und ${named.at(-1)}`
		: `Zeilen ${named.join(", ")} und ${more} weitere`;
}
