import type { Problem } from "../../model/problem.ts";
import { decode } from "./decode.ts";
import type { Encoding } from "./encodings.ts";

/** One content line of a calendar, unfolded. */
export interface LogicalLine {
	/** Line of the file on which it begins, from 1. */
	readonly line: number;
	readonly content: string;
}

const [TAB, LF, CR, BLANK, EQUALS] = [9, 10, 13, 32, 61];

/**
 * The content lines of a calendar. Folds are counted in octets (RFC 5545 3.1), so a fold may stand
 * within a character: what was folded is joined first and decoded then.
 */
export function linesOfIcs(bytes: Uint8Array, file: string, encoding: Encoding): LinesRead {
	if (encoding === "utf-16le" || encoding === "utf-16be") {
		const { text, problems } = decode(bytes, file, encoding);
		return { lines: text === undefined ? undefined : linesOfIcsText(text), problems };
	}
	const { unfolded, lines } = unfold(bytes);
	const { text, problems } = decode(unfolded, file, encoding);
	return {
		lines: text === undefined ? undefined : numbered(text, lines),
		problems: problems.map((problem) => atLineOfFile(problem, lines)),
	};
}

interface LinesRead {
	/** Absent where the bytes cannot be meant as the recipe says. */
	readonly lines: readonly LogicalLine[] | undefined;
	readonly problems: readonly Problem[];
}

function atLineOfFile(problem: Problem, lines: readonly number[]): Problem {
	const { line } = problem.where;
	return line === undefined ? problem : { ...problem, where: { ...problem.where, line: lines[line - 1] ?? line } };
}

/** The same for a text that is decoded already: no fold stands within a character. */
export function linesOfIcsText(text: string): LogicalLine[] {
	const { unfolded, lines } = unfold(new TextEncoder().encode(text));
	return numbered(new TextDecoder().decode(unfolded), lines);
}

function numbered(text: string, lines: readonly number[]): LogicalLine[] {
	return text
		.split("\n")
		.map((content, at) => ({ line: lines[at] ?? at + 1, content }))
		.filter(({ content }) => content.trim() !== "");
}

interface Unfolded {
	/** One content line per line, with LF between them. */
	readonly unfolded: Uint8Array;
	/** The line of the file on which each begins. */
	readonly lines: readonly number[];
}

function unfold(octets: Uint8Array): Unfolded {
	const unfolded = new Uint8Array(octets.length + 1);
	const lines: number[] = [];
	let [length, begins, line] = [0, 0, 0];
	for (const [from, to] of physicalLines(octets)) {
		line++;
		const isOpen = length > begins;
		const soft = isOpen && isSoftBreak(unfolded, begins, length);
		const folded = isOpen && (octets[from] === BLANK || octets[from] === TAB);
		if (soft) length--;
		else if (!folded) {
			if (lines.length > 0) unfolded[length++] = LF;
			begins = length;
			lines.push(line);
		}
		const piece = octets.subarray(folded && !soft ? from + 1 : from, to);
		unfolded.set(piece, length);
		length += piece.length;
	}
	return { unfolded: unfolded.subarray(0, length), lines };
}

/** CRLF, LF, CR and CR CR LF end a line, in any mixture. */
function* physicalLines(octets: Uint8Array): Generator<readonly [from: number, to: number]> {
	let from = 0;
	for (let at = 0; at < octets.length; at++) {
		if (octets[at] !== LF && octets[at] !== CR) continue;
		let end = at;
		while (octets[end] === CR) end++;
		yield [from, at];
		// CR CR without an LF behind is two ends of lines, the second of an empty one.
		const isOne = octets[end] === LF;
		for (let empty = at + 1; !isOne && empty < end; empty++) yield [empty, empty];
		at = isOne ? end : end - 1;
		from = at + 1;
	}
	if (from < octets.length) yield [from, octets.length];
}

const LONGEST_HEAD = 200;

/** vCalendar 1.0: a line in QUOTED-PRINTABLE goes on behind "=" at its end, without a blank. */
function isSoftBreak(octets: Uint8Array, begins: number, ends: number): boolean {
	if (octets[ends - 1] !== EQUALS) return false;
	const head = String.fromCharCode(...octets.subarray(begins, Math.min(ends, begins + LONGEST_HEAD)));
	return /^[^:]*QUOTED-PRINTABLE[^:]*:/iu.test(head);
}
