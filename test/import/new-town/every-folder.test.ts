import { existsSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { questionsAsText } from "../../../data/import/guess/questions.ts";
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
		const text = questionsAsText(folder, made.questions);
		for (const { ask } of made.questions) expect(text).toContain(ask);
	});
});
