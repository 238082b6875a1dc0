import { ON_TOP, type Paste } from "./questions.ts";

/** Answers are lines that take the place of others in `town.json` as `townAsText` writes it: letter by letter. */

type Span = readonly [from: number, to: number];

/** The text after an answer's line; `undefined` where the old line does not stand in it. */
export function pasted(text: string, paste: Paste): string | undefined {
	if (paste.instead === undefined) return added(text, paste.lines);
	const places = placesOf(text, paste);
	if (places.length === 0) return undefined;
	return places.toReversed().reduce((now, [from, to]) => replaced(now, from, to, paste.lines), text);
}

/** Where the old line stands, the first one first. */
export function placesOf(text: string, { instead = "", beside = [] }: Paste): Span[] {
	const spans = objectsIn(text);
	const head = instead.endsWith("… }") ? instead.slice(1, -3).trim().replace(/,$/u, "") : undefined;
	if (head !== undefined) {
		const holding = spans.filter(([from, to, depth]) => depth > 1 && holdsAll(text.slice(from, to), head));
		// What holds another one that holds it is the list around the object, not the object.
		const isAround = ([from, to]: Braces) => holding.some((other) => from < other[0] && other[1] < to);
		return holding.filter((span) => !isAround(span)).map(([from, to]) => [from, to]);
	}
	return occurrences(text, instead)
		.filter((at) => beside.every((each) => isBeside(text, spans, at, each)))
		.map((at) => [at, at + instead.length]);
}

/** `"file": "a.xlsx", "sheet": 2`: both stand in it, the sheet perhaps on another line; so do columns of tokens. */
function holdsAll(text: string, head: string): boolean {
	return head.split(/, (?="(?:sheet|tokens)")/u).every((each) => text.includes(each));
}

type Braces = readonly [from: number, to: number, depth: number];

function isBeside(text: string, spans: readonly Braces[], at: number, beside: string): boolean {
	const around = spans.filter(([from, to]) => from < at && at < to);
	if (beside === ON_TOP) return around.length === 1;
	return around.some(([from, to, depth]) => depth > 1 && holdsAll(text.slice(from, to), beside));
}

function occurrences(text: string, part: string): number[] {
	const found: number[] = [];
	for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at);
	return found;
}

/** Every object of the text with how many brackets of any kind are open around it. */
function objectsIn(text: string): Braces[] {
	const bare = text.replace(/"(?:[^"\\]|\\.)*"/gu, (whole) => "_".repeat(whole.length));
	const open: number[] = [];
	const found: Braces[] = [];
	for (const { 0: bracket, index } of bare.matchAll(/[[\]{}]/gu)) {
		if (bracket === "{" || bracket === "[") open.push(index);
		else {
			const from = open.pop() ?? 0;
			if (bracket === "}") found.push([from, index + 1, open.length]);
		}
	}
	return found;
}

/** A line that is deleted takes its comma with it. */
function replaced(text: string, from: number, to: number, lines: string): string {
	if (lines !== "") return text.slice(0, from) + lines + text.slice(to);
	const [before, after] = [text.slice(0, from), text.slice(to)];
	return /^\s*,/u.test(after) ? before + after.replace(/^\s*,\s*/u, "") : before.replace(/,?\s*$/u, "") + after;
}

/** Under `services`, what is missing there yet. */
function added(text: string, lines: string): string {
	const begin = text.indexOf("[", text.indexOf('"services":')) + 1;
	const missing = lines.split("\n").filter((line) => !text.includes(`"id": ${/"id": ("[^"]*")/u.exec(line)?.[1]}`));
	const isEmpty = /^\s*\]/u.test(text.slice(begin));
	return missing.reduce(
		(now, line) => `${now.slice(0, begin)}${line.replace(/,$/u, "")}${isEmpty ? "" : ","}${now.slice(begin)}`,
		text,
	);
}
