import { OPEN } from "../recipe/open-questions.ts";
import type { Guess } from "./guessed.ts";
import { answer, entry, type Question } from "./questions.ts";

/** `Bezirk_1.ics`, `Bezirk_2.ics` are one step: the number is the district, or the year. So are files that are read alike. */
export function grouped(guesses: readonly Guess[]): Guess[] {
	const groups = [...Map.groupBy(alikeAsOne(guesses), (guess) => templateOf(guess) ?? guess).values()];
	return groups.flatMap((group) => (group.length > 1 ? joined(group) : group));
}

/** The same table of several years, or many files that are not understood: asked once. */
function alikeAsOne(guesses: readonly Guess[]): Guess[] {
	const groups = [...Map.groupBy(guesses, (guess) => likenessOf(guess) ?? guess).values()];
	return groups.flatMap((group) => {
		const [first] = group;
		if (!first || group.length === 1) return group;
		const files = group.flatMap(({ step }) => ("file" in step ? [step.file].flat() : []));
		return [{ ...first, step: { ...first.step, file: files }, days: group.flatMap(({ days }) => days) }];
	});
}

function likenessOf({ step, questions }: Guess): string | undefined {
	if (isCalendar(step) || !("file" in step) || typeof step.file !== "string") return undefined;
	const { file, ...rest } = step;
	const name = file.slice(file.lastIndexOf("/") + 1).replace(/\d+/gu, "#");
	const asked = questions.map(({ answers }) => answers.length);
	const isOfAYear = /20\d\d/u.test(file) || "sheet" in rest || ("as" in rest && rest.as === OPEN);
	return isOfAYear ? JSON.stringify([name, rest, asked]) : undefined;
}

interface CalendarStep {
	readonly as: "calendar";
	readonly file: string;
	readonly summaries: Readonly<Record<string, string>>;
	readonly street?: string;
}

function isCalendar(step: object): step is CalendarStep {
	return "as" in step && step.as === "calendar";
}

const NUMBERED = /^(.*?)(\d+|(?<=[_ -])[A-Z])(\D*\.ics)$/iu;

/** What the steps of a group have in common: everything but the number in the name, the wordings and who they are for. */
function templateOf({ step }: Guess): string | undefined {
	if (!isCalendar(step)) return undefined;
	const { file, summaries: _, street, ...rest } = step;
	const match = NUMBERED.exec(file);
	return match && street === OPEN ? JSON.stringify([match[1], match[3], rest]) : undefined;
}

function joined(group: readonly Guess[]): Guess[] {
	const steps = group.map(({ step }) => step).filter(isCalendar);
	const [first] = steps;
	const tokens = steps.map(({ file }) => NUMBERED.exec(file)?.[2] ?? "");
	if (!first || steps.length !== group.length) return [...group];
	const summaries = Object.assign({}, ...steps.map((step) => step.summaries)) as CalendarStep["summaries"];
	const areYears = tokens.every((token) => /^20\d\d$/u.test(token));
	const [, before = "", , after = ""] = NUMBERED.exec(first.file) ?? [];
	const file = areYears
		? { file: steps.map((step) => step.file) }
		: { file: `${before}{round}${after}`, rounds: tokens };
	const own = group
		.flatMap(({ questions }) => questions)
		.filter(({ ask }, at, all) => all.findIndex((each) => each.ask === ask) === at);
	const questions = areYears
		? (group[0]?.questions ?? [])
		: [
				districtQuestion(`${before}{round}${after}`, tokens),
				...own.filter(({ ask }) => !ask.startsWith("Für wen gilt")),
			];
	return [{ step: { ...first, ...file, summaries }, days: group.flatMap(({ days }) => days), questions }];
}

function districtQuestion(file: string, tokens: readonly string[]): Question {
	const word = /(\p{L}+)[_ -]*\{round\}/u.exec(file)?.[1] ?? "Bezirk";
	const now = entry("street", OPEN);
	return {
		ask: `Wofür stehen ${tokens.join(", ")} in den Namen von ${file.replace("source/", "")}?`,
		because: "Die Dateien scheinen je Bezirk eine zu sein.",
		answers: [
			answer("Für Bezirke, aus denen die Bürger wählen", now, entry("street", `${word} {round}`)),
			answer("Für Bezirke, die ein Straßenverzeichnis nennt", now, ""),
		],
	};
}
