import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ALL, OBJECT_CLASSES } from "../backup/object-classes.ts";
import { hasTable } from "./database-rows.ts";
import { objectIdOf } from "./object-id.ts";
import { writeWhole } from "./write-whole.ts";

/**
 * How many slices each town has. What the state folder says holds, because an endpoint's slice follows from it: by
 * another number nobody's subscription would be found. `asked` counts with the first start; `say` is told where it differs.
 */
export function fixSlices(state: string, asked: number | undefined, say: (line: string) => void): number {
	const path = join(state, "slice-count");
	// Empty: an older version met a full disk at its first start.
	const stored = Number(existsSync(path) ? readFileSync(path, "utf8").trim() : "");
	const count = registered(state) ?? (stored || (asked ?? 1));
	if (count !== stored) writeWhole(path, `${count}\n`);
	if (asked !== undefined && asked !== count)
		say(
			`TONNENTAG_SLICES is ${asked} and has no effect: there are ${count} slices. To change them while the product runs: npm run slices -- ${asked}`,
		);
	return count;
}

/** What `npm run slices` has left; `undefined` where it was never used, or its database is broken. */
function registered(state: string): number | undefined {
	const uniqueKey = OBJECT_CLASSES.find(({ name }) => name === "SliceRegistry")?.uniqueKey ?? "";
	const path = join(state, "slices", uniqueKey, `${objectIdOf(uniqueKey, ALL)}.sqlite`);
	if (!existsSync(path)) return undefined;
	try {
		const database = new DatabaseSync(path, { readOnly: true });
		try {
			const row = hasTable(database, "layout") ? database.prepare("SELECT slices FROM layout").get() : undefined;
			return row && Number(row.slices);
		} finally {
			database.close();
		}
	} catch {
		return undefined;
	}
}
