import type { Day } from "../../model/day.ts";
import { OPEN } from "../recipe/open-questions.ts";
import type { Guess } from "./guessed.ts";
import { answer, entry, type Question, WHOLE_STEP } from "./questions.ts";

/** Lists of dates that say for nobody whom they are for, and do not agree: two addresses would become one. */
export function mergedAddresses(guesses: readonly Guess[]): Guess[] {
	return guesses.map((guess) => {
		const other = guesses.find((each) => each !== guess && disagree(guess, each));
		if (!other) return guess;
		return {
			...guess,
			step: { ...guess.step, guessed: OPEN },
			questions: [...withoutGuessed(guess), question(guess, other)],
		};
	});
}

function disagree(one: Guess, other: Guess): boolean {
	const shared =
		(one.wholeTown?.some((service) => other.wholeTown?.includes(service)) ?? false) || shareDistricts(one, other);
	const [from, to] = [later(one.days, other.days), earlier(one.days, other.days)];
	if (!shared || from === undefined || to === undefined || from > to) return false;
	const within = (days: readonly Day[]) => [...new Set(days.filter((day) => from <= day && day <= to))].sort().join();
	return within(one.days) !== within(other.days);
}

/** Two lists name the same district of the same service. */
function shareDistricts({ districts = [] }: Guess, { districts: others = [] }: Guess): boolean {
	return districts.some(({ services, names }) =>
		others.some(
			(other) =>
				services.some((service) => other.services.includes(service)) &&
				names.some((name) => other.names.includes(name)),
		),
	);
}

function later(one: readonly Day[], other: readonly Day[]): Day | undefined {
	return [one.toSorted()[0], other.toSorted()[0]]
		.filter((day) => day !== undefined)
		.sort()
		.at(-1);
}

function earlier(one: readonly Day[], other: readonly Day[]): Day | undefined {
	return [one.toSorted().at(-1), other.toSorted().at(-1)].filter((day) => day !== undefined).sort()[0];
}

/** The step has one mark: what was asked of it before is a part of this question. */
function withoutGuessed({ questions }: Guess): Question[] {
	return questions.filter(
		({ answers }) => !answers.some(({ pastes }) => pastes.some(({ instead }) => instead === entry("guessed", OPEN))),
	);
}

function question(guess: Guess, other: Guess): Question {
	const asked = withoutGuessed(guess);
	const before = guess.questions.filter((each) => !asked.includes(each)).map(({ because }) => ` ${because}`);
	return {
		ask: `Gelten ${fileOf(guess)} und ${fileOf(other)} für dieselben Häuser?`,
		because: `Beide nennen Termine derselben Leistung im selben Zeitraum, aber nicht dieselben Tage, und keine sagt, für wen sie allein gilt. Gehören sie zu zwei Adressen oder Bezirken, je Datei eine Straße oder einen Bezirk angeben, oder eine weglassen.${before.join("")}`,
		answers: [
			answer("Ja, zusammen sind es alle Termine", entry("guessed", OPEN), entry("guessed", true)),
			answer("Nein, diese Datei wird nicht gebraucht: den ganzen Schritt löschen", WHOLE_STEP, ""),
		],
	};
}

export function fileOf({ step }: Guess): string {
	return "file" in step ? [step.file].flat().join(", ").replaceAll("source/", "") : "";
}
