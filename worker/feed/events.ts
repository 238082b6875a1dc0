import { type Collection, isMoved } from "../../data/model/collection.ts";
import type { Dataset } from "../../data/model/dataset.ts";
import type { Fraction } from "../../data/model/fraction.ts";
import type { PlaceId } from "../../data/model/street.ts";
import type { Minutes } from "../../data/model/time.ts";
import { basicDay, type IcsAlarm, type IcsEvent } from "./ics.ts";
import { type FeedWords, makeStops } from "./words.ts";

/** What all events of one feed have in common. */
export interface FeedOf {
	readonly dataset: Dataset;
	readonly place: PlaceId;
	readonly alarms: readonly Minutes[];
	readonly words: FeedWords;
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

/** The planned day stays when a date moves, so the event moves instead of being another one. */
export function serviceEvent(of: FeedOf, collection: Collection): IcsEvent {
	const { service, day, planned, edition } = collection;
	return {
		...commonOf(of, [collection], service.label),
		uid: uidOf(of, basicDay(planned), service.id),
		from: day,
		to: day,
		sequence: edition,
		color: COLORS[service.fraction],
	};
}

/**
 * All collections of one day as one event. Its UID names them all: when one leaves
 * the day, that is another event, and no app keeps the old title for want of a newer stamp.
 */
export function dayEvent(of: FeedOf, collections: readonly Collection[]): IcsEvent | undefined {
	const [first] = collections;
	if (!first) return undefined;
	const ids = collections.map(({ service }) => service.id).sort();
	return {
		...commonOf(of, collections, collections.map(({ service }) => service.label).join(" + ")),
		uid: uidOf(of, basicDay(first.day), ids.join("+")),
		from: first.day,
		to: first.day,
	};
}

function commonOf(of: FeedOf, collections: readonly Collection[], summary: string) {
	const edition = Math.max(...collections.map((each) => each.edition));
	const stops = collections.flatMap(({ at }) => at ?? []);
	return {
		changed: editedAt(of.dataset, edition),
		sequence: edition,
		summary,
		description: describe(of, collections),
		location: stops.length > 0 ? makeStops(stops) : undefined,
		categories: collections.map(({ service }) => service.label),
		alarms: of.alarms.map((time): IcsAlarm => ({ time, text: of.words.tomorrow(summary) })),
	};
}

/** Put-out window first: it is what people need of the day. Then what is special about each collection. */
function describe({ dataset, words }: FeedOf, collections: readonly Collection[]): string {
	const { putOut } = dataset.town;
	const atTheKerb = collections.some(({ at }) => !at);
	const named = (collection: Collection, text: string) =>
		collections.length > 1 ? `${collection.service.label}: ${text}` : text;
	return [
		...(atTheKerb ? [words.putOut(putOut)] : []),
		...collections.flatMap((each) => remarksOn(words, each).map((text) => named(each, text))),
		...(atTheKerb && putOut.note !== undefined ? [putOut.note] : []),
	].join("\n");
}

function remarksOn(words: FeedWords, collection: Collection): string[] {
	const { at, planned, reason, note } = collection;
	return [
		...(at ? [words.comesTo(makeStops(at))] : []),
		...(isMoved(collection) ? [words.moved(planned, reason)] : []),
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
