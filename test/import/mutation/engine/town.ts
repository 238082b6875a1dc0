import type { TownFile } from "../../../../data/import/recipe/recipe.ts";
import type { Reading, Texts } from "./reading.ts";

/** How a file is built, as far as a mutation has to know. */
export type Shape = "calendar" | "separated" | "tree" | "lines";

export interface SourceFile {
	/** As the recipe names it; `ARCHIVE > MEMBER` for what is packed. */
	readonly name: string;
	/** Where it lies in the folder, if not under its name. */
	readonly path?: string | undefined;
	readonly shape: Shape;
	readonly encoding: "utf-8" | "latin1";
	/** What stands between two cells. */
	readonly separator?: string | undefined;
	/** Takes a part of a large file, so that an import is quick; the oracle reads the same part. */
	readonly slice?: ((text: string) => string) | undefined;
	/** How many lines of names stand above the rows. */
	readonly header?: number | undefined;
	/** A sheet of a workbook: a line of the text is a row of it. */
	readonly workbook?: true | undefined;
}

/** A folder of published schedules, its recipe, and a reader of its own that shares no code with the import. */
export interface OracleTown {
	readonly folder: string;
	readonly recipe: string;
	readonly files: readonly SourceFile[];
	readonly read: (texts: Texts) => Reading;
	/** What the recipe says otherwise of these files than of the published ones. */
	readonly rewrite?: ((file: TownFile) => TownFile) | undefined;
}
