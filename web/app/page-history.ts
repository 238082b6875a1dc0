import { fieldsOf, textsOf } from "../../data/model/fields.ts";
import { type Household, makeHousehold, NOBODY, parseHousehold } from "../household/household.ts";

/** Beyond so many steps the oldest are forgotten; nobody goes back that far. */
const MOST = 50;
const KEPT = "tonnentag-steps";

/**
 * The way through the questions is the browser's history: each entry names its answers,
 * so that back and forward need no code of their own. The answers themselves lie in the
 * memory of the tab: entries of a browser's history cannot be emptied, that memory can.
 * The path says the town at most; answers are never part of an address.
 */
export class PageHistory {
	/** For a browser that refuses storage: until the page is left. */
	readonly #fleeting = new Map<string, unknown>();

	/** How many steps back are ours. */
	get depth(): number {
		const { depth } = fieldsOf(history.state);
		return typeof depth === "number" ? depth : 0;
	}

	get household(): Household {
		return this.householdIn(history.state) ?? NOBODY;
	}

	/** What an entry stands for; `undefined` where it has no answers, or they were deleted. */
	householdIn(state: unknown): Household | undefined {
		const { step } = textsOf(state);
		const kept = step !== undefined ? (this.#read()[step] ?? this.#fleeting.get(step)) : undefined;
		return kept === undefined ? undefined : parseHousehold(kept);
	}

	replace(household: Household, path: string): void {
		const known = textsOf(history.state).step ?? newStep();
		this.#keep(known, household);
		history.replaceState({ depth: this.depth, step: known }, "", path);
	}

	push(household: Household, path: string): void {
		const step = newStep();
		this.#keep(step, household);
		history.pushState({ depth: this.depth + 1, step }, "", path);
	}

	#keep(step: string, household: Household): void {
		const { [step]: _, ...others } = this.#read();
		const kept = [...Object.entries(others), [step, makeHousehold(household)] as const].slice(-MOST);
		try {
			sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(kept)));
		} catch {
			this.#fleeting.set(step, makeHousehold(household));
		}
	}

	#read(): Record<string, unknown> {
		try {
			return JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
		} catch {
			return {};
		}
	}
}

/** Not `crypto.randomUUID`: a page without https has none. */
function newStep(): string {
	return Math.random().toString(36).slice(2);
}

/** The address without its origin. */
export function here(): string {
	return location.pathname + location.hash;
}
