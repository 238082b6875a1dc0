import type { Collection } from "../../data/model/collection.ts";
import { type Dataset, findPlace } from "../../data/model/dataset.ts";
import type { Day } from "../../data/model/day.ts";
import { makeNumberWords } from "../../data/model/number-words.ts";
import type { Place } from "../../data/model/street.ts";
import { germanDay } from "../words/day-words.ts";

/** What the message is about: a day, and what is said to be collected on it. */
export interface Doubtful {
	readonly day: Day;
	readonly collections: readonly Pick<Collection, "service" | "sources">[];
}

/**
 * "Stimmt ein Termin nicht?": a message to the town's contact with place and date filled
 * in. In German, because the office reads it. No house number: who writes adds it if they like.
 */
export function wrongDateAddress(dataset: Dataset, place: Place, about: Doubtful | undefined): string {
	const date = about && germanDay(about.day);
	const labels = about?.collections.map(({ service }) => service.label).join(" + ");
	const subject = date ? `Abfuhrtermin ${date}: stimmt er?` : "Ein Abfuhrtermin stimmt nicht";
	const lines = [
		`Ort: ${whereIs(dataset, place)}`,
		`Tag: ${date ?? ""}`,
		`Im Kalender steht: ${labels || "keine Abfuhr"}`,
		...(about?.collections ?? []).map(readIn),
		"",
		"Richtig wäre: ",
	];
	// RFC 6068: lines of a body end with CRLF.
	const body = encodeURIComponent(lines.join("\r\n"));
	return `mailto:${dataset.town.contact.email}?subject=${encodeURIComponent(subject)}&body=${body}`;
}

/** For whoever keeps the files: households are not told their names. */
function readIn({ service, sources }: Doubtful["collections"][number]): string {
	const { file, line } = sources.moved ?? sources.date;
	return `${service.label} eingelesen aus: ${file}, Zeile ${line}`;
}

function whereIs(dataset: Dataset, { id, part }: Place): string {
	const street = findPlace(dataset, id)?.street;
	const village = [street?.postcode, street?.locality ?? dataset.town.name].filter(Boolean).join(" ");
	return [street?.name, partIn(part), village].filter(Boolean).join(", ");
}

function partIn(part: Place["part"]): string | undefined {
	switch (part.kind) {
		case "whole":
			return undefined;
		case "words":
			return part.words;
		case "numbers":
			return `Hausnummern ${makeNumberWords(part.numbers)}`;
	}
}
