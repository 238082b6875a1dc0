import type { Dataset } from "../model/dataset.ts";
import { type Difference, differenceOf, lossProblem } from "../model/difference.ts";
import type { TownId } from "../model/town.ts";
import { type Compiled, compile, isSame, type KeptDays } from "./compile/compile.ts";
import type { Draft, RowCount } from "./draft.ts";
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
	/** By service, what stays from the last dataset because no file speaks of it. */
	readonly kept: readonly KeptDays[];
	readonly rows: ReadonlyMap<string, RowCount>;
}

/** A town's files in, a dataset and all that must be said about it out. Touches no disk. */
export function importTown(input: ImportInput): Imported {
	const { file, files, previous } = input;
	const draft = readTown(file, files);
	const { dataset, problems, difference, kept } =
		previous?.town.confirmed === false ? replace(input, draft, previous) : follow(input, draft);
	const sorted = sortProblems([...problems, ...(file.guesses ?? [])], file.recipe.known);
	const acknowledged = [...draft.acknowledged, ...sorted.acknowledged];
	const unchanged = isSame(dataset, previous);
	return { ...sorted, acknowledged, dataset, unchanged, difference, kept, rows: draft.rows };
}

type Compared = Pick<Compiled, "dataset" | "problems"> & Pick<Imported, "difference" | "kept">;

/** What the last dataset holds and no file speaks of stays, and a great loss is asked about. */
function follow({ acceptLoss, ...input }: ImportInput, draft: Draft): Compared {
	const { previous } = input;
	const { dataset, problems, kept } = compile({ ...input, draft });
	const difference = previous && differenceOf(previous, dataset);
	const loss = difference && !acceptLoss ? lossProblem(difference) : undefined;
	return { dataset, problems: [...problems, ...(loss ? [loss] : [])], difference, kept };
}

/** Nobody relies on a dataset that was never confirmed: what a guess got wrong leaves nothing behind. */
function replace(input: ImportInput, draft: Draft, trial: Dataset): Compared {
	const { dataset, problems } = compile({ ...input, draft, previous: undefined });
	const again = { ...dataset, editions: trial.editions };
	const difference = { ...differenceOf(trial, dataset), retiring: [] };
	return { dataset: isSame(again, trial) ? again : dataset, problems, difference, kept: [] };
}
