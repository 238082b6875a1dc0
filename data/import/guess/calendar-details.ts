import { OPEN } from "../recipe/open-questions.ts";
import type { Seen } from "./calendar-street.ts";
import { answer, entry, type Question } from "./questions.ts";

const SHOWN = 4;

/** Events of one wording that other properties tell apart: a district or a bin may stand there, and nothing reads it. */
export function unreadDetails(seen: readonly Seen[], file: string): Question | undefined {
	const properties = [...new Set(seen.flatMap(({ details }) => Object.keys(details)))];
	const telling = properties
		.map((name) => [name, valuesOf(seen, name)] as const)
		.filter(([, values]) => values.length > 0);
	if (telling.length === 0) return undefined;
	const words = telling.map(
		([name, values]) =>
			`${name} (${values
				.slice(0, SHOWN)
				.map((value) => `«${value}»`)
				.join(", ")})`,
	);
	return {
		ask: `Wird ${file} richtig gelesen?`,
		because: `Termine mit demselben Namen unterscheiden sich in ${words.join(" und ")}. Steht dort, für wen oder wofür sie gelten, im Schritt "property" und "patterns" angeben (data/README.md).`,
		answers: [answer("Ja, das entscheidet nichts", entry("guessed", OPEN), entry("guessed", true))],
	};
}

const MOST = 40;

/** The different values among events of one wording, without numbers and days; none where each says the same. */
function valuesOf(seen: readonly Seen[], property: string): string[] {
	const groups = [...Map.groupBy(seen, ({ summary }) => summary).values()];
	const differing = groups.map((group) => [...new Set(group.map(({ details }) => plain(details[property] ?? "")))]);
	const values = [...new Set(differing.filter((each) => each.length > 1).flat())].filter((value) => value !== "");
	return values.length <= MOST || values.length < seen.length / 4 ? values : [];
}

/** «Abfuhr am Mo, 12.01.2027» says no more than its day. */
function plain(text: string): string {
	return text
		.replace(/\d+/gu, "")
		.replace(/(?<!\p{L})(?:mo|di|mi|do|fr|sa|so)(?:ntag|enstag|ttwoch|nnerstag|eitag|mstag|nnabend)?(?!\p{L})/giu, "")
		.replace(/[\s.,:]+/gu, " ")
		.trim();
}
