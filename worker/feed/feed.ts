import { collectionsOf, type Dataset, type PlaceOnStreet, type RetiredService } from "../../data/model/dataset.ts";
import { type Day, makeDay, monthOf, type Period, plusDays, yearOf } from "../../data/model/day.ts";
import { concernsPlace } from "../../data/model/notice.ts";
import { placeLabel } from "../../data/model/place-label.ts";
import type { ServiceId } from "../../data/model/service.ts";
import type { Place, PlaceId, Street } from "../../data/model/street.ts";
import { type Minutes, parseTime } from "../../data/model/time.ts";
import { type Instant, instantAt, wallClock } from "../../data/model/zone.ts";
import { planEndOf } from "../town/plan-end.ts";
import { dayEvents, editedAt, type FeedNotice, type FeedOf, serviceEvents, uidOf } from "./events.ts";
import { type FeedEvent, makeIcs } from "./ics.ts";
import { FEED_WORDS, type FeedLanguage } from "./words.ts";

/** Calendar apps delete what leaves the feed; people look back. */
const MONTHS_KEPT = 3;

export interface FeedAsked {
	/** Default: all. */
	readonly services?: readonly ServiceId[] | undefined;
	/** Asked for, and given up by the town. */
	readonly gone?: readonly RetiredService[] | undefined;
	readonly alarms: readonly Minutes[];
	readonly grouped: boolean;
	readonly language: FeedLanguage;
	/** Public addresses of the feed itself and of the town's page. */
	readonly source: string;
	readonly page: string;
	/** What the feed begins with: see `firstDayKept`. */
	readonly from: Day;
	/** True once the last day that the town has published is past. */
	readonly isPlanOver: boolean;
	/** All that the town has to say. */
	readonly notices?: readonly FeedNotice[] | undefined;
}

/** The first day of the month three months back: a feed is the same octets for a whole month. */
export function firstDayKept({ town }: Dataset, now: Instant): Day {
	return firstOfMonth(wallClock(town.zone, now).day, MONTHS_KEPT);
}

/** True when today lies beyond the published days: the calendar must not look as if nothing were collected. */
export function isPlanOver(dataset: Dataset, now: Instant): boolean {
	return planEndOf(dataset, wallClock(dataset.town.zone, now).day)?.code === "plan_ended";
}

/** When the window last moved on: feeds change then, although the data did not. */
export function monthBegan(dataset: Dataset, now: Instant): Instant {
	return midnightOf(dataset, firstOfMonth(wallClock(dataset.town.zone, now).day, 0));
}

/** The first moment of the day after the last published one. */
export function planEnded(dataset: Dataset): Instant {
	return midnightOf(dataset, plusDays(dataset.coverage.to, 1));
}

function midnightOf({ town }: Dataset, day: Day): Instant {
	const midnight = parseTime("00:00");
	if (midnight === undefined) throw new Error("no midnight");
	return instantAt(town.zone, day, midnight);
}

function firstOfMonth(day: Day, monthsBack: number): Day {
	const months = yearOf(day) * 12 + monthOf(day) - 1 - monthsBack;
	const first = makeDay(Math.floor(months / 12), (months % 12) + 1, 1);
	if (!first) throw new Error(`no month ${monthsBack} before ${day}`);
	return first;
}

/** A place of a calendar: one that lives, or the id of one that is no more. */
export type FeedPart = (PlaceOnStreet & { readonly kind: "living" }) | { readonly kind: "gone"; readonly id: string };

/** The calendar of one place, or of several: then each event says where, and has the UID that it has alone. */
export function makeFeed(dataset: Dataset, parts: readonly FeedPart[], asked: FeedAsked): string {
	const living = parts.filter((part) => part.kind === "living");
	const events = living.flatMap((part) => eventsOf(dataset, part, asked, parts.length > 1));
	const gone = parts.filter((part) => part.kind === "gone").map(({ id }) => farewell(dataset, id, asked));
	const [first] = living;
	const notices = first
		? [...servicesGone(dataset, first.place.id, asked), ...planOver(dataset, first.place.id, asked)]
		: [];
	return calendarOf(dataset, asked, [...events, ...gone, ...notices]);
}

