import type { Town } from "../../../data/model/town.ts";
import { readMeta, writeMeta } from "./schema.ts";

/** As much of a town as buttons and changes need: kept, because who may press them is no question of its dates. */
export type TownRules = Pick<Town, "zone" | "putOut">;

const KEY = "rules";

export function keepRules(sql: SqlStorage, { zone, putOut }: TownRules): void {
	const rules = JSON.stringify({ zone, putOut } satisfies TownRules);
	if (readMeta(sql, KEY) !== rules) writeMeta(sql, KEY, rules);
}

/** `undefined`: its dates were not served since a version before kept none. */
export function readRules(sql: SqlStorage): TownRules | undefined {
	const rules = readMeta(sql, KEY);
	return rules === undefined ? undefined : (JSON.parse(rules) as TownRules);
}
