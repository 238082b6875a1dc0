import { OBJECT_CLASSES } from "../backup/object-classes.ts";
import { objectIdOf } from "./object-id.ts";

/** Part of the names of the databases: with another key nobody's subscription would be found again. */
export const UNIQUE_KEY = OBJECT_CLASSES[0].uniqueKey;

/** The name of a slice's file: what `idFromName("<town>/<slice>")` answers in workerd. */
export function sliceId(town: string, slice: number): string {
	return objectIdOf(UNIQUE_KEY, `${town}/${slice}`);
}
