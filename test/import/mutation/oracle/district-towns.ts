import type { Reading, Texts } from "../engine/reading.ts";
import type { OracleTown } from "../engine/town.ts";
import { columnsOf, germanDay, isWeekday, recordsOf } from "./cells.ts";
import { keepLines, reader, separated, within } from "./list-towns.ts";
import { bonn, bracketless, buende } from "./numbers.ts";
import { assemble, type Plan, plan, type StreetRow } from "./streets.ts";

const BUENDE = ["rest-blau", "rest-blau", "rest-gelb", "rest-gelb", "bio", "bio", "sack", "kleider"];
const BUENDE_SERVICES = [...new Set(BUENDE)];
const DISTRICTS = Array.from({ length: 16 }, (_, at) => String(at + 1));

/** Year, month, day, weekday, and a district in each further column. */
function buendeDays(reading: Reading, texts: Texts, plans: Plan): void {
	const file = "Kalender-2016.csv";
	const [, ...records] = recordsOf(texts.get(file) ?? "", ",");
	if (records.length === 0) reading.refuse(file);
	for (const { line, cells } of records) {
		const [year = "", month = "", date = "", weekday = "", ...districts] = cells ?? [];
		const day = germanDay(`${date}.${month}.${year}`);
		const right = cells?.length === 12 && districts.every((each) => each === "" || DISTRICTS.includes(each));
		if (!right || !within("2016-01-01", "2017-01-08")(day) || !isWeekday(weekday, day)) reading.refuse(file, line);
		else
			districts.forEach((district, at) => {
				if (district !== "") plan(plans, `${BUENDE[at]} ${district}`, { day, file, line });
			});
	}
}

function buendeStreets(reading: Reading, texts: Texts): StreetRow[] {
	const file = "streets.csv";
	return recordsOf(texts.get(file) ?? "", ",").flatMap(({ line, cells }) => {
		const [street = "", district = "", wording = ""] = cells ?? [];
		const numbers = buende(wording);
		const right = cells?.length === 3 && street !== "" && !/\d/u.test(street);
		if (!right) reading.refuse(file, line);
		const words = numbers === undefined && wording !== "" ? wording.replace(/\s+/gu, " ") : undefined;
		const rounds = BUENDE_SERVICES.map((service) => `${service} ${district}`);
		return right ? [{ file, line, street, numbers, words, rounds }] : [];
	});
}

const GIESSEN = [
	["grey (eco)", "rest-eco"],
	["grey (big)", "rest"],
	["blue", "papier"],
	["yellow", "gelb"],
	["green", "bio"],
	["orange", "sperr"],
] as const;

function giessenDays(reading: Reading, texts: Texts, plans: Plan): void {
	for (const [file, weekday] of [
		["monday.csv", "MO"],
		["tuesday.csv", "DI"],
	] as const) {
		const [head, ...records] = recordsOf(texts.get(file) ?? "", ",");
		const columns = columnsOf(head, ["Date", ...GIESSEN.map(([name]) => name)]);
		if (!columns || records.length === 0) reading.refuse(file);
		for (const { line, cells } of records) {
			const [date = "", ...tokens] = (columns ?? []).map((at) => cells?.[at] ?? "");
			const day = germanDay(date);
			const rounds = tokens.map((cell, at) => giessenRounds(cell, at === 0));
			if (
				cells?.length !== head?.cells?.length ||
				!within("2014-01-01", "2014-12-31")(day) ||
				rounds.includes(undefined)
			)
				reading.refuse(file, line);
			else
				rounds.forEach((each, at) => {
					for (const round of each ?? []) plan(plans, `${GIESSEN[at]?.[1]} ${weekday} ${round}`, { day, file, line });
				});
		}
	}
}

/** `'1','3'` or, for the small bin, `c`. */
function giessenRounds(cell: string, isLetter: boolean): string[] | undefined {
	const tokens = cell
		.split(",")
		.map((token) => token.trim())
		.filter((token) => token !== "");
	const form = isLetter ? /^[a-d]$/u : /^'[1-9]'$/u;
	return tokens.every((token) => form.test(token))
		? tokens.map((token) => token.replaceAll("'", "").toUpperCase())
		: undefined;
}

function giessenStreets(reading: Reading, texts: Texts): StreetRow[] {
	const file = "streets.csv";
	const rows = giessenRows(reading, texts, file);
	for (const row of rows) if (isOfUnknownSides(row, rows)) reading.refuse(file, row.line);
	return rows;
}

/** `17 - Ende` is one side where another row has the other one beyond 17; where none has, nobody can say. */
function isOfUnknownSides({ street, name }: NamedRow, rows: readonly NamedRow[]): boolean {
	const from = Number(/ (\d+) ?- ?Ende$/u.exec(name)?.[1] ?? Number.NaN);
	const others = rows.filter((each) => each.street === street && each.name !== name);
	const across = Array.from({ length: 4_500 }, (_, at) => from + 1 + 2 * at);
	return !Number.isNaN(from) && !others.some(({ numbers }) => across.some((each) => numbers?.holds(each)));
}

interface NamedRow extends StreetRow {
	readonly name: string;
}

function giessenRows(reading: Reading, texts: Texts, file: string): NamedRow[] {
	return recordsOf(texts.get(file) ?? "", ",").flatMap(({ line, cells }) => {
		const [name = "", ...districts] = cells ?? [];
		const weekday = districts[6] ?? "";
		const { street, numbers } = bracketless(name);
		const right = cells?.length === 8 && street !== "" && numbers !== "unread";
		if (!right) {
			reading.refuse(file, line);
			return [];
		}
		// An empty cell means «not here».
		const here = GIESSEN.flatMap(([, service], at) =>
			districts[at] ? [`${service} ${weekday} ${districts[at]}`] : [],
		);
		return [{ file, line, street, name, numbers, rounds: here }];
	});
}

