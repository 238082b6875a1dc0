import { expect, test } from "vitest";
import { parseTownFile } from "../../../data/import/recipe/town-file.ts";
import { townOfOneStep } from "../hostile/one-file.ts";

// A field that may be left out and is misspelled: the finding names the one that was meant.

const STEP = { as: "dates", file: "d.csv", service: "rest", date: "Datum" };

test.each([
	["encodng", "encoding", { ...STEP, encodng: "utf-8" }],
	["notee", "note", { ...STEP, notee: "Hinweis" }],
	["dayafter", "dayAfter", { ...STEP, dayafter: true }],
	["leaveout", "leaveOut", { ...STEP, leaveout: [] }],
	["seperator", "separator", { ...STEP, seperator: "," }],
	["severalDay", "severalDays", { as: "calendar", file: "d.ics", summaries: { Rest: "rest" }, severalDay: "every" }],
	["becuse", "because", { ...STEP, leaveOut: [{ lines: "1", becuse: "x" }] }],
])("%s: %s", (given, meant, step) => {
	const parsed = parseTownFile(JSON.stringify(townOfOneStep(step, {})), "teststadt");
	const told = parsed.ok
		? []
		: parsed.problems.map(({ where, remedy }) => `${where.field?.split(".").at(-1)}: ${remedy}`);
	expect(told).toEqual([`${given}: Den Namen berichtigen: gemeint ist wohl "${meant}".`]);
});

test("of the recipe itself, and no suggestion where nothing is near", () => {
	const remedy = (recipe: object) => {
		const parsed = parseTownFile(JSON.stringify(townOfOneStep(STEP, recipe)), "teststadt");
		return parsed.ok ? [] : parsed.problems.map((each) => each.remedy);
	};
	expect(remedy({ know: [] })).toEqual(['Den Namen berichtigen: gemeint ist wohl "known".']);
	expect(remedy({ holliday: [] })).toEqual(['Den Namen berichtigen: gemeint ist wohl "holidays".']);
	expect(remedy({ xyz: [] })).toEqual([
		"Den Namen berichtigen oder das Feld löschen; welche es gibt, steht in data/README.md.",
	]);
});
