import type { Dataset } from "../../../data/model/dataset.ts";
import type { Service } from "../../../data/model/service.ts";
import type { Place, Street } from "../../../data/model/street.ts";
import { type Choice, placeAt } from "./house-numbers.ts";
import { Numbers } from "./numbers.ts";

/** Street and position in one number, which JavaScript still holds exactly: 2^31 * 2^22 = 2^53. */
const STREETS = 2 ** 31;
const POSITIONS = 2 ** 22;
const SMALL = 2 ** 16;

/** A town's streets, choices and services by AbfallNavi's numbers. */
export class Directory {
	readonly #dataset: Dataset;
	readonly #streets: Numbers;
	readonly #services: Numbers;
	readonly #byId: ReadonlyMap<string, Street>;

	constructor(dataset: Dataset) {
		this.#dataset = dataset;
		this.#streets = new Numbers(
			dataset.streets.map(({ id }) => id),
			STREETS,
		);
		this.#services = new Numbers(
			dataset.services.map(({ id }) => id),
			SMALL,
		);
		this.#byId = new Map(dataset.streets.map((street) => [street.id, street]));
	}

	streetNumber({ id }: Street): number {
		return this.#streets.of(id);
	}

	serviceNumber({ id }: Pick<Service, "id">): number {
		return this.#services.of(id);
	}

	choiceNumber(street: Street, { at }: Choice): number {
		return this.streetNumber(street) * POSITIONS + at;
	}

	street(number: number): Street | undefined {
		return this.#byId.get(this.#streets.idOf(number) ?? "");
	}

	/** The street of a choice, and the place. */
	choice(number: number): { readonly street: Street; readonly place: Place } | undefined {
		const street = this.street(Math.floor(number / POSITIONS));
		const place = street && placeAt(street, number % POSITIONS);
		return place && { street, place };
	}

	servicesAt({ assignments }: Place): readonly Service[] {
		const present = new Set(assignments.map(({ round }) => round.service));
		return this.#dataset.services.filter(({ id }) => present.has(id));
	}
}

const known = new WeakMap<Dataset, Directory>();

/** Made once per state of a town. */
export function directoryOf(dataset: Dataset): Directory {
	const directory = known.get(dataset) ?? new Directory(dataset);
	known.set(dataset, directory);
	return directory;
}
