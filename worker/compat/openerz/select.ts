import type { Round } from "../../../data/model/collection.ts";
import { type Dataset, findService, successorsOf } from "../../../data/model/dataset.ts";
import type { Service } from "../../../data/model/service.ts";
import type { Place, Street } from "../../../data/model/street.ts";
import { remarksOn } from "../../feed/events.ts";
import { FEED_WORDS } from "../../feed/words.ts";
import { BadQuery, type CalendarQuery } from "./query.ts";
import { type DateRow, inOrder, type PlaceRow, Rows } from "./rows.ts";
import { wasteTypeOf } from "./waste-type.ts";

/** What a client asked for, out of the towns that it may see. `region` is a town, `area` one of its places. */
export function select(towns: readonly Dataset[], query: CalendarQuery): Rows {
	const found = towns.flatMap((dataset) => placesIn(dataset, query).map((row) => ({ dataset, row })));
	if (query.area !== undefined && found.length === 0 && !towns.some((town) => isHere(town, query.area)))
		throw new BadQuery('"area" is no place, or one that was divided: choose the address again');
	// A town has hundreds of rounds and a place a handful.
	const rounds = new Set(found.flatMap(({ row }) => row.place.assignments.map(({ round }) => round)));
	const dates = [...new Set(found.map(({ dataset }) => dataset))].flatMap((dataset) => datesIn(dataset, rounds, query));
	return new Rows(
		found.map(({ row }) => row),
		inOrder(dates),
	);
}

/** What `area` stands for today: itself, or the one place that took over. */
function livingId(dataset: Dataset, area: string): string {
	const successors = successorsOf(dataset, area);
	return successors?.length === 1 && successors[0] ? successors[0] : area;
}

function isHere(dataset: Dataset, area: string | undefined): boolean {
	const id = area && livingId(dataset, area);
	return dataset.streets.some(({ places }) => places.some((place) => place.id === id));
}

function placesIn(dataset: Dataset, { zip, area }: CalendarQuery): PlaceRow[] {
	const id = area && livingId(dataset, area);
	return dataset.streets.flatMap((street) => {
		const row = (place: Place) => ({ region: dataset.town.id, zip: zipOf(street), area: area ?? place.id, place });
		if (zip !== undefined && zipOf(street) !== zip) return [];
		return street.places.filter((place) => id === undefined || place.id === id).map(row);
	});
}

/** Their entries have a number, or an empty text. */
function zipOf({ postcode = "" }: Street): number | "" {
	return /^\d{4,5}$/.test(postcode) ? Number(postcode) : "";
}

function datesIn(dataset: Dataset, rounds: ReadonlySet<Round>, query: CalendarQuery): DateRow[] {
	return dataset.rounds
		.filter((round) => rounds.has(round))
		.flatMap((round) => {
			const service = findService(dataset, round.service);
			const waste_type = service && wasteTypeOf(service, query.types);
			if (!service || waste_type === undefined) return [];
			return round.dates.flatMap(({ day: date, ...rest }): DateRow[] => {
				if (date === undefined || (query.start && date < query.start) || (query.end && query.end < date)) return [];
				const station = rest.at?.map(({ place }) => place).join("; ") ?? null;
				if (query.station !== undefined && query.station !== station) return [];
				const description = describe(dataset, service, { ...rest, day: date }, query);
				return [{ round, service, date, planned: rest.planned, waste_type, station, description }];
			});
		});
}

/** The town's own word for it, then what is special about the date. */
function describe(
	{ town }: Dataset,
	{ label }: Service,
	date: Parameters<typeof remarksOn>[1],
	{ lang }: CalendarQuery,
): string {
	const words = FEED_WORDS[lang];
	return [...(town.confirmed ? [] : [words.trial]), label, ...remarksOn(words, date)].join(". ").replace(/\.\./g, ".");
}
