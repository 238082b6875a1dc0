import type { Round } from "./collection.ts";
import { type Day, parseDay } from "./day.ts";
import { fieldsOf, textsOf } from "./fields.ts";
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

/** A notice as a page is told it, in one language. */
export interface ToldNotice extends Concern {
	readonly id: string;
	readonly from: Day;
	readonly to: Day;
	readonly title: string;
	readonly text: string;
	readonly lang: string;
}

/** The answer of `GET /api/towns/{town}/notices`; `undefined`: it is none of ours. */
export function readNotices(body: unknown): ToldNotice[] | undefined {
	return Array.isArray(body) ? body.flatMap((each) => readNotice(each) ?? []) : undefined;
}

function readNotice(given: unknown): ToldNotice | undefined {
	const { id, title, text, lang, from: first = "", to: last = "" } = textsOf(given);
	const { rounds } = fieldsOf(given);
	const [from, to] = [parseDay(first), parseDay(last)];
	if (!id || !title || !text || !lang || !from || !to) return undefined;
	// Of a list that cannot be read nobody knows whom it names: better to everybody than to nobody.
	const named = Array.isArray(rounds) ? rounds.filter((each) => typeof each === "string") : undefined;
	return { id, title, text, lang, from, to, ...(named && { rounds: named }) };
}
