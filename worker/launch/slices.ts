import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "./write-whole.ts";

/**
 * The number of slices is fixed with the first start: an endpoint's slice follows from
 * it, so with another number nobody's subscription would be found, and a household that
 * subscribes again would be reminded twice. Throws when another one is asked for.
 */
export function fixSlices(state: string, count: number): void {
	const path = join(state, "slice-count");
	const stored = existsSync(path) ? readFileSync(path, "utf8").trim() : "";
	// Empty: an older version met a full disk at its first start.
	if (stored === "") return writeWhole(path, `${count}\n`);
	if (stored === String(count)) return;
	throw new Error(
		`TONNENTAG_SLICES is ${count}, but ${state} was made with ${stored}. Set it back to ${stored}: slices cannot be split yet.`,
	);
}
