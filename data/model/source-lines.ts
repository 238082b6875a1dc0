/** A line of the file at index `file` of the dataset's `sources`. */
export interface SourceLine {
	readonly file: number;
	readonly line: number;
}

export type SourceLines = readonly SourceLine[];

/**
 * `0:2 +1 +1 -2 1:7`: file 0 line 2, then lines 3, 4 and 2, then file 1 line 7. Neighbouring
 * rows repeat the same steps, which packs a city's 17,009 line numbers into a few kilobytes.
 */
export function makeLines(lines: SourceLines): string {
	let last: SourceLine | undefined;
	return lines
		.map((each) => {
			const step = last?.file === each.file ? each.line - last.line : undefined;
			last = each;
			if (step === undefined) return `${each.file}:${each.line}`;
			return step < 0 ? `${step}` : `+${step}`;
		})
		.join(" ");
}

export function parseLines(text: string): SourceLines | undefined {
	const lines: SourceLine[] = [];
	if (text === "") return lines;
	for (const token of text.split(" ")) {
		const match = /^(?:(\d+):(\d+)|([+-]\d+))$/.exec(token);
		const last = lines.at(-1);
		if (match?.[1] !== undefined) lines.push({ file: Number(match[1]), line: Number(match[2]) });
		else if (match && last) lines.push({ file: last.file, line: last.line + Number(match[3]) });
		else return undefined;
	}
	return lines;
}
