import type { Kind } from "../engine/mutation.ts";
import type { OracleTown } from "../engine/town.ts";
import { CALENDAR } from "./calendar.ts";
import { CALENDAR_DAYS } from "./calendar-days.ts";
import { CELLS } from "./cells.ts";
import { DAYS } from "./days.ts";
import { LETTERS } from "./letters.ts";
import { LINES } from "./lines.ts";
import { NUMBERS } from "./numbers.ts";
import { TREE } from "./tree.ts";
import { WHOLE } from "./whole.ts";
import { WORKBOOK } from "./workbook.ts";

/** What may happen to the files of a town: workbooks have rows and cells, and no lines. */
export function kindsOf({ files }: OracleTown): Readonly<Record<string, Kind>> {
	return files.some(({ workbook }) => workbook) ? WORKBOOK : KINDS;
}

/** Every kind of mutation of a text by its name. */
export const KINDS: Readonly<Record<string, Kind>> = {
	...LINES,
	...LETTERS,
	...DAYS,
	...CELLS,
	...NUMBERS,
	...CALENDAR_DAYS,
	...CALENDAR,
	...TREE,
	...WHOLE,
};
