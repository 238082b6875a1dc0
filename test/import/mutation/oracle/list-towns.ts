import { Reading, type Refusal, type Texts } from "../engine/reading.ts";
import { textLines } from "../engine/text.ts";
import type { OracleTown, SourceFile } from "../engine/town.ts";
import { columnsOf, germanDay, isoDay, isWeekday, recordsOf } from "./cells.ts";
import { kleve } from "./numbers.ts";
import { assemble, type Plan, plan, type StreetRow } from "./streets.ts";

export function separated(name: string, separator: string, more: Partial<SourceFile> = {}): SourceFile {
	return { name, shape: "separated", encoding: "utf-8", separator, header: 1, ...more };
}

/** A reader that is given a fresh page each time. */
export function reader(read: (reading: Reading, texts: Texts) => void): OracleTown["read"] {
	return (texts) => {
		const reading = new Reading();
		read(reading, texts);
		return reading;
	};
}

export function within(from: string, to: string) {
	return (day: string | undefined): day is string => day !== undefined && from <= day && day <= to;
}

/** Only the lines that are wanted; the first one is the head. */
export function keepLines(wanted: (line: string, at: number) => boolean) {
	return (text: string): string =>
		text
			.split("\n")
			.filter((line, at) => at === 0 || wanted(line, at))
			.join("\n");
}

const BREMEN = new Map([
	["Papier", "papier"],
	["Gelber Sack", "gelb"],
	["Bioabfall", "bio"],
	["Restmüll", "rest"],
	["Tannenbaumabfuhr", "baum"],
	["Restm.", "rest"],
	["Bioabf.", "bio"],
	["G.Sack", "gelb"],
]);

function bremenCsv(reading: Reading, texts: Texts): void {
	const [file, inYears] = ["data.csv", within("2020-01-01", "2021-12-31")];
	const [head, ...records] = recordsOf(texts.get(file) ?? "", ";");
	const columns = columnsOf(head, ["Wochentag", "Datum", "Abfuhrart"]);
	if (!columns || records.length === 0) reading.refuse(file);
	for (const { line, cells } of records) {
		const [weekday = "", date = "", what = ""] = (columns ?? []).map((at) => cells?.[at] ?? "");
		const day = germanDay(date);
		const services = what.split(" / ").map((word) => BREMEN.get(word));
		if (cells?.length !== 3 || !inYears(day) || !isWeekday(weekday, day) || services.includes(undefined))
			reading.refuse(file, line);
		else for (const service of services) reading.say({ street: "Bremen" }, service ?? "", day, { file, line });
	}
}

const MONTHS = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" ");

interface Heading {
	readonly month: number;
	readonly year: number;
}

function bremenHtml(reading: Reading, texts: Texts): void {
	const file = "data.html";
	let heading: Heading | undefined;
	textLines(texts.get(file) ?? "").forEach((given, at) => {
		const said = given.trim();
		const [, name = "", year = ""] = /^<b>(\p{L}+) (\d{4})<\/b><br>$/u.exec(said) ?? [];
		if (MONTHS.includes(name)) heading = { month: MONTHS.indexOf(name) + 1, year: Number(year) };
		else if (/\d\d?\.\s*\d\d?\.&nbsp;|nobr/u.test(said)) bremenRow(reading, said, heading, { file, line: at + 1 });
		else if (/<b>.*\d{4}.*<br>/u.test(said)) heading = undefined;
	});
}

function bremenRow(reading: Reading, said: string, heading: Heading | undefined, source: Refusal): void {
	const match = /^<nobr>(?:\((\p{L}\p{L})\) )?(\d\d)\.(\d\d)\.&nbsp;([^<&]*)<nobr><br>$/u.exec(said);
	const [, weekday, date, month, what = ""] = match ?? [];
	const day = germanDay(`${date}.${month}.${heading?.year}`);
	const services = what.split(" / ").map((word) => BREMEN.get(word.trim()));
	const right =
		within("2018-07-01", "2020-06-30")(day) && heading?.month === Number(month) && !services.includes(undefined);
	if (!right || (weekday !== undefined && !isWeekday(weekday, day))) return reading.refuse(source.file, source.line);
	for (const service of services) reading.say({ street: "Bahnhofstraße" }, service ?? "", day, source);
}

const WESTERWALD = [
	["Bioabfall", "bio"],
	["Altpapier", "papier"],
	["Weihnachtsbäume", "baum"],
	["Gelbe(r) Sack / Tonne", "gelb"],
	["Problemabfall", "problem"],
	["Restabfall", "rest"],
	["Sperrmüll", "sperr"],
	["Grünabfall", "gruen"],
] as const;

function westerwald(reading: Reading, texts: Texts): void {
	const [file, inYear] = ["widget_export_csv.csv", within("2020-01-01", "2020-12-31")];
	const [head, ...records] = recordsOf(texts.get(file) ?? "", ";");
	const columns = columnsOf(
		head,
		WESTERWALD.map(([name]) => name),
	);
	if (!columns || records.length === 0) reading.refuse(file);
	for (const { line, cells } of records) {
		if (cells?.length !== WESTERWALD.length) reading.refuse(file, line);
		WESTERWALD.forEach(([, service], nth) => {
			const cell = cells?.[columns?.[nth] ?? -1] ?? "";
			const day = germanDay(cell);
			if (inYear(day)) reading.say({ street: "Westerwaldkreis" }, service, day, { file, line });
			else if (cell !== "") reading.refuse(file, line);
		});
	}
}

