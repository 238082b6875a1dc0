import type { Day } from "../../data/model/day.ts";
import type { StrikePreview } from "../../data/model/desk.ts";
import { LANGUAGES } from "../../data/model/language.ts";
import { changeWords } from "../remind/dispatch/message.ts";
import { pushWords } from "../remind/dispatch/push-locale.ts";

/** What everybody is told whose reminder was out already, word for word, in each language. */
export function strikeWords(
	labels: readonly string[],
	to: Day | undefined,
	reason: string | undefined,
): StrikePreview["words"] {
	const gone = labels.map((label) => ({ label, to, reason }));
	return Object.fromEntries(LANGUAGES.map((lang) => [lang, changeWords(pushWords(lang), { gone, come: [] })]));
}
