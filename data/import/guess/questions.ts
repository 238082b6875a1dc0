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
	/** The line as it stands now; without it the lines are added. */
	readonly instead?: string | undefined;
	/** Where: `services`, or what is before the lines. */
	readonly at?: string | undefined;
	/** What then stands there; nothing: the old line goes. */
	readonly lines: string;
}

/** An answer that puts one line in the place of another. */
export function answer(when: string, instead: string, lines: string): Answer {
	return { when, pastes: [{ instead, lines }] };
}

/** `"name": value` as it stands in `town.json`. */
export function entry(name: string, value: unknown): string {
	return `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}

const HEAD = `Solange in town.json ein "?" steht, wird nichts übernommen. Zu jeder Frage stehen hier die Antworten mit
den Zeilen, die in town.json einzusetzen sind. Ein Komma am Ende der alten Zeile bleibt stehen.
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
	const head = shared === undefined ? [] : [`Statt \`${shared}\`:`];
	return [...(because ? [because] : []), ...head, answers.map((each) => answerText(each, shared)).join("")].join(
		"\n\n",
	);
}

/** The line that every answer replaces, where they differ in nothing else. */
function sharedLine(answers: readonly Answer[]): string | undefined {
	const lines = answers.map(({ pastes }) => pastes[0]?.instead);
	return lines.every((line) => line === lines[0]) ? lines[0] : undefined;
}

function answerText({ when, pastes }: Answer, shared: string | undefined): string {
	const texts = pastes.map((paste) => pasteText(paste, paste.instead === shared));
	return `- ${when}: ${texts.join("; dazu ")}\n`;
}

function pasteText({ instead, at, lines }: Paste, isShared: boolean): string {
	if (lines === "") return isShared ? "die Zeile löschen" : `\`${instead}\` löschen`;
	const where = isShared ? "" : instead === undefined ? `unter ${at ?? "services"} ` : `statt \`${instead}\` `;
	return `${where}${lines
		.split("\n")
		.map((line) => `\`${line}\``)
		.join(" ")}`;
}
