import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { TownFolder } from "../../data/import/command/town-folder.ts";
import { type Imported, importTown } from "../../data/import/import-town.ts";
import { unpack } from "../../data/import/unpack.ts";
import { collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../data/model/dataset-file.ts";
import { describeTown, difference, published } from "./foreign.ts";
import { cells, eventDay, events, iso, json, lines, members, text } from "./independent.ts";

// Every folder of published schedules comes in by recipe alone, and every date is where the file has it.

const HERE = dirname(fileURLToPath(import.meta.url));

async function importByRecipe(town: string): Promise<Imported> {
	const folder = new TownFolder(join(HERE, town));
	const read = folder.readTown();
	if (!read.ok) throw new Error(JSON.stringify(read.problems));
	const { id, file } = read.value;
	const files = await unpack(file, folder.readFiles(file));
	return importTown({ id, file, files, previous: undefined, now: "2026-11-22T00:00:00Z", acceptLoss: false });
}

/** `street service day` of everything the compiled dataset says, after a turn through its file. */
function compiled(dataset: Dataset): string[] {
	const read = parseDataset(makeDataset(dataset));
	if (!read.ok) throw new Error(JSON.stringify(read.problems.slice(0, 3)));
	return read.value.streets.flatMap((street) =>
		street.places.flatMap((place) =>
			collectionsOf(read.value, place).map(
				({ service, day }) => `${street.name}${street.locality ?? ""} ${service.id} ${day}`,
			),
		),
	);
}

interface Folder {
	readonly folder: string;
	readonly recipe: string;
	/** `street service day` as the published files say, by a reader of its own. */
	readonly says: () => string[];
}

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

const FEEDS: readonly Folder[] = [
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

const OTHER_FEEDS: readonly Folder[] = [
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

const LISTS: readonly Folder[] = [
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

/** Streets of the text files with the dates of each fraction; «(…)» names a part and stays with the street. */
function schwabenTexts(): string[] {
	const services: Record<string, string> = {
		Restmüll: "rest",
		Biomüll: "bio",
		"Gelber Sack": "gelb",
		Gartenabfälle: "garten",
	};
	return [2024, 2025, 2026].flatMap((year) =>
		readdirSync(published("markt-schwaben-2024-2026", String(year))).flatMap((name) => {
			const all = lines("markt-schwaben-2024-2026", `${year}/${name}`, "windows-1252");
			const after = (heading: string) => all[all.findIndex((line) => line.startsWith(heading)) + 1] ?? "";
			const streets = after("Straßen-Namen:").split(/,(?![^(]*\))/u);
			return Object.entries(services).flatMap(([heading, service]) => {
				const days = all.some((line) => line.startsWith(heading))
					? after(`${heading}:`).match(/\d\d\.\d\d\.\d{4}/gu)
					: null;
				const own = (days ?? []).map(iso).filter((day) => day.startsWith(String(year)));
				return streets.flatMap((street) => own.map((day) => `${street.replace(/\(.*/u, "").trim()} ${service} ${day}`));
			});
		}),
	);
}

/** District numbers of a day by column; the streets by district. */
function buende(): string[] {
	const columns: Record<number, string> = {
		4: "rest-blau",
		5: "rest-blau",
		6: "rest-gelb",
		7: "rest-gelb",
		8: "bio",
		9: "bio",
		10: "sack",
		11: "kleider",
	};
	return lines("buende-2016", "Kalender-2016.csv")
		.slice(1)
		.flatMap((line) => {
			const [year = "", month = "", day = "", ...rest] = line.split(",");
			return rest.flatMap((district, at) => {
				const service = columns[at + 3];
				return district && service ? [`${district} ${service} ${iso(`${day}.${month}.${year}`)}`] : [];
			});
		});
}

/** `'7'` in the column of paper on the Monday sheet is round «MO 7». */
function giessen(): string[] {
	const services = ["rest-eco", "rest", "papier", "gelb", "bio", "sperr"];
	return (["monday", "tuesday"] as const).flatMap((file) =>
		lines("giessen-2014", `${file}.csv`)
			.slice(1)
			.flatMap((line) => {
				const [day = "", ...rest] =
					line.match(/("[^"]*"|[^,]*)(?:,|$)/gu)?.map((cell) => cell.replace(/,$/u, "")) ?? [];
				return services.flatMap((service, at) =>
					(rest[at]?.match(/[a-d]|\d/gu) ?? []).map(
						(round) => `${file === "monday" ? "MO" : "DI"} ${round.toUpperCase()} ${service} ${iso(day)}`,
					),
				);
			}),
	);
}

/** `round service day` of the compiled rounds: for towns whose calendar names districts, not streets. */
function byRound(dataset: Dataset): string[] {
	return dataset.rounds.flatMap(({ name, service, dates }) => dates.map(({ day }) => `${name} ${service} ${day}`));
}

const table: string[] = [];
afterAll(() =>
	console.log(
		[
			"",
			"| folder | recipe | rows read | of | problems named | dates compared | differences |",
			"|---|---|---|---|---|---|---|",
			...table,
		].join("\n"),
	),
);

function tell(
	folder: string,
	recipe: string,
	imported: Imported,
	compared: number,
	differences: number | string,
): void {
	const rows = [...imported.rows.values()].reduce(
		(sum, { held, read }) => ({ held: sum.held + held, read: sum.read + read }),
		{ held: 0, read: 0 },
	);
	const named = imported.problems.length + imported.acknowledged.length;
	table.push(`| ${folder} | ${recipe} | ${rows.read} | ${rows.held} | ${named} | ${compared} | ${differences} |`);
}

for (const { folder, recipe, says } of [...FEEDS.map(withPlainRest), ...OTHER_FEEDS, ...LISTS]) {
	describeTown(folder, () => {
		test(`${recipe}: every date is where the file has it`, { timeout: 120_000 }, async () => {
			const imported = await importByRecipe(recipe);
			expect(imported.problems).toEqual([]);
			const expected = [...new Set(says())];
			const differences = difference(expected, compiled(imported.dataset));
			tell(folder, recipe, imported, expected.length, differences.length);
			expect(differences.slice(0, 5)).toEqual([]);
			expect(expected.length).toBeGreaterThan(2);
		});
	});
}

describeTown("buende-2016", () => {
	test("buende-2016: every day of every district, and every street in its district", async () => {
		const imported = await importByRecipe("buende-2016");
		expect(imported.problems).toEqual([]);
		const rows = lines("buende-2016", "streets.csv").map((line) => line.split(","));
		const districts = new Set(rows.map(([, district]) => district));
		const expected = [...new Set(buende())].filter((each) => districts.has(each.split(" ")[0]));
		const differences = difference(expected, byRound(imported.dataset));
		tell("buende-2016", "buende-2016", imported, expected.length, differences.length);
		expect(differences).toEqual([]);
		const [ahler] = imported.dataset.streets.filter(({ name }) => name === "Ahler Straße");
		expect(ahler?.places.map(({ part }) => part.kind === "words" && part.words)).toEqual([
			"Von Osnabrücker Str. bis Boschstr.",
			"Von Boschstr. bis Rödinghauser Str.",
		]);
	});
});

describeTown("giessen-2014", () => {
	test("giessen-2014: Monday and Tuesday; the three districts without a plan are named", async () => {
		const imported = await importByRecipe("giessen-2014");
		expect(imported.problems).toEqual([]);
		const named = new Set(imported.dataset.rounds.map(({ name, service }) => `${name} ${service}`));
		const expected = [...new Set(giessen())].filter((each) => named.has(each.split(" ").slice(0, 3).join(" ")));
		const differences = difference(expected, byRound(imported.dataset));
		tell("giessen-2014", "giessen-2014", imported, expected.length, differences.length);
		expect(differences).toEqual([]);
		expect(expected.length).toBeGreaterThan(600);
		const missing = imported.acknowledged.filter(({ problem }) => problem.code === "round_without_dates");
		for (const day of ["MI", "DO", "FR"])
			expect(missing.some(({ problem }) => problem.what.includes(`«${day} `))).toBe(true);
	});
});

describeTown("markt-schwaben-2024-2026", () => {
	test("the 56 text files: every date of every street", async () => {
		const imported = await importByRecipe("markt-schwaben-txt-2024");
		expect(imported.problems).toEqual([]);
		const expected = [...new Set(schwabenTexts())];
		// The parts of a street are compared as one: the same day of two parts counts once.
		const differences = difference(expected, [...new Set(compiled(imported.dataset))]);
		tell("markt-schwaben-2024-2026", "markt-schwaben-txt-2024", imported, expected.length, differences.length);
		expect(differences.slice(0, 5)).toEqual([]);
	});

	test("the workbook of 2026 says what its sheets say as CSV", async () => {
		const imported = await importByRecipe("markt-schwaben-xlsx-2026");
		expect(imported.problems).toEqual([]);
		const fromSheets = await importByRecipe("markt-schwaben-2024-2026");
		const year = (dataset: Dataset) => compiled(dataset).filter((each) => each.includes(" 2026-"));
		const expected = year(fromSheets.dataset);
		const differences = difference([...new Set(expected)], [...new Set(year(imported.dataset))]);
		tell("markt-schwaben-2024-2026", "markt-schwaben-xlsx-2026", imported, expected.length, differences.length);
		expect(differences.slice(0, 5)).toEqual([]);
	});
});

describeTown("arnsberg-2023", () => {
	test("arnsberg-2023: addresses without dates are named as such, and every wording is read", async () => {
		const imported = await importByRecipe("arnsberg-2023");
		const codes = new Set(imported.problems.map(({ code }) => code));
		expect(codes).toContain("service_without_dates");
		expect(codes).toContain("round_without_dates");
		expect(codes).not.toContain("unread_numbers");
		tell("arnsberg-2023", "arnsberg-2023", imported, 0, "none to compare: addresses without dates");
	});
});

describeTown("ics-bsr-berlin-empty", () => {
	test("ics-bsr-berlin-empty: an empty answer is named and changes nothing", async () => {
		const imported = await importByRecipe("ics-bsr-berlin-empty");
		expect(imported.problems.filter(({ code }) => code === "empty_calendar").map(({ where }) => where.file)).toEqual([
			"berlin.ics",
			"bsr-empty-2024.ics",
		]);
		tell("ics-bsr-berlin-empty", "ics-bsr-berlin-empty", imported, 0, "none to compare: empty feed");
	});
});

test("no folder of the published schedules is passed over", () => {
	const elsewhere = ["bonn-2015", "kleve-2023", "geilenkirchen-2026", "facts-holiday-shifts"];
	const withoutSchedule = ["facts-heusenstamm", "api-abfallnavi-openapi"];
	const here = [...FEEDS, ...OTHER_FEEDS, ...LISTS].map(({ folder }) => folder);
	const own = ["buende-2016", "giessen-2014", "markt-schwaben-2024-2026", "arnsberg-2023", "ics-bsr-berlin-empty"];
	const all = readdirSync(published(".", "."), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	expect(all.filter((name) => ![...elsewhere, ...withoutSchedule, ...here, ...own].includes(name))).toEqual([]);
	for (const name of withoutSchedule)
		table.push(`| ${name} | – | 0 | 0 | 0 | 0 | none to compare: a description, no schedule |`);
	for (const name of elsewhere) table.push(`| ${name} | see ${name}'s own test | | | | | |`);
});
