import type { RemindTime, When } from "../../../data/model/reminder.ts";
import type { Minutes } from "../../../data/model/time.ts";
import type { Instant } from "../../../data/model/zone.ts";

/** What a row of the ledger tells; with place and day it names the delivery. */
export type Kind =
	/** The reminder of a time that the household chose. */
	| ({ readonly is: "slot" } & RemindTime)
	/** Asked for by "later"; the `nth` of the day, from 1. */
	| { readonly is: "later"; readonly nth: number }
	/** A date that was told has changed; by the import of a moment. */
	| { readonly is: "change"; readonly at: Instant }
	/** The address must be chosen anew. */
	| { readonly is: "choose" }
	/** The town gave up what was chosen there; with the edition of an index. */
	| { readonly is: "gone"; readonly edition: number }
	/** The plan ends, and the next one is missing. */
	| { readonly is: "end" }
	| { readonly is: "test"; readonly at: Instant };

/** As the column `kind` holds it: "eve 1140", "later 1", "change 1793210400000", "end". */
export function makeKind(kind: Kind): string {
	switch (kind.is) {
		case "slot":
			return `${kind.when} ${kind.time}`;
		case "later":
			return `later ${kind.nth}`;
		case "gone":
			return `gone ${kind.edition}`;
		case "change":
		case "test":
			return `${kind.is} ${kind.at}`;
		default:
			return kind.is;
	}
}

/** `undefined` for what no version has written. */
export function parseKind(text: string): Kind | undefined {
	const [word = "", number] = text.split(" ");
	if (word === "later") return { is: "later", nth: Number(number ?? 1) };
	if (number === undefined) return word === "choose" || word === "end" ? { is: word } : undefined;
	if (!/^\d+$/u.test(number)) return undefined;
	if (word === "eve" || word === "morning")
		return { is: "slot", when: word satisfies When, time: Number(number) as Minutes };
	if (word === "gone") return { is: "gone", edition: Number(number) };
	return word === "change" || word === "test" ? { is: word, at: Number(number) } : undefined;
}

/** SQL for rows of these kinds. */
export const IS_SLOT = "(kind LIKE 'eve %' OR kind LIKE 'morning %')";
export const IS_CHANGE = "kind LIKE 'change %'";
export const IS_LATER = "kind LIKE 'later%'";
