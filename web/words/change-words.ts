import { msg, str } from "@lit/localize";
import type { Cancellation, Collection } from "../../data/model/collection.ts";
import { type Day, isWithin, plusDays } from "../../data/model/day.ts";
import { dayInSentence, dayWords, shortDay, withCommas } from "./day-words.ts";
import { currentLanguage, directionOf } from "./page-language.ts";

/** `statt Fr 25.12. · 1. Weihnachtstag` */
export function insteadOf({ planned, reason }: Collection): string {
	const day = shortDay(planned);
	return reason === undefined
		? msg(str`statt ${day}`)
		: msg(str`statt ${day} · ${apart(reason)}`, { desc: "day, reason" });
}

/** The town's German words inside a line that is read from the right: Unicode's isolates keep both in order. */
function apart(words: string): string {
	return directionOf(currentLanguage()) === "rtl" ? `\u2066${words}\u2069` : words;
}

/** A moved collection in a sentence: "Papier: am Samstag, 12. Dezember, statt am Dienstag, 8. Dezember." */
function movedWords({ service, day, planned }: Collection): string {
	const [now, before] = [dayWords(day, "full"), dayWords(planned, "full")];
	return day > planned
		? msg(str`${service.label} wird erst am ${now} abgeholt, nicht am ${before}.`, { desc: "waste, new day, old day" })
		: msg(str`${service.label} wird schon am ${now} abgeholt, nicht erst am ${before}.`, {
				desc: "waste, new day, old day",
			});
}

/** Several that move together in one sentence. */
export function movedTogether([first, ...others]: readonly [Collection, ...Collection[]]): string {
	if (others.length === 0) return movedWords(first);
	const [now, before] = [dayWords(first.day, "full"), dayWords(first.planned, "full")];
	const labels = withCommas(...[first, ...others].map(({ service }) => service.label));
	return msg(str`${labels}: am ${now}, nicht am ${before}.`, { desc: "several kinds of waste, new day, old day" });
}

/** What to do about it: only where people may have put something out already. */
export function takeIn(today: Day, planned: Day, day: Day | undefined): string | undefined {
	const standsOutside = isWithin(today, { from: plusDays(planned, -1), to: plusDays(planned, 1) });
	if (!standsOutside || (day !== undefined && day <= planned)) return undefined;
	return msg("Steht es schon draußen, holen Sie es bitte wieder herein.");
}

export function cancelledWords(today: Day, { service, planned }: Cancellation): string {
	const day = dayInSentence(today, planned);
	return msg(str`${service.label} fällt aus: ${day}.`, { desc: "waste, day" });
}

/** When a cancelled collection is made up for. */
export function nextInstead(next: Collection | undefined): string {
	return next
		? msg(str`Nächster Termin: ${dayWords(next.day, "full")}.`)
		: msg("Ein weiterer Termin ist nicht veröffentlicht.");
}
