import { OPEN } from "../recipe/open-questions.ts";
import type { GuessedColumn } from "./columns.ts";
import { answer, entry, type Question, WHOLE_STEP } from "./questions.ts";
import type { ServiceBook } from "./services.ts";

const FROM = /^(?:von|from|alt|statt|bisher|geplant|regul|ursprüng)/iu;
const TO = /^(?:nach|auf|to$|neu|ersatz|verschoben|verlegt)/iu;

/** Two columns of days, the first what was planned and the second what it became. */
export function isShifts([from, to, ...others]: readonly GuessedColumn[]): boolean {
	return others.length === 0 && FROM.test(String(from?.name)) && TO.test(String(to?.name));
}

export function shiftQuestion(file: string, book: ServiceBook): Question {
	const now = `"services": ["${OPEN}"]`;
	return {
		ask: `Für welche Leistungen gelten die Verschiebungen in ${file}?`,
		because: "Was dort steht, ersetzt geplante Tage.",
		answers: [
			answer(
				"Für diese (was nicht gilt, streichen)",
				now,
				entry(
					"services",
					book.all.map(({ id }) => id),
				),
			),
			answer("Für alle", now, ""),
			answer("Die Termine sind schon verschoben: den ganzen Schritt löschen", WHOLE_STEP, ""),
		],
	};
}
