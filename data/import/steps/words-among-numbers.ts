import type { DraftAssignment } from "../draft.ts";
import { streetKey } from "../street-identity.ts";
import { type Reading, report } from "./reading.ts";

/** `gerade bis 20 (Hof)`: words in which house numbers stand, where the street's other rows are cut by numbers. */
export function tellWordsAmongNumbers(reading: Reading, rows: readonly DraftAssignment[]): void {
	if (!rows.some(({ part }) => part.kind === "words" && LIKE_NUMBERS.test(part.words))) return;
	const streets = Map.groupBy(rows, ({ street }) => streetKey(street));
	for (const street of streets.values()) {
		if (!street.some(({ part }) => part.kind === "numbers")) continue;
		for (const [words, { source, street: named }] of wordsOf(street)) {
			if (!LIKE_NUMBERS.test(words)) continue;
			report(reading, source.line, {
				level: "warning",
				code: "words_among_numbers",
				what: `«${words}» von ${named.name} ist als Worte gelesen, nach denen man wählt; die anderen Zeilen der Straße nennen Hausnummern.`,
				remedy: "Sind es Hausnummern, sie wie dort schreiben («gerade 2-28»); sonst mit known bestätigen.",
			});
		}
	}
}

const LIKE_NUMBERS = /\d|(?<!\p{L})(?:un)?gerade/iu;

function wordsOf(street: readonly DraftAssignment[]): Map<string, DraftAssignment> {
	return new Map(street.flatMap((row) => (row.part.kind === "words" ? [[row.part.words, row] as const] : [])));
}
