import type { Draft } from "../draft.ts";
import { linesInWords } from "../read/lines-in-words.ts";
import { nameOfRound } from "../round-key.ts";

/** `S\u00fcd`, `S&uuml;d`, `S%C3%BCd`, `S=C3=BCd`: what a program writes for a letter, where the letter should stand. */
const ESCAPE =
	/\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|[nrt"'](?!\p{L}))|&(?:[a-z]{2,8}|#\d{1,6}|#x[0-9a-f]{1,5});|(?:%[0-9a-f]{2}){2}|(?:=[0-9a-f]{2}){2}/iu;

interface Known {
	readonly assignments: number;
	readonly dates: number;
}

/** Names, rounds and notes that a file gave since so many were known: people would read them so, and nothing else is called so. */
export function tellEscapedText(draft: Draft, file: string, known: Known): void {
	const found = [...textsOf(draft, known)].filter(([text]) => ESCAPE.test(text));
	const [first] = found[0] ?? [];
	if (first === undefined) return;
	const lines = [...new Set(found.map(([, line]) => line))].sort((one, other) => one - other);
	draft.problems.push({
		level: "problem",
		code: "garbled_text",
		where: { file, line: lines[0] },
		what: `«${first.slice(0, 60)}» enthält «${ESCAPE.exec(first)?.[0]}», wie Programme einen Buchstaben umschreiben (${linesInWords(lines)}).`,
		remedy: 'Die Datei neu exportieren oder den Text berichtigen. Heißt es wirklich so, unter "known" bestätigen.',
		alike: lines,
	});
}

/** Each text once, with its first line. */
function textsOf({ assignments, dates }: Draft, known: Known): Map<string, number> {
	const texts = new Map<string, number>();
	const add = (line: number | undefined, ...given: readonly (string | undefined)[]) => {
		for (const text of given) if (text && !texts.has(text)) texts.set(text, line ?? 1);
	};
	for (const { street, part, round, source } of assignments.slice(known.assignments))
		add(source.line, street.name, street.locality, part.kind === "words" ? part.words : undefined, round.name);
	for (const { round, note: said, at, source } of dates.slice(known.dates))
		add(source?.line, nameOfRound(round), said, at?.place);
	return texts;
}
