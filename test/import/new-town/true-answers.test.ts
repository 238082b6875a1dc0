import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Answers, answered, byRecipe, guessed, imported, SHARED, said } from "./shared-files.ts";

// Who answers truly gets what the recipe says that people wrote: every difference lies behind a question or a guess.

interface Town {
	readonly folder: string;
	readonly recipe?: string;
	readonly files?: readonly string[];
	readonly answers: Answers;
}

const read = (step: number, path: string) => `recipe>read>${step}>${path}`;

const TOWNS: readonly Town[] = [
	{
		folder: "aarau-2025-2026",
		answers: {
			"services>1>fraction": "organic",
			"services>3>usual": true,
			[read(0, "service>map>Flohmarkt")]: null,
			[read(0, "service>map>Tag der offenen Tore")]: null,
			[read(1, "service>map>Flohmarkt")]: null,
			[read(1, "service>map>Warenmarkt")]: null,
			"recipe>districts": "Region {round}",
		},
	},
	{
		folder: "api-abfallio-westerwald-2020",
		files: ["widget_export_csv.csv"],
		answers: { "recipe>districts": "Westerwaldkreis" },
	},
	{
		folder: "bisamberg-2011-2013",
		answers: { [read(0, "guessed")]: true, [read(1, "guessed")]: true, "recipe>districts": "Zone {round}" },
	},
	{ folder: "geilenkirchen-2026", answers: { [read(0, "street")]: "Bezirk {round}" } },
	{
		folder: "ics-abfall-lro-2024",
		answers: {
			"services>0>fraction": "residual",
			"services>2>fraction": "paper",
			[read(0, "street")]: "Landkreis Rostock",
		},
	},
	{ folder: "ics-abfallplus-aichwald-2020", answers: { [read(0, "street")]: "Ahornweg, Aichwald" } },
	{
		folder: "ics-awbkoeln-2025",
		files: ["awb-abfuhrtermine.ics"],
		answers: { [read(0, "street")]: "Köln" },
	},
	{
		folder: "ics-awido-putzbrunn-2017-2018",
		answers: {
			"services>5": { id: "sperr", fraction: "bulky", label: "Sperrmüll- und Wertstoffsammlung" },
			[read(0, "summaries>Sperrmüll- und Wertstoffsammlung")]: "sperr",
			[read(0, "street")]: "Tannenstraße",
			[read(0, "stops")]: ["schadstoff"],
		},
	},
	{
		folder: "ics-gips-aschaffenburg-2025",
		answers: { "services>4>fraction": "residual", [read(0, "street")]: "Aschaffenburg" },
	},
	{ folder: "ics-marudot-2024", answers: { "services>1>fraction": "paper", [read(0, "street")]: "Bidingen" } },
	{ folder: "ics-mymuell-2020", answers: {} },
	{ folder: "ics-mymuell-sanddornweg-2025", answers: {} },
	{ folder: "ics-regioit-aachen-2020", files: ["muell.ics"], answers: { [read(0, "street")]: "Brabantstraße" } },
	{
		folder: "ics-rlk-bad-ems-2022",
		answers: { [read(0, "street")]: "{location}", [read(0, "guessed")]: true },
	},
	{ folder: "ics-wetzlar-2020", answers: { [read(0, "street")]: "Uferstraße" } },
	{
		folder: "ics-rrule-sivom-2020",
		answers: {
			"services>0>fraction": "packaging",
			"services>1>fraction": "bulky",
			"services>2>fraction": "residual",
			"services>3>fraction": "organic",
			[read(0, "street")]: "Sivom",
			"coverage>from": "2020-01-01",
		},
	},
	{
		folder: "zurich-openerz-2014-2023",
		files: ["kehricht", "bioabfall", "papier", "karton", "sonderabfall"].map((name) => `zurich_${name}.csv`),
		answers: {
			"coverage>from": "2013-01-01",
			"coverage>to": "2023-12-31",
			"services>3>usual": true,
			"recipe>districts": "PLZ {round}",
		},
	},
	{
		folder: "bremen-2020-2023",
		recipe: "bremen-csv-2020",
		files: ["data.csv"],
		answers: {
			"services>3": { id: "papier", fraction: "paper", label: "Papier" },
			"services>4": { id: "gelb", fraction: "packaging", label: "Gelber Sack" },
			[read(0, "service>map>Papier / Gelber Sack")]: undefined,
			[read(0, "service>map>Papier")]: "papier",
			[read(0, "service>map>Gelber Sack")]: "gelb",
			[read(0, "several")]: { Abfuhrart: " / " },
			"recipe>districts": "Bremen",
		},
	},
];

describe.skipIf(!existsSync(SHARED))("new-town, truly answered", () => {
	test.each(TOWNS)("$folder $files: every date as by the recipe that people wrote", async (town) => {
		const { folder, recipe = folder, files, answers } = town;
		const made = await imported(folder, answered(await guessed(folder, files && [...files]), answers));
		expect(made.problems).toEqual([]);
		expect(made.dataset.town.confirmed).toBe(false);
		expect(made.warnings.some(({ code }) => code === "guess")).toBe(true);
		const [mine, theirs] = [new Set(said(made.dataset)), new Set(said(await byRecipe(recipe)))];
		const differing = [...mine, ...theirs].filter((each) => !(mine.has(each) && theirs.has(each)));
		expect(differing.slice(0, 5)).toEqual([]);
		expect(mine.size).toBeGreaterThan(2);
	});
});
