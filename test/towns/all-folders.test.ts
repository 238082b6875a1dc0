import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { TownFolder } from "../../data/import/command/town-folder.ts";
import { type Imported, importTown } from "../../data/import/import-town.ts";
import { unpack } from "../../data/import/unpack.ts";
import { collectionsOf, type Dataset } from "../../data/model/dataset.ts";
import { makeDataset, parseDataset } from "../../data/model/dataset-file.ts";
import { CALENDARS } from "./calendars.ts";
import { buende, giessen, schwabenTexts } from "./districts.ts";
import { describeTown, difference, published } from "./foreign.ts";
import { lines } from "./independent.ts";
import { LISTS } from "./lists.ts";

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

for (const { folder, recipe, says } of [...CALENDARS, ...LISTS]) {
	describeTown(folder, () => {
		test(`${recipe}: every date is where the file has it`, async () => {
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
	const withoutSchedule = ["facts-heusenstamm", "api-abfallnavi-openapi", "ics-corpus"];
	const here = [...CALENDARS, ...LISTS].map(({ folder }) => folder);
	const own = ["buende-2016", "giessen-2014", "markt-schwaben-2024-2026", "arnsberg-2023", "ics-bsr-berlin-empty"];
	const all = readdirSync(published(".", "."), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	expect(all.filter((name) => ![...elsewhere, ...withoutSchedule, ...here, ...own].includes(name))).toEqual([]);
	for (const name of withoutSchedule)
		table.push(`| ${name} | – | 0 | 0 | 0 | 0 | none to compare: a description, no schedule |`);
	for (const name of elsewhere) table.push(`| ${name} | see ${name}'s own test | | | | | |`);
});
