import { type Day, plusDays } from "../../data/model/day.ts";
import type { Notice, PublicNotice } from "../../data/model/desk.ts";
import type { Town } from "../../data/model/town.ts";

/** So many days before it begins a notice is told. */
const AHEAD = 30;

/** What is to be told now and soon, the next first. */
export function toldNotices(notices: readonly Notice[], today: Day): Notice[] {
	const last = plusDays(today, AHEAD);
	return notices
		.filter(({ from, to }) => to >= today && from <= last)
		.sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
}

/** In one language; where it is missing, in the town's first, and else in one that it has. */
export function inLanguage(
	{ id, from, to, title, text, rounds }: Notice,
	{ languages }: Town,
	asked: string,
): PublicNotice {
	const has = (lang: string | undefined): lang is keyof typeof title =>
		lang !== undefined && Object.hasOwn(title, lang) && Object.hasOwn(text, lang);
	const lang = [asked, ...languages, ...Object.keys(title)].find(has);
	const said = lang === undefined ? { title: "", text: "" } : { title: title[lang] ?? "", text: text[lang] ?? "" };
	return { id, from, to, ...said, lang: lang ?? asked, ...(rounds && { rounds }) };
}
