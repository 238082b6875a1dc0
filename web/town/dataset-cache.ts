import type { Dataset } from "../../data/model/dataset.ts";
import type { TownId } from "../../data/model/town.ts";
import type { Fetched, TownDatasets, TownEntry, TownSource } from "./town-source.ts";

/** The datasets of the towns that a household's addresses lie in; what is shown is here already. */
export class DatasetCache implements TownDatasets {
	readonly #fetched = new Map<TownId, Promise<Dataset | undefined>>();
	readonly #source: TownSource;
	readonly #towns: () => Fetched<readonly TownEntry[]>;

	constructor(source: TownSource, towns: () => Fetched<readonly TownEntry[]>) {
		this.#source = source;
		this.#towns = towns;
	}

	keep(dataset: Dataset): void {
		this.#fetched.set(dataset.town.id, Promise.resolve(dataset));
	}

	of(town: TownId): Promise<Dataset | undefined> {
		const known = this.#fetched.get(town) ?? this.#fetch(town);
		this.#fetched.set(town, known);
		return known;
	}

	async #fetch(town: TownId): Promise<Dataset | undefined> {
		const towns = this.#towns();
		const entry = towns.kind === "here" ? towns.value.find(({ id }) => id === town) : undefined;
		const fetched = entry && (await this.#source.dataset(entry));
		if (fetched?.kind === "here") return fetched.value;
		this.#fetched.delete(town);
		return undefined;
	}
}
