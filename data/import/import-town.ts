import type { Dataset } from "../model/dataset.ts";
import type { TownId } from "../model/town.ts";
import { compile, isSame } from "./compile/compile.ts";
import { type Difference, differenceOf, lossProblem } from "./difference.ts";
import type { RowCount } from "./draft.ts";
import type { Files } from "./files.ts";
import { type Sorted, sortProblems } from "./known.ts";
import { readTown } from "./read-town.ts";
import type { TownFile } from "./recipe/recipe.ts";

export interface ImportInput {
	readonly id: TownId;
	readonly file: TownFile;
	readonly files: Files;
	readonly previous: Dataset | undefined;
	/** ISO instant in UTC. */
	readonly now: string;
	readonly acceptLoss: boolean;
}

export interface Imported extends Sorted {
	/** To be written if `problems` is empty. */
	readonly dataset: Dataset;
	readonly unchanged: boolean;
	readonly difference: Difference | undefined;
	readonly rows: ReadonlyMap<string, RowCount>;
}

/** A town's files in, a dataset and all that must be said about it out. Touches no disk. */
export function importTown({ id, file, files, previous, now, acceptLoss }: ImportInput): Imported {
	const draft = readTown(file, files);
	const { dataset, problems } = compile({ id, file, draft, previous, now });
	const difference = previous && differenceOf(previous, dataset);
	const loss = difference && !acceptLoss ? lossProblem(difference) : undefined;
	const sorted = sortProblems([...problems, ...(loss ? [loss] : [])], file.recipe.known);
	return { ...sorted, dataset, unchanged: isSame(dataset, previous), difference, rows: draft.rows };
}
