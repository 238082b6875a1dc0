import type { Period } from "../../model/day.ts";
import type { Zone } from "../../model/zone.ts";
import type { Draft } from "../draft.ts";
import { unescapeText } from "../read/ics.ts";
import type { IcsCalendar, IcsEvent } from "../read/ics-calendar.ts";
import { tidy } from "../read/table.ts";
import type { ReaderOf } from "../recipe/recipe.ts";
import type { Usage } from "../usage.ts";

export interface CalendarFile {
	readonly file: string;
	readonly calendar: IcsCalendar;
	/** The district whose calendar it is; empty for a calendar of the whole town. */
	readonly round: string;
}

export interface CalendarContext {
	readonly draft: Draft;
	readonly zone: Zone;
	readonly period: Period;
	readonly usage: Usage;
	/** The town's own; of texts in several the first counts. */
	readonly languages: readonly string[];
}

export type Calendar = ReaderOf<"calendar">;

/** A text in the town's own language, where the event has several; CATEGORIES may stand in several lines. */
export function wordsOf(event: IcsEvent, name: string, languages: readonly string[]): string {
	const all = event.properties.get(name) ?? [];
	if (name === "CATEGORIES") return tidy(unescapeText(all.map(({ value }) => value.trim()).join(",")));
	const [own = "de"] = languages;
	const inOwn = all.find(({ params }) => params.LANGUAGE?.slice(0, 2).toLowerCase() === own);
	const found = inOwn ?? all.find(({ params }) => params.LANGUAGE === undefined) ?? all[0];
	return tidy(unescapeText(found?.value ?? ""));
}
