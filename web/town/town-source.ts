import * as v from "valibot";
import type { Dataset } from "../../data/model/dataset.ts";
import { parseDatasetInPieces } from "../../data/model/dataset-file.ts";
import { lookShape } from "../../data/model/dataset-shape.ts";
import { type NamedTown, parseTownId, type TownId } from "../../data/model/town.ts";
import { inTurns } from "../browser/turns.ts";

/** A town as the list of towns has it. */
export interface TownEntry extends NamedTown {
	readonly id: TownId;
	/** The address of the dataset; it changes with the content, so the browser may keep it for ever. */
	readonly dataset: string;
}

/** Why something is not there; each has its own words and remedy. */
export type Trouble = "offline" | "refused" | "broken" | "no-towns" | "unknown-town" | "unknown-page";

export type Fetched<T> =
	| { readonly kind: "waiting" }
	| { readonly kind: "here"; readonly value: T }
	| { readonly kind: "trouble"; readonly trouble: Trouble };

/** Datasets of the towns of several addresses, each fetched once. */
export interface TownDatasets {
	of(town: TownId): Promise<Dataset | undefined>;
}

export const WAITING = { kind: "waiting" } as const;

const townsShape = v.array(
	v.object({ id: v.string(), name: v.string(), dataset: v.optional(v.string()), look: v.optional(lookShape) }),
);

export class TownSource {
	readonly #fetch: typeof fetch;
	/** The list of towns that came with the page; it is as old as the page and is taken once. */
	#given: string | undefined;

	constructor(fetcher: typeof fetch, given?: string) {
		this.#fetch = fetcher;
		this.#given = given;
	}

	async towns(): Promise<Fetched<TownEntry[]>> {
		const given = this.#given;
		this.#given = undefined;
		if (given !== undefined) return townsIn(given);
		const text = await this.#text("/api/towns");
		return text.kind === "here" ? townsIn(text.value) : text;
	}

	async dataset({ dataset }: TownEntry): Promise<Fetched<Dataset>> {
		const text = await this.#text(dataset);
		if (text.kind !== "here") return text;
		const parsed = await inTurns(parseDatasetInPieces(text.value));
		return parsed.ok ? { kind: "here", value: parsed.value } : { kind: "trouble", trouble: "broken" };
	}

	async #text(address: string): Promise<Fetched<string>> {
		try {
			const response = await this.#fetch(address);
			return response.ok ? { kind: "here", value: await response.text() } : { kind: "trouble", trouble: "refused" };
		} catch {
			return { kind: "trouble", trouble: "offline" };
		}
	}
}

function townsIn(text: string): Fetched<TownEntry[]> {
	const read = v.safeParse(v.pipe(v.string(), v.parseJson(), townsShape), text);
	if (!read.success) return { kind: "trouble", trouble: "broken" };
	const towns = read.output.flatMap(({ id, name, dataset, look }): TownEntry[] => {
		const known = parseTownId(id);
		return known ? [{ id: known, name, look, dataset: dataset ?? `/api/towns/${known}/dataset` }] : [];
	});
	return towns.length === 0 ? { kind: "trouble", trouble: "no-towns" } : { kind: "here", value: towns };
}
