import type { Folder } from "./folder.ts";
import { eventDay, events, iso } from "./independent.ts";

// What the published calendars (iCalendar) say.

/** Events of calendars: street, then services by a list of words that the SUMMARY holds. */
function feed(
	folder: string,
	files: readonly string[],
	street: string,
	words: Record<string, string>,
	encoding?: string,
) {
	return () =>
		files.flatMap((file) =>
			events(folder, file, encoding).flatMap((event) => {
				const summary = event.get("SUMMARY") ?? "";
				return Object.entries(words)
					.filter(([word]) => summary.includes(word))
					.map(([, service]) => `${street} ${service} ${eventDay(event)}`);
			}),
		);
}

const YELLOW = { Hausmüll: "rest", Biomüll: "bio", Papier: "papier", "Gelber Sack": "gelb" };

const BY_WORDS: readonly Folder[] = [
	[
		"ics-abfall-lro-2024",
		["abfuhrtermine.ics"],
		"Landkreis Rostock",
		{ Schwarze: "rest", Blaue: "papier", Gelbe: "gelb" },
	],
	[
		"ics-abfallplus-aichwald-2020",
		["test.ics"],
		"Ahornweg, Aichwald",
		{
			"Restmüll 2": "rest-2w",
			"Restmüll 4": "rest-4w",
			Biotonne: "bio",
			Papiertonne: "papier",
			"Gelbe/r Sack/Tonne": "gelb",
		},
	],
	[
		"ics-awbkoeln-2025",
		["awb-abfuhrtermine.ics"],
		"Köln",
		{ Restmüll: "rest", Bio: "bio", Papier: "papier", Wertstoff: "wert", Weihnachtsbaum: "baum" },
	],
	[
		"ics-awido-putzbrunn-2017-2018",
		["Abfuhrkalender-Putzbrunn-2017.ics", "Abfuhrkalender-Putzbrunn-2018.ics"],
		"Tannenstraße",
		{
			"Restmüll wöchentlich": "rest-1w",
			"Restmüll vierzehntägig": "rest-2w",
			Biotonne: "bio",
			"Gelber Sack/Tonne": "gelb",
			Giftmobil: "gift",
			"Sperrmüll- und": "sperr",
		},
	],
	[
		"ics-gips-aschaffenburg-2025",
		["aschaffenburg.ics"],
		"Aschaffenburg",
		{ "Restmüll (": "rest-gruen", Bioabfall: "bio", "Gelbe Wertstofftonne": "gelb", Altpapier: "papier" },
	],
	[
		"ics-marudot-2024",
		["abfuhrkalender.ics"],
		"Bidingen",
		{ Biotonne: "bio", Restmülltonne: "rest", "Blaue Tonne": "papier" },
	],
	["ics-mymuell-2020", ["muellkalender.ics"], "Stefan-Heym-Straße", YELLOW],
	["ics-mymuell-sanddornweg-2025", ["sanddornweg-2025.ics"], "Sanddornweg", YELLOW],
	[
		"ics-regioit-aachen-2020",
		["muell.ics"],
		"Brabantstraße",
		{ Restabfall: "rest", "Bio 2wö": "bio-2w", "Altpapier 4wö": "papier-4w", "Gelber Sack": "gelb" },
	],
	[
		"ics-rlk-bad-ems-2022",
		["better.ics"],
		"Bad Ems - Marktstraße",
		{ Restabfall: "rest", Bioabfall: "bio", Altpapier: "papier", "Gelbe Tonne": "gelb", Problemabfall: "problem" },
	],
	[
		"ics-wetzlar-2020",
		["abfallkalender.ics"],
		"Uferstraße",
		{ Restmülltonne: "rest", Biotonne: "bio", "Gelber Sack": "gelb", Altpapiertonne: "papier" },
	],
].map(([folder, files, street, words]) => ({
	folder: folder as string,
	recipe: folder as string,
	says: feed(folder as string, files as string[], street as string, words as Record<string, string>),
}));

