import { expect, test } from "vitest";
import type { Dataset } from "../../../data/model/dataset.ts";
import { holidaysIn } from "../../../web/month/holidays.ts";
import { inventedTown, planned, rounds } from "../../worker/invented-town.ts";

function townNaming(reason: string): Dataset {
	const moved = planned("2026-08-17", { reason });
	return { ...inventedTown(), rounds: [{ ...rounds.rest, dates: [moved] }] };
}

test.each([
	["Mariä Himmelfahrt", ["2026-08-15"]],
	["Maria Himmelfahrt", ["2026-08-15"]],
	["Christi Himmelfahrt", ["2026-05-14"]],
	["wegen Himmelfahrt", ["2026-05-14"]],
	["1. Weihnachtstag", ["2026-12-25", "2026-12-26"]],
	["Warnstreik", []],
])("«%s» shades %j and no other day", (reason, days) => {
	expect([...holidaysIn(townNaming(reason), 2026)]).toEqual(days);
});
