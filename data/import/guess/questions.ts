import { OPEN } from "../recipe/open-questions.ts";
import { onOneLine } from "./town-text.ts";

/** What nobody but the town can answer, with the lines that say each answer in `town.json`. */
export interface Question {
	/** One sentence, as a clerk is asked. */
	readonly ask: string;
	/** Why it is asked: what was seen in the files. */
	readonly because?: string | undefined;
	readonly answers: readonly Answer[];
}

export interface Answer {
	/** "Zwei Leistungen am selben Tag" */
	readonly when: string;
	readonly pastes: readonly Paste[];
}

export interface Paste {
	/** The line as it stands now, or the head of the entry that goes; without it the lines are added under `services`. */
	readonly instead?: string | undefined;
	/** What else stands in the same entry, or in the step around it; without it the line is meant wherever it stands. */
	readonly beside?: readonly string[] | undefined;
	/** What then stands there; nothing: the old line goes. */
	readonly lines: string;
}

/** In a paste: beside no entry, but in `town.json` itself. */
export const ON_TOP = "";

/** In a paste: the step that the question is of, as a whole. */
export const WHOLE_STEP = "{ … }";

/** An answer that puts one line in the place of another. */
export function answer(when: string, instead: string, lines: string, beside?: string): Answer {
	return { when, pastes: [{ instead, lines, beside: beside === undefined ? undefined : [beside] }] };
}

/** `"name": value` as it stands in `town.json`. */
export function entry(name: string, value: unknown): string {
	return `${JSON.stringify(name)}: ${onOneLine(value)}`;
}

/** The name of a tour that no heading names, in its column. */
export function tourPaste(name: string | number, at: number): Paste {
	return { instead: entry("round", OPEN), lines: entry("round", `Tour ${at + 1}`), beside: [entry("column", name)] };
}

/** The questions of a step name it by its files, because the same line may stand in others. */
export function ofStep(step: object, questions: readonly Question[]): Question[] {
	if (!("file" in step)) return [...questions];
	const [first] = [step.file].flat();
	const sheet = "sheet" in step ? `, ${entry("sheet", step.sheet)}` : "";
	const tokens = "tokens" in step ? `, ${entry("tokens", step.tokens)}` : "";
	const beside = `${typeof step.file === "string" ? entry("file", first) : JSON.stringify(first)}${sheet}${tokens}`;
	return questions.map((question) => ({
		...question,
		answers: question.answers.map((each) => ({ ...each, pastes: each.pastes.map((paste) => inStep(paste, beside)) })),
	}));
}

function inStep(paste: Paste, beside: string): Paste {
	if (paste.instead === undefined) return paste;
	if (paste.instead === WHOLE_STEP) return { ...paste, instead: `{ ${beside}, … }` };
	return { ...paste, beside: [...(paste.beside ?? []), beside] };
}

const HEAD = `Solange in town.json ein "?" steht, wird nichts übernommen. Zu jeder Frage stehen hier die Antworten mit
den Zeilen, die in town.json einzusetzen sind. Ein Komma am Ende der alten Zeile bleibt stehen; wird eine Zeile
gelöscht, geht ihr Komma mit. Steht eine alte Zeile mehrmals da und ist kein Eintrag genannt, gilt es für jede.
Was town.json mit "guessed": true kennzeichnet, ist vermutet: bitte mit den Dateien vergleichen.
`;

const TAIL = (folder: string) => `## Danach

    npm run import -- ${folder}

Die Termine erscheinen zuerst als «Probe». Stimmt alles:

    npm run import -- ${folder} --confirm
`;

/** The questions as a file for the clerk. */
export function questionsAsText(folder: string, questions: readonly Question[]): string {
	const asked = questions.map((question, at) => `## ${at + 1}. ${question.ask}\n\n${body(question)}`);
	return `# Was noch offen ist\n\n${HEAD}\n${asked.join("\n")}\n${TAIL(folder)}`;
}

function body({ because, answers }: Question): string {
	const shared = sharedLine(answers);
	const head = shared?.instead === undefined ? [] : [capital(`${besideText(shared)}statt \`${shared.instead}\`:`)];
	const own = head.length > 0 ? shared : undefined;
	return [...(because ? [because] : []), ...head, answers.map((each) => answerText(each, own)).join("")].join("\n\n");
}

/** The line that every answer replaces, where they differ in nothing else. */
function sharedLine(answers: readonly Answer[]): Paste | undefined {
	const [first, ...others] = answers.map(({ pastes }) => pastes[0]);
	return first && others.every((paste) => paste && isSamePlace(first, paste)) ? first : undefined;
}

function isSamePlace(one: Paste, other: Paste): boolean {
	return one.instead === other.instead && besideText(one) === besideText(other);
}

/** "Im Eintrag mit …" */
function besideText({ beside = [] }: Paste): string {
	if (beside.length === 0) return "";
	return beside.includes(ON_TOP)
		? "ganz oben "
		: `im Eintrag mit ${beside.map((each) => `\`${each}\``).join(" und ")} `;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

function answerText({ when, pastes }: Answer, shared: Paste | undefined): string {
	const texts = pastes.map((paste) => pasteText(paste, shared !== undefined && isSamePlace(paste, shared)));
	return `- ${when}: ${texts.join("; dazu ")}\n`;
}

function pasteText(paste: Paste, isShared: boolean): string {
	const { instead, lines } = paste;
	const within = isShared ? "" : besideText(paste);
	if (lines === "") return isShared ? "die Zeile löschen" : `${within}\`${instead}\` löschen`;
	const where = isShared
		? ""
		: instead === undefined
			? "unter services, was dort noch fehlt, "
			: `${within}statt \`${instead}\` `;
	return `${where}${lines
		.split("\n")
		.map((line) => `\`${line}\``)
		.join(" ")}`;
}
