import { collectionsOf, type Dataset } from "../../../data/model/dataset.ts";
import { serviceEvents } from "../../feed/events.ts";
import { makeIcs } from "../../feed/ics.ts";
import { FEED_WORDS, type FeedLanguage } from "../../feed/words.ts";
import type { Row } from "./rows.ts";

interface Asked {
	readonly lang: FeedLanguage;
	/** Addresses of the calendar itself and of the page. */
	readonly source: string;
	readonly page: string;
}

/** The rows as the events of the feeds, with the same UIDs: whoever has both sees each date once. */
export function makeOpenErzIcs(towns: readonly Dataset[], rows: readonly Row[], { lang, source, page }: Asked): string {
	const [first] = towns;
	const events = [...Map.groupBy(rows, ({ place }) => place)].flatMap(([{ region, place }, own]) => {
		const dataset = towns.find(({ town }) => town.id === region);
		if (!dataset) return [];
		const wanted = new Set(own.map(({ date }) => `${date.planned} ${date.service.id}`));
		const collections = collectionsOf(dataset, place).filter((each) =>
			wanted.has(`${each.planned} ${each.service.id}`),
		);
		return serviceEvents({ dataset, place: place.id, alarms: [], notices: [], words: FEED_WORDS[lang] }, collections);
	});
	const name = first && towns.length === 1 ? `Abfuhr ${first.town.name}` : "Abfuhr";
	return makeIcs({ name, zone: first?.town.zone ?? "Europe/Berlin", source, page, events });
}
