import type { Dataset } from "../../model/dataset.ts";
import type { Street } from "../../model/street.ts";
import type { Draft } from "../draft.ts";
import type { TownFile } from "../recipe/recipe.ts";
import type { Carried } from "./carry.ts";
import type { Schedule } from "./schedule.ts";

export interface Linted {
	readonly dataset: Dataset;
	readonly draft: Draft;
	readonly schedule: Schedule;
	readonly file: TownFile;
	readonly gone: readonly Street[];
	readonly carried: Carried;
	/** ISO instant in UTC. */
	readonly now: string;
}
