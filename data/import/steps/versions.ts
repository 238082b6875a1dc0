import { type Day, daysBetween } from "../../model/day.ts";
import { parseCivil } from "../read/civil.ts";
import type { IcsEvent } from "../read/ics-calendar.ts";
import { plain } from "../read/plain.ts";

/** The first value of a property, trimmed; empty without. */
export function textOf(event: IcsEvent, name: string): string {
	return event.properties.get(name)?.[0]?.value.trim() ?? "";
}

/** Without the signs that no eye sees: a zero-width blank would part a moved date from its series. */
export function uidOf(event: IcsEvent): string {
	return plain(textOf(event, "UID")).trim() || `line ${event.line}`;
}

export function isCancelled(event: IcsEvent): boolean {
	return textOf(event, "STATUS").toUpperCase() === "CANCELLED";
}

export interface Versions {
	/** In the order of the file. */
	readonly kept: readonly IcsEvent[];
	/** Older versions, each with the newer that counts in its stead. */
	readonly replaced: readonly (readonly [older: IcsEvent, newer: IcsEvent])[];
	/** Events of one UID of which nothing says whether they are versions or different events; all are kept. */
	readonly alike: readonly (readonly IcsEvent[])[];
	/** The same, where something speaks for versions. */
	readonly doubtful: readonly (readonly IcsEvent[])[];
}

/** More events than a collection is moved: their vendor gives the same UID to different ones. */
const MOST_VERSIONS = 4;
/** An export that takes its time writes different DTSTAMPs into events of one version. */
const ONE_EXPORT = 10 * 60_000;
/** Further than this nobody moves a collection: two dates of one year. */
const FARTHEST_MOVE = 14;

/**
 * RFC 5546 2.1.5: of events with one UID (and one RECURRENCE-ID) the highest SEQUENCE counts, then the
 * latest. Many vendors give several events one UID; those are different events, and none may be lost.
 */
export function reconcile(events: readonly IcsEvent[]): Versions {
	const groups = [...Map.groupBy(events, keyOf).values()].filter((group) => group.length > 1).map(judge);
	const replaced = groups.flatMap((group) => group.replaced);
	const gone = new Set(replaced.map(([older]) => older));
	const of = (verdict: Verdict["verdict"]) =>
		groups.filter((group) => group.verdict === verdict).map((group) => group.events);
	return { kept: events.filter((event) => !gone.has(event)), replaced, alike: of("alike"), doubtful: of("doubtful") };
}

function keyOf(event: IcsEvent): string {
	const id = event.properties.get("RECURRENCE-ID")?.[0];
	return `${uidOf(event)} ${id ? `${id.params.TZID ?? ""} ${id.value.trim()}` : ""}`;
}

interface Verdict {
	readonly verdict: "same" | "versions" | "alike" | "doubtful";
	readonly events: readonly IcsEvent[];
	readonly replaced: readonly (readonly [older: IcsEvent, newer: IcsEvent])[];
}

function judge(events: readonly IcsEvent[]): Verdict {
	const newest = newestOf(events);
	const replaced = newest ? events.filter((event) => event !== newest).map((event) => [event, newest] as const) : [];
	if (new Set(events.map(meaningOf)).size === 1) return { verdict: "same", events, replaced: [] };
	if (newest && areVersions(events)) return { verdict: "versions", events, replaced };
	const isOneOfASeries = events.every((event) => event.properties.has("RECURRENCE-ID"));
	const isNumbered = new Set(events.map(sequenceOf)).size > 1;
	return {
		verdict: newest && (isNumbered || areNear(events)) ? "doubtful" : isOneOfASeries ? "doubtful" : "alike",
		events,
		replaced: [],
	};
}

/** What a date hangs on. */
const MEANING = [
	"DTSTART",
	"DTEND",
	"DURATION",
	"RRULE",
	"RDATE",
	"EXDATE",
	"EXRULE",
	"SUMMARY",
	"STATUS",
	"LOCATION",
	"CATEGORIES",
	"DESCRIPTION",
];

function meaningOf({ properties }: IcsEvent): string {
	return JSON.stringify(
		MEANING.map((name) => (properties.get(name) ?? []).map(({ value, params }) => [value, params.TZID])),
	);
}

function sequenceOf(event: IcsEvent): number {
	const number = Number(textOf(event, "SEQUENCE") || 0);
	return Number.isInteger(number) ? number : 0;
}

function stampOf(event: IcsEvent): number {
	const civil = parseCivil(textOf(event, "LAST-MODIFIED") || textOf(event, "DTSTAMP"));
	return civil ? Date.parse(`${civil.day}T00:00:00Z`) + (civil.time ?? 0) * 60_000 + civil.seconds * 1000 : 0;
}

/** The one that is newer than each of the others; `undefined` where nothing says which. */
function newestOf(events: readonly IcsEvent[]): IcsEvent | undefined {
	const isNewer = (one: IcsEvent, other: IcsEvent) =>
		sequenceOf(one) > sequenceOf(other) ||
		(sequenceOf(one) === sequenceOf(other) && stampOf(one) > stampOf(other) + ONE_EXPORT);
	return events.find((one) => events.every((other) => one === other || isNewer(one, other)));
}

/** Numbered by SEQUENCE, or of one wording and near each other with stamps that differ. */
function areVersions(events: readonly IcsEvent[]): boolean {
	if (events.length > MOST_VERSIONS) return false;
	if (events.some((event) => event.properties.has("RECURRENCE-ID"))) return true;
	const isNumbered = new Set(events.map(sequenceOf)).size === events.length;
	const isOneWording = new Set(events.map((event) => textOf(event, "SUMMARY"))).size === 1;
	return isNumbered || (isOneWording && areNear(events));
}

function areNear(events: readonly IcsEvent[]): boolean {
	const days = events.map((event) => parseCivil(textOf(event, "DTSTART"))?.day).filter((day): day is Day => !!day);
	const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)];
	return first !== undefined && last !== undefined && daysBetween(first, last) <= FARTHEST_MOVE;
}
