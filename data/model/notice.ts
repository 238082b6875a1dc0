import type { Round } from "./collection.ts";
import type { Day } from "./day.ts";
import type { Place } from "./street.ts";

/** As much of a notice as says whom it concerns, and when. */
export interface Concern {
	readonly from: string;
	readonly to: string;
	/** Rounds as `roundKey` names them; absent: the whole town. */
	readonly rounds?: readonly string[] | undefined;
}

/** What a notice calls a round: `gelb/G5`; `gelb/` is one without a name, or whatever the service has. */
export function roundKey({ service, name = "" }: Pick<Round, "service" | "name">): string {
	return `${service}/${name}`;
}

export function concernsPlace({ rounds }: Concern, { assignments }: Pick<Place, "assignments">): boolean {
	return !rounds || assignments.some(({ round }) => rounds.includes(roundKey(round)));
}

export function concernsDay({ from, to }: Concern, day: Day): boolean {
	return from <= day && day <= to;
}
