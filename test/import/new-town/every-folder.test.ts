import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { placesOf } from "../../../data/import/guess/paste.ts";
import { type Question, questionsAsText } from "../../../data/import/guess/questions.ts";
import { townAsText } from "../../../data/import/guess/town-text.ts";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { guessed, SHARED } from "./shared-files.ts";

// Whatever files a stranger brings: while nobody has answered, nothing goes live.

const NO_SCHEDULE = ["ics-corpus", "facts-heusenstamm"];
const folders = existsSync(SHARED)
	? readdirSync(SHARED, { withFileTypes: true })
			.filter((each) => each.isDirectory() && !NO_SCHEDULE.includes(each.name))
			.map(({ name }) => name)
	: [];

/** Every `"?"` of a value. */
function openIn(value: unknown): number {
	if (value === "?") return 1;
	return typeof value === "object" && value !== null
		? Object.values(value).reduce<number>((sum, each) => sum + openIn(each), 0)
		: 0;
}

/** Where the lines stand that answers replace. */
function placed(file: string, questions: readonly Question[]) {
	return questions.flatMap(({ ask, answers }) =>
		answers
			.flatMap(({ pastes }) => pastes)
			.filter(({ instead }) => instead !== undefined)
			.map((paste) => ({ ask, instead: paste.instead, found: placesOf(file, paste) })),
	);
}

describe.skipIf(folders.length === 0)("new-town on the published files of every town", () => {
	test.each(folders)("%s: the import refuses and names each question; each has its answers", async (folder) => {
		const made = await guessed(folder);
		const json = JSON.stringify(made.town, undefined, "\t");
		const read = parseTownFile(json, folder);
		if (read.ok) throw new Error(`${folder} goes live unanswered`);
		const open = read.problems.filter(({ code }) => code === "open_question");
		expect(open).toHaveLength(openIn(made.town));
		expect(read.problems.filter(({ code }) => code !== "open_question")).toEqual([]);
		for (const { what } of open) expect(what, what).not.toMatch(/ist noch offen\.$/u);
		for (const { ask, answers } of made.questions) expect(answers.length, ask).toBeGreaterThan(0);
		const file = townAsText(made.town);
		expect(JSON.parse(file)).toEqual(JSON.parse(json));
		for (const { ask, instead, found } of placed(file, made.questions))
			expect(found, `${ask} ${instead}`).not.toEqual([]);
		const text = questionsAsText(folder, made.questions);
		for (const { ask } of made.questions) expect(text).toContain(ask);
	});
});