const ZURICH = { kehricht: "kehricht", bioabfall: "bio", papier: "papier", karton: "karton", sonderabfall: "sonder" };

function zurich(reading: Reading, texts: Texts): void {
	const inYears = within("2013-12-01", "2023-12-31");
	for (const [name, service] of Object.entries(ZURICH)) {
		const file = `zurich_${name}.csv`;
		const [head, ...records] = recordsOf(texts.get(file) ?? "", ",");
		const columns = columnsOf(head, ["PLZ", "Abholdatum"]);
		if (!columns || records.length === 0) reading.refuse(file);
		for (const { line, cells } of records) {
			const [postcode = "", date = ""] = (columns ?? []).map((at) => cells?.[at] ?? "");
			const day = isoDay(date);
			if (cells?.length !== head?.cells?.length || !inYears(day) || postcode === "") reading.refuse(file, line);
			else reading.say({ street: `PLZ ${postcode}` }, service, day, { file, line });
		}
	}
}

const KLEVE = { GREY: "rest", GREEN: "papier", BROWN: "bio", YELLOW: "gelb", PINK: "pink" } as Record<string, string>;

function kleveDays(reading: Reading, texts: Texts, plans: Plan): void {
	const [file, inYear] = ["abfuhrtermine4.txt", within("2023-01-01", "2023-12-31")];
	textLines(texts.get(file) ?? "").forEach((text, at) => {
		const [date = "", ...tokens] = text.split(" ").filter((token) => token !== "");
		const day = isoDay(date);
		if (date === "" && tokens.length === 0) return;
		const keys = tokens.filter((token) => token !== "X").map(kleveToken);
		if (!inYear(day) || keys.includes(undefined) || tokens.length > 5) reading.refuse(file, at + 1);
		else for (const key of keys) plan(plans, key ?? "", { day, file, line: at + 1 });
	});
	if (plans.size === 0) reading.refuse(file);
}

/** Rounds of the slice that no street of it has. */
const KLEVE_ROUNDS: ReadonlySet<string> = new Set([
	..."12345".split("").flatMap((round) => ["rest", "papier", "bio"].map((service) => `${service} ${round}`)),
	..."ABCDEFGH"
		.split("")
		.flatMap((round) => [`gelb ${round}`, `pink ${round}`, `sonder ${round}1`, `sonder ${round}2`]),
]);

function kleveToken(token: string): string | undefined {
	if (/^[A-H][12]$/u.test(token)) return `sonder ${token}`;
	const [, round, colour = ""] = /^([1-5]|[A-H])([A-Z]{4,6})$/u.exec(token) ?? [];
	const service = KLEVE[colour];
	return service && `${service} ${round}`;
}

function kleveStreets(reading: Reading, texts: Texts): StreetRow[] {
	const file = "abfuhrbezirke2.txt";
	return recordsOf(texts.get(file) ?? "", ";").flatMap(({ line, cells }) => {
		const [name = "", letter = "", group = "", special = ""] = cells ?? [];
		const [, street = name, wording] = /^(.*?) von Hausnr\.? +(.*)$/u.exec(name) ?? [];
		const numbers = wording === undefined ? undefined : kleve(wording);
		const right = cells?.length === 4 && street !== "" && (wording === undefined ? !/\d/u.test(name) : numbers);
		if (!right) reading.refuse(file, line);
		// An empty cell means «not here».
		const rounds = [
			...["rest", "papier", "bio"].map((service) => `${service} ${group}`),
			...["gelb", "pink"].map((service) => `${service} ${letter}`),
			`sonder ${special}`,
		].filter((round) => !round.endsWith(" "));
		return right ? [{ file, line, street, numbers, rounds }] : [];
	});
}

export const LISTS: readonly OracleTown[] = [
	{
		folder: "bremen-2020-2023",
		recipe: "bremen-csv-2020",
		files: [separated("data.csv", ";", { encoding: "latin1" })],
		read: reader(bremenCsv),
	},
	{
		folder: "bremen-2020-2023",
		recipe: "bremen-html-2018",
		files: [{ name: "data.html", shape: "lines", encoding: "latin1" }],
		read: reader(bremenHtml),
	},
	{
		folder: "api-abfallio-westerwald-2020",
		recipe: "api-abfallio-westerwald-2020",
		files: [separated("widget_export_csv.csv", ";")],
		read: reader(westerwald),
	},
	{
		folder: "zurich-openerz-2014-2023",
		recipe: "zurich-openerz-2014-2023",
		// Two of 24 postcodes and the years from 2021 on.
		files: Object.keys(ZURICH).map((name) =>
			separated(`zurich_${name}.csv`, ",", { slice: keepLines((line) => /^800[12],.*"202[123]-/u.test(line)) }),
		),
		read: reader(zurich),
	},
	{
		folder: "kleve-2023",
		recipe: "kleve-2023",
		files: [
			// Every fortieth street, and some that are cut by numbers.
			separated("abfuhrbezirke2.txt", ";", {
				header: 0,
				slice: keepLines((line, at) => at % 40 === 0 || /[0-9]-\d{1,3} und|str.* 1-/u.test(line)),
			}),
			separated("abfuhrtermine4.txt", " ", { header: 0, slice: keepLines((_, at) => at < 125) }),
		],
		read: reader((reading, texts) => {
			const plans: Plan = new Map();
			kleveDays(reading, texts, plans);
			assemble(reading, kleveStreets(reading, texts), plans, KLEVE_ROUNDS);
		}),
	},
];
