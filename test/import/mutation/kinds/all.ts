import type { Kind } from "../engine/mutation.ts";
import { CALENDAR } from "./calendar.ts";
import { CALENDAR_DAYS } from "./calendar-days.ts";
import { CELLS } from "./cells.ts";
import { DAYS } from "./days.ts";
import { LETTERS } from "./letters.ts";
import { LINES } from "./lines.ts";
import { NUMBERS } from "./numbers.ts";
import { TREE } from "./tree.ts";
import { WHOLE } from "./whole.ts";

/** Every kind of mutation by its name. */
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
