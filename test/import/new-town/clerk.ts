import { pasted as pastedIn } from "../../../data/import/guess/paste.ts";
import type { Answer, Paste, Question } from "../../../data/import/guess/questions.ts";

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
	const done = pastedIn(text, paste);
	if (done === undefined) throw new Error(`not in town.json: ${JSON.stringify(paste)}\n${text}`);
	return done;
}
