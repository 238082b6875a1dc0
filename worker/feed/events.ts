import { type Collection, isMoved } from "../../data/model/collection.ts";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Day } from "../../data/model/day.ts";
import type { Fraction } from "../../data/model/fraction.ts";
import { type Concern, concernsDay } from "../../data/model/notice.ts";
import type { PlaceId } from "../../data/model/street.ts";
import type { Minutes } from "../../data/model/time.ts";
import { basicDay, type FeedEvent, type IcsAlarm, type IcsTold } from "./ics.ts";
import { type FeedWords, makeStops } from "./words.ts";

/** What all events of one feed have in common. */
export interface FeedOf {
	readonly dataset: Dataset;
	readonly place: PlaceId;
	/** The place in words, where the calendar holds several. Never in a SUMMARY. */
	readonly where?: string | undefined;
	readonly alarms: readonly Minutes[];
	readonly words: FeedWords;
	/** What the town has to say to this place. */
	readonly notices: readonly FeedNotice[];
}

/** A notice in the language of the feed. */
export interface FeedNotice extends Concern {
	readonly id: string;
	readonly title: string;
	readonly text: string;
	/** When it was written, as an ISO instant. */
	readonly at: string;
}

/** CSS names are all that RFC 7986 allows. */
const COLORS: Record<Fraction, string> = {
	residual: "dimgray",
	organic: "saddlebrown",
	paper: "royalblue",
	packaging: "gold",
	glass: "seagreen",
	garden: "olivedrab",
	bulky: "slategray",
	hazardous: "crimson",
	"christmas-tree": "darkgreen",
	electronics: "purple",
	metal: "silver",
	textile: "orchid",
	other: "gray",
};

/** One event for each collection. The planned day stays when a date moves, so the event moves instead of being another one. */
export function serviceEvents(of: FeedOf, collections: readonly Collection[]): FeedEvent[] {
	const told = toldOnce(of);
	return collections.map((collection) => ({
		uid: uidOf(of, basicDay(collection.planned), collection.service.id),
		from: collection.day,
		to: collection.day,
		...changeOf(of, collection.day, [collection]),
		told: told([collection]),
	}));
}

/**
 * All collections of one day as one event. Its UID names them all: when one leaves
 * the day, that is another event, and no app keeps the old title for want of a newer stamp.
 */
export function dayEvents(of: FeedOf, collections: readonly Collection[]): FeedEvent[] {
	const told = toldOnce(of);
	return [...Map.groupBy(collections, ({ day }) => day)].map(([day, together]) => ({
		uid: uidOf(of, basicDay(day), idsOf(together).join("+")),
		from: day,
		to: day,
		...changeOf(of, day, together),
		told: told(together),
	}));
}

/** A notice is no other date: the SEQUENCE stays, only the stamp moves on. */
function changeOf({ dataset, notices }: FeedOf, day: Day, collections: readonly Collection[]) {
	const edition = Math.max(...collections.map((each) => each.edition));
	const said = notices.filter((notice) => concernsDay(notice, day)).map(({ at }) => `${at.slice(0, 19)}Z`);
	const changed = [editedAt(dataset, edition), ...said].sort().at(-1) ?? "";
	return { changed, sequence: edition };
}

function idsOf(collections: readonly Collection[]): string[] {
	return collections.map(({ service }) => service.id).sort();
}

/** The same object for all dates of the same services about which nothing special is to be said. */
function toldOnce(of: FeedOf): (collections: readonly Collection[]) => IcsTold {
	const usual = new Map<string, IcsTold>();
	return (collections) => {
		const isUsual = collections.every((each) => remarksOn(of.words, each).length + noticesOn(of, each).length === 0);
		if (!isUsual) return tell(of, collections);
		const key = idsOf(collections).join();
		const told = usual.get(key) ?? tell(of, collections);
		usual.set(key, told);
		return told;
	};
}

function tell(of: FeedOf, collections: readonly Collection[]): IcsTold {
	const labels = collections.map(({ service }) => service.label);
	const summary = labels.join(" + ");
	const stops = collections.flatMap(({ at }) => at ?? []);
	const [first, ...others] = collections;
	return {
		summary,
		description: describe(of, collections),
		location: stops.length > 0 ? makeStops(stops) : of.where,
		categories: labels,
		color: first && others.length === 0 ? COLORS[first.service.fraction] : undefined,
		alarms: of.alarms.map((time): IcsAlarm => ({ time, text: of.words.tomorrow(summary) })),
	};
}

/** Put-out window first: it is what people need of the day. Then what is special about each collection. */
function describe(of: FeedOf, collections: readonly Collection[]): string {
	const { dataset, words, where } = of;
	const { putOut, confirmed } = dataset.town;
	const atTheKerb = collections.some(({ at }) => !at);
	const named = (collection: Collection, text: string) =>
		collections.length > 1 ? `${collection.service.label}: ${text}` : text;
	return [
		...(where === undefined ? [] : [where]),
		...(confirmed ? [] : [words.trial]),
		...(atTheKerb ? [words.putOut(putOut)] : []),
		...collections.flatMap((each) => remarksOn(words, each).map((text) => named(each, text))),
		...(atTheKerb && putOut.note !== undefined ? [putOut.note] : []),
		...new Set(collections.flatMap((each) => noticesOn(of, each))),
	].join("\n");
}

/** What the town has to say of the day of a date. */
function noticesOn({ notices }: FeedOf, { day }: Pick<Collection, "day">): string[] {
	return notices.filter((notice) => concernsDay(notice, day)).map(({ title, text }) => `${title}: ${text}`);
}

type Remarkable = Pick<Collection, "day" | "planned" | "at" | "reason" | "note">;

/** What is special about one date. */
export function remarksOn(words: FeedWords, date: Remarkable): string[] {
	const { at, planned, reason, note } = date;
	return [
		...(at ? [words.comesTo(makeStops(at))] : []),
		...(isMoved(date) ? [words.moved(planned, reason)] : []),
		...(note === undefined ? [] : [note]),
	];
}

/** Planned day, service and place, under a name that is the same whichever host serves it. */
export function uidOf(
	{ dataset, place }: { readonly dataset: Dataset; readonly place: string },
	day: string,
	what: string,
): string {
	return `${day}-${what}-${place}@${dataset.town.id}.tonnentag`;
}

/** ISO instant of an edition. */
export function editedAt({ editions }: Dataset, edition: number): string {
	const instant = editions[edition] ?? editions.at(-1);
	if (instant === undefined) throw new Error("a dataset without editions");
	return instant;
}
