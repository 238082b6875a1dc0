import { type Household, makeHousehold, NOBODY, parseHousehold } from "../household/household.ts";

/**
 * The way through the questions is the browser's history: each entry holds the
 * answers so far, so that back and forward need no code of their own. The path
 * says the town at most; answers are never part of an address.
 */
export class PageHistory {
	/** How many steps back are ours. */
	get depth(): number {
		const { depth } = (history.state ?? {}) as { depth?: unknown };
		return typeof depth === "number" ? depth : 0;
	}

	get household(): Household {
		return householdIn(history.state);
	}

	replace(household: Household, path: string): void {
		history.replaceState({ depth: this.depth, household: makeHousehold(household) }, "", path);
	}

	push(household: Household, path: string): void {
		history.pushState({ depth: this.depth + 1, household: makeHousehold(household) }, "", path);
	}
}

export function householdIn(state: unknown): Household {
	return state !== null && typeof state === "object" && "household" in state ? parseHousehold(state.household) : NOBODY;
}
