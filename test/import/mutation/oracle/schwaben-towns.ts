import type { Reading, Texts } from "../engine/reading.ts";
import { textLines } from "../engine/text.ts";
import type { OracleTown, SourceFile } from "../engine/town.ts";
import { columnsOf, germanDay, recordsOf } from "./cells.ts";
import { reader, separated, within } from "./list-towns.ts";
import { schwaben } from "./numbers.ts";
import { assemble, type Plan, plan, type StreetRow } from "./streets.ts";

const YEARS = ["2024", "2025", "2026"];
const IDS = ["115", "1047"];
const HEADINGS: Readonly<Record<string, string>> = {
	"Restmüll:": "rest",
	"Biomüll:": "bio",
	"Gelber Sack:": "gelb",
	"Gartenabfälle:": "garten",
};
const STREETS = "Straßen-Namen:";
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

interface Paragraph {
	readonly heading: string;
	readonly said: string;
	readonly line: number;
}

/** Each heading with the one line below it; whatever else stands there is refused. */
function paragraphsOf(text: string, refuse: (line: number) => void): { district: string; paragraphs: Paragraph[] } {
	const paragraphs: Paragraph[] = [];
	let [district, heading] = ["", ""];
	for (const [at, given] of textLines(text).entries()) {
		const said = given.trim();
		const named = /^ID: (\S+)$/u.exec(said)?.[1];
		const isHeading = said === STREETS || said in HEADINGS;
		if (said === "") continue;
		if (district === "" && named !== undefined) district = named;
		else if (district === "" || isHeading === (heading !== "")) refuse(at + 1);
		else if (isHeading) heading = said;
		else {
			paragraphs.push({ heading, said, line: at + 1 });
			heading = "";
		}
	}
	if (heading !== "") refuse(1);
	return { district, paragraphs };
}

/** A district with its streets and a paragraph of days for each service. */
function calendar(reading: Reading, texts: Texts, year: string, id: string, plans: Plan): StreetRow[] {
	const file = `${year}/Abfallkalender_${year}_ID-${id}.txt`;
	const { district, paragraphs } = paragraphsOf(texts.get(file) ?? "", (line) => reading.refuse(file, line));
	const names = paragraphs.filter(({ heading }) => heading === STREETS);
	if (names.length !== 1) reading.refuse(file);
	for (const { heading, said, line } of paragraphs.filter((each) => each.heading !== STREETS))
		for (const day of said.split(",").map((each) => germanDay(each.trim()))) {
			if (!inYears(day) && day !== "2023-12-31") reading.refuse(file, line);
			else if (day?.startsWith(year)) plan(plans, `${HEADINGS[heading]} ${year}/${district}`, { day, file, line });
		}
	const rounds = SERVICES.map((service) => `${service} ${year}/${district}`);
	return names.flatMap(({ said, line }) =>
		splitOutside(said).flatMap((entry) => {
			const part = partOf(entry);
			if (!part) reading.refuse(file, line);
			return part ? [{ file, line, ...part, rounds, year }] : [];
		}),
	);
}

function texts2024(reading: Reading, texts: Texts): void {
	const plans: Plan = new Map();
	const rows = YEARS.flatMap((year) => IDS.flatMap((id) => calendar(reading, texts, year, id, plans)));
	assemble(reading, rows, plans, new Set());
}

type Moves = ReadonlyMap<string, string | undefined>;

/** «Von», «Nach»: what moves a planned day. Without «Nach» it is cancelled. */
function movesOf(reading: Reading, texts: Texts): Moves {
	const moves = new Map<string, string | undefined>();
	for (const year of YEARS) {
		const file = `sheets-${year}/korrektur.csv`;
		const [head, ...records] = recordsOf(texts.get(file) ?? "", ";");
		const columns = columnsOf(head, ["Von", "Nach"]);
		if (!columns || records.length === 0) reading.refuse(file);
		for (const { line, cells } of records) {
			const [given = "", target = ""] = (columns ?? []).map((at) => cells?.[at] ?? "");
			const [from, to] = [germanDay(given), germanDay(target)];
			const rival = from !== undefined && moves.has(from) && moves.get(from) !== to;
			if (cells?.length !== head?.cells?.length || !from || (!to && target !== "") || rival) reading.refuse(file, line);
			else moves.set(from, to);
		}
	}
	return moves;
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

function columnDays(reading: Reading, texts: Texts, sheet: Sheet, moves: Moves, plans: Plan): void {
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
					const moved = sheet.service !== "gelb" && moves.has(planned);
					const day = moved ? moves.get(planned) : planned;
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
		// Every twenty-fifth street, and those that are cut by numbers.
		separated(`sheets-${year}/strassenindex.csv`, ";", {
			header: 3,
			slice: (text) =>
				text
					.split("\n")
					.filter(
						(line, at) =>
							at < 3 || (/^\d+;/u.test(line) && !/Marktplatz/u.test(line) && (at % 25 === 0 || line.includes("("))),
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
		// Two of 19 districts.
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
