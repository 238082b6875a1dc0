import { collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import { type Day, makeDay, monthOf, type Period, yearOf } from "../../data/model/day.ts";
import type { ServiceId } from "../../data/model/service.ts";
import type { Place } from "../../data/model/street.ts";
import { type Minutes, parseTime } from "../../data/model/time.ts";
import { type Instant, instantAt, wallClock } from "../../data/model/zone.ts";
import { dayEvents, editedAt, type FeedOf, serviceEvents, uidOf } from "./events.ts";
import { type IcsEvent, makeIcs } from "./ics.ts";
import { FEED_WORDS, type FeedLanguage } from "./words.ts";

/** Calendar apps delete what leaves the feed; people look back. */
const MONTHS_KEPT = 3;

export interface FeedAsked {
	/** Default: all. */
	readonly services?: readonly ServiceId[] | undefined;
	readonly alarms: readonly Minutes[];
	readonly grouped: boolean;
	readonly language: FeedLanguage;
	/** Public addresses of the feed itself and of the town's page. */
	readonly source: string;
	readonly page: string;
	/** What the feed begins with: see `firstDayKept`. */
	readonly from: Day;
}

/** The first day of the month three months back: a feed is the same octets for a whole month. */
export function firstDayKept({ town }: Dataset, now: Instant): Day {
	return firstOfMonth(wallClock(town.zone, now).day, MONTHS_KEPT);
}

/** When the window last moved on: feeds change then, although the data did not. */
export function monthBegan({ town }: Dataset, now: Instant): Instant {
	const midnight = parseTime("00:00");
	if (midnight === undefined) throw new Error("no midnight");
	return instantAt(town.zone, firstOfMonth(wallClock(town.zone, now).day, 0), midnight);
}

function firstOfMonth(day: Day, monthsBack: number): Day {
	const months = yearOf(day) * 12 + monthOf(day) - 1 - monthsBack;
	const first = makeDay(Math.floor(months / 12), (months % 12) + 1, 1);
	if (!first) throw new Error(`no month ${monthsBack} before ${day}`);
	return first;
}

/** The calendar of a place. What is cancelled is left out: no app drops an event for its STATUS. */
export function makeFeed(dataset: Dataset, place: Place, asked: FeedAsked): string {
	const period: Period = { from: asked.from, to: dataset.coverage.to };
	const collections = collectionsOf(dataset, place, { period, services: asked.services });
	const of: FeedOf = { dataset, place: place.id, alarms: asked.alarms, words: FEED_WORDS[asked.language] };
	const events = asked.grouped ? dayEvents(of, collections) : serviceEvents(of, collections);
	return calendarOf(dataset, asked, events);
}

/**
 * The calendar of a place that is no more: one event, on every day from the last edition
 * to the end of the coverage, so that nobody overlooks it. Empty would look like "no collections".
 */
export function makeFarewell(dataset: Dataset, place: string, asked: FeedAsked): string {
	const { town, coverage, editions } = dataset;
	const edition = editions.length - 1;
	const changed = editedAt(dataset, edition);
	const from = wallClock(town.zone, Date.parse(changed)).day;
	return calendarOf(dataset, asked, [
		{
			uid: uidOf({ dataset, place }, "choose", "again"),
			from,
			to: laterOf(from, coverage.to),
			changed,
			sequence: edition,
			told: {
				summary: "Abfuhrkalender: Adresse neu wählen",
				description: FEED_WORDS[asked.language].chooseAgain(town.name, asked.page),
				categories: ["Abfuhrkalender"],
				alarms: [],
			},
		},
	]);
}

function laterOf(one: Day, other: Day): Day {
	if (one < other) return other;
	return one;
}

function calendarOf({ town }: Dataset, { source, page }: FeedAsked, events: readonly IcsEvent[]): string {
	const name = `${town.confirmed ? "" : "Probe: "}Abfuhr ${town.name}`;
	return makeIcs({ name, zone: town.zone, source, page, events });
}
