import { type Answer, ON_TOP, type Paste, type Question } from "../../../data/import/guess/questions.ts";

/** A clerk who does what FRAGEN.md says, letter by letter, and knows nothing of JSON or recipes. */

/** Which answer: its beginning, or the words that the clerk writes in the place of the example. */
export type Choice = string | ((answers: readonly Answer[]) => readonly Paste[]);

/** `town.json` after each question was answered by the first choice that its text begins with. */
export function pastedBy(
	text: string,
	questions: readonly Question[],
	choices: Readonly<Record<string, Choice>>,
): string {
	return questions.reduce((now, question) => pastesFor(question, choices).reduce(pasted, now), text);
}

function pastesFor({ ask, answers }: Question, choices: Readonly<Record<string, Choice>>): readonly Paste[] {
	const choice = Object.entries(choices).find(([begin]) => ask.startsWith(begin))?.[1] ?? "";
	if (typeof choice === "function") return choice(answers);
	const chosen = answers.find(({ when }) => when.startsWith(choice));
	if (!chosen) throw new Error(`${ask}: no answer «${choice}» among ${answers.map(({ when }) => when).join(" | ")}`);
	return chosen.pastes;
}

export function pasted(text: string, paste: Paste): string {
	if (paste.instead === undefined) return added(text, paste.lines);
	const places = placesOf(text, paste);
	if (places.length === 0) throw new Error(`not in town.json: ${JSON.stringify(paste)}\n${text}`);
	return places.toReversed().reduce((now, [from, to]) => replaced(now, from, to, paste.lines), text);
}

/** Where the old line stands, last first needed: `[from, to]`. */
export function placesOf(text: string, { instead = "", beside = [] }: Paste): (readonly [number, number])[] {
	const spans = objectsIn(text);
	const head = instead.endsWith("… }") ? instead.slice(1, -3).trim().replace(/,$/u, "") : undefined;
	if (head !== undefined) {
		const holding = spans.filter(([from, to, depth]) => depth > 1 && holdsAll(text.slice(from, to), head));
		// What holds another one that holds it is the list around the object, not the object.
		const isAround = ([from, to]: Span) => holding.some((other) => from < other[0] && other[1] < to);
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

type Span = readonly [from: number, to: number, depth: number];

function isBeside(text: string, spans: readonly Span[], at: number, beside: string): boolean {
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
function objectsIn(text: string): Span[] {
	const bare = text.replace(/"(?:[^"\\]|\\.)*"/gu, (whole) => "_".repeat(whole.length));
	const open: number[] = [];
	const found: Span[] = [];
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
	return missing.reduce((now, line) => `${now.slice(0, begin)}${line.replace(/,$/u, "")},${now.slice(begin)}`, text);
}
