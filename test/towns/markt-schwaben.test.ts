import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { collectionsOf } from "../../data/model/dataset.ts";
import type { Place } from "../../data/model/street.ts";
import { resolve } from "../../data/model/street.ts";
import {
	describeTown,
	difference,
	germanDay,
	houseNumber,
	type Imported,
	importForeign,
	linesOf,
	published,
	tell,
} from "./foreign.ts";

const TOWN = "markt-schwaben-2024-2026";
const YEARS = ["2024", "2025", "2026"];

/** The wordings in brackets that the town uses, and numbers that they mean. */
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
	"1-15": ["1", "8", "15", "15a"],
	"16-32": ["16", "21", "32"],
	"gerade Hs.Nr. ohne 2": ["4", "6", "100"],
	"ungerade Hs.Nr. mit 2": ["1", "2", "99"],
	"1-21": ["1", "10", "21"],
	"26-57": ["26", "41", "57"],
	"2-12, 15, 17": ["2", "7", "12", "15", "17"],
	"14, 16, 18-30": ["14", "16", "18", "25", "30"],
};

/** The one part that words describe. */
const WORDS = "Ebersberger Str.";

/** `Rest` and its round, as the head of a column of corrected dates has it: "Mi (1/k)" is round "Mi (1/u)". */
interface Cell {
	readonly service: "rest" | "bio";
	readonly round: string;
	readonly planned: string;
	readonly day: string;
}

/** Uncorrected and corrected dates stand side by side: the same number of columns of each. */
function readCells(year: string, file: string, service: "rest" | "bio"): Cell[] {
	const [, , head = "", ...lines] = linesOf(TOWN, `sheets-${year}/${file}.csv`);
	const names = head.split(";");
	return lines.flatMap((text) => {
		const cells = text.split(";");
		return names.flatMap((name, at) => {
			const day = cells[at] ?? "";
			if (!name.endsWith("/k)") || day === "") return [];
			const round = name.replace("/k)", "/u)");
			return [{ service, round, planned: germanDay(cells[names.indexOf(round)] ?? ""), day: germanDay(day) }];
		});
	});
}

/** "From, to" of the correction table, and its line. */
function readMoves(year: string): [string, string][] {
	const file = `sheets-${year}/korrektur.csv`;
	return linesOf(TOWN, file).flatMap((text, at): [string, string][] => {
		const [from = "", to = ""] = text.split(";");
		return at === 0 || from === "" ? [] : [[`${germanDay(from)} ${germanDay(to)}`, `${file}:${at + 1}`]];
	});
}

interface Calendar {
	readonly file: string;
	readonly streets: readonly string[];
	/** Heading of the paragraph to its days. */
	readonly days: ReadonlyMap<string, readonly string[]>;
}

/** `ID-….txt`: a street list and one paragraph of days per kind of waste, in cp1252. */
function readCalendar(year: string, file: string): Calendar {
	const text = new TextDecoder("windows-1252").decode(readFileSync(published(TOWN, `${year}/${file}`)));
	const days = new Map<string, string[]>();
	let [heading, streets] = ["", [] as string[]];
	for (const line of text.split(/\r?\n/u).map((each) => each.trim())) {
		if (line.endsWith(":")) heading = line.slice(0, -1);
		else if (heading === "Straßen-Namen" && line !== "") streets = splitOutsideBrackets(line);
		else if (line !== "" && heading !== "")
			days.set(
				heading,
				line.split(",").map((day) => germanDay(day.trim())),
			);
	}
	return { file, streets, days };
}

function splitOutsideBrackets(list: string): string[] {
	const names = [""];
	let depth = 0;
	for (const character of list) {
		if (character === "(") depth++;
		if (character === ")") depth--;
		if (character === "," && depth === 0) names.push("");
		else names[names.length - 1] += character;
	}
	return names.map((name) => name.trim());
}

