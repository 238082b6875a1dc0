import * as v from "valibot";
import { type Minutes, parseTime } from "../../data/model/time.ts";
import { listParameter, servicesParameter } from "../api/query.ts";
import type { ApiProblem } from "../http/problem.ts";

const QUARTER = 15;
const MOST_ALARMS = 4;

/** What the address of a feed can ask for. */
export const feedQuery = {
	services: v.optional(servicesParameter),
	alarm: v.optional(
		listParameter(
			parseTimes,
			"not_a_time_list",
			"Times on the evening before, comma-separated, at most four, on full quarters of an hour.",
			"18:00",
		),
	),
	group: v.optional(
		v.pipe(
			v.string("repeated"),
			v.picklist(["day", "service"], "not_a_group"),
			v.description("`day`: one event per day. Default: one per service and day."),
		),
	),
	lang: v.optional(
		v.pipe(
			v.string("repeated"),
			v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, "not_a_language"),
			v.description("BCP 47. Changes descriptions only, never a SUMMARY. Default: the town's first language."),
			v.metadata({ example: "de" }),
		),
	),
};

function parseTimes(text: string): Minutes[] | undefined {
	const times = text.split(",").map(parseTime);
	return times.every((time) => time !== undefined) ? [...new Set(times)].sort((a, b) => a - b) : undefined;
}

/** Lawful in shape, but not in sense. */
export function alarmProblem(alarms: readonly Minutes[]): ApiProblem | undefined {
	if (alarms.some((time) => time % QUARTER !== 0)) return alarmError("off_grid_time");
	return alarms.length > MOST_ALARMS ? alarmError("too_many_alarms") : undefined;
}

function alarmError(code: "off_grid_time" | "too_many_alarms"): ApiProblem {
	return { code, errors: [{ field: "alarm", code }] };
}
