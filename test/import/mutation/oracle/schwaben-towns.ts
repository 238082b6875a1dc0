import type { Reading, Texts } from "../engine/reading.ts";
import { textLines } from "../engine/text.ts";
import type { OracleTown, SourceFile } from "../engine/town.ts";
import { columnsOf, germanDay, recordsOf } from "./cells.ts";
import { reader, separated, within } from "./list-towns.ts";
import { schwaben } from "./numbers.ts";
import { assemble, type Plan, plan, type StreetRow } from "./streets.ts";

const YEARS = ["2024", "2025", "2026"];
const IDS = ["115", "391", "1047"];
const HEADINGS: Readonly<Record<string, string>> = {
	"Restmüll:": "rest",
	"Biomüll:": "bio",
	"Gelber Sack:": "gelb",
	"Gartenabfälle:": "garten",
};
const SERVICES = Object.values(HEADINGS);
const inYears = within("2024-01-01", "2026-12-31");

/** `Loderergasse (14, 16, 18-30)`: a street and its part; nothing where the numbers are not understood. */
function partOf(entry: string): Pick<StreetRow, "street" | "numbers" | "words"> | undefined {
	const [, street = entry, wording] = /^([^()]+?) \(([^()]+)\)$/u.exec(entry) ?? [];
	const numbers = wording === undefined ? undefined : schwaben(wording.trim());
	if (street === "" || /[\d()]/u.test(street) || numbers === "unread") return undefined;
	return { street, numbers, words: numbers === undefined ? wording?.trim() : undefined };
}

function splitOutside(list: string): string[] {
	return list.split(/,(?![^(]*\))/u).map((each) => each.trim());
}

/** A district with its streets and a paragraph of days for each service. */
function calendar(reading: Reading, texts: Texts, year: string, id: string, plans: Plan): StreetRow[] {
	const file = `${year}/Abfallkalender_${year}_ID-${id}.txt`;
	const rows: StreetRow[] = [];
	let [district, heading] = ["", ""];
	let filled = true;
	textLines(texts.get(file) ?? "").forEach((given, at) => {
		const [said, line] = [given.trim(), at + 1];
		const [, named] = /^ID: (\S+)$/u.exec(said) ?? [];
		if (said === "") return;
		if (named !== undefined && district === "") district = named;
		else if (filled && (said === "Straßen-Namen:" || said in HEADINGS)) [heading, filled] = [said, false];
		else if (filled || district === "") reading.refuse(file, line);
		else {
			filled = true;
			if (heading === "Straßen-Namen:") rows.push(...streets(said, line));
			else days(said, line);
		}
	});
	if (!filled || rows.length === 0) reading.refuse(file);
	return rows;

	function streets(said: string, line: number): StreetRow[] {
		const rounds = SERVICES.map((service) => `${service} ${year}/${district}`);
		return splitOutside(said).flatMap((entry) => {
			const part = partOf(entry);
			if (!part) reading.refuse(file, line);
			return part ? [{ file, line, ...part, rounds, year }] : [];
		});
	}

	function days(said: string, line: number): void {
		for (const each of said.split(",").map((day) => germanDay(day.trim()))) {
			if (!inYears(each) && each !== "2023-12-31") reading.refuse(file, line);
			else if (each?.startsWith(year))
				plan(plans, `${HEADINGS[heading]} ${year}/${district}`, { day: each, file, line });
		}
	}
}

function texts2024(reading: Reading, texts: Texts): void {
	const plans: Plan = new Map();
	const rows = YEARS.flatMap((year) => IDS.flatMap((id) => calendar(reading, texts, year, id, plans)));
	assemble(reading, rows, plans, new Set());
}

/** «Von», «Nach»: what moves a planned day. */
function movesOf(reading: Reading, texts: Texts): Map<string, string> {
	return new Map(
		YEARS.flatMap((year) => {
			const file = `sheets-${year}/korrektur.csv`;
			const [head, ...records] = recordsOf(texts.get(file) ?? "", ";");
			const columns = columnsOf(head, ["Von", "Nach"]);
			if (!columns || records.length === 0) reading.refuse(file);
			return records.flatMap(({ line, cells }) => {
				const [from, to] = (columns ?? []).map((at) => germanDay(cells?.[at] ?? ""));
				if (cells?.length !== head?.cells?.length || !from || !to) reading.refuse(file, line);
				return from && to ? [[from, to] as const] : [];
			});
		}),
	);
}

interface Sheet {
	readonly name: string;
	readonly header: number;
	readonly columns: readonly string[];
	readonly service: string;
}

const SHEETS: readonly Sheet[] = [
	{ name: "restmuell", header: 3, columns: ["Mi (1/u)", "Mi (2/u)", "Do (2/u)", "Fr (2/u)"], service: "rest" },
	{ name: "biomuell", header: 3, columns: ["Mi (1/u)", "Do (1/u)", "Fr (1/u)"], service: "bio" },
	{ name: "gelber_sack", header: 1, columns: ["Tour 1", "Tour 2", "Tour 3", "Tour 4"], service: "gelb" },
];