function withPlainRest(folder: Folder): Folder {
	if (folder.folder !== "ics-gips-aschaffenburg-2025") return folder;
	// «Restmüll» is a part of «Restmüll (grüner Deckel)»: told apart by the whole word
	const plain = () =>
		events(folder.folder, "aschaffenburg.ics")
			.filter((event) => event.get("SUMMARY")?.trim() === "Restmüll")
			.map((event) => `Aschaffenburg rest ${eventDay(event)}`);
	return { ...folder, says: () => [...folder.says(), ...plain()] };
}

/** Days of a rhythm of weeks, counted in UTC by hand. */
function every(days: number, from: string, to: string): string[] {
	const found: string[] = [];
	for (let at = Date.parse(from); at <= Date.parse(to); at += days * 24 * 3_600_000)
		found.push(new Date(at).toISOString().slice(0, 10));
	return found;
}

const EXCERPTS = "ics-issue-excerpts-open";

const OTHERS: readonly Folder[] = [
	{
		folder: "ics-birkenfeld-2026",
		recipe: "ics-birkenfeld-2026",
		says: () =>
			events("ics-birkenfeld-2026", "alle.ics").flatMap((event) => {
				const area = /Gebiet: (\S+?)\\n/u.exec(event.get("DESCRIPTION") ?? "")?.[1] ?? "";
				const words = { Bio: ["bio", "rest"], Papier: ["papier"], Leichtverpackungen: ["lvp"], Glas: ["glas"] };
				return Object.entries(words).flatMap(([word, services]) =>
					event.get("SUMMARY")?.startsWith(word) ? services.map((each) => `${area} ${each} ${eventDay(event)}`) : [],
				);
			}),
	},
	{
		folder: "ics-rrule-sivom-2020",
		recipe: "ics-rrule-sivom-2020",
		says: () => [
			...every(14, "2020-04-02", "2020-12-31").map((day) => `Sivom jaune ${day}`),
			...every(7, "2020-04-06", "2020-12-31").map((day) => `Sivom verte ${day}`),
			...every(7, "2020-04-10", "2020-12-31").map((day) => `Sivom marron ${day}`),
			...["2020-05-22", "2020-07-24", "2020-09-25", "2020-11-27"].map((day) => `Sivom encombrants ${day}`),
		],
	},
	{
		folder: EXCERPTS,
		recipe: "ics-issue-excerpts-mainz",
		says: () => {
			const [event] = events(EXCERPTS, "muellmax-mainz-2020.ics");
			const listed = (name: string) => (event?.get(name) ?? "").split(",").map((day) => iso(day.trim()));
			const gone = new Set(listed("EXDATE"));
			const days = [...every(7, "2020-02-27", "2021-01-03").filter((day) => !gone.has(day)), ...listed("RDATE")];
			return days.map((day) => `Mainz rest ${day}`);
		},
	},
	{
		folder: EXCERPTS,
		recipe: "ics-issue-excerpts-google",
		says: () =>
			every(14, "2019-01-30", "2019-06-18").map(
				(day) => `Google-Kalender bio ${day === "2019-04-24" ? "2019-04-25" : day}`,
			),
	},
	{
		folder: EXCERPTS,
		recipe: "ics-issue-excerpts-vorarlberg",
		says: feed(EXCERPTS, ["zerowaste-io-abfallv-2022.ics"], "Vorarlberg", { Restabfall: "rest" }),
	},
	{
		folder: EXCERPTS,
		recipe: "ics-issue-excerpts-muelheim",
		says: feed(EXCERPTS, ["regioit-muelheim-2025.ics"], "Mülheim", { Restmüll: "rest" }),
	},
	{
		folder: "bremen-2020-2023",
		recipe: "bremen-ics-2020",
		says: () => [
			...feed(
				"bremen-2020-2023",
				["abfuhr.ics"],
				"Bremen",
				{ Papier: "papier", "Gelber Sack": "gelb", Bioabfall: "bio", Restmüll: "rest", Tannenbaum: "baum" },
				"latin1",
			)(),
			"Aachener Straße bio 2022-01-03",
		],
	},
];

export const CALENDARS: readonly Folder[] = [...BY_WORDS.map(withPlainRest), ...OTHERS];