/** What is cancelled is left out: no app drops an event for its STATUS. */
function eventsOf(
	dataset: Dataset,
	{ place, street }: PlaceOnStreet,
	{ from, services, alarms, grouped, language, notices = [] }: FeedAsked,
	isOneOfSeveral: boolean,
): FeedEvent[] {
	const period: Period = { from, to: dataset.coverage.to };
	const collections = collectionsOf(dataset, place, { period, services });
	const said = notices.filter((each) => concernsPlace(each, place));
	const where = isOneOfSeveral ? whereOf(street, place) : undefined;
	const of: FeedOf = { dataset, place: place.id, where, alarms, words: FEED_WORDS[language], notices: said };
	return grouped ? dayEvents(of, collections) : serviceEvents(of, collections);
}

/** Streets of one name are told apart by their locality. */
function whereOf(street: Street, place: Place): string {
	const label = placeLabel(street, place);
	return street.locality === undefined ? label : `${label} (${street.locality})`;
}

/** From the day after the last published one, each week again. */
function planOver(dataset: Dataset, place: PlaceId, { from, isPlanOver, page, language }: FeedAsked): FeedEvent[] {
	if (!isPlanOver) return [];
	const first = plusDays(dataset.coverage.to, 1);
	return [
		notice(dataset, uidOf({ dataset, place }, "no-further", "dates"), {
			from: first,
			repeated: { every: "WEEKLY", until: lastNoticed(first, from) },
			summary: "Abfuhrkalender: neue Termine fehlen noch",
			description: FEED_WORDS[language].planOver(dataset.town.name, page),
		}),
	];
}

/**
 * All that there is of a place that is no more: one event, on every day from the last edition
 * on, so that nobody overlooks it. Empty would look like "no collections".
 */
function farewell(dataset: Dataset, place: string, asked: FeedAsked): FeedEvent {
	const { town, coverage, editions } = dataset;
	const from = wallClock(town.zone, Date.parse(editedAt(dataset, editions.length - 1))).day;
	return notice(dataset, uidOf({ dataset, place }, "choose", "again"), {
		from,
		repeated: { every: "DAILY", until: laterOf(coverage.to, lastNoticed(from, asked.from)) },
		summary: "Abfuhrkalender: Adresse neu wählen",
		description: FEED_WORDS[asked.language].chooseAgain(town.name, asked.page),
	});
}

/** Beside what is left: what the town gave up is said in the week after the edition that did, and not again. */
function servicesGone(
	dataset: Dataset,
	place: PlaceId,
	{ gone = [], services, from, page, language }: FeedAsked,
): FeedEvent[] {
	if (services?.length === 0) return [];
	return [...Map.groupBy(gone, ({ edition }) => edition)].flatMap(([edition, together]) => {
		const first = wallClock(dataset.town.zone, Date.parse(editedAt(dataset, edition))).day;
		const until = plusDays(first, 6);
		if (until < from) return [];
		const what = together.map(({ label }) => label).join(" + ");
		const told = notice(dataset, uidOf({ dataset, place }, "services-gone", `${edition}`), {
			from: first,
			repeated: { every: "DAILY", until },
			summary: "Abfuhrkalender: Tonnen neu wählen",
			description: FEED_WORDS[language].serviceGone(dataset.town.name, what, page),
		});
		return [{ ...told, changed: editedAt(dataset, edition), sequence: 0 }];
	});
}

interface Notice {
	readonly from: Day;
	readonly repeated: FeedEvent["repeated"];
	readonly summary: string;
	readonly description: string;
}

/** Single days that come again: who looks a few days ahead overlooks what began months ago. */
function notice(dataset: Dataset, uid: string, { from, repeated, summary, description }: Notice): FeedEvent {
	const sequence = dataset.editions.length - 1;
	const told = { summary, description, categories: ["Abfuhrkalender"], alarms: [] };
	return { uid, from, to: from, repeated, changed: editedAt(dataset, sequence), sequence, told };
}

/** The end of the next month; a feed is written anew each month. */
function lastNoticed(first: Day, kept: Day): Day {
	return laterOf(first, plusDays(firstOfMonth(kept, -MONTHS_KEPT - 2), -1));
}

function laterOf(one: Day, other: Day): Day {
	if (one < other) return other;
	return one;
}

function calendarOf({ town }: Dataset, { source, page }: FeedAsked, events: readonly FeedEvent[]): string {
	const name = `${town.confirmed ? "" : "Probe: "}Abfuhr ${town.name}`;
	return makeIcs({ name, zone: town.zone, source, page, events });
}
