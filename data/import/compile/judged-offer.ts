import type { Dataset } from "../../model/dataset.ts";
import type { Day } from "../../model/day.ts";
import type { Offer } from "../../model/offer-shape.ts";
import type { Problem } from "../../model/problem.ts";

/** One offer of `requests` that is looked at, with the dataset that it is compiled into. */
export interface Judged<Kind extends Offer = Offer> {
	readonly dataset: Dataset;
	readonly offer: Kind;
	/** As it stands in the file: `requests.0`. */
	readonly field: string;
	readonly today: Day;
}

interface Finding {
	readonly code: string;
	/** Below the offer; the offer itself where it is empty. */
	readonly at: string;
	readonly what: string;
	readonly remedy: string;
}

export function flaw(judged: Judged, finding: Finding): Problem {
	return problem("problem", judged, finding);
}

export function doubt(judged: Judged, finding: Finding): Problem {
	return problem("warning", judged, finding);
}

function problem(level: Problem["level"], { field, offer }: Judged, { code, at, what, remedy }: Finding): Problem {
	const where = { file: "town.json", field: at === "" ? field : `${field}.${at}` };
	return { level, code, where, what: `${offerWords(offer)}: ${what}`, remedy };
}

function offerWords({ id, label }: Offer): string {
	return label === id ? `«${id}»` : `«${label}» (${id})`;
}

/** "15,00 Euro". */
export function euroWords(cents: number): string {
	return `${(cents / 100).toFixed(2).replace(".", ",")} Euro`;
}
