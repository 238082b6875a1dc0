import * as v from "valibot";
import { parsedBy } from "../../../data/model/parsed-by.ts";
import type { Minutes } from "../../../data/model/time.ts";
import type { Town } from "../../../data/model/town.ts";
import { parseZone } from "../../../data/model/zone.ts";
import { readMeta, writeMeta } from "./schema.ts";

/** As much of a town as buttons and changes need: kept, because who may press them is no question of its dates. */
export type TownRules = Pick<Town, "zone" | "putOut">;

const KEY = "rules";

const time = v.pipe(
	v.number(),
	v.integer(),
	v.minValue(0),
	v.maxValue(24 * 60),
	v.transform((minutes) => minutes as Minutes),
);

const rulesShape = v.pipe(
	v.string(),
	v.parseJson(),
	v.object({
		zone: parsedBy(parseZone, "expected an IANA time zone"),
		putOut: v.object({ earliest: time, latest: time, note: v.optional(v.string()) }),
	}),
);

export function keepRules(sql: SqlStorage, { zone, putOut }: TownRules): void {
	const rules = JSON.stringify({ zone, putOut } satisfies TownRules);
	if (readMeta(sql, KEY) !== rules) writeMeta(sql, KEY, rules);
}

/** `undefined`: its dates were not served since a version before kept none. */
export function readRules(sql: SqlStorage): TownRules | undefined {
	const read = v.safeParse(rulesShape, readMeta(sql, KEY));
	return read.success ? read.output : undefined;
}