function columnDays(
	reading: Reading,
	texts: Texts,
	sheet: Sheet,
	moves: ReadonlyMap<string, string>,
	plans: Plan,
): void {
	for (const year of YEARS) {
		const file = `sheets-${year}/${sheet.name}.csv`;
		const records = recordsOf(texts.get(file) ?? "", ";");
		const head = records.find(({ line }) => line === sheet.header);
		const columns = columnsOf(head, sheet.columns);
		if (!columns) reading.refuse(file);
		for (const { line, cells } of records.filter((record) => record.line > sheet.header)) {
			if (cells?.length !== head?.cells?.length) reading.refuse(file, line);
			columns?.forEach((at, nth) => {
				const cell = cells?.[at] ?? "";
				const planned = germanDay(cell);
				if (inYears(planned)) {
					const day = (sheet.service === "gelb" ? undefined : moves.get(planned)) ?? planned;
					plan(plans, `${sheet.service} ${sheet.columns[nth]}`, { day, planned, file, line });
				} else if (cell !== "") reading.refuse(file, line);
			});
		}
	}
}

function garden(reading: Reading, texts: Texts, plans: Plan): void {
	for (const year of YEARS) {
		const file = `sheets-${year}/garten.csv`;
		const [, ...records] = recordsOf(texts.get(file) ?? "", ";");
		if (records.length === 0) reading.refuse(file);
		for (const { line, cells } of records) {
			const day = germanDay(cells?.[1] ?? "");
			if (cells?.length !== 2 || !inYears(day)) reading.refuse(file, line);
			else plan(plans, "garten ", { day, file, line });
		}
	}
}

/** Street, two columns for residual waste by week, one for organic, one for the yellow sack. */
function index(reading: Reading, texts: Texts, year: string): StreetRow[] {
	const file = `sheets-${year}/strassenindex.csv`;
	const text = texts.get(file) ?? "";
	const [, first = "", ...records] = [
		undefined,
		text.split("\n").slice(0, 2).join(" "),
		...recordsOf(text.split("\n").slice(3).join("\n"), ";"),
	];
	const [head] = recordsOf(first.replaceAll("\r", ""), ";");
	const [name] = columnsOf(head, ["Straßenname"]) ?? [];
	if (name === undefined) reading.refuse(file);
	return records.flatMap(({ line: at, cells }) => {
		const line = at + 3;
		const part = partOf(cells?.[name ?? -1] ?? "");
		const [one = "", two = "", bio = "", gelb = ""] = cells?.slice(2, 6) ?? [];
		const rounds = [`rest ${one} (1/u)`, `rest ${two} (2/u)`, `bio ${bio} (1/u)`, `gelb Tour ${gelb}`];
		const cellsOf = [one, two, bio, gelb];
		if (!part || cells?.length !== head?.cells?.length) {
			reading.refuse(file, line);
			return [];
		}
		const here = rounds.filter((_, nth) => !["", "-"].includes(cellsOf[nth] ?? ""));
		return [{ file, line, ...part, rounds: [...here, "garten "], year }];
	});
}

function sheets(reading: Reading, texts: Texts): void {
	const plans: Plan = new Map();
	const moves = movesOf(reading, texts);
	for (const sheet of SHEETS) columnDays(reading, texts, sheet, moves, plans);
	garden(reading, texts, plans);
	const idle = SHEETS.flatMap(({ service, columns }) => columns.map((column) => `${service} ${column}`));
	assemble(
		reading,
		YEARS.flatMap((year) => index(reading, texts, year)),
		plans,
		new Set(idle),
	);
}

function sheetFiles(year: string): SourceFile[] {
	const dated = [...SHEETS, { name: "garten", header: 1 }, { name: "korrektur", header: 1 }];
	return [
		...dated.map(({ name, header }) => separated(`sheets-${year}/${name}.csv`, ";", { header })),
		// Every eighth street, and those that are cut by numbers.
		separated(`sheets-${year}/strassenindex.csv`, ";", {
			header: 3,
			slice: (text) =>
				text
					.split("\n")
					.filter(
						(line, at) =>
							at < 3 || (/^\d+;/u.test(line) && !/Marktplatz/u.test(line) && (at % 8 === 0 || line.includes("("))),
					)
					.join("\n"),
		}),
	];
}

export const SCHWABEN_TOWNS: readonly OracleTown[] = [
	{
		folder: "markt-schwaben-2024-2026",
		recipe: "markt-schwaben-2024-2026",
		files: YEARS.flatMap(sheetFiles),
		read: reader(sheets),
	},
	{
		folder: "markt-schwaben-2024-2026",
		recipe: "markt-schwaben-txt-2024",
		// Three of 19 districts.
		files: YEARS.flatMap((year) =>
			IDS.map(
				(id): SourceFile => ({
					name: `${year}/Abfallkalender_${year}_ID-${id}.txt`,
					shape: "lines",
					encoding: "latin1",
				}),
			),
		),
		read: reader(texts2024),
	},
];
