import { countRows } from "../draft.ts";
import { Account } from "./account.ts";
import { type Reading, tellCauses, tellMissing } from "./reading.ts";

/** Lets a step read its rows, and asks what became of each. What it read is known afterwards. */
export function readRows(
	given: Omit<Reading, "account" | "causes" | "missing" | "named">,
	read: (reading: Reading) => void,
): Reading {
	const { draft, table } = given;
	const reading: Reading = { ...given, account: new Account(), causes: new Map(), missing: [], named: new Set() };
	read(reading);
	tellMissing(reading);
	tellCauses(reading);
	draft.problems.push(...reading.account.lost(table));
	countRows(draft, table.file, reading.account.countOf(table));
	return reading;
}
