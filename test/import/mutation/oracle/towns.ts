import type { OracleTown } from "../engine/town.ts";
import { DISTRICT_TOWNS } from "./district-towns.ts";
import { CALENDARS } from "./ics-towns.ts";
import { LISTS } from "./list-towns.ts";
import { SCHWABEN_TOWNS } from "./schwaben-towns.ts";
import { TREES } from "./tree-towns.ts";
import { WORKBOOKS } from "./workbook-towns.ts";

/** Every folder of published schedules that has dates, with its reader. */
export const TOWNS: readonly OracleTown[] = [
	...LISTS,
	...TREES,
	...DISTRICT_TOWNS,
	...SCHWABEN_TOWNS,
	...CALENDARS,
	...WORKBOOKS,
];
