/** Where something was read. `line` counts from 1, as editors do; `field` is a column name or a path into JSON. */
export interface Where {
	readonly file: string;
	readonly line?: number | undefined;
	readonly field?: string | undefined;
}

/**
 * Something that a person has to look at. A `problem` blocks until it is mended
 * in the file or acknowledged in the recipe; a `warning` is odd but lawful.
 */
export interface Problem {
	readonly level: "problem" | "warning";
	/** Stable, snake_case: `known` entries in recipes refer to it. */
	readonly code: string;
	readonly where: Where;
	/** What is wrong, one sentence, in German: a clerk reads it. */
	readonly what: string;
	/** What to do about it, one sentence. */
	readonly remedy: string;
	/** How many places (parts of streets) it touches; worst first. */
	readonly touches?: number | undefined;
	/** All lines with the same cause, where one finding stands for them: who acknowledges it names each. */
	readonly alike?: readonly number[] | undefined;
}

export function makeWhere({ file, line, field }: Where): string {
	const position = line === undefined ? file : `${file}:${line}`;
	return field === undefined ? position : `${position} [${field}]`;
}

/** `file:line: code: what and remedy`, one line. */
export function makeProblemLine(problem: Problem): string {
	const text = `${makeWhere(problem.where)}: ${problem.code}: ${problem.what} ${problem.remedy}`;
	return makeVisible(text);
}

/** Control and bidi characters from foreign files must not steer a terminal. */
export function makeVisible(text: string): string {
	return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
		const code = character.codePointAt(0) ?? 0;
		return `\\u{${code.toString(16)}}`;
	});
}
