/** Letters to change, put in or take out (Levenshtein). */
export function distance(one: string, other: string): number {
	let above = Array.from({ length: other.length + 1 }, (_, at) => at);
	for (const [at, letter] of [...one].entries()) {
		const row = [at + 1];
		for (const [nth, its] of [...other].entries()) {
			const [diagonal = 0, top = 0, left = 0] = [above[nth], above[nth + 1], row[nth]];
			row.push(Math.min(diagonal + (letter === its ? 0 : 1), top + 1, left + 1));
		}
		above = row;
	}
	return above.at(-1) ?? 0;
}
