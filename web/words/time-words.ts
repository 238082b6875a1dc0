import { msg, str } from "@lit/localize";
import type { Stop } from "../../data/model/collection.ts";
import { regionOf } from "../../data/model/language.ts";
import type { Minutes } from "../../data/model/time.ts";
import type { Zone } from "../../data/model/zone.ts";
import { currentLanguage } from "./page-language.ts";

/** `6 Uhr`, `6:30 Uhr`; `6:00`. */
export function timeWords(time: Minutes): string {
	const [hour, minute] = [Math.floor(time / 60), time % 60];
	const full = `${hour}:${String(minute).padStart(2, "0")}`;
	if (currentLanguage() !== "de") return full;
	return `${minute === 0 ? hour : full}\u00a0Uhr`;
}

/** `Marktplatz, 9 Uhr bis 12 Uhr` */
export function stopWords({ place, from, until }: Stop): string {
	if (from !== undefined && until !== undefined) return msg(str`${place}, ${timeWords(from)} bis ${timeWords(until)}`);
	if (from !== undefined) return msg(str`${place}, ab ${timeWords(from)}`);
	return place;
}

/** `22. November 2026`, on the town's clock. */
export function instantWords(iso: string, zone: Zone): string {
	const language = currentLanguage();
	const format = new Intl.DateTimeFormat(regionOf(language), {
		day: "numeric",
		month: "long",
		year: "numeric",
		timeZone: zone,
	});
	return format.format(new Date(iso));
}
