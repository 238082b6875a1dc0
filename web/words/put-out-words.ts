import { msg, str } from "@lit/localize";
import { type Day, daysBetween, plusDays } from "../../data/model/day.ts";
import type { PutOut } from "../../data/model/town.ts";
import type { WallClock } from "../../data/model/zone.ts";
import { dayWords } from "./day-words.ts";
import { timeWords } from "./time-words.ts";

/** The put-out window of a pickup in words, as seen from now. */
export function putOutWords(putOut: PutOut, pickup: Day, now: WallClock): string {
	const [earliest, latest] = [timeWords(putOut.earliest), timeWords(putOut.latest)];
	const days = daysBetween(now.day, pickup);
	if (days <= 0) return onTheDay(now.time >= putOut.latest, latest);
	if (days === 1) return onTheEve(now.time >= putOut.earliest, earliest, latest);
	if (days > 6)
		return msg(str`Am Vorabend ab ${earliest} rausstellen, spätestens um ${latest} am Morgen.`, {
			desc: "the pickup is more than a week away",
		});
	const [eve, weekday] = [dayWords(plusDays(pickup, -1), "weekday"), dayWords(pickup, "weekday")];
	return msg(str`${eve} ab ${earliest} rausstellen, spätestens ${weekday} um ${latest}.`, {
		desc: "weekday, time, weekday, time",
	});
}

function onTheDay(late: boolean, latest: string): string {
	return late ? msg(str`Sollte seit ${latest} draußen stehen.`) : msg(str`Jetzt rausstellen, spätestens um ${latest}.`);
}

function onTheEve(open: boolean, earliest: string, latest: string): string {
	return open
		? msg(str`Jetzt rausstellen, spätestens morgen um ${latest}.`)
		: msg(str`Heute ab ${earliest} rausstellen, spätestens morgen um ${latest}.`);
}
