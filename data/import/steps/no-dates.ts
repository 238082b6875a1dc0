import type { Draft } from "../draft.ts";
import type { Reader } from "../recipe/recipe.ts";

const DATED: ReadonlySet<Reader["as"]> = new Set(["dates", "date-columns", "day-tokens", "calendar"]);

export interface KnownCounts {
	readonly dates: number;
	readonly problems: number;
}

/** Rows are read, nothing is wrong with any of them, and no date comes of it: then something else is in the file than was meant. */
export function tellNoDates(draft: Draft, { as }: Reader, file: string, known: KnownCounts): void {
	const isTold = draft.problems.slice(known.problems).some(({ level }) => level === "problem");
	if (!DATED.has(as) || isTold || draft.dates.length > known.dates) return;
	draft.problems.push({
		level: "warning",
		code: "no_dates",
		where: { file },
		what: "Aus dieser Datei kommt kein einziger Termin.",
		remedy: "Prüfen, ob es die richtige Datei ist und ob sie ganz ist; sonst ihren Schritt im Rezept streichen.",
	});
}
