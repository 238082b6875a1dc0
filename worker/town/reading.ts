import type { Dataset } from "../../data/model/dataset.ts";
import { parseDataset } from "../../data/model/dataset-file.ts";
import { hasLawfulRequests } from "../../data/model/offer.ts";
import { makeProblemLine } from "../../data/model/problem.ts";
import { makeStreetIndex, type StreetIndex } from "../../data/model/search.ts";
import type { TownId } from "../../data/model/town.ts";

/** One state of a town's `dataset.json`, and what is derived from it. */
export interface TownReading {
	readonly dataset: Dataset;
	/** SHA-256 of the file, hexadecimal: the validator of everything that is answered from it. */
	readonly hash: string;
	/** The file as it was read. */
	readonly file: Uint8Array<ArrayBuffer>;
	/** When the dates last changed, as an ISO instant. */
	readonly edited: string;
}

/** Reads a town's file; a string says why it cannot be served. */
export function readTown(id: TownId, hash: string, file: Uint8Array<ArrayBuffer>): TownReading | string {
	const parsed = parseDataset(new TextDecoder().decode(file));
	if (!parsed.ok) return parsed.problems.slice(0, 3).map(makeProblemLine).join(" | ");
	const { town, editions } = parsed.value;
	if (town.id !== id) return `dataset.json [town.id]: wrong_folder: The dataset is of ${town.id}.`;
	if (!hasLawfulRequests(parsed.value)) return "dataset.json [requests]: the rules cannot be read.";
	const edited = editions.at(-1);
	if (edited === undefined || Number.isNaN(Date.parse(edited))) return "dataset.json [editions]: no instant.";
	return { dataset: parsed.value, hash, file, edited };
}

const indices = new WeakMap<TownReading, StreetIndex>();

/** Built at the first search: the page searches on its own, so most isolates never need it. */
export function streetIndexOf(reading: TownReading): StreetIndex {
	const known = indices.get(reading) ?? makeStreetIndex(reading.dataset.streets);
	indices.set(reading, known);
	return known;
}
