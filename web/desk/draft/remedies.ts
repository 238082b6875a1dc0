import type { Problem } from "../../../data/model/problem.ts";
import { type Json, listAt, withAt } from "../town/value.ts";

/** What a press of a button can do about a finding. */

/** Findings that speak of a whole file or of `town.json`: to acknowledge them would leave out everything. */
const NOT_TO_LEAVE_OUT: ReadonlySet<string> = new Set([
	"missing_file",
	"bad_json",
	"open_question",
	"unknown_service",
	"great_loss",
	"guess",
	"known_unused",
]);

export function canLeaveOut({ code, where: { file } }: Problem): boolean {
	return !NOT_TO_LEAVE_OUT.has(code) && file !== "town.json" && file !== "dataset.json";
}

/** The recipe in which this is known, with the reason that every report names: this place alone, or all alike in the file. */
export function leftOut(town: Json, { code, where: { file, line } }: Problem, because: string, isAll: boolean): Json {
	const where = isAll || line === undefined ? file : `${file}:${line}`;
	const known = listAt(town, ["recipe", "known"]);
	return withAt(town, ["recipe", "known"], [...known, { where, code, because }]);
}

export function forgotten(town: Json, nth: number): Json {
	const known = listAt(town, ["recipe", "known"]).filter((_, at) => at !== nth);
	return withAt(town, ["recipe", "known"], known.length > 0 ? known : undefined);
}
