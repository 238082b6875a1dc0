import type { SliceHealth } from "../remind/stock.ts";
import type { PlanEnd } from "../town/plan-end.ts";

export interface TownHealth {
	readonly id: string;
	readonly served: boolean;
	readonly dataset?: string;
	readonly coverage?: { readonly from: string; readonly to: string };
	readonly problem?: string | undefined;
	readonly warning?: PlanEnd | undefined;
	/** Facts that the law asks for and the town has not given: fields of `town.json`. Households are not told. */
	readonly missing?: readonly string[] | undefined;
}

export interface Health {
	readonly status: "ok" | "degraded" | "failing" | "no_towns";
	/** What concerns every town. */
	readonly problems: readonly ("towns_unreadable" | "page_missing" | "no_keys")[];
	readonly towns: readonly TownHealth[];
	readonly slices: readonly SliceHealth[];
}
