import type { Dataset } from "../../model/dataset.ts";
import type { Problem } from "../../model/problem.ts";
import { foldStreet } from "../street-identity.ts";
import { listWords } from "../words.ts";

/** Entries of `renamed` that name nobody: a misspelled name keeps no id, and the street's households choose anew. */
export function idleRenames(
	renamed: Readonly<Record<string, string>>,
	{ streets }: Pick<Dataset, "streets">,
	previous: Dataset | undefined,
): Problem[] {
	const now = namesOf(streets);
	const before = previous && namesOf(previous.streets);
	const entries = Object.entries(renamed);
	const strangers = entries.filter(([, to]) => !now.has(foldStreet(to)));
	// Once it has done its work, the last dataset has the new name.
	const isUnknown = (names: readonly string[]) => before && names.every((name) => !before.has(foldStreet(name)));
	const unknown = entries.filter((entry) => !strangers.includes(entry) && isUnknown(entry));
	const [to, from] = [strangers.map(([, name]) => name), unknown.map(([name]) => name)];
	return [...told(to, "So heißt keine Straße der Dateien"), ...told(from, "So hieß keine Straße des letzten Standes")];
}

function namesOf(streets: Dataset["streets"]): ReadonlySet<string> {
	return new Set(streets.map(({ name }) => foldStreet(name)));
}

function told(names: readonly string[], what: string): Problem[] {
	if (names.length === 0) return [];
	return [
		{
			level: "warning",
			code: "idle_rename",
			where: { file: "town.json", field: "recipe.renamed" },
			what: `${what}: ${listWords(names, MOST_NAMED)}.`,
			remedy:
				"Links steht der alte Name, rechts der neue, beide wie in den Dateien: die Schreibweise prüfen, oder den Eintrag löschen.",
		},
	];
}

const MOST_NAMED = 12;
