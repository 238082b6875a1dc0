import { type Imported, importTown } from "../../data/import/import-town.ts";
import { parseTownFile } from "../../data/import/recipe/town-file.ts";
import { collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../data/model/dataset-file.ts";

/** One import of an invented town: which files, read how, after which dataset. */
export interface Edition {
	readonly from?: string;
	readonly to?: string;
	readonly services?: readonly object[];
	readonly read: readonly object[];
	readonly files: Readonly<Record<string, string>>;
	readonly recipe?: object;
	readonly previous?: Dataset | undefined;
	readonly now?: string;
	readonly acceptLoss?: boolean;
}

export const SERVICES = [
	{ id: "rest", fraction: "residual", label: "Restmüll" },
	{ id: "papier", fraction: "paper", label: "Papier" },
	{ id: "sperr", fraction: "bulky", label: "Sperrmüll", form: "pile" },
];

export function importEdition(edition: Edition): Imported {
	const { from = "2026-01-01", to = "2026-12-31", services = SERVICES, read, recipe = {} } = edition;
	const town = parseTownFile(
		JSON.stringify({
			name: "Wendestadt",
			state: "HE",
			contact: { name: "Amt", email: "amt@wendestadt.example" },
			putOut: { earliest: "18:00", latest: "06:00" },
			publisher: "Wendestadt",
			coverage: { from, to },
			services,
			recipe: { read, ...recipe },
		}),
		"wendestadt",
	);
	if (!town.ok) throw new Error(JSON.stringify(town.problems));
	const encoder = new TextEncoder();
	const files = new Map(Object.entries(edition.files).map(([name, text]) => [name, encoder.encode(text)]));
	const { previous, now = "2026-01-01T00:00:00Z", acceptLoss = false } = edition;
	return importTown({ ...town.value, files, previous, now, acceptLoss });
}

/** The dataset as it is read again from its file; fails on any problem. */
export function lawful({ problems, dataset }: Imported): Dataset {
	if (problems.length > 0) throw new Error(`refused: ${JSON.stringify(problems.slice(0, 3))}`);
	const read = parseDataset(makeDataset(dataset));
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	return read.value;
}

/** `street service day` of every place, sorted; a day that stands twice stands here twice. */
export function told(dataset: Dataset): string[] {
	return dataset.streets
		.flatMap((street) =>
			street.places.flatMap((place) =>
				collectionsOf(dataset, place).map(({ service, day }) => `${street.name} ${service.id} ${day}`),
			),
		)
		.sort();
}

/** The days of one street and service, in order. */
export function daysOf(dataset: Dataset, street: string, service: string): string[] {
	const start = `${street} ${service} `;
	return told(dataset).flatMap((line) => (line.startsWith(start) ? [line.slice(start.length)] : []));
}