describeTown(TOWN, () => {
	let town: Imported;
	beforeAll(async () => {
		town = await importForeign(TOWN);
	});

	/** Every place that the entry of a list of streets means. */
	function placesOf(entry: string): Place[] {
		const [, name = entry, wording] = /^(.*?) \((.*)\)$/u.exec(entry) ?? [];
		const street = town.dataset.streets.find((each) => each.name === name);
		if (!street) throw new Error(`no street ${name}`);
		if (wording === undefined) return [...street.places];
		if (wording === WORDS) return street.places.filter(({ part }) => part.kind === "words" && part.words === WORDS);
		const numbers = NUMBERS[wording];
		if (!numbers) throw new Error(`what is ${wording}?`);
		return numbers.map((number) => {
			const { decided } = resolve(street, houseNumber(number));
			if (!decided) throw new Error(`${name} ${number} is not decided`);
			return decided;
		});
	}

	const CELLS = YEARS.flatMap((year) => [
		...readCells(year, "restmuell", "rest"),
		...readCells(year, "biomuell", "bio"),
	]);
	const inCoverage = (day: string) => day >= "2024-01-01" && day <= "2026-12-31";

	test("base rhythm and correction table give all 641 published corrected cells of three years", () => {
		expect(CELLS).toHaveLength(641);
		const expected = new Set(CELLS.map(({ service, round, planned, day }) => `${service} ${round} ${planned} ${day}`));
		const actual = new Set(
			town.dataset.rounds
				.filter(({ service }) => service === "rest" || service === "bio")
				.flatMap(({ service, name, dates }) => dates.map(({ planned, day }) => `${service} ${name} ${planned} ${day}`)),
		);
		expect([...expected].every((each) => inCoverage(each.slice(-10)))).toBe(true);
		expect(difference([...expected], [...actual])).toEqual([]);
	});

	test("every corrected cell that differs from its rhythm is a move, with its line in the correction table", () => {
		const moves = new Map(YEARS.flatMap(readMoves));
		const found = town.dataset.rounds
			.filter(({ service }) => service === "rest" || service === "bio")
			.flatMap(({ dates }) => dates.filter(({ planned, day }) => planned !== day));
		for (const { planned, day, moved, reason } of found) {
			expect(moved && `${moved.file}:${moved.line}`).toBe(moves.get(`${planned} ${day}`));
			expect(reason).toBe("Feiertag");
		}
		const corrected = CELLS.filter(({ planned, day }) => planned !== day).map((cell) => JSON.stringify(cell));
		expect(found).toHaveLength(new Set(corrected).size);
	});

	const CALENDARS = YEARS.flatMap((year) =>
		readdirSync(published(TOWN, year)).map((file) => ({ year, ...readCalendar(year, file) })),
	);

	test("every date of the 56 text files, for every street that they name", () => {
		const HEADINGS = { Restmüll: "rest", Biomüll: "bio", "Gelber Sack": "gelb", Gartenabfälle: "garten" } as const;
		expect(CALENDARS).toHaveLength(56);
		// Three years by place: the calendar of one year may begin on the last day of the year before.
		const expected = new Map<Place, Set<string>>();
		for (const { streets, days } of CALENDARS) {
			const dates = Object.entries(HEADINGS).flatMap(([heading, service]) =>
				(days.get(heading) ?? []).map((day) => `${service} ${day}`),
			);
			for (const place of streets.flatMap(placesOf)) {
				expected.set(place, new Set([...(expected.get(place) ?? []), ...dates]));
			}
		}
		const differences = [...expected].flatMap(([place, dates]) => {
			const actual = collectionsOf(town.dataset, place).map(({ service, day }) => `${service.id} ${day}`);
			return difference([...dates], actual).map((each) => `${place.id}: ${each}`);
		});
		expect(differences.slice(0, 30)).toEqual([]);
		const published = CALENDARS.flatMap(({ days }) =>
			["Restmüll", "Biomüll"].flatMap((heading) => days.get(heading) ?? []),
		);
		expect(published).toHaveLength(3187);
		expect(expected.size).toBeGreaterThan(150);
		const rows = Object.values(town.report.rows).reduce((sum, { read }) => sum + read, 0);
		tell({
			town: "Markt Schwaben 2024-2026",
			rows,
			acknowledged: town.report.acknowledged.length,
			dates: CELLS.length + published.length,
			differences: differences.length,
		});
	});

	test("every place of the dataset is named by a text file of each year, but for streets without any calendar", () => {
		const named = new Set(CALENDARS.flatMap(({ streets }) => streets.flatMap(placesOf)).map(({ id }) => id));
		const others = town.dataset.streets.filter(({ places }) => places.some(({ id }) => !named.has(id)));
		expect(others.map(({ name }) => name)).toMatchInlineSnapshot(`
			[
			  "Am Galgenhölzl",
			  "Friedhofallee",
			  "Rotwandweg",
			]
		`);
	});
});
