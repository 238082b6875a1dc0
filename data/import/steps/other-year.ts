import { yearOf } from "../../model/day.ts";
import type { Draft } from "../draft.ts";
import { listWords } from "../words.ts";
import type { KnownCounts } from "./no-dates.ts";

/** Not one of a day (`2025-11-20`, `20251120`) or of a span (`2025_26`). */
const YEAR = /(?<!\d|\d[-_.])20\d\d(?!\d|[-_.]\d\d(?!\d\d)|[-_]20\d\d)/gu;

/** A file is named for one year, and all of its dates are of others: then it may be another file than was meant. */
export function tellOtherYear(draft: Draft, file: string, known: KnownCounts): void {
	const named = new Set(file.split("/").at(-1)?.match(YEAR));
	const [year] = named;
	const years = new Set(draft.dates.slice(known.dates).map(({ planned }) => yearOf(planned)));
	if (named.size !== 1 || years.size === 0 || years.has(Number(year))) return;
	draft.problems.push({
		level: "warning",
		code: "other_year",
		where: { file },
		what: `Die Datei heißt nach dem Jahr ${year}, und all ihre Termine sind von ${listWords([...years].map(String), 4)}.`,
		remedy: "Prüfen, ob es die richtige Datei ist; sonst sie umbenennen oder mit known bestätigen.",
	});
}