const GIESSEN_ROUNDS = new Set(
	["MO", "DI"].flatMap((weekday) =>
		GIESSEN.flatMap(([, service]) => [..."ABCD123456789"].map((round) => `${service} ${weekday} ${round}`)),
	),
);

const BONN: Readonly<Record<string, string>> = {
	"Restmüll - 240 l|01-wöchentl.": "rest-1w",
	"Restmüll - 240 l|02-wöchentl.": "rest-2w",
	"Restmüll - 240 l|02*wöchentl.": "rest-2x",
	"Bio|02*monatlich": "bio",
	"Papier / Gelb|01-monatlich": "papier-gelb",
	"Sperrmüll|": "sperr",
	"Weihnachtsbäume|": "baum",
	"Gelbe Großbehälter|": "gelb-gross",
};
const BONN_COLUMNS =
	"PLAN_BEZ AUFGTURNUS STRASSE1 PLZ1 HNR_GE_AB HNR_GE_BIS HNR_UG_AB HNR_UG_BIS HNR_POS HNR_NEG".split(" ");

/** A row is a service on a part of a street with all its days. */
function bonnRows(reading: Reading, texts: Texts): void {
	const file = "bonn-abfuhrtermine-2015.derived.csv";
	const [head, ...records] = recordsOf(texts.get(file) ?? "", ";");
	const columns = columnsOf(head, BONN_COLUMNS);
	const dates = (head?.cells ?? []).flatMap((name, at) => (/^TERMIN\d{3}$/u.test(name) ? [at] : []));
	const plans: Plan = new Map();
	if (!columns || dates.length === 0 || records.length === 0) reading.refuse(file);
	const rows = records.flatMap(({ line, cells }) => {
		const [what, turn, street = "", postcode = "", ...numbers] = (columns ?? []).map((at) => cells?.[at] ?? "");
		const service = BONN[`${what}|${turn}`];
		const days = dates.map((at) => cells?.[at] ?? "").filter((cell) => cell !== "");
		const real = days.map(germanDay);
		const part = bonn(numbers);
		const right =
			cells?.length === head?.cells?.length &&
			service &&
			part &&
			street !== "" &&
			real.every(within("2015-01-01", "2015-12-31"));
		if (!right || real.length === 0) {
			reading.refuse(file, line);
			return [];
		}
		for (const day of real) plan(plans, `${service} line ${line}`, { day: day ?? "", file, line });
		return [
			{
				file,
				line,
				street: street.replace(/\s+/gu, " "),
				locality: postcode || undefined,
				numbers: part,
				rounds: [`${service} line ${line}`],
			},
		];
	});
	assemble(reading, rows, plans, new Set());
}

export const DISTRICT_TOWNS: readonly OracleTown[] = [
	{
		folder: "buende-2016",
		recipe: "buende-2016",
		files: [
			separated("Kalender-2016.csv", ",", { slice: keepLines((_, at) => at < 90) }),
			// Every sixtieth street that has no parts, and five that have.
			separated("streets.csv", ",", {
				header: 0,
				slice: (text) => {
					const lines = text.split("\n");
					const names = lines.map((line) => line.split(",")[0]);
					const once = (at: number) => names.filter((name) => name === names[at]).length === 1;
					return lines
						.filter(
							(line, at) => (at % 60 === 0 && once(at)) || /^(Elsemühl|Ahler Str|Hauptst|Waldst|Wiesenst)/u.test(line),
						)
						.join("\n");
				},
			}),
		],
		read: reader((reading, texts) => {
			const plans: Plan = new Map();
			buendeDays(reading, texts, plans);
			const all = BUENDE_SERVICES.flatMap((service) => DISTRICTS.map((district) => `${service} ${district}`));
			assemble(reading, buendeStreets(reading, texts), plans, new Set(all));
		}),
	},
	{
		folder: "giessen-2014",
		recipe: "giessen-2014",
		files: [
			separated("monday.csv", ",", { slice: keepLines((_, at) => at < 120) }),
			separated("tuesday.csv", ",", { slice: keepLines((_, at) => at < 120) }),
			// Streets of Monday and Tuesday: every twenty-fifth, and some that are cut by numbers or go to the end.
			separated("streets.csv", ",", {
				header: 0,
				slice: (text) =>
					text
						.split("\n")
						.filter((line) => /"(?:MO|DI)"\r?$/u.test(line) && !/^"Lahnstr|^"Rödgen|^"Heuch|^"Hein-|~|\dA/u.test(line))
						.filter((line, at) => at % 25 === 0 || /^"(?:A|G|H|R)[^"]*\d/u.test(line))
						.join("\n"),
			}),
		],
		read: reader((reading, texts) => {
			const plans: Plan = new Map();
			giessenDays(reading, texts, plans);
			assemble(reading, giessenStreets(reading, texts), plans, GIESSEN_ROUNDS);
		}),
	},
	{
		folder: "bonn-2015",
		recipe: "bonn-2015",
		// Six of 2,196 streets, among them one with numbers taken in and out.
		files: [
			separated("bonn-abfuhrtermine-2015.derived.csv", ";", {
				slice: keepLines((line) =>
					/;(?:Acherstr\.|Aennchenplatz|Am Wichelshof|Annaberger Str\.|Helenenstr\.|Poppelsdorfer Allee);/u.test(line),
				),
			}),
		],
		read: reader(bonnRows),
	},
];
