import type { Folder } from "./folder.ts";
import { cells, iso, json, lines, members, text } from "./independent.ts";

// What the published lists of dates (CSV, JSON, XML, HTML) say.

const BREMEN = {
	Papier: "papier",
	"G.Sack": "gelb",
	"Gelber Sack": "gelb",
	Bioab: "bio",
	Rest: "rest",
	Tannenbaum: "baum",
};

function servicesIn(words: Record<string, string>, said: string): string[] {
	return Object.entries(words)
		.filter(([word]) => said.includes(word))
		.map(([, service]) => service);
}

const AARAU = {
	Kehricht: "kehricht",
	Grüngut: "gruen",
	Papier: "papier",
	Karton: "karton",
	Metall: "metall",
	Häckseldienst: "haecksel",
	Haushaltsonderabfälle: "sonder",
} as Record<string, string>;
const BISAMBERG = {
	Restmüll: "rest",
	"Restmüll 14tg": "rest-14",
	Biomüll: "bio",
	Altpapier: "papier",
	"Gelber Sack": "gelb",
	Sperrmüll: "sperr",
} as Record<string, string>;
const POTSDAM = [
	"Restabfall wöchentl.",
	"Restabfall 2-wöchentl.",
	"Restabfall 4-wöchentl.",
	"Bioabfall wöchentl.",
	"Bioabfall 2-wöchentl.",
	"Leichtverpackungen",
	"Altpapier 2-wöchentl.",
	"Altpapier 4-wöchentl.",
];
const POTSDAM_IDS = ["rest-1w", "rest-2w", "rest-4w", "bio-1w", "bio-2w", "lvp", "papier-2w", "papier-4w"];
const ZURICH = { kehricht: "kehricht", bioabfall: "bio", papier: "papier", karton: "karton", sonderabfall: "sonder" };

export const LISTS: readonly Folder[] = [
	{
		folder: "aarau-2025-2026",
		recipe: "aarau-2025-2026",
		says: () =>
			[2025, 2026].flatMap((year) =>
				(
					json("aarau-2025-2026", `aarau_entsorgung_${year}.json`) as {
						date: string;
						service: string;
						region: string | null;
					}[]
				)
					.filter(({ service }) => service in AARAU)
					.flatMap(({ date, service, region }) =>
						(region ? [region] : ["Nord", "Süd", "Rohr"]).map(
							(each) => `Region ${each} ${AARAU[service]} ${iso(date)}`,
						),
					),
			),
	},
	{
		folder: "bisamberg-2011-2013",
		recipe: "bisamberg-2011-2013",
		says: () =>
			[2011, 2012, 2013].flatMap((year) =>
				[
					...text("bisamberg-2011-2013", `AbfallkalenderBisamberg${year}.xml`).matchAll(/<Entsorgung ([^>]*)>/gu),
				].flatMap(([, attributes = ""]) => {
					const value = (name: string) => new RegExp(`${name}\\s*=\\s*"([^"]*)"`, "u").exec(attributes)?.[1];
					const zones = value("Zonen")?.split(",") ?? ["A", "B", "C"];
					return zones.map((zone) => `Zone ${zone} ${BISAMBERG[value("Abfall") ?? ""]} ${value("Datum")}`);
				}),
			),
	},
	{
		folder: "api-abfallnavi-solingen-2022",
		recipe: "api-abfallnavi-solingen-2022",
		says: () =>
			(
				json("api-abfallnavi-solingen-2022", "beispiel-termine-fuer-hausnummer-data.json") as {
					datum: string;
					bezirk: { fraktionId: number };
				}[]
			).map(
				({ datum, bezirk }) => `Abteiweg ${{ 0: "bio", 1: "rest", 3: "gelb", 5: "baum" }[bezirk.fraktionId]} ${datum}`,
			),
	},
	{
		folder: "api-abfallio-westerwald-2020",
		recipe: "api-abfallio-westerwald-2020",
		says: () => {
			const services = ["bio", "papier", "baum", "gelb", "problem", "rest", "sperr", "gruen"];
			return lines("api-abfallio-westerwald-2020", "widget_export_csv.csv")
				.slice(1)
				.flatMap((line) =>
					line.split(";").flatMap((cell, at) => (cell ? [`Westerwaldkreis ${services[at]} ${iso(cell)}`] : [])),
				);
		},
	},
	{
		folder: "bremen-2020-2023",
		recipe: "bremen-csv-2020",
		says: () =>
			lines("bremen-2020-2023", "data.csv", "latin1")
				.slice(1)
				.flatMap((line) => {
					const [, day = "", what = ""] = cells(line, ";");
					return servicesIn(BREMEN, what).map((service) => `Bremen ${service} ${iso(day)}`);
				}),
	},
	{
		folder: "bremen-2020-2023",
		recipe: "bremen-html-2018",
		says: () => {
			let year = "";
			return lines("bremen-2020-2023", "data.html", "latin1").flatMap((line) => {
				year = /<b>\p{L}+ (20\d\d)<\/b>/u.exec(line)?.[1] ?? year;
				const [, day, month, what = ""] = /(\d\d)\.(\d\d)\.&nbsp;(.*?)</u.exec(line) ?? [];
				if (day === undefined) return [];
				return servicesIn(BREMEN, what).map((service) => `Bahnhofstraße ${service} ${year}-${month}-${day}`);
			});
		},
	},
	{
		folder: "potsdam-2017",
		recipe: "potsdam-2017",
		says: () =>
			members("potsdam-2017", "dates.tar.gz").flatMap(({ name, text: content }) => {
				const number = /(\d+) /u.exec(name)?.[1];
				return Object.entries(
					JSON.parse(content) as Record<string, Record<string, { date: string; descr: string }[]>>,
				).flatMap(([street, months]) =>
					Object.values(months)
						.flat()
						.flatMap(({ date, descr }) =>
							descr.split(", ").map((each) => `${street}${number} ${POTSDAM_IDS[POTSDAM.indexOf(each)]} ${date}`),
						),
				);
			}),
	},
	{
		folder: "zurich-openerz-2014-2023",
		recipe: "zurich-openerz-2014-2023",
		says: () =>
			Object.entries(ZURICH).flatMap(([file, service]) =>
				lines("zurich-openerz-2014-2023", `zurich_${file}.csv`)
					.slice(1)
					.map((line) => {
						const postcode = line.slice(0, 4);
						const day = line.slice(line.lastIndexOf(",") + 1).replaceAll('"', "");
						return `PLZ ${postcode} ${service} ${day}`;
					}),
			),
	},
];
