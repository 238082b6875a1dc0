import { msg, str } from "@lit/localize";
import { isMoved } from "../../data/model/collection.ts";
import { insteadOf } from "../words/change-words.ts";
import { dayWords, withCommas } from "../words/day-words.ts";
import type { MarkedDay } from "./marked-days.ts";

/** A day of the sheet in one sentence, for those who hear it. */
export function dayLabel(marked: MarkedDay, isToday: boolean): string {
	return withCommas(
		dayWords(marked.day, "full"),
		...(isToday ? [msg("heute", { desc: "inside a sentence" })] : []),
		...(marked.holiday === undefined ? [] : [`${msg("Feiertag")}: ${marked.holiday}`]),
		...whatHappens(marked),
	);
}

function whatHappens({ collections, cancelled, left, published }: MarkedDay): string[] {
	if (!published) return [msg("noch nicht veröffentlicht")];
	const words = [
		...collections.map((each) => (isMoved(each) ? `${each.service.label} (${insteadOf(each)})` : each.service.label)),
		...cancelled.map(({ service }) => `${service.label} ${msg("fällt aus")}`),
		...left.map(({ service, day }) =>
			msg(str`${service.label}: jetzt ${dayWords(day, "full")}`, { desc: "waste, the day to which it has moved" }),
		),
	];
	return words.length === 0 ? [msg("keine Abfuhr")] : words;
}
